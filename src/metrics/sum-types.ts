import type { Database } from '../warehouse/database.js';
import type { MetricFamily } from './definition.js';

/** The column that says how many contributors a row of contributions stands for. */
export const CONTRIBUTOR_COUNT = 'contributor_count';

/**
 * The types that sums over the columns of a family's body are kept as: whole numbers in 64 bits, decimals with
 * the places that they have. DuckDB's own sums are of twice that width, which takes the roll-up a fifth longer.
 */
export async function sumTypesOf(
  database: Database,
  { sql }: MetricFamily,
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.rows(`describe ${sql}`);
  const types = new Map([[CONTRIBUTOR_COUNT, 'bigint']]);
  for (const row of rows) {
    const type = sumType(String(row['column_type']));
    if (type !== undefined) types.set(String(row['column_name']), type);
  }
  return types;
}

function sumType(type: string): string | undefined {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'bigint';
  const places = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1];
  return places === undefined ? undefined : `decimal(18, ${places})`;
}

/** The SQL of a sum over a column, kept as its type; as it is where the types have not been looked up. */
export function keptAs({ sumTypes }: MetricFamily, column: string, sum: string): string {
  const type = sumTypes?.get(column);
  return type === undefined ? sum : `cast(${sum} as ${type})`;
}
