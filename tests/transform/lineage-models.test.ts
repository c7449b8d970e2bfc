import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeColumnLineage } from '../../src/column-lineage.js';
import { measureLineage } from '../../src/explore/explain/measure-lineage.js';
import { lineageGraph, nodesNamed, reached, type LineageGraph } from '../../src/explore/lineage.js';
import { loadContracts, registerDeliveries } from '../../src/ingest/index.js';
import { silentLog } from '../../src/log.js';
import { loadMetrics, measure } from '../../src/metrics/index.js';
import {
  buildComparisons,
  buildModels,
  loadModels,
  loadReference,
} from '../../src/transform/index.js';
import { openForBuild, type Database, type Row } from '../../src/warehouse/database.js';
import { lastingDir, removeDir, tempWorkspace } from '../helpers/workspace.js';

/** Columns of models of which the SQL does not tell what feeds them: none. */
const UNKNOWN: readonly string[] = [];

const models = loadModels();
const families = loadMetrics();
const contracts = loadContracts();
const dir = lastingDir();
let database: Database;
let rows: Row[];
let graph: LineageGraph;

/** A warehouse of every model and metric, before the first file has arrived. */
beforeAll(async () => {
  const workspace = tempWorkspace((config) => {
    config.partnership.councils = ['E06000001'];
  }, dir);
  const nothing = { staged: new Map(), refused: new Map(), filesRead: 0 };
  const profile = workspace.config.disclosure.public;
  database = await openForBuild();
  await registerDeliveries(database, workspace, [], nothing, contracts, []);
  await loadReference(database, workspace);
  await buildModels(database, models, silentLog);
  await measure(database, families, profile, silentLog);
  await buildComparisons(database, models, silentLog);
  await writeColumnLineage(database, { models, families, contracts, profile });
  rows = await database.rows('select * from ops.column_lineage');
  graph = lineageGraph(rows);
});

afterAll(() => {
  database.close();
  removeDir(dir);
});

function headingsOf(name: string, metric: string | undefined, withRows: boolean): string[] {
  const from = nodesNamed(graph, name, metric);
  return reached(graph, from, { isDown: false, withRows })
    .filter(({ isHeading }) => isHeading)
    .map(({ id }) => id);
}

function madeOf(name: string): string[] {
  const from = nodesNamed(graph, name, undefined);
  return reached(graph, from, { isDown: true, withRows: false }).map(({ id }) => id);
}

describe('the lineage of the models', () => {
  it('has every column of every model, and of every body of a metric', () => {
    const told = new Set(
      rows.map((row) => `${String(row['table_name'])}.${String(row['column_name'])}`),
    );
    const said = [
      ...models.map(({ id, header }) => ({ id, header })),
      ...families.map(({ name, header }) => ({ id: `metrics.${name}`, header })),
    ].flatMap(({ id, header }) => Object.keys(header.columns).map((column) => `${id}.${column}`));
    expect(said.length).toBeGreaterThan(500);
    expect(said.filter((column) => !told.has(column))).toEqual([]);
  });

  it('is unknown nowhere but where the SQL cannot tell', () => {
    const unknown = rows
      .filter((row) => row['input_kind'] === 'unknown')
      .map((row) => `${String(row['table_name'])}.${String(row['column_name'])}`);
    expect([...new Set(unknown)]).toEqual(UNKNOWN);
  });

  it('names only inputs that are there', async () => {
    const columns = await database.rows(
      "select schema_name || '.' || table_name as table_id, column_name from duckdb_columns()",
    );
    const bodies = families.map(({ name, header }) => [`metrics.${name}`, header.columns] as const);
    const real = new Set([
      ...columns.map((row) => `${String(row['table_id'])}.${String(row['column_name'])}`),
      ...columns.map((row) => `${String(row['table_id'])}.*`),
      ...bodies.flatMap(([id, said]) => ['*', ...Object.keys(said)].map((name) => `${id}.${name}`)),
    ]);
    const lost = rows
      .filter((row) => row['input_kind'] === 'value' || row['input_kind'] === 'rows')
      .map((row) => `${String(row['input_table'])}.${String(row['input_column'])}`)
      .filter((id) => !real.has(id));
    expect(lost).toEqual([]);
  });

  it('leads every column of a staging model of a file to a heading, or to what comes with each record', () => {
    const own =
      /^raw\.\w+\.(delivery_id|source_id|submitter|period|as_at_date|record_number|sheet|line|row_state|findings|missing|\*)$/;
    const ends = rows
      .filter((row) => /^raw\.(?!postcode_correction|rule)/.test(String(row['input_table'])))
      .map((row) => `${String(row['input_table'])}.${String(row['input_column'])}`)
      .filter((id) => contracts.some((contract) => id.startsWith(`raw.${contract.id}.`)));
    const lost = ends.filter((id) => !own.test(id) && !graph.into.has(id));
    expect(new Set(ends).size).toBeGreaterThan(200);
    expect([...new Set(lost)]).toEqual([]);
  });

  it('is described in the catalogue', async () => {
    const [row] = await database.rows(`
      select count(*) as column_count, count(comment) as described_count
      from duckdb_columns() where table_name = 'column_lineage'`);
    expect(row).toEqual({ column_count: 6, described_count: 6 });
  });

  it('has each column, metric, input and kind once', async () => {
    const [row] = await database.rows(
      'select count(*) - count(distinct column_lineage) as twice from ops.column_lineage',
    );
    expect(row).toEqual({ twice: 0 });
  });
});

