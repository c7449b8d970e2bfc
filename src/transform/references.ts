import { literal, type Database } from '../warehouse/database.js';

/** A table that a statement reads, as it is written there. */
export interface Reference {
  readonly schema: string;
  readonly name: string;
}

/** A statement that DuckDB cannot parse. */
export class UnparsedSql extends Error {
  override readonly name = 'UnparsedSql';
}

/**
 * The tables a statement reads, from its parse tree: every named table that is not a CTE in scope.
 * @throws UnparsedSql where the statement cannot be parsed.
 */
export async function referencesOf(database: Database, sql: string): Promise<Reference[]> {
  const [row] = await database.rows(`select json_serialize_sql(${literal(sql)}) as tree`);
  const tree = JSON.parse(String(row?.['tree'])) as { error: boolean; error_message?: string };
  if (tree.error) throw new UnparsedSql(tree.error_message ?? 'cannot be parsed');
  const found = new Map<string, Reference>();
  walk(tree, new Set(), found);
  return [...found.values()].sort((a, b) =>
    compare(`${a.schema}.${a.name}`, `${b.schema}.${b.name}`),
  );
}

function walk(node: unknown, ctes: ReadonlySet<string>, found: Map<string, Reference>): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, ctes, found);
    return;
  }
  if (!isRecord(node)) return;
  const inScope = new Set([...ctes, ...cteNames(node)]);
  if (node['type'] === 'BASE_TABLE') {
    const schema = text(node['schema_name']);
    const name = text(node['table_name']);
    if (schema !== '' || !inScope.has(name)) found.set(`${schema}.${name}`, { schema, name });
  }
  for (const value of Object.values(node)) walk(value, inScope, found);
}

function cteNames(node: Record<string, unknown>): string[] {
  const names: string[] = [];
  if (node['type'] === 'RECURSIVE_CTE_NODE' || node['type'] === 'CTE_NODE') {
    names.push(text(node['cte_name']));
  }
  const map = isRecord(node['cte_map']) ? node['cte_map']['map'] : undefined;
  if (Array.isArray(map)) {
    for (const entry of map) if (isRecord(entry)) names.push(text(entry['key']));
  }
  return names;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
