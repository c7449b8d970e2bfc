import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSandbox, QueryCancelled, type Sandbox } from '../../src/warehouse/sandbox.js';
import { readingStatement, REFUSED_FUNCTIONS, tokenize } from '../../src/warehouse/statement.js';
import { buildFile, tempFolder } from '../explore/helpers.js';

const folder = tempFolder();
const path = join(folder.path, 'carecount.duckdb');
const csv = join(folder.path, 'secret.csv');
const target = join(folder.path, 'made');
let sandbox: Sandbox;

beforeAll(async () => {
  await buildFile(path);
  writeFileSync(csv, 'a,b\n1,2\n');
  mkdirSync(target);
  sandbox = await openSandbox(path);
});

afterAll(async () => {
  await sandbox.close();
  folder.remove();
});

async function rows(open: Sandbox, sql: string): Promise<unknown[][]> {
  const result = await open.query(sql);
  const all: unknown[][] = [];
  for await (const block of result.blocks()) {
    const cells = result.columns.map((_, index) => block.cells(index));
    for (let row = 0; row < block.rowCount; row++) all.push(cells.map((column) => column[row]));
  }
  return all;
}

describe('readingStatement', () => {
  it.each([
    ['select 1', 'select'],
    ['-- note\n(select 1);', 'select'],
    ['/* a /* b */ ; */ from t', 'from'],
    ["select ';' as \"a;b\", $$;$$, $x$;$$;$x$, e'\\';'", 'select'],
    ['explain (analyze, format json) select 1', 'explain'],
    ['explain (select 1)', 'explain'],
    ['SELECT 1;; -- end', 'select'],
    ['select query, glob from t', 'select'],
  ])('accepts %s', (sql, verb) => {
    expect(readingStatement(sql).verb).toBe(verb);
  });

  it.each([
    ['', 'got nothing'],
    ['-- only a note', 'got nothing'],
    ['select 1; select 2', 'got 2 statements'],
    ['insert into t values (1)', 'got INSERT'],
    ['explain analyze copy t to 1', 'got COPY'],
    ['explain (analyze) create table t as select 1', 'got CREATE'],
    ['select * from READ_CSV (1)', 'got read_csv()'],
    ['select * from "read_blob" /* x */ (1)', 'got read_blob()'],
    ['select * from system.main.read_text(1)', 'got read_text()'],
  ])('refuses %j', (sql, words) => {
    expect(() => readingStatement(sql)).toThrow(words);
  });

  it('keeps the text up to the semicolon', () => {
    expect(readingStatement('select 1 ; -- end').text).toBe('select 1 ');
  });

  it('reads quoted names without their quotes', () => {
    expect(tokenize('"a""b" \'c\'\'d\'').map(({ text }) => text)).toEqual(['a"b', "c'd"]);
  });
});

