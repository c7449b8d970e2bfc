import { literal, type Database } from '../warehouse/database.js';

/** One place of a parse tree, as DuckDB writes it. */
export type TreeNode = Record<string, unknown>;

/** A statement that DuckDB cannot parse. */
export class UnparsedSql extends Error {
  override readonly name = 'UnparsedSql';

  /** @param line where it stops being SQL, from 1; undefined where DuckDB does not say. */
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

interface Serialized extends TreeNode {
  readonly error: boolean;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly { readonly node: TreeNode }[];
}

/**
 * The parse tree of a SELECT.
 * @throws UnparsedSql where it cannot be parsed, or is no SELECT.
 */
export async function parseTree(database: Database, sql: string): Promise<TreeNode> {
  const [row] = await database.rows(`select json_serialize_sql(${literal(sql)}) as tree`);
  const tree = serialized(row?.['tree']);
  const node = nodeIn(tree);
  if (node !== undefined) return node;
  throw new UnparsedSql(
    tree.error_message ?? 'cannot be parsed',
    tree.position === undefined ? undefined : lineAt(sql, Number(tree.position)),
  );
}

/** The parse trees of several SELECTs, in their order; undefined for one that has none, such as a PIVOT. */
export async function parseTrees(
  database: Database,
  statements: readonly string[],
): Promise<(TreeNode | undefined)[]> {
  const rows = await database.rows(
    `select json_serialize_sql(item) as tree
    from (select unnest(from_json($statements::json, '["VARCHAR"]')) as item)`,
    { statements: JSON.stringify(statements) },
  );
  return rows.map((row) => nodeIn(serialized(row['tree'])));
}

function serialized(text: unknown): Serialized {
  return JSON.parse(String(text)) as Serialized;
}

function nodeIn({ error, statements }: Serialized): TreeNode | undefined {
  return error ? undefined : statements?.[0]?.node;
}

/** The line of a place in a text, from 1. */
export function lineAt(text: string, position: number): number {
  return Buffer.from(text).subarray(0, position).toString().split('\n').length;
}

/** The text at a key of a parse tree; empty where there is none. */
export function textAt(node: TreeNode, key: string): string {
  const value = node[key];
  return typeof value === 'string' ? value : '';
}

/** The list at a key of a parse tree; empty where there is none. */
export function listAt(node: TreeNode, key: string): readonly unknown[] {
  const value = node[key];
  return Array.isArray(value) ? value : [];
}

/** The texts of the list at a key of a parse tree. */
export function textsAt(node: TreeNode, key: string): string[] {
  return listAt(node, key).filter((each) => typeof each === 'string');
}

/** What stands at a key of a parse tree; an empty place where nothing does. */
export function nodeAt(node: TreeNode, key: string): TreeNode {
  const value = node[key];
  return isNode(value) ? value : {};
}

/** Whether a value is a place of a parse tree. */
export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
