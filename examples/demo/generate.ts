import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { packageDir, parseConfig } from '../../src/config.js';
import { problem } from '../../src/errors.js';
import { LATEST } from './calendar.js';
import { planFaults } from './fault-plan.js';
import type { InboxFile } from './files.js';
import { compareText, inOrder, plantedSchema, type Planted } from './planted.js';
import { readPostcodes } from './places.js';
import { GROUP_RULE } from './register-group.js';
import { registerFiles } from './register-workbook.js';
import { buildRegister, listedIn, type Register } from './register.js';
import { sendReturns, type Context, type Sent } from './returns.js';
import { buildWorld } from './world.js';

/** Where and how large a demonstration is made. */
export interface DemoOptions {
  /** The workspace to fill. */
  readonly dir: string;
  readonly seed?: number;
  /** 1 is full size; tests use 0.1. */
  readonly scale?: number;
}

const DEFAULT_SEED = 20_260_430;

/**
 * Writes an invented partnership's thirteen months of returns and two of the CQC's register into a
 * workspace, with `data/planted.json` saying what is wrong with them. The same options give the same bytes and
 * times; a file that is already there with its size and time is left alone, and none is removed.
 * @throws CC-USE-001 where the folder is a workspace that is not a demonstration.
 */
export async function generateDemo(options: DemoOptions): Promise<Planted> {
  const { seed = DEFAULT_SEED, scale = 1 } = options;
  const dir = resolve(options.dir);
  await copyWorkspace(dir);
  const postcodes = readPostcodes(join(packageDir, 'reference'));
  const organisations = buildWorld(seed, scale, postcodes);
  let serial = 0;
  const context: Context = {
    seed,
    plan: planFaults(seed, organisations),
    postcodes,
    nextSerial: () => (serial += 1),
    postponed: [],
  };
  const inbox = join(dir, 'data', 'inbox');
  const all: SentCounts[] = [];
  for (const organisation of organisations) {
    const sent = sendReturns(context, organisation);
    for (const file of sent.files) writeUnlessThere(inbox, file);
    all.push({ ...sent, files: sent.files.length });
  }
  const register = buildRegister(seed, scale, organisations, postcodes);
  for (const file of registerFiles(seed, register)) {
    writeUnlessThere(join(dir, 'data', 'registers'), file);
  }
  const total = (count: (sent: SentCounts) => number): number =>
    all.reduce((sum, each) => sum + count(each), 0);
  const planted = plantedSchema.parse({
    seed,
    scale,
    totals: {
      organisations: organisations.length,
      workplaces: organisations.reduce((sum, each) => sum + each.workplaces.length, 0),
      workers_latest: total((each) => each.workersLatest),
      files: total((each) => each.files),
      worker_rows: total((each) => each.workerRows),
      workplace_rows: total((each) => each.workplaceRows),
      register_locations: listedIn(register, LATEST).length,
    },
    deliveries: all
      .flatMap((each) => each.deliveries)
      .sort((one, other) => compareText(one.path, other.path)),
    findings: inOrder(all.flatMap((each) => each.findings)),
    grouped_providers: groupedIn(register),
  });
  await writeFile(join(dir, 'data', 'planted.json'), `${JSON.stringify(planted, null, 2)}\n`);
  return planted;
}

function groupedIn({ group }: Register): Planted['grouped_providers'] {
  return group === undefined ? [] : [{ workplace_id: group.workplaceId, rule: GROUP_RULE }];
}

/** What is kept of an organisation's returns once its files are written. */
type SentCounts = Omit<Sent, 'files'> & { readonly files: number };

/** Brings the demonstration's settings and reference files to a workspace that is elsewhere. */
async function copyWorkspace(dir: string): Promise<void> {
  if (dir === resolve(packageDir)) return;
  const config = join(dir, 'carecount.yaml');
  if (existsSync(config) && !parseConfig(readFileSync(config, 'utf8'), config).demonstration) {
    throw problem('CC-USE-001', {
      where: dir,
      expected: 'an empty folder, or a workspace made by `carecount demo`',
      got: 'a workspace with real data',
      next: 'Name another folder with --dir DIR.',
    });
  }
  await mkdir(join(dir, 'reference'), { recursive: true });
  if (!existsSync(config)) await copyFile(join(packageDir, 'carecount.yaml'), config);
  for (const name of await readdir(join(packageDir, 'reference'))) {
    if (!/\.(csv|yaml)$/.test(name)) continue;
    await copyFile(join(packageDir, 'reference', name), join(dir, 'reference', name));
  }
}

/** Writes a file unless it is already there with the same size and time. */
function writeUnlessThere(folder: string, file: InboxFile): void {
  const path = join(folder, file.path);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.size === file.bytes.length && there.mtimeMs === file.modified.getTime()) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.bytes);
  utimesSync(path, file.modified, file.modified);
}