const ESCAPES: readonly [what: string, sql: () => string][] = [
  ['reads a CSV file', () => `from read_csv('${csv}')`],
  ['reads a CSV file by another name', () => `from read_csv_auto('${csv}')`],
  ['takes a file as a table', () => `from '${csv}'`],
  ['joins a file as a table', () => `select * from core.awkward, '${csv}' as c`],
  ['reads a web address', () => "from 'https://example.org/a.csv'"],
  ['reads a text file', () => "from read_text('/etc/passwd')"],
  ['reads by a quoted name', () => `from "read_text"('/etc/passwd')`],
  ['reads by a qualified name', () => `from system.main.read_text('/etc/passwd')`],
  ['reads its own file as bytes', () => `select size from read_blob('${path}')`],
  ['reads its own file as a table', () => `from read_csv('${path}', strict_mode = false)`],
  ['reads its own file through a text', () => `from query('from read_' || 'blob(''${path}'')')`],
  [
    'runs a serialised query',
    () => `from json_execute_serialized_sql(json_serialize_sql('select 1'))`,
  ],
  ['lists files', () => "from glob('/etc/*')"],
  ['sniffs a file', () => "from sniff_csv('/etc/passwd')"],
  ['reads JSON', () => "from read_json('/etc/x.json')"],
  ['reads Parquet', () => "from read_parquet('/etc/x.parquet')"],
  ['reads Parquet metadata', () => "from parquet_metadata('/etc/x.parquet')"],
  ['reads another database', () => `from read_duckdb('${path}')`],
  ['reads the environment', () => "select getenv('HOME')"],
  ['copies to a file', () => `copy (select 1) to '${target}/a.csv'`],
  ['copies from a file', () => `copy core.awkward from '${csv}'`],
  ['copies inside EXPLAIN ANALYZE', () => `explain analyze copy (select 1) to '${target}/b.csv'`],
  ['exports', () => `export database '${target}/c'`],
  ['imports', () => `import database '${target}'`],
  ['attaches', () => `attach '${target}/d.duckdb' as d`],
  ['attaches in memory', () => "attach ':memory:' as m"],
  ['detaches', () => 'detach carecount'],
  ['installs', () => 'install httpfs'],
  ['loads', () => "load '/tmp/x.duckdb_extension'"],
  ['unlocks external access', () => 'set enable_external_access = true'],
  ['unlocks the settings', () => 'set lock_configuration = false'],
  ['resets a setting', () => 'reset memory_limit'],
  ['sets a variable', () => 'set variable a = 1'],
  ['uses a pragma', () => 'pragma database_list'],
  ['uses a pragma that sets', () => "pragma memory_limit = '99GB'"],
  ['calls', () => 'call duckdb_settings()'],
  ['creates a table', () => 'create table core.t as select 1'],
  ['creates a temporary table', () => 'create temp table t as select 1'],
  ['creates a macro', () => 'create temp macro f() as 1'],
  ['creates a secret', () => "create secret s (type s3, key_id 'a', secret 'b')"],
  ['inserts', () => 'insert into core.awkward (id) values (9)'],
  [
    'inserts inside EXPLAIN ANALYZE',
    () => 'explain analyze insert into core.awkward (id) values (9)',
  ],
  ['updates', () => 'update core.awkward set id = 9'],
  ['deletes', () => 'delete from core.awkward'],
  ['drops', () => 'drop table core.awkward'],
  ['alters', () => 'alter table core.awkward add column x integer'],
  ['comments', () => "comment on table core.awkward is 'x'"],
  ['changes the schema', () => 'use core'],
  ['ends the transaction', () => 'commit'],
  ['checkpoints', () => 'checkpoint'],
  ['checkpoints by a function', () => 'from force_checkpoint()'],
  ['prepares', () => 'prepare p as select 1'],
  ['executes', () => 'execute p'],
  ['runs two statements', () => 'select 1; select 2'],
  ['hides a second statement', () => `select 1 /* ; */; copy (select 1) to '${target}/e.csv'`],
  ['hides one behind PIVOT', () => `select 1 as pivot; drop table core.awkward`],
  ['logs to a file', () => `from enable_logging(storage = 'file', storage_path = '${target}/log')`],
  ['profiles to a file', () => `from enable_profiling(save_location = '${target}/p.json')`],
  ['writes to a log', () => "select write_log('x')"],
];

