import type { Database } from '../../warehouse/database.js';
import { parseTrees } from '../parse-tree.js';
import { readCatalogue, type Catalogue } from './catalogue.js';
import { resolveQuery } from './query.js';
import { isNamed, renamed, unknown, type Column, type Inputs, type Relation } from './relation.js';
import { emptyScope } from './scope.js';

/** A SELECT and what its result is called: `schema.table`, or a name that the next ones may read. */
export interface NamedSelect {
  readonly table: string;
  readonly sql: string;
}

/** What feeds each column of a table, and its rows. */
export interface TableLineage {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly rows: Inputs;
}

/**
 * Finds what feeds the columns of some statements, from their parse trees and the catalogue; one for each,
 * in their order. A statement may read those before it.
 */
export async function readLineage(
  database: Database,
  statements: readonly NamedSelect[],
): Promise<TableLineage[]> {
  const trees = await parseTrees(
    database,
    statements.map(({ sql }) => sql),
  );
  const stored = await readCatalogue(database);
  const tables = new Map(stored.tables);
  const catalogue: Catalogue = { ...stored, tables };
  const temporary = new Map<string, Relation>();
  return statements.map(({ table }, index) => {
    const relation = resolveQuery(trees[index] ?? {}, emptyScope(catalogue, temporary));
    if (!table.includes('.')) temporary.set(table, relation);
    else if (!tables.has(table)) tables.set(table, namesOf(relation));
    return { table, columns: realColumns(relation, tables.get(table)), rows: relation.rows };
  });
}

function namesOf({ columns }: Relation): string[] {
  return columns.map(({ name }) => name);
}

/** The columns that the table really has; unknown where the statement does not tell what feeds one. */
function realColumns(
  relation: Relation,
  names: readonly string[] = namesOf(relation),
): readonly Column[] {
  const isWhole = !relation.isOpen && relation.columns.length === names.length;
  if (isWhole) return renamed(relation, names).columns;
  return names.map((name) => ({
    name,
    inputs: relation.columns.find(isNamed(name))?.inputs ?? unknown(name),
  }));
}
