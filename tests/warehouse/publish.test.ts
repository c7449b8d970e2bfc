import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { openForBuild, openReadOnly } from '../../src/warehouse/database.js';
import {
  contentOf,
  pruneRuns,
  publishedRunId,
  swapPublished,
  writeDatabaseFile,
} from '../../src/warehouse/publish.js';
import { tempDir } from '../helpers/workspace.js';

/** A warehouse folder with runs, those named finished with a manifest. */
function warehouse(finished: readonly string[], unfinished: readonly string[] = []): string {
  const dir = tempDir();
  for (const run of [...finished, ...unfinished])
    mkdirSync(join(dir, 'runs', run), { recursive: true });
  for (const run of finished) writeFileSync(join(dir, 'runs', run, 'manifest.json'), run);
  return dir;
}

const READER = `
const { readFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const { path, stop } = workerData;
const flag = new Int32Array(stop);
let reads = 0; let failures = 0;
parentPort.postMessage('ready');
while (Atomics.load(flag, 0) === 0) {
  try { readFileSync(path, 'utf8'); reads += 1; } catch { failures += 1; }
}
parentPort.postMessage({ reads, failures });`;

describe('swapPublished', () => {
  it('points at a run, then at another, and leaves nothing beside it', () => {
    const dir = warehouse(['run1', 'run2']);
    const link = join(dir, 'published');
    for (const run of ['run1', 'run2', 'run1']) {
      swapPublished(link, join(dir, 'runs', run));
      expect(readlinkSync(link)).toBe(join('runs', run));
      expect(publishedRunId(link)).toBe(run);
    }
    expect(readdirSync(dir).sort()).toEqual(['published', 'runs']);
  });

  it('leads a reader to a whole run at every moment of many swaps', async () => {
    const dir = warehouse(['run1', 'run2']);
    const link = join(dir, 'published');
    swapPublished(link, join(dir, 'runs/run1'));
    const stop = new SharedArrayBuffer(4);
    const reader = new Worker(READER, {
      eval: true,
      workerData: { path: join(link, 'manifest.json'), stop },
    });
    const next = () => new Promise<unknown>((resolve) => reader.once('message', resolve));
    await next();
    for (let swap = 0; swap < 150; swap++)
      swapPublished(link, join(dir, `runs/run${(swap % 2) + 1}`));
    const seen = next();
    Atomics.store(new Int32Array(stop), 0, 1);
    const { reads, failures } = (await seen) as { reads: number; failures: number };
    await reader.terminate();
    expect(failures).toBe(0);
    expect(reads).toBeGreaterThan(10);
  });

  it('goes on after a stop between making the new link and moving it', () => {
    const dir = warehouse(['run1']);
    symlinkSync('runs/run0', join(dir, 'published.next'));
    swapPublished(join(dir, 'published'), join(dir, 'runs/run1'));
    expect(publishedRunId(join(dir, 'published'))).toBe('run1');
  });
});

describe('publishedRunId', () => {
  it('is nothing where nothing is published, or what was is gone or not whole', () => {
    const dir = warehouse(['run1'], ['run2']);
    const link = join(dir, 'published');
    expect(publishedRunId(link)).toBeUndefined();
    swapPublished(link, join(dir, 'runs/run9'));
    expect(publishedRunId(link)).toBeUndefined();
    swapPublished(link, join(dir, 'runs/run2'));
    expect(publishedRunId(link)).toBeUndefined();
  });
});

describe('pruneRuns', () => {
  const left = (dir: string) => readdirSync(join(dir, 'runs')).sort();

  it('keeps the newest and removes the rest', () => {
    const dir = warehouse(['run1', 'run2', 'run3', 'run4']);
    pruneRuns(dir, 'run4', 2);
    expect(left(dir)).toEqual(['run3', 'run4']);
  });

  it('keeps the one that is published, however old, as one of them', () => {
    const dir = warehouse(['run1', 'run2', 'run3', 'run4']);
    pruneRuns(dir, 'run1', 2);
    expect(left(dir)).toEqual(['run1', 'run4']);
  });

  it('removes a folder without a manifest, also when it is the newest', () => {
    const dir = warehouse(['run1', 'run2'], ['run3', 'run0']);
    pruneRuns(dir, 'run2', 5);
    expect(left(dir)).toEqual(['run1', 'run2']);
  });
});