describe('the lineage of the vacancy rate', () => {
  it('reaches the headings of the bulk upload that make it', () => {
    expect(headingsOf('metrics.measure.value', 'vacancy_rate', false)).toEqual(
      expect.arrayContaining([
        'asc_wds_workplace.VACANCIES',
        'asc_wds_workplace.ALLJOBROLES',
        'asc_wds_worker.EMPLSTATUS',
      ]),
    );
  });

  it('goes through its parts, its body and the job roles of the workplaces', () => {
    const from = nodesNamed(graph, 'metrics.measure.value', 'vacancy_rate');
    const ids = reached(graph, from, { isDown: false, withRows: false }).map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'metrics.vacancy_rate.vacancy_count',
        'metrics.vacancy_rate.post_count',
        'core.fct_workplace_role_month.vacancy_count',
        'core.fct_workplace_role_month.employee_count',
        'raw.asc_wds_workplace.vacancy_counts',
      ]),
    );
  });

  it('tells what makes it from what only decides which workplaces count', () => {
    const making = headingsOf('metrics.measure.value', 'vacancy_rate', false);
    const deciding = headingsOf('metrics.measure.value', 'vacancy_rate', true);
    expect(making).not.toContain('asc_wds_workplace.TOTALPERMTEMP');
    expect(deciding).toContain('asc_wds_workplace.TOTALPERMTEMP');
    expect(deciding).toContain('asc_wds_workplace.POSTCODE');
  });

  it('reaches the vacancies and employees by job role of the analysis extract', () => {
    expect(headingsOf('metrics.measure.value', 'vacancy_rate', false)).toEqual(
      expect.arrayContaining([
        'asc_wds_extract_workplace.jrNNvacy',
        'asc_wds_extract_workplace.jrNNemp',
      ]),
    );
  });

  it('follows the vacancies of the analysis extract down through staging to the rate', () => {
    expect(madeOf('asc_wds_extract_workplace.jrNNvacy')).toEqual(
      expect.arrayContaining([
        'staging.stg_asc_wds_extract__workplace_role.vacancy_count',
        'core.fct_workplace_role_month.vacancy_count',
        'metrics.measure.value of vacancy_rate',
      ]),
    );
  });
});

describe('the lineage of other figures', () => {
  it('is of each metric its own', () => {
    const pay = headingsOf('metrics.measure.value', 'hourly_pay_median', false);
    expect(pay).toContain('asc_wds_worker.HOURLYRATE');
    expect(pay).not.toContain('asc_wds_workplace.VACANCIES');
    expect(headingsOf('metrics.measure.value', 'turnover_rate', false)).toContain(
      'asc_wds_workplace.LEAVERS',
    );
  });

  it('has no numerator for a quantile', () => {
    const kinds = rows.filter(
      (row) => row['metric_id'] === 'hourly_pay_median' && row['column_name'] === 'numerator',
    );
    expect(kinds.map((row) => row['input_kind'])).toEqual(['constant']);
  });

  it('goes down from a heading to the figures that are made of it', () => {
    expect(madeOf('asc_wds_workplace.VACANCIES')).toEqual(
      expect.arrayContaining([
        'core.fct_workplace_month.vacancy_count',
        'metrics.measure.value of vacancy_rate',
      ]),
    );
    expect(madeOf('asc_wds_workplace.VACANCIES')).not.toContain(
      'metrics.measure.value of turnover_rate',
    );
  });
});

describe('the reasons that a measure leaves out by', () => {
  it.each([
    ['vacancy_rate', 'vacancy_exclusion_reason', []],
    ['age_mean', 'exclusion_reason', []],
    ['hourly_pay_median', 'exclusion_reason', ['hourly_rate_rule']],
    ['real_living_wage_cost', 'exclusion_reason', ['hourly_rate_rule']],
  ])(
    'of %s are found behind its working tables',
    async (metric, workplaceReason, workerReasons) => {
      expect(await measureLineage(database, metric)).toMatchObject({
        workplaceReasons: [workplaceReason],
        workerReasons,
      });
    },
  );
});
