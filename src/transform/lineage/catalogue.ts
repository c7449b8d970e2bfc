import type { Database } from '../../warehouse/database.js';
import { parseTrees, type TreeNode } from '../parse-tree.js';
import type { Relation } from './relation.js';

/** A macro of ours: its parameters and what it stands for. */
export interface Macro {
  readonly parameters: readonly string[];
  /** An expression, or a query where it gives a table. */
  readonly body: TreeNode;
}

/** What the database knows that a statement does not say itself. */
export interface Catalogue {
  /** `schema.table` to the names of its columns, in order. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /** `schema.macro` to its forms, which differ in how many parameters they take. */
  readonly macros: ReadonlyMap<string, readonly Macro[]>;
  /** Names of the functions that make one value of many rows. */
  readonly aggregates: ReadonlySet<string>;
}

/** Reads the catalogue of a database whose tables are made. */
export async function readCatalogue(database: Database): Promise<Catalogue> {
  const columns = await database.rows(
    `select schema_name || '.' || table_name as table_id, column_name
    from duckdb_columns() where not internal order by table_id, column_index`,
  );
  const tables = new Map<string, string[]>();
  for (const row of columns) {
    const id = String(row['table_id']).toLowerCase();
    tables.set(id, [...(tables.get(id) ?? []), String(row['column_name'])]);
  }
  const aggregates = await database.rows(
    "select distinct function_name from duckdb_functions() where function_type = 'aggregate'",
  );
  return {
    tables,
    macros: await readMacros(database),
    aggregates: new Set(aggregates.map((row) => String(row['function_name']))),
  };
}

async function readMacros(database: Database): Promise<Map<string, Macro[]>> {
  const rows = await database.rows(
    `select lower(schema_name || '.' || function_name) as macro_id, function_type, parameters,
      if(function_type = 'macro', 'select ' || macro_definition, macro_definition) as body
    from duckdb_functions() where function_type in ('macro', 'table_macro') and not internal`,
  );
  const trees = await parseTrees(
    database,
    rows.map((row) => String(row['body'])),
  );
  const macros = new Map<string, Macro[]>();
  rows.forEach((row, index) => {
    const id = String(row['macro_id']);
    const parameters = (row['parameters'] as string[]).map((name) => name.toLowerCase());
    macros.set(id, [...(macros.get(id) ?? []), { parameters, body: trees[index] ?? {} }]);
  });
  return macros;
}

/** A stored table; undefined where the catalogue has none of the name. */
export function storedTable(catalogue: Catalogue, id: string): Relation | undefined {
  const columns = catalogue.tables.get(id.toLowerCase());
  if (columns === undefined) return undefined;
  return {
    columns: columns.map((name) => ({ name, inputs: new Set([`${id}.${name}`.toLowerCase()]) })),
    rows: new Set([`${id}.*`.toLowerCase()]),
    isOpen: false,
  };
}

/** The form of a macro that takes so many arguments. */
export function macroNamed(catalogue: Catalogue, id: string, count: number): Macro | undefined {
  const forms = catalogue.macros.get(id.toLowerCase());
  return forms?.find(({ parameters }) => parameters.length === count) ?? forms?.[0];
}
