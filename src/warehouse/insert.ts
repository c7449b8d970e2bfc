import type { Database } from './database.js';

/**
 * Makes a table of plain values that are at hand in the program.
 * @param columns name to SQL type, in the table's order; each row's keys are the same names.
 */
export async function createTableOf(
  database: Database,
  table: string,
  columns: Record<string, string>,
  rows: readonly object[],
): Promise<void> {
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const structure = JSON.stringify([columns]);
  await database.run(
    `create table ${table} as
    select ${names.map((name) => `item.${name} as ${name}`).join(', ')}
    from (select unnest(from_json($rows::json, '${structure}')) as item)`,
    { rows: JSON.stringify(rows) },
  );
}
