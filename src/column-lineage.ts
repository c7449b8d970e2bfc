import type { DisclosureProfile } from './config.js';
import { headingLineage, type Contract } from './ingest/index.js';
import { metricSelects, type MetricFamily, type MetricSelect } from './metrics/index.js';
import {
  readLineage,
  readsMeasures,
  unknownWords,
  type Model,
  type TableLineage,
} from './transform/index.js';
import { identifier, literal, type Database } from './warehouse/database.js';
import { createTableOf } from './warehouse/insert.js';

const TITLE =
  'What feeds each column. Grain: one row per column (of metrics.measure: and metric), input and kind. ' +
  'Source: the SQL of models and metrics, and the contracts';

const COLUMNS = {
  table_name:
    'The table, as schema.name; metrics.<file name> is the body of a metric, which is kept nowhere',
  column_name: 'The column; * for which rows the table has',
  metric_id: 'The metric, for metrics.measure; empty elsewhere',
  input_kind:
    'value: part of what the column holds. rows: decides which rows there are (filter, key of a join or a group). ' +
    'heading: column of a file, as its contract names it. constant: no input. unknown: the SQL does not tell',
  input_table: 'The table, or the dataset of a heading; null for constant and unknown',
  input_column:
    'The column or the heading; * for which rows the table has; of unknown the words in question',
};

type LineageRow = Record<keyof typeof COLUMNS, string | null>;

/** What the lineage is read from. */
export interface LineageSources {
  readonly models: readonly Model[];
  readonly families: readonly MetricFamily[];
  readonly contracts: readonly Contract[];
  readonly profile: DisclosureProfile;
}

/** Fills `ops.column_lineage`. Needs every model and `metrics.measure` to be there. */
export async function writeColumnLineage(
  database: Database,
  sources: LineageSources,
): Promise<void> {
  const types = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, 'VARCHAR']));
  await createTableOf(database, 'ops.column_lineage', types, await lineageRows(database, sources));
  const comments = Object.entries(COLUMNS).map(
    ([name, note]) =>
      `comment on column ops.column_lineage.${identifier(name)} is ${literal(note)}`,
  );
  await database.run(
    [`comment on table ops.column_lineage is ${literal(TITLE)}`, ...comments].join(';\n'),
  );
}

async function lineageRows(
  database: Database,
  { models, families, contracts, profile }: LineageSources,
): Promise<LineageRow[]> {
  const selects = [
    ...models.filter((model) => !readsMeasures(model)).map(modelSelect),
    ...metricSelects(families, profile),
    ...models.filter(readsMeasures).map(modelSelect),
  ];
  const read = await readLineage(database, selects);
  const rows = read.flatMap((lineage, index) =>
    lineage.table.includes('.') ? rowsOf(lineage, selects[index]?.metricId ?? '') : [],
  );
  const filled = new Set(rows.filter((row) => !isConstant(row)).map(columnOf));
  const told = rows.filter((row) => !isConstant(row) || !filled.has(columnOf(row)));
  const all = [...told, ...contracts.flatMap(headingRows)];
  const unique = new Map(all.map((row) => [Object.values(row).join('\n'), row]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function modelSelect({ id, sql }: Model): MetricSelect {
  return { table: id, sql, metricId: null };
}

/** A figure that is cut in several ways is made by several statements: a constant of one says nothing then. */
function isConstant({ input_kind: kind }: LineageRow): boolean {
  return kind === 'constant';
}

function columnOf({ table_name: table, column_name: column, metric_id: metric }: LineageRow) {
  return [table, column, metric].join('\n');
}

function rowsOf({ table, columns, rows }: TableLineage, metricId: string): LineageRow[] {
  const row = (column: string, input: Omit<LineageRow, keyof Named>): LineageRow => ({
    table_name: table,
    column_name: column,
    metric_id: metricId,
    ...input,
  });
  const constant = { input_kind: 'constant', input_table: null, input_column: null };
  return [
    ...columns.flatMap(({ name, inputs }) =>
      inputs.size === 0
        ? [row(name, constant)]
        : [...inputs].map((input) => row(name, inputRow(input, 'value'))),
    ),
    ...[...rows].map((input) => row('*', inputRow(input, 'rows'))),
  ];
}

type Named = Pick<LineageRow, 'table_name' | 'column_name' | 'metric_id'>;

function inputRow(input: string, kind: 'value' | 'rows'): Omit<LineageRow, keyof Named> {
  const words = unknownWords(input);
  if (words !== undefined) return { input_kind: 'unknown', input_table: null, input_column: words };
  const dot = input.lastIndexOf('.');
  return {
    input_kind: kind,
    input_table: input.slice(0, dot),
    input_column: input.slice(dot + 1),
  };
}

function headingRows(contract: Contract): LineageRow[] {
  return headingLineage(contract).map(({ datasetId, column, heading }) => ({
    table_name: `raw.${datasetId}`,
    column_name: column,
    metric_id: '',
    input_kind: 'heading',
    input_table: datasetId,
    input_column: heading,
  }));
}
