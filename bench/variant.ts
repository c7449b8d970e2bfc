import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openWorkspace, parseConfig, workspaceOf, type Workspace } from '../src/config.js';
import { land, loadContracts, openDeliveries, readSecret, stage } from '../src/ingest/index.js';
import { silentLog } from '../src/log.js';
import { nightly } from '../src/nightly.js';
import { identifier, literal, openForBuild } from '../src/warehouse/database.js';
import { WORKER_HEADER } from './worker-rows.js';

const MEMORY = '2GB';

/** What a variant found: the seconds that count, and its parts. */
interface Result {
  readonly seconds: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** One thing to measure. `data` is what it works on, `scratch` where it may write. */
type Variant = (data: string, scratch: string) => Promise<Result>;

const VARIANTS: Readonly<Record<string, Variant>> = {
  bare: bareLoad,
  'bare-each': bareLoadOfEach,
  stage: landAndStage,
  nightly: nightlyParts,
  models: modelsAndMeasures,
  measures: measuresOnly,
  packs: async (data) => (await import('./packs.js')).writeAllPacks(data),
  exceljs: (path) => wholeWorkbook('walkByExceljs', path),
  workbook: (path) => wholeWorkbook('walkByReader', path),
};

/** The yardstick: one file, as text, into one table of a database file. */
async function bareLoad(data: string, scratch: string): Promise<Result> {
  return timed(async () => {
    const database = await openForBuild(join(scratch, 'bare.duckdb'), { memory: MEMORY });
    await database.run(`create table worker as select * from ${readCsv(onlyFile(data))}`);
    database.close();
  });
}

/** DuckDB alone, file after file. */
async function bareLoadOfEach(data: string, scratch: string): Promise<Result> {
  const files = filesUnder(data);
  return timed(async () => {
    const database = await openForBuild(join(scratch, 'bare.duckdb'), { memory: MEMORY });
    const columns = WORKER_HEADER.map((name) => `${identifier(name)} varchar`).join(', ');
    await database.run(`create table worker (${columns})`);
    for (const file of files) await database.run(`insert into worker from ${readCsv(file)}`);
    database.close();
  });
}

/** Our own path: the files of a folder into `data/raw`, then into staged Parquet. Staging counts. */
async function landAndStage(data: string, scratch: string): Promise<Result> {
  const workspace = workspaceFor(data, scratch);
  const [source] = workspace.config.sources;
  if (source === undefined) throw new Error('no source');
  const ledger = openDeliveries(workspace, silentLog);
  const contracts = loadContracts();
  const secret = readSecret(workspace);
  const landing = await timed(async () => {
    const now = new Date();
    await land({ workspace, source, known: [], ledger, runId: 'bench', now, log: silentLog });
  });
  const deliveries = ledger.read();
  const staging = await timed(async () => {
    const { refused } = await stage({ workspace, deliveries, contracts, secret, log: silentLog });
    if (refused.size > 0) throw new Error(`${refused.size} files were refused`);
  });
  return { seconds: staging.seconds, parts: { landing: landing.seconds } };
}

/** The steps of a nightly, each from its start to the start of the next. */
async function nightlyParts(data: string): Promise<Result> {
  const parts: Record<string, number> = {};
  let step: string | undefined;
  let since = performance.now();
  const enter = (next: string | undefined): void => {
    const now = performance.now();
    if (step !== undefined) parts[step] = (now - since) / 1000;
    step = next;
    since = now;
  };
  return timed(async () => {
    await nightly({ workspace: openWorkspace(data), log: silentLog, step: enter });
    enter(undefined);
  }, parts);
}

/**
 * The models and the measures of a night, by themselves. `own` is how long our own code was at work
 * meanwhile, rather than the database.
 */
async function modelsAndMeasures(data: string): Promise<Result> {
  const parts: Record<string, number> = {};
  let since = performance.now();
  let work = performance.eventLoopUtilization();
  let step = '';
  const enter = (next: string): void => {
    const now = performance.now();
    if (step === 'build' || step === 'measure') {
      parts[step] = (now - since) / 1000;
      parts['own'] = (parts['own'] ?? 0) + performance.eventLoopUtilization(work).active / 1000;
    }
    step = next;
    since = now;
    work = performance.eventLoopUtilization();
  };
  const workspace = openWorkspace(data);
  await nightly({ workspace, log: silentLog, step: enter, until: 'build', force: true });
  return { seconds: (parts['build'] ?? 0) + (parts['measure'] ?? 0), parts };
}

async function measuresOnly(data: string): Promise<Result> {
  const { parts } = await modelsAndMeasures(data);
  return { seconds: parts['measure'] ?? 0, parts };
}

/** Every cell of a workbook, from the bytes in the file. Only these two variants load what reads them. */
async function wholeWorkbook(
  walk: 'walkByExceljs' | 'walkByReader',
  path: string,
): Promise<Result> {
  const walks = await import('./xlsx-read.js');
  return timed(async () => {
    if ((await walks[walk](path)) === 0) throw new Error('no cells');
  });
}

async function timed(
  work: () => Promise<void>,
  parts: Readonly<Record<string, number>> = {},
): Promise<Result> {
  const started = performance.now();
  await work();
  return { seconds: (performance.now() - started) / 1000, parts };
}

function workspaceFor(data: string, dir: string): Workspace {
  const settings = [
    'version: 1',
    'demonstration: true',
    'partnership: { code: X47000001, name: Bench, councils: [X10000001] }',
    `sources: [{ id: returns, kind: folder, path: ${JSON.stringify(data)}, pattern: '{submitter}/{yyyy-mm}/**', settle_seconds: 0 }]`,
    `limits: { memory: ${MEMORY} }`,
  ];
  return workspaceOf(dir, parseConfig(settings.join('\n')));
}

function readCsv(path: string): string {
  const columns = WORKER_HEADER.map((name) => `${identifier(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${literal(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${columns}})`;
}

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function onlyFile(dir: string): string {
  const [file, ...others] = filesUnder(dir);
  if (file === undefined || others.length > 0) throw new Error(`${dir}: expected one file`);
  return file;
}

const [name = '', data = '', scratchParent = ''] = process.argv.slice(2);
const variant = VARIANTS[name];
if (variant === undefined) throw new Error(`no variant ${name}`);
const scratch = mkdtempSync(join(scratchParent, 'variant-'));
try {
  process.stdout.write(JSON.stringify(await variant(data, scratch)));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
