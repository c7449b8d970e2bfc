import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { openForBuild } from '../../src/warehouse/database.js';
import type { SqlTerminal } from '../../src/cli/sql.js';

/** A folder that goes away. */
export function tempFolder(): { path: string; remove: () => void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'carecount-test-')));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const TABLES = [
  'create schema core',
  `create table core.fct_worker_month as
     select range::integer as worker_id,
            date '2026-01-01' as period,
            (11.44 + range / 100)::decimal(10, 2) as hourly_rate_gbp_hour,
            'Role ' || (range % 3) as job_role
     from range(2345)`,
  `create table core.awkward as select * from (values
     (1, 'plain', 1.50::decimal(10, 2), date '2026-02-28', true, 0.1::float, 9007199254740993::bigint,
      timestamp '2026-03-01 09:30:00', timestamptz '2026-07-01 12:00:00+00', [1, 2], {'a': 1, 'b': 'x'}),
     (2, '=HYPERLINK("x")', -2.25::decimal(10, 2), date '1899-12-31', false, 'nan'::float, -1::bigint,
      timestamp '2026-03-01 09:30:00.125', timestamptz '2026-01-01 00:00:00+00', [], {'a': 2, 'b': null}),
     (3, 'a "quoted", | cell' || chr(10) || 'two lines', null, null, null, null, null, null, null, null, null),
     (4, '-1', 0, date '2026-01-01', true, 2.5::float, 7::bigint,
      timestamp '2026-03-01 00:00:00', timestamptz '2026-01-01 00:00:00+00', [null], null)
   ) as t(id, words, amount, day, flag, share, big, made_at, seen_at, items, detail)`,
];

/** Builds a published file with a few invented rows. */
export async function buildFile(path: string, extra: readonly string[] = []): Promise<void> {
  const database = await openForBuild(path);
  for (const sql of [...TABLES, ...extra]) await database.run(sql);
  database.close();
}

/** A workspace with one published run, and its public file. */
export async function publishedWorkspace(): Promise<{
  dir: string;
  publish: (run: string, extra?: readonly string[]) => Promise<void>;
  remove: () => void;
}> {
  const folder = tempFolder();
  const warehouse = join(folder.path, 'data', 'warehouse');
  mkdirSync(join(warehouse, 'runs'), { recursive: true });
  writeFileSync(join(folder.path, 'carecount.yaml'), 'version: 1\n');
  const publish = async (run: string, extra: readonly string[] = []): Promise<void> => {
    const runDir = join(warehouse, 'runs', run);
    mkdirSync(runDir);
    await buildFile(join(runDir, 'carecount.duckdb'), extra);
    const open = await openForBuild(join(runDir, 'carecount-public.duckdb'));
    await open.run('create schema metrics');
    await open.run('create table metrics.measure as select 0.1::decimal(18, 8) as value');
    open.close();
    rmSync(join(warehouse, 'published'), { force: true });
    symlinkSync(join('runs', run), join(warehouse, 'published'));
  };
  await publish('first');
  return { dir: folder.path, publish, remove: folder.remove };
}

/** A terminal, or a pipe, that keeps what is written to it. */
export function standIn(
  cwd: string,
  isTTY = false,
): SqlTerminal & { bytes: () => Buffer; text: () => string; notes: string[] } {
  const stream = new PassThrough();
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  const notes: string[] = [];
  return {
    stdout: Object.assign(stream, { isTTY }),
    note: (line) => notes.push(line),
    cwd,
    environment: { NO_COLOR: '1' },
    bytes: () => Buffer.concat(parts),
    text: () => Buffer.concat(parts).toString(),
    notes,
  };
}
