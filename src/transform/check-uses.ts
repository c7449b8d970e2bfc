import { nearest, problem } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import type { Use } from './check-sql.js';
import { headerChecks, headerCheckUses } from './header-checks.js';
import type { Model } from './model.js';

/**
 * Looks at the checks in headers before anything is built: each once, each table and column there.
 * @throws CC-MOD-002 naming the file, the key and the nearest name.
 */
export async function requireCheckUses(
  database: Database,
  models: readonly Model[],
): Promise<void> {
  if (models.every((model) => model.header.checks === undefined)) return;
  const known = await knownColumns(database, models);
  for (const model of models) {
    headerChecks(model);
    for (const use of headerCheckUses(model)) requireUse(model, use, known);
  }
}

/** The columns of each table: of models as their headers say, of what is there before them as it is. */
async function knownColumns(
  database: Database,
  models: readonly Model[],
): Promise<Map<string, string[]>> {
  const rows = await database.rows(
    `select concat_ws('.', schema_name, table_name) as id, list(column_name) as names
    from duckdb_columns() where schema_name in ('raw', 'reference') group by all`,
  );
  return new Map([
    ...rows.map((row): [string, string[]] => [String(row['id']), row['names'] as string[]]),
    ...models.map(({ id, header }): [string, string[]] => [id, Object.keys(header.columns)]),
  ]);
}

function requireUse(
  model: Model,
  { key, table, column }: Use,
  known: ReadonlyMap<string, readonly string[]>,
): void {
  const columns = known.get(table);
  if (columns !== undefined && (column === undefined || columns.includes(column))) return;
  const isTable = columns === undefined;
  const word = isTable || column === undefined ? table : column;
  const near = nearest(word, isTable ? [...known.keys()] : columns);
  throw problem('CC-MOD-002', {
    where: `${model.file} ${key}`,
    expected: isTable ? 'a table that a model makes, or a code list' : `a column of ${table}`,
    got: `"${word}"`,
    next: near === undefined ? `Mend the header of ${model.file}.` : `Did you mean "${near}"?`,
  });
}
