import { literal, type Database, type Row } from '../../warehouse/database.js';
import { lineageGraph, nodesNamed, reached, type LineageGraph } from '../lineage.js';

/** What the lineage says of how a measure is made, so that no family needs code of its own. */
export interface MeasureLineage {
  /** Columns of `core.fct_workplace_month` that say why a workplace does not count. */
  readonly workplaceReasons: readonly string[];
  /** Columns of `core.fct_worker_month` that say why a worker's value does not count. */
  readonly workerReasons: readonly string[];
  /** Whether it is made of values of single workers, however far back, not only of how many there are. */
  readonly isAboutPeople: boolean;
  /** Whether records of workers feed it at all. */
  readonly readsWorkers: boolean;
  readonly headings: readonly { readonly dataset_id: string; readonly headings: string[] }[];
}

const WORKPLACE = 'core.fct_workplace_month';
const WORKER = 'core.fct_worker_month';
/** Columns of a worker that say nothing of a person's pay or self. */
const PLAIN_WORKER_COLUMNS = ['*', 'period', 'workplace_id', 'is_employee', 'job_role_code'];

/** Reads how a measure is made from `ops.column_lineage`. */
export async function measureLineage(
  database: Database,
  metricId: string,
): Promise<MeasureLineage> {
  const rows = await database.rows(
    "select * from ops.column_lineage where metric_id in ('', $metric)",
    { metric: metricId },
  );
  const graph = lineageGraph(rows);
  const parts = await inputsOfMeasure(database, metricId);
  const bodies = parts.filter((row) => String(row['input_table']).startsWith('metrics.'));
  const made = bodies.filter((row) => ['value', 'numerator'].includes(String(row['column_name'])));
  const inputs = await inputsOfBodies(database, bodies);
  const deciding = inputs.filter((row) => row['column_name'] === '*');
  const counted = inputs.filter((row) =>
    made.some(
      (part) =>
        part['input_table'] === row['table_name'] && part['input_column'] === row['column_name'],
    ),
  );
  const columns = (rows: readonly Row[], table: string): string[] => [
    ...new Set(
      rows.filter((row) => row['input_table'] === table).map((row) => String(row['input_column'])),
    ),
  ];
  return {
    workplaceReasons: columns(deciding, WORKPLACE).filter((name) => /exclusion_reason$/.test(name)),
    workerReasons: [
      ...new Set([...columns(deciding, WORKER), ...columns(counted, WORKER)]),
    ].flatMap(ruleColumn),
    ...ends(graph, metricId),
  };
}

/** The column beside a cleaned one that says by which rule: `hourly_rate_clean_gbp_hour`, `hourly_rate_rule`. */
function ruleColumn(column: string): string[] {
  const match = /^(.+)_clean(?:_|$)/.exec(column);
  return match?.[1] === undefined ? [] : [`${match[1]}_rule`];
}

/** What the columns of `metrics.measure` are made of, for one measure. */
function inputsOfMeasure(database: Database, metricId: string): Promise<Row[]> {
  return database.rows(
    `select column_name, input_table, input_column from ops.column_lineage
    where table_name = 'metrics.measure' and metric_id = $metric and input_kind in ('value', 'rows')`,
    { metric: metricId },
  );
}

/** What each column of the bodies is made of, through the working tables between them and the facts. */
async function inputsOfBodies(database: Database, bodies: readonly Row[]): Promise<Row[]> {
  const tables = [...new Set(bodies.map((row) => String(row['input_table'])))];
  if (tables.length === 0) return [];
  return database.rows(
    `with recursive made_of as (
      select table_name, column_name, input_table, input_column from ops.column_lineage
      where metric_id = '' and input_kind in ('value', 'rows')
    ),
    input as (
      select * from made_of where table_name in (${tables.map(literal).join(', ')})
      union
      select input.table_name, input.column_name, made_of.input_table, made_of.input_column
      from input
      inner join made_of
        on input.input_table = made_of.table_name and input.input_column = made_of.column_name
      where starts_with(input.input_table, 'core.int_')
    )
    select * from input`,
  );
}

function ends(
  graph: LineageGraph,
  metricId: string,
): Pick<MeasureLineage, 'headings' | 'readsWorkers' | 'isAboutPeople'> {
  const from = nodesNamed(graph, 'metrics.measure.value', metricId);
  const all = reached(graph, from, { isDown: false, withRows: true });
  const made = reached(graph, from, { isDown: false, withRows: false });
  const headings = made.filter(({ isHeading }) => isHeading);
  const datasets = [...new Set(headings.map(({ table }) => table))].sort();
  return {
    isAboutPeople: made.some(
      ({ table, column }) => table === WORKER && !PLAIN_WORKER_COLUMNS.includes(column),
    ),
    readsWorkers: all.some(({ table }) => table === WORKER),
    headings: datasets.map((dataset) => ({
      dataset_id: dataset,
      headings: headings
        .filter(({ table }) => table === dataset)
        .map(({ column }) => column)
        .sort(),
    })),
  };
}