describe('writeDatabaseFile', () => {
  const TABLES = [
    { schema: 'core', name: 'dim_x', select: 'select * from core.dim_x' },
    {
      schema: 'metrics',
      name: 'even',
      select: 'select * from core.dim_x where a % 2 = 0',
      describedBy: 'core.dim_x',
    },
  ];

  it('writes tables with their comments, and leaves no log of writes beside the file', async () => {
    const path = join(tempDir(), "it's published.duckdb");
    const database = await openForBuild();
    await database.run('create schema core');
    await database.run("create table core.dim_x as select a, 'x' as b from range(5) as t(a)");
    await database.run("comment on table core.dim_x is 'It''s x'");
    await database.run("comment on column core.dim_x.b is 'A letter'");
    const contents = await writeDatabaseFile(database, path, TABLES);
    database.close();
    expect(existsSync(`${path}.wal`)).toBe(false);
    expect(contents.map(({ table, rows }) => [table, rows])).toEqual([
      ['core.dim_x', 5],
      ['metrics.even', 3],
    ]);

    const published = await openReadOnly(path);
    expect(await published.rows('select a from metrics.even order by a')).toEqual([
      { a: 0 },
      { a: 2 },
      { a: 4 },
    ]);
    expect(
      await published.rows('select schema_name, comment from duckdb_tables() order by schema_name'),
    ).toEqual([
      { schema_name: 'core', comment: "It's x" },
      { schema_name: 'metrics', comment: "It's x" },
    ]);
    expect(
      await published.rows(
        "select comment from duckdb_columns() where schema_name = 'core' and column_name = 'b'",
      ),
    ).toEqual([{ comment: 'A letter' }]);
    published.close();
  });

  it('lets many read while another file is built', async () => {
    const dir = tempDir();
    const database = await openForBuild();
    await database.run('create schema core');
    await database.run('create table core.dim_x as select 2 as a');
    await writeDatabaseFile(database, join(dir, 'one.duckdb'), TABLES);
    const readers = await Promise.all([1, 2].map(() => openReadOnly(join(dir, 'one.duckdb'))));
    await writeDatabaseFile(database, join(dir, 'two.duckdb'), TABLES);
    for (const reader of readers) {
      expect(await reader.rows('select a from core.dim_x')).toEqual([{ a: 2 }]);
      reader.close();
    }
    database.close();
  });

  it('lets go of a file that could not be filled', async () => {
    const path = join(tempDir(), 'one.duckdb');
    const database = await openForBuild();
    await expect(writeDatabaseFile(database, path, TABLES)).rejects.toThrow(/dim_x/);
    await database.run('create schema core');
    await database.run('create table core.dim_x as select 2 as a');
    await expect(writeDatabaseFile(database, `${path}2`, TABLES)).resolves.toHaveLength(2);
    database.close();
    expect(readFileSync(path).length).toBeGreaterThan(0);
  });
});

describe('contentOf', () => {
  it('is the same for the same rows in any order, and another for any other rows', async () => {
    const database = await openForBuild();
    const of = async (values: string) => {
      await database.run(
        `create or replace table t as select * from (values ${values}) as v(a, b)`,
      );
      return contentOf(database, 't');
    };
    const one = await of("(1, 'x'), (2, null), (2, null)");
    expect(await of("(2, null), (1, 'x'), (2, null)")).toEqual(one);
    expect(await of("(1, 'x'), (2, null)")).not.toEqual(one);
    expect((await of("(1, 'y'), (2, null), (2, null)")).hash).not.toBe(one.hash);
    await database.run('create or replace table t as select 1 as a where false');
    expect(await contentOf(database, 't')).toEqual({ rows: 0, hash: '0' });
    database.close();
  });
});
