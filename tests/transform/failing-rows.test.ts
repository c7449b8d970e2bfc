import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.js';
import { internalTables, publicTables } from '../../src/published-tables.js';
import { writeCheckTables } from '../../src/transform/check-tables.js';
import type { CheckResult } from '../../src/transform/checks.js';
import { failingRows, keptColumns, tablesAboutPeople } from '../../src/transform/failing-rows.js';
import type { Database } from '../../src/warehouse/database.js';
import { SMALL_CONFIG } from '../helpers/workspace.js';
import { tempDatabase } from './helpers.js';

const WORKERS = `create table core.fct_worker_month as
  select 'k' || n as worker_key, 'alder/H1' as workplace_id, 1 as delivery_id, n as record_number,
    20 + n as age_years
  from range(250) as t(n)`;

async function database(): Promise<Database> {
  const opened = await tempDatabase();
  for (const schema of ['core', 'ops']) await opened.run(`create schema ${schema}`);
  return opened;
}

const found = async (opened: Database, sql: string, shows: string[] = []) => {
  const aboutPeople = await tablesAboutPeople(opened);
  const { failureCount, rows } = await failingRows(opened, sql, { aboutPeople, shows });
  return { failureCount, rows: rows.map((row) => JSON.parse(row) as unknown) };
};

describe('failingRows', () => {
  it('counts all rows and keeps the first hundred in the order of their columns', async () => {
    const rows = await found(await database(), 'select 250 - n as n from range(250) as t(n)');
    expect(rows.failureCount).toBe(250);
    expect(rows.rows).toHaveLength(100);
    expect(rows.rows.slice(0, 2)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('keeps of a row about a person where it is, and nothing that it says', async () => {
    const opened = await database();
    await opened.run(WORKERS);
    const { failureCount, rows } = await found(
      opened,
      'select *, 1 / nullif(age_years, 0) as told from core.fct_worker_month where age_years > 260',
    );
    expect(failureCount).toBe(9);
    expect(rows[0]).toEqual({
      worker_key: 'k241',
      workplace_id: 'alder/H1',
      delivery_id: 1,
      record_number: 241,
    });
    expect(JSON.stringify(rows)).not.toMatch(/age|told|261/);
  });

  it('only counts where nothing may be kept, through a CTE and under another name too', async () => {
    const opened = await database();
    await opened.run(WORKERS);
    expect(
      await found(
        opened,
        `with young as (select age_years as years from core.fct_worker_month) select * from young`,
      ),
    ).toEqual({ failureCount: 250, rows: [] });
  });
});

describe('a check that says what it shows', () => {
  it('keeps that of rows over people too, and still not the name of a workplace', async () => {
    const opened = await database();
    await opened.run(WORKERS);
    const sql = `select age_years, 'x' as workplace_name, count(*) as times
      from core.fct_worker_month where age_years < 22 group by all`;
    expect(await found(opened, sql, ['age_years', 'times', 'workplace_name'])).toEqual({
      failureCount: 2,
      rows: [
        { age_years: 20, times: 1 },
        { age_years: 21, times: 1 },
      ],
    });
  });
});

describe('keptColumns', () => {
  it.each([
    [
      ['metric_id', 'value'],
      ['metric_id', 'value'],
    ],
    [['delivery_id', 'establishment_id'], ['delivery_id']],
    [
      ['workplace_id', 'workplace_name', 'n'],
      ['workplace_id', 'workplace_name', 'n'],
    ],
    [
      ['submitter', 'local_establishment_id'],
      ['submitter', 'local_establishment_id'],
    ],
    [['local_establishment_id', 'n'], ['n']],
    [
      ['workplace_reference', 'has_sharing_consent'],
      ['workplace_reference', 'has_sharing_consent'],
    ],
  ])('of %j are %j: a workplace is named only where it is known to agree', (columns, kept) => {
    expect(keptColumns(columns, false)).toEqual(kept);
  });
});

describe('writeCheckTables', () => {
  const result = (rows: readonly object[]): CheckResult => ({
    checkId: 'check_a',
    kind: 'sql',
    model: null,
    file: 'sql/checks/check_a.sql',
    title: 'A claim',
    severity: 'warning',
    message: 'It does not hold.',
    failureCount: 250,
    rows: rows.map((row) => JSON.stringify(row)),
  });

  async function published(rows: readonly object[]) {
    const opened = await database();
    await opened.run(`create table core.fct_workplace_month as select * from (values
      ('alder/H1', true), ('alder/H2', true), ('alder/H2', false)) as t(workplace_id, has_sharing_consent)`);
    await writeCheckTables(opened, [result(rows)]);
    const table = (await internalTables(opened)).find(({ name }) => name === 'check_failure');
    const [counted] = await opened.rows('select failure_count, stored_count from ops.check_result');
    const shown = await opened.rows(`select * from (${table?.select ?? ''}) order by row_number`);
    return { counted, rows: shown.map((row) => JSON.parse(String(row['failing_row'])) as unknown) };
  }

  it('publishes no row of a workplace that has not agreed in every month, and counts it', async () => {
    const agreed = [
      { workplace_id: 'alder/H1' },
      { submitter: 'alder', local_establishment_id: 'H1' },
      { area_code: 'X06A' },
      { workplace_reference: 'R1', has_sharing_consent: true },
    ];
    const others = [
      { workplace_id: 'alder/H2' },
      { workplace_id: 'birch/B1' },
      { submitter: 'alder', local_establishment_id: 'H2' },
      { workplace_reference: 'R2', has_sharing_consent: false },
      { workplace_reference: 'R3', has_sharing_consent: null },
    ];
    expect(await published([...agreed, ...others])).toEqual({
      counted: { failure_count: 250, stored_count: 4 },
      rows: agreed,
    });
  });

  it('describes its tables and columns', async () => {
    const opened = await database();
    await opened.run(
      'create table core.fct_workplace_month as select null::varchar as workplace_id, true as has_sharing_consent where false',
    );
    await writeCheckTables(opened, []);
    expect(
      await opened.rows(
        `select table_name, column_name from duckdb_columns()
        where schema_name = 'ops' and comment is null`,
      ),
    ).toEqual([]);
    expect(await opened.rows('select * from ops.check_failure')).toEqual([]);
  });

  it('never reaches the public file', () => {
    const tables = publicTables(parseConfig(SMALL_CONFIG).disclosure.public);
    expect(tables.map(({ select }) => select).join('\n')).not.toMatch(/check_(result|failure)/);
  });
});