describe('the sandbox', () => {
  it.each(ESCAPES)('refuses a query that %s', async (_, sql) => {
    await expect(rows(sandbox, sql())).rejects.toThrow(
      /CC-SQL|expected|Permission Error|Catalog Error|Parser Error/,
    );
    expect(readdirSync(target)).toEqual([]);
    expect(await rows(sandbox, 'select count(*) from core.awkward')).toEqual([[4]]);
  });

  it.each(ESCAPES)('refuses the same for Parquet: %s', async (_, sql) => {
    const exported = tempFolder();
    const open = await openSandbox(path, { exportDirectory: exported.path });
    await expect(open.writeParquet(sql(), join(exported.path, 'x.parquet'))).rejects.toThrow();
    await open.close();
    expect(readdirSync(exported.path)).toEqual([]);
    exported.remove();
  });

  it('lets no text break out of the COPY around it', async () => {
    const exported = tempFolder();
    const open = await openSandbox(path, { exportDirectory: exported.path });
    const other = join(exported.path, 'other.csv');
    for (const sql of [
      `select 1) to '${other}' (format csv); copy (select 1`,
      `select 1) to '${other}' --`,
      `select 1) to '${other}' /*`,
      `copy (select 1) to '${other}'`,
      `with a as (copy (select 1) to '${other}') select 1`,
    ]) {
      await expect(open.writeParquet(sql, join(exported.path, 'x.parquet'))).rejects.toThrow();
    }
    expect(existsSync(other)).toBe(false);
    await open.close();
    exported.remove();
  });

  it('writes nowhere but in the folder given to it', async () => {
    const exported = tempFolder();
    const open = await openSandbox(path, { exportDirectory: exported.path });
    await expect(open.writeParquet('select 1', join(target, 'x.parquet'))).rejects.toThrow(
      'Permission Error',
    );
    expect(await open.writeParquet('select 1', join(exported.path, 'x.parquet'))).toBe(1);
    await open.close();
    exported.remove();
  });

  it('knows every table function of this engine: one that is new must be judged', async () => {
    const allowed =
      /^(duckdb_.*|pragma_.*|pg_timezone_names|icu_calendar_names|generate_series|range|repeat|repeat_row|unnest|summary|histogram|histogram_values|json_each|json_tree|seq_scan|sql_auto_complete|test_all_types|test_vector_types|check_peg_parser|which_secret)$/;
    const names = await rows(
      sandbox,
      "select distinct function_name from duckdb_functions() where function_type in ('table', 'table_macro')",
    );
    const unjudged = names
      .map(([name]) => String(name))
      .filter((name) => !allowed.test(name) && !REFUSED_FUNCTIONS.has(name));
    expect(names.length).toBeGreaterThan(60);
    expect(unjudged).toEqual([]);
  });

  it('uses London time and keeps its spill folder to itself', async () => {
    expect(await rows(sandbox, "select current_setting('TimeZone')")).toEqual([['Europe/London']]);
    const [[spill] = []] = await rows(sandbox, "select current_setting('temp_directory')");
    const open = await openSandbox(path);
    const [[other] = []] = await rows(open, "select current_setting('temp_directory')");
    await open.close();
    expect([existsSync(String(spill)), existsSync(String(other))]).toEqual([true, false]);
  });

  it('can be left early, and asked again', async () => {
    const result = await sandbox.query('from range(10000000)');
    for await (const block of result.blocks()) {
      expect(block.rowCount).toBeGreaterThan(0);
      break;
    }
    expect(await rows(sandbox, 'select 1')).toEqual([[1]]);
  });

  it('reports what fails in the middle of a stream', async () => {
    const sql =
      "select case when range = 3000000 then error('boom') else 1 end from range(4000000)";
    await expect(rows(sandbox, sql)).rejects.toThrow('boom');
    expect(await rows(sandbox, 'select 1')).toEqual([[1]]);
  });

  it('keeps each line of an error where the query has it', async () => {
    const text = (error: unknown) => (error as Error).message;
    const stream = await rows(
      sandbox,
      "select\n  case when range = 3000000 then 'x' else '1' end::integer from range(4000000)",
    ).catch(text);
    expect(stream).toMatch(/^LINE 2: .*\n +\^/m);
  });

  it('does not count the time its reader takes', async () => {
    const open = await openSandbox(path, { timeoutMs: 300 });
    const result = await open.query('from range(10000)');
    let seen = 0;
    for await (const block of result.blocks()) {
      seen += block.rowCount;
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    expect(seen).toBe(10_000);
    await open.close();
  });

  it('can be used again after a query that took too long', async () => {
    const open = await openSandbox(path, { timeoutMs: 200 });
    const slow = rows(open, 'select count(*) from range(10000000) a, range(10000000) b');
    await expect(slow).rejects.toMatchObject({ code: 'CC-SQL-002' });
    expect(await rows(open, 'select 1')).toEqual([[1]]);
    await open.close();
  });

  it('can be cancelled', async () => {
    const open = await openSandbox(path);
    const slow = rows(open, 'select count(*) from range(10000000) a, range(10000000) b');
    setTimeout(() => {
      open.cancel();
    }, 100);
    await expect(slow).rejects.toBeInstanceOf(QueryCancelled);
    await open.close();
  });

  it('gives its tables and columns', async () => {
    expect((await sandbox.catalogue()).get('core.fct_worker_month')).toEqual([
      'worker_id',
      'period',
      'hourly_rate_gbp_hour',
      'job_role',
    ]);
  });

  it('lets several readers open one file, and leaves nothing beside it', async () => {
    const other = await openSandbox(path);
    expect(await rows(other, 'select 1')).toEqual([[1]]);
    await other.close();
    expect(readdirSync(folder.path).sort()).toEqual(['carecount.duckdb', 'made', 'secret.csv']);
  });
});
