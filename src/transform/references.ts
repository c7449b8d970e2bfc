import type { Database } from '../warehouse/database.js';
import { isNode, lineAt, listAt, nodeAt, parseTree, textAt, type TreeNode } from './parse-tree.js';

export { UnparsedSql } from './parse-tree.js';

/** A table that a statement reads, as it is written there. */
export interface Reference {
  readonly schema: string;
  readonly name: string;
  /** Where it stands first, from 1. */
  readonly line: number;
}

/**
 * The tables a statement reads, from its parse tree: every named table that is not a CTE in scope.
 * @throws UnparsedSql where the statement cannot be parsed.
 */
export async function referencesOf(database: Database, sql: string): Promise<Reference[]> {
  const found = new Map<string, Reference>();
  walk(await parseTree(database, sql), new Set(), found, sql);
  return [...found.values()].sort((a, b) =>
    compare(`${a.schema}.${a.name}`, `${b.schema}.${b.name}`),
  );
}

function walk(
  node: unknown,
  ctes: ReadonlySet<string>,
  found: Map<string, Reference>,
  sql: string,
): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, ctes, found, sql);
    return;
  }
  if (!isNode(node)) return;
  const inScope = new Set([...ctes, ...cteNames(node)]);
  if (node['type'] === 'BASE_TABLE') {
    const schema = textAt(node, 'schema_name');
    const name = textAt(node, 'table_name');
    const id = `${schema}.${name}`;
    if ((schema !== '' || !inScope.has(name)) && !found.has(id)) {
      found.set(id, { schema, name, line: lineAt(sql, Number(node['query_location'])) });
    }
  }
  for (const value of Object.values(node)) walk(value, inScope, found, sql);
}

function cteNames(node: TreeNode): string[] {
  const own = /^(RECURSIVE_)?CTE_NODE$/.test(textAt(node, 'type'))
    ? [textAt(node, 'cte_name')]
    : [];
  const entries = listAt(nodeAt(node, 'cte_map'), 'map').filter(isNode);
  return [...own, ...entries.map((entry) => textAt(entry, 'key'))];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
