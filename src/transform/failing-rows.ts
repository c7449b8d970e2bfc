import { identifier, type Database } from '../warehouse/database.js';
import { referencesOf } from './references.js';

/** Rows kept of a check that fails; the count is of all. */
export const KEPT_ROWS = 100;

/** The rows that a check selects: how many, and the first of them. */
export interface FailingRows {
  readonly failureCount: number;
  /** Each a row as JSON text, in the order of its columns. */
  readonly rows: readonly string[];
}

/** What decides which columns of a failing row are kept. */
export interface KeptOptions {
  readonly aboutPeople: ReadonlySet<string>;
  /** Columns that tell nothing about one person, as the author of a check says. */
  readonly shows?: readonly string[] | undefined;
}

/** Columns that tell which row is about a person without telling anything about the person. */
const PLACES = [
  'period',
  'source_id',
  'submitter',
  'organisation_id',
  'workplace_id',
  'local_establishment_id',
  'worker_key',
  'delivery_id',
  'record_number',
  'row_count',
  'source_row_count',
  'has_sharing_consent',
];

/** Columns that name a workplace, which may not have agreed to be shown. */
const WORKPLACE_NAMES = [
  'local_establishment_id',
  'establishment_id',
  'workplace_reference',
  'workplace_name',
  'postcode',
  'cqc_location_id',
];

/** The tables with a row for a person: those that carry the key of a worker. */
export async function tablesAboutPeople(database: Database): Promise<Set<string>> {
  const rows = await database.rows(
    `select distinct concat_ws('.', schema_name, table_name) as id
    from duckdb_columns() where column_name = 'worker_key'`,
  );
  return new Set(rows.map((row) => String(row['id'])));
}

/**
 * Runs the statement of a check. Of a statement that reads a table about people only the columns that
 * say where a row is are kept, and those its author says tell nothing about one person; nothing else
 * of it leaves the database.
 */
export async function failingRows(
  database: Database,
  sql: string,
  { aboutPeople, shows = [] }: KeptOptions,
): Promise<FailingRows> {
  const described = await database.rows(`describe select * from (${sql}\n)`);
  const columns = described.map((row) => String(row['column_name']));
  const read = await referencesOf(database, sql);
  const isAboutPeople = read.some(({ schema, name }) => aboutPeople.has(`${schema}.${name}`));
  const kept = keptColumns(columns, isAboutPeople, shows).map(identifier);
  const [counted] = await database.rows(`select count(*) as failure_count from (${sql}\n)`);
  const failureCount = Number(counted?.['failure_count']);
  if (failureCount === 0 || kept.length === 0) return { failureCount, rows: [] };
  const rows = await database.rows(
    `select to_json(failing)::varchar as failing_row
    from (select ${kept.join(', ')} from (${sql}\n)) as failing
    order by ${kept.join(', ')} limit ${KEPT_ROWS}`,
  );
  return { failureCount, rows: rows.map((row) => String(row['failing_row'])) };
}

/**
 * The columns of a failing row that are kept: of a row about a person its place; the name of a workplace
 * only where it can be told whether the workplace has agreed to be shown.
 */
export function keptColumns(
  columns: readonly string[],
  isAboutPeople: boolean,
  shows: readonly string[] = [],
): string[] {
  const isConsentKnown =
    columns.includes('has_sharing_consent') ||
    columns.includes('workplace_id') ||
    (columns.includes('submitter') && columns.includes('local_establishment_id'));
  return columns.filter(
    (name) =>
      (!isAboutPeople || PLACES.includes(name) || shows.includes(name)) &&
      (isConsentKnown || !WORKPLACE_NAMES.includes(name)),
  );
}

/** A row in a line, for a message: not the key of a worker, though it names nobody. */
export function placeWords(row: Readonly<Record<string, unknown>>): string {
  return Object.entries(row)
    .filter(([name]) => !['worker_key', 'has_sharing_consent'].includes(name))
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
