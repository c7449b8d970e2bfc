import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageOf, problemText } from '../../src/errors.js';
import { explainSqlError } from '../../src/explore/sql-errors.js';
import { openSandbox, type Catalogue, type Sandbox } from '../../src/warehouse/sandbox.js';
import { buildFile, tempFolder } from './helpers.js';

const folder = tempFolder();
let sandbox: Sandbox;
let tables: Catalogue;

beforeAll(async () => {
  const path = join(folder.path, 'carecount.duckdb');
  await buildFile(path);
  sandbox = await openSandbox(path, { memory: '100MB' });
  tables = await sandbox.catalogue();
});

afterAll(async () => {
  await sandbox.close();
  folder.remove();
});

/** What DuckDB itself says about a query. */
async function engineMessage(sql: string): Promise<string> {
  try {
    const result = await sandbox.query(sql);
    for await (const block of result.blocks()) expect(block.rowCount).toBeGreaterThan(0);
  } catch (error) {
    return messageOf(error);
  }
  throw new Error(`it ran: ${sql}`);
}

const CASES: readonly [sql: string, line: string][] = [
  [
    'select * from core.fct_worker_mont',
    'query line 1 column 15: expected a table of the published file; got "fct_worker_mont". Did you mean "core.fct_worker_month"?',
  ],
  [
    'select * from fct_worker_month',
    'query line 1 column 15: expected a table of the published file; got "fct_worker_month". Did you mean "core.fct_worker_month"?',
  ],
  [
    'from cor.awkward',
    'query line 1 column 6: expected a table of the published file; got "cor.awkward". Did you mean "core.awkward"?',
  ],
  [
    'from nothing_like_it',
    'query line 1 column 6: expected a table of the published file; got "nothing_like_it". List them with carecount sql "show all tables".',
  ],
  [
    'select hourly_rat from core.fct_worker_month',
    'query line 1 column 8: expected a column of core.fct_worker_month; got "hourly_rat". Did you mean "hourly_rate_gbp_hour"?',
  ],
  [
    'select\n  f.jobrole\nfrom core.fct_worker_month as f',
    'query line 2 column 3: expected a column of core.fct_worker_month; got "jobrole". Did you mean "job_role"?',
  ],
  [
    'select zzzzzzzz from core.fct_worker_month',
    'query line 1 column 8: expected a column of core.fct_worker_month; got "zzzzzzzz". List them with carecount sql "describe core.fct_worker_month".',
  ],
  [
    'select g.id from core.awkward as f',
    'query line 1 column 8: expected a table or an alias that the query names after FROM; got "g". Did you mean "f"?',
  ],
  [
    'select lowr(words) from core.awkward',
    'query line 1 column 8: expected a function of DuckDB; got lowr(). Did you mean "lower"?',
  ],
  [
    "select getenv('HOME')",
    'query line 1 column 8: expected a function of DuckDB; got getenv(). List them with carecount sql "select distinct function_name from duckdb_functions()".',
  ],
  [
    'select sum(words) from core.awkward',
    'query line 1 column 8: expected arguments that sum() takes; got sum(VARCHAR). Cast them, for example with ::DOUBLE or ::VARCHAR.',
  ],
  [
    'select job_role, count(*) from core.fct_worker_month',
    'query line 1 column 8: expected every column to be grouped by or aggregated; got "job_role", which is neither. Add "group by all" at the end.',
  ],
  [
    'selct 1',
    'query line 1 column 1: expected SQL; got a fault at "selct". Did you mean "select"?',
  ],
  [
    'select 1 frm core.awkward x y',
    'query line 1 column 14: expected SQL; got a fault at "core". Look just before it.',
  ],
  ['select * from', 'query: expected SQL; got syntax error at end of input. Look just before it.'],
  [
    "select 'a",
    'query line 1 column 8: expected a quote that closes; got one that does not. Close it.',
  ],
  [
    "from '/etc/passwd.csv'",
    'query: expected only the published tables; got the file "/etc/passwd.csv". Files cannot be read or written here; --out FILE saves a result.',
  ],
  [
    'select $limit',
    'query: expected a query without parameters; got the parameter limit. Write its value in the query.',
  ],
  [
    "select 'abc'::integer",
    "query line 1 column 13: expected values that can be converted; got Could not convert string 'abc' to INT32. Use try_cast(... as ...) to get null for those that cannot.",
  ],
  [
    "select string_agg(range::varchar || repeat('x', 100)) from range(10000000)",
    'query: expected a query that fits in the memory it may use; got one that does not. Filter or aggregate sooner, or raise limits.memory in carecount.yaml.',
  ],
  [
    "select error('no such rate')",
    'query: expected a query that DuckDB can run; got no such rate. Mend it and run again.',
  ],
];

describe('explainSqlError', () => {
  it.each(CASES)('explains %j', async (sql, line) => {
    expect(problemText(explainSqlError(await engineMessage(sql), sql, tables))).toBe(line);
  });

  it('never shows a value of a row', async () => {
    const sql = 'select words::integer from core.awkward';
    const message = await engineMessage(sql);
    expect(message).toContain("'plain'");
    const line = problemText(explainSqlError(message, sql, tables));
    expect(line).toContain('[value not shown]');
    expect(line).not.toContain('plain');
  });

  it('finds the place in a long line, of which DuckDB shows a part', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `${index} as c${index}`).join(', ');
    const sql = `select ${many}, absent, ${many} from core.awkward`;
    const { where } = explainSqlError(await engineMessage(sql), sql, tables);
    expect(where).toBe(`query line 1 column ${sql.indexOf('absent') + 1}`);
  });
});
