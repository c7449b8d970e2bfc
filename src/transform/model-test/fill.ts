import { nearest } from '../../errors.js';
import { identifier, type Database } from '../../warehouse/database.js';
import type { TestRow } from './read.js';

/** A case that does not fit the warehouse: a table or a column that is not there, a value of another type. */
export class UnfitCase extends Error {
  override readonly name = 'UnfitCase';
}

/** Column name to SQL type, in order. */
export type ColumnTypes = ReadonlyMap<string, string>;

/** Puts given rows in place of what a table or view holds, in its own types. */
export async function fillTable(
  database: Database,
  table: string,
  rows: readonly TestRow[],
): Promise<void> {
  const types = await typesOf(database, table);
  requireColumns(table, types, rows);
  const [schema = '', name = ''] = table.split('.');
  const [view] = await database.rows(
    'select 1 from duckdb_views() where schema_name = $schema and view_name = $name',
    { schema, name },
  );
  const select = await typedRows(database, table, types, rows);
  await database.run(`drop ${view === undefined ? 'table' : 'view'} ${table}`);
  await database.run(`create table ${table} as ${select}`);
}

/**
 * A SELECT of rows as they are written in a test, cast to columns' types; a column left out is null.
 * @throws UnfitCase naming the column that has a value of another type, and that value.
 */
export async function typedRows(
  database: Database,
  table: string,
  types: ColumnTypes,
  rows: readonly TestRow[],
): Promise<string> {
  const items = `(select unnest(cast('${JSON.stringify(rows).replaceAll("'", "''")}' as json[])) as item)`;
  const casts = [...types].map(([name, type]) => `${castSql(name, type)} as ${identifier(name)}`);
  await requireValues(database, table, types, items);
  return `select ${casts.join(', ')} from ${items}`;
}

/** Looks before it casts: a cast that fails would end the transaction. */
async function requireValues(
  database: Database,
  table: string,
  types: ColumnTypes,
  items: string,
): Promise<void> {
  const counts = [...types].map(
    ([name, type]) =>
      `count(*) filter (${textSql(name)} is not null and try_${castSql(name, type)} is null) as ${identifier(name)}`,
  );
  const [row] = await database.rows(`select ${counts.join(', ')} from ${items}`);
  for (const [name, type] of types) {
    if (row?.[name] === 0) continue;
    const [odd] = await database.rows(
      `select ${textSql(name)} as said from ${items}
      where said is not null and try_${castSql(name, type)} is null`,
    );
    throw new UnfitCase(
      `expected values of type ${type} in ${table}.${name}; got "${String(odd?.['said'])}"`,
    );
  }
}

function textSql(name: string): string {
  return `json_extract_string(item, '$."${name}"')`;
}

function castSql(name: string, type: string): string {
  const value = type === 'VARCHAR' ? textSql(name) : `json_extract(item, '$."${name}"')`;
  return `cast(${value} as ${type})`;
}

async function typesOf(database: Database, table: string): Promise<ColumnTypes> {
  const rows = await database.rows(
    `select concat_ws('.', schema_name, table_name) as id, column_name, data_type
    from duckdb_columns()
    where not internal and schema_name not in ('main', 'temp', 'pg_catalog', 'information_schema')
    order by id, column_index`,
  );
  const columns = rows.filter((row) => row['id'] === table);
  if (columns.length > 0) {
    return new Map(columns.map((row) => [String(row['column_name']), String(row['data_type'])]));
  }
  const near = nearest(table, [...new Set(rows.map((row) => String(row['id'])))]);
  throw new UnfitCase(`expected a table of the warehouse; got "${table}"${hint(near)}`);
}

/** @throws UnfitCase where rows name a column that a table has not. */
export function requireColumns(table: string, types: ColumnTypes, rows: readonly TestRow[]): void {
  const unknown = rows.flatMap((row) => Object.keys(row)).find((name) => !types.has(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, [...types.keys()]);
  throw new UnfitCase(`expected a column of ${table}; got "${unknown}"${hint(near)}`);
}

function hint(near: string | undefined): string {
  return near === undefined ? '' : `. Did you mean "${near}"?`;
}
