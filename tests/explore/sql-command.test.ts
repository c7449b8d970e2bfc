import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { tableFromIPC } from 'apache-arrow';
import exceljs from 'exceljs';
import papaparse from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSql, type SqlFlags } from '../../src/cli/sql.js';
import { workspaceOf, parseConfig } from '../../src/config.js';
import { CarecountError } from '../../src/errors.js';
import { literal, openForBuild } from '../../src/warehouse/database.js';
import { publishedWorkspace, standIn, tempFolder } from './helpers.js';

let workspace: Awaited<ReturnType<typeof publishedWorkspace>>;
const out = tempFolder();

beforeAll(async () => {
  workspace = await publishedWorkspace();
});

afterAll(() => {
  workspace.remove();
  out.remove();
});

async function run(sql: string | undefined, flags: SqlFlags = {}, isTTY = false) {
  const terminal = standIn(workspace.dir, isTTY);
  const code = await runSql(sql, flags, {}, terminal);
  return { ...terminal, code, text: terminal.text(), bytes: terminal.bytes() };
}

async function failure(sql: string | undefined, flags: SqlFlags = {}, isTTY = false) {
  try {
    await run(sql, flags, isTTY);
  } catch (error) {
    if (error instanceof CarecountError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

async function readParquet(path: string): Promise<unknown[]> {
  const database = await openForBuild();
  const rows = await database.rows(`from read_parquet(${literal(path)})`);
  database.close();
  return rows;
}

describe('carecount sql, text formats', () => {
  it('aligns a table, numbers to the right', async () => {
    const { text, code } = await run(
      'select worker_id, job_role, hourly_rate_gbp_hour from core.fct_worker_month where worker_id in (9, 10)',
    );
    expect(code).toBe(0);
    expect(text).toBe(
      [
        'worker_id  job_role  hourly_rate_gbp_hour',
        '---------  --------  --------------------',
        '        9  Role 0                   11.53',
        '       10  Role 1                   11.54',
        '',
      ].join('\n'),
    );
  });

  it('shows null as a word on a terminal and as nothing elsewhere', async () => {
    const sql = 'select null as a, 1 as b';
    expect((await run(sql, {}, true)).text).toContain('null  1');
    expect((await run(sql)).text).not.toContain('null');
  });

  it('lets no cell drive the terminal', async () => {
    const { text } = await run("select chr(27) || '[2J' || chr(10) as a");
    expect(text).toContain('\\x1b[2J\\n');
  });

  it('writes CSV that reads back, formulas in text disarmed and codes left alone', async () => {
    const { text } = await run('select id, words, amount from core.awkward order by id', {
      format: 'csv',
    });
    expect(text.endsWith('\r\n')).toBe(true);
    const { data, errors } = papaparse.parse<string[]>(text, { skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toEqual([
      ['id', 'words', 'amount'],
      ['1', 'plain', '1.50'],
      ['2', '\'=HYPERLINK("x")', '-2.25'],
      ['3', 'a "quoted", | cell\ntwo lines', ''],
      ['4', '-1', '0.00'],
    ]);
  });

  it('writes JSON with numbers only where no digit is lost', async () => {
    const { text } = await run('from core.awkward order by id', { format: 'json' });
    const rows = JSON.parse(text) as Record<string, unknown>[];
    expect(rows[0]).toEqual({
      id: 1,
      words: 'plain',
      amount: 1.5,
      day: '2026-02-28',
      flag: true,
      share: 0.1,
      big: '9007199254740993',
      made_at: '2026-03-01T09:30:00',
      seen_at: '2026-07-01T12:00:00Z',
      items: [1, 2],
      detail: { a: 1, b: 'x' },
    });
    expect(rows[1]).toMatchObject({ share: 'NaN', made_at: '2026-03-01T09:30:00.125' });
    expect(Object.values(rows[2] ?? {}).filter((value) => value === null)).toHaveLength(9);
    expect(rows).toHaveLength(4);
  });

  it('writes JSON lines, and a valid empty array for no rows', async () => {
    const lines = await run('select 1 as a union all select 2 order by 1', { format: 'jsonl' });
    expect(lines.text).toBe('{"a":1}\n{"a":2}\n');
    expect((await run('select 1 as a where false', { format: 'json' })).text).toBe('[]\n');
  });

  it('keeps the digits of a wide decimal', async () => {
    const { text } = await run('select 12345678901234567.89::decimal(20, 2) as a', {
      format: 'json',
    });
    expect(JSON.parse(text)).toEqual([{ a: '12345678901234567.89' }]);
  });

  it('escapes Markdown', async () => {
    const { text } = await run('select id, words from core.awkward where id = 3', {
      format: 'markdown',
    });
    expect(text).toBe(
      '| id | words |\n| ---: | --- |\n| 3 | a "quoted", \\| cell<br>two lines |\n',
    );
  });

  it('gives a repeated column name a number', async () => {
    expect((await run('select 1 as a, 2 as a', { format: 'jsonl' })).text).toBe(
      '{"a":1,"a_1":2}\n',
    );
  });

  it('lists tables and describes one', async () => {
    expect((await run('show all tables')).text).toContain('fct_worker_month');
    expect((await run('describe core.fct_worker_month')).text).toContain('hourly_rate_gbp_hour');
    expect((await run('explain select 1')).text).toContain('DUMMY_SCAN');
  });

  it('runs a pivot, though DuckDB makes two statements of it', async () => {
    const { text } = await run(
      'pivot (select job_role, 1 as n from core.fct_worker_month) on job_role using sum(n)',
      { format: 'jsonl' },
    );
    expect(text).toBe('{"Role 0":782,"Role 1":782,"Role 2":781}\n');
  });
});

describe('carecount sql, binary formats', () => {
  it('writes Parquet', async () => {
    const path = join(out.path, 'result.parquet');
    await run('select id, amount, day from core.awkward order by id -- last', {
      format: 'parquet',
      out: path,
    });
    expect(await readParquet(path)).toEqual([
      { id: 1, amount: 1.5, day: '2026-02-28' },
      { id: 2, amount: -2.25, day: '1899-12-31' },
      { id: 3, amount: null, day: null },
      { id: 4, amount: 0, day: '2026-01-01' },
    ]);
  });

  it('writes Parquet of a description, of a pivot with a list, and of a limited result', async () => {
    const path = join(out.path, 'more.parquet');
    await run('describe core.awkward;', { out: path });
    expect(await readParquet(path)).toHaveLength(11);
    await run(
      "pivot core.fct_worker_month on job_role in ('Role 1') using count(*) group by period",
      {
        out: path,
      },
    );
    expect(await readParquet(path)).toHaveLength(1);
    const error = await failure('pivot core.awkward on flag', { out: path });
    expect(error.message).toContain('List the values here: PIVOT ... ON x IN (...).');
    const { notes } = await run('from core.fct_worker_month', { out: path, limit: '10' });
    expect(await readParquet(path)).toHaveLength(10);
    expect(notes).toEqual(['The first 10 rows; there may be more. Use --limit 0 for all.']);
  });

  it('writes Arrow to a file, and as a stream to a pipe', async () => {
    const path = join(out.path, 'result.arrow');
    const sql = 'select worker_id, job_role from core.fct_worker_month order by 1';
    await run(sql, { out: path });
    const { bytes } = await run(sql, { format: 'arrow' });
    expect(readFileSync(path).subarray(0, 6).toString()).toBe('ARROW1');
    for (const source of [readFileSync(path), bytes]) {
      const table = tableFromIPC(source);
      expect(table.numRows).toBe(2345);
      expect(table.get(2344)?.toJSON()).toEqual({ worker_id: 2344, job_role: 'Role 1' });
    }
  });

  it('writes a workbook of one sheet with a bold header', async () => {
    const path = join(out.path, 'result.xlsx');
    await run('select id, words, amount, day, big, made_at from core.awkward order by id', {
      out: path,
    });
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    expect(workbook.worksheets).toHaveLength(1);
    const [sheet] = workbook.worksheets;
    expect(sheet?.getRow(1).font.bold).toBe(true);
    const cells = (row: number) => (sheet?.getRow(row).values as unknown[]).slice(1);
    expect(cells(2)).toEqual([
      1,
      'plain',
      1.5,
      new Date('2026-02-28T00:00:00Z'),
      '9007199254740993',
      new Date('2026-03-01T09:30:00Z'),
    ]);
    expect(cells(3)?.slice(1, 4)).toEqual(['=HYPERLINK("x")', -2.25, '1899-12-31']);
    expect(sheet?.rowCount).toBe(5);
  });

  it.each(['parquet', 'arrow', 'xlsx'])('refuses %s on a terminal', async (format) => {
    const error = await failure('select 1', { format }, true);
    expect(error.message).toBe(
      `--format ${format}: expected a file to write to, since a terminal cannot show it; got no --out. Add --out result.${format}.`,
    );
    expect(error.exitCode).toBe(2);
  });

  it.each(['parquet', 'xlsx'])('writes %s to a pipe', async (format) => {
    const { bytes } = await run('select 1 as a', { format });
    expect(bytes.subarray(0, 2).toString()).toBe(format === 'parquet' ? 'PA' : 'PK');
  });
});

describe('carecount sql, limits', () => {
  const sql = 'from core.fct_worker_month';

  it('stops a table on a terminal after 100 rows and says so', async () => {
    const { text, notes } = await run(sql, {}, true);
    expect(text.trimEnd().split('\n')).toHaveLength(102);
    expect(notes).toEqual(['100 of 2,345 rows. Use --limit 0 for all.']);
  });

  it('writes all rows in a pipe, with --limit 0, and in other formats', async () => {
    expect((await run(sql)).text.trimEnd().split('\n')).toHaveLength(2347);
    const all = await run(sql, { limit: '0' }, true);
    expect(all.text.trimEnd().split('\n')).toHaveLength(2347);
    expect(all.notes).toEqual([]);
    expect((await run(sql, { format: 'csv' }, true)).text.trimEnd().split('\n')).toHaveLength(2346);
  });

  it.each([
    ['2344', 'lines before the end'],
    ['2048', 'exactly a chunk'],
  ])('says so where --limit %s cuts (%s)', async (limit) => {
    const { notes, text } = await run(sql, { limit, format: 'jsonl' });
    expect(text.trimEnd().split('\n')).toHaveLength(Number(limit));
    expect(notes).toEqual([
      `${Number(limit).toLocaleString('en-GB')} of 2,345 rows. Use --limit 0 for all.`,
    ]);
  });

  it('says nothing where the limit is not reached', async () => {
    expect((await run(sql, { limit: '2345', format: 'jsonl' })).notes).toEqual([]);
  });

  it('does not count for long', async () => {
    const { notes } = await run('from range(100000000000)', { limit: '5' });
    expect(notes).toEqual(['The first 5 rows; there are more. Use --limit 0 for all.']);
  });
});

describe('carecount sql, failures', () => {
  it.each([
    [
      { format: 'jsno' },
      '--format: expected one of table, csv, json, jsonl, markdown, parquet, arrow, xlsx; got "jsno". Did you mean "json"?',
    ],
    [{ limit: '-1' }, '--limit: expected a whole number, 0 for all; got "-1". Give a number.'],
    [
      { timeout: 'soon' },
      '--timeout: expected seconds from 0 (no limit) to 2000000; got "soon". The default is 30.',
    ],
    [
      { file: 'x.sql' },
      'carecount sql: expected a query or --file FILE; got both. Try carecount sql "show all tables".',
    ],
  ])('refuses %j', async (flags, message) => {
    expect((await failure('select 1', flags)).message).toBe(message);
  });

  it('reads the query from a file', async () => {
    writeFileSync(join(out.path, 'query.sql'), '\uFEFFselect 42 as answer;\n-- end\n');
    const { text } = await run(undefined, { file: join(out.path, 'query.sql'), format: 'jsonl' });
    expect(text).toBe('{"answer":42}\n');
    expect((await failure(undefined, { file: 'absent.sql' })).code).toBe('CC-USE-001');
  });

  it('stops at the time limit', async () => {
    const began = performance.now();
    const error = await failure('select count(*) from range(10000000) a, range(10000000) b', {
      timeout: '0.3',
    });
    expect(performance.now() - began).toBeLessThan(5000);
    expect([error.code, error.exitCode]).toEqual(['CC-SQL-002', 124]);
    expect(error.message).toBe(
      'query: expected an answer within 0.3 seconds; got none yet. Give it longer with --timeout 2 (0 for no limit), or ask for fewer rows.',
    );
  });

  it('stops a stream at the time limit, and leaves no file', async () => {
    const path = join(out.path, 'slow.csv');
    const error = await failure('from range(100000000000)', { timeout: '0.3', out: path });
    expect(error.code).toBe('CC-SQL-002');
    expect(existsSync(path)).toBe(false);
  });

  it('reports a row that fails after millions that did not, and leaves no file', async () => {
    const path = join(out.path, 'part.csv');
    writeFileSync(path, 'what was here before');
    const error = await failure(
      "select case when range = 3000000 then 'x' else '1' end::integer from range(4000000)",
      { out: path },
    );
    expect(error.code).toBe('CC-SQL-001');
    expect(error.message).toContain('Could not convert string');
    expect(readFileSync(path, 'utf8')).toBe('what was here before');
  });

  it('leaves nothing beside the files it wrote', () => {
    expect(readdirSync(out.path).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('gives 130 when it is interrupted, even while nobody reads', async () => {
    const stdout = Object.assign(new PassThrough({ highWaterMark: 1 }), { isTTY: false });
    const terminal = { ...standIn(workspace.dir), stdout, signal: AbortSignal.timeout(300) };
    const code = await runSql('from range(100000000)', { format: 'csv' }, {}, terminal);
    expect(code).toBe(130);
  });

  it('waits for a slow reader without gathering listeners', async () => {
    const stdout = Object.assign(new PassThrough({ highWaterMark: 1 }), { isTTY: false });
    let most = 0;
    let size = 0;
    stdout.on('data', (part: Buffer) => {
      size += part.length;
      most = Math.max(most, stdout.listenerCount('close') + stdout.listenerCount('error'));
    });
    await runSql(
      'from range(200000)',
      { format: 'csv' },
      {},
      { ...standIn(workspace.dir), stdout },
    );
    expect(size).toBeGreaterThan(1_000_000);
    expect(most).toBeLessThan(5);
  });

  it('ends quietly where the reader has gone', async () => {
    const terminal = standIn(workspace.dir);
    terminal.stdout.once('data', () => terminal.stdout.destroy());
    expect(await runSql('from range(10000000)', { format: 'csv' }, {}, terminal)).toBe(0);
  });

  it.each([
    ['/absent/x.csv', 'expected a file in a folder that exists'],
    ['.', 'which is a folder'],
    ['data/warehouse/published/carecount.duckdb', "outside carecount's own folders"],
    ['data/warehouse/x.parquet', "outside carecount's own folders"],
  ])('refuses --out %s', async (path, words) => {
    const error = await failure('select 1', { out: path });
    expect([error.code, error.message.includes(words)]).toEqual(['CC-USE-001', true]);
  });

  it('writes to a device without replacing it', async () => {
    expect((await run('select 1', { out: '/dev/null', format: 'csv' })).code).toBe(0);
    expect((await run('select 1', { out: '/dev/null', format: 'parquet' })).code).toBe(0);
  });

  it('names the line and column of a fault, and what was meant', async () => {
    const error = await failure('select hourly_rat\nfrom core.fct_worker_month');
    expect(error.message).toBe(
      'query line 1 column 8: expected a column of core.fct_worker_month; got "hourly_rat". Did you mean "hourly_rate_gbp_hour"?',
    );
  });

  it('counts lines of the query, not of what is written around it', async () => {
    const error = await failure('-- a note\nselect 1,\n  absent from core.awkward', {
      out: join(out.path, 'x.parquet'),
    });
    expect(error.message).toContain('query line 3 column 3: ');
  });
});

describe('carecount sql, the published file', () => {
  it('lies where the workspace says', () => {
    const text = `version: 1\npartnership: {code: X47000001, name: A, councils: [X06000001]}\nsources: [{id: a, kind: folder, path: in}]\n`;
    const { publishedLink } = workspaceOf(workspace.dir, parseConfig(text));
    expect(existsSync(join(publishedLink, 'carecount.duckdb'))).toBe(true);
  });

  it('is the public one with --public', async () => {
    const { text } = await run('from metrics.measure', { public: true, format: 'jsonl' });
    expect(text).toBe('{"value":0.1}\n');
    expect((await failure('from core.awkward', { public: true })).code).toBe('CC-SQL-001');
  });

  it('stays the one it began with when another run publishes meanwhile', async () => {
    const terminal = standIn(workspace.dir);
    const first = new Promise((resolve) => terminal.stdout.once('data', resolve));
    const sql =
      'select f.worker_id, (select count(*) from core.awkward) as n from core.fct_worker_month f, range(200)';
    const running = runSql(sql, { format: 'csv' }, {}, terminal);
    await first;
    await workspace.publish('second', [
      'delete from core.awkward',
      'delete from core.fct_worker_month',
    ]);
    expect(await running).toBe(0);
    const lines = terminal.text().trimEnd().split('\r\n').slice(1);
    expect(lines).toHaveLength(2345 * 200);
    expect(lines.every((line) => line.endsWith(',4'))).toBe(true);
    const after = await run('select count(*) as n from core.awkward', { format: 'jsonl' });
    expect(after.text).toBe('{"n":0}\n');
  });

  it('is asked for where there is none yet', async () => {
    const empty = tempFolder();
    const missing = runSql('select 1', {}, {}, standIn(empty.path));
    await expect(missing).rejects.toMatchObject({ code: 'CC-CFG-001', exitCode: 10 });
    const text = `version: 1\npartnership: {code: X47000001, name: A, councils: [X06000001]}\nsources: [{id: a, kind: folder, path: in}]\n`;
    writeFileSync(join(empty.path, 'carecount.yaml'), text);
    const unpublished = runSql('select 1', {}, {}, standIn(empty.path));
    await expect(unpublished).rejects.toMatchObject({
      code: 'CC-CFG-006',
      message: expect.stringContaining('Run carecount nightly first.') as string,
    });
    empty.remove();
  });
});
