import { isNode, listAt, nodeAt, textAt, textsAt, type TreeNode } from '../parse-tree.js';
import { inputsOf } from './expression.js';
import type { Column } from './relation.js';
import { visibleColumns, type Scope } from './scope.js';

/**
 * The columns that `*`, `t.*` or `COLUMNS(...)` stands for, with EXCLUDE, REPLACE and RENAME.
 * @returns undefined where they cannot be told: an unknown table, or a COLUMNS that picks by a lambda.
 */
export function starColumns(node: TreeNode, scope: Scope): readonly Column[] | undefined {
  const all = visibleColumns(scope.from, textAt(node, 'relation_name'));
  const isPicked = picker(node);
  if (all === undefined || isPicked === undefined) return undefined;
  const excluded = excludedNames(node);
  const replaced = keyed(node, 'replace_list', scope);
  const renames = renamesOf(node);
  return all
    .filter(({ name }) => isPicked(name) && !excluded.has(name.toLowerCase()))
    .map(({ name, inputs }) => {
      const lower = name.toLowerCase();
      return { name: renames.get(lower) ?? name, inputs: replaced.get(lower) ?? inputs };
    });
}

/** The place of a `COLUMNS(...)` or `*` within an expression, where there is one. */
export function starIn(node: unknown): TreeNode | undefined {
  if (Array.isArray(node)) return firstOf(node);
  if (!isNode(node) || node['class'] === 'SUBQUERY') return undefined;
  // An unpacked star is the arguments of one call, not one column each.
  if (node['type'] === 'OPERATOR_UNPACK') return undefined;
  if (node['class'] === 'STAR') return node['columns'] === true ? node : undefined;
  return firstOf(Object.values(node));
}

function firstOf(nodes: readonly unknown[]): TreeNode | undefined {
  for (const each of nodes) {
    const found = starIn(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

function picker(node: TreeNode): ((name: string) => boolean) | undefined {
  const { expr } = node;
  if (node['columns'] !== true || !isNode(expr) || expr['class'] === 'STAR') return () => true;
  if (expr['class'] === 'CONSTANT') {
    const pattern = pickedBy(textAt(nodeAt(expr, 'value'), 'value'));
    return pattern && ((name) => pattern.test(name));
  }
  const names = textAt(expr, 'function_name') === 'list_value' ? constants(expr) : undefined;
  return names && ((name) => names.has(name.toLowerCase()));
}

/** The expression of a COLUMNS, where JavaScript reads it too. */
function pickedBy(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}

function constants(list: TreeNode): Set<string> | undefined {
  const items = listAt(list, 'children').filter(isNode);
  if (items.some((each) => each['class'] !== 'CONSTANT')) return undefined;
  return new Set(items.map((each) => textAt(nodeAt(each, 'value'), 'value').toLowerCase()));
}

function excludedNames(node: TreeNode): Set<string> {
  const qualified = listAt(node, 'qualified_exclude_list').filter(isNode);
  const names = [
    ...textsAt(node, 'exclude_list'),
    ...qualified.map((each) => textAt(each, 'column')),
  ];
  return new Set(names.map((name) => name.toLowerCase()));
}

function keyed(node: TreeNode, key: string, scope: Scope) {
  const pairs = listAt(node, key).filter(isNode);
  return new Map(
    pairs.map((pair) => [textAt(pair, 'key').toLowerCase(), inputsOf(pair['value'], scope)]),
  );
}

function renamesOf(node: TreeNode): Map<string, string> {
  const pairs = listAt(node, 'rename_list').filter(isNode);
  return new Map(
    pairs.map((pair) => [
      textAt(nodeAt(pair, 'key'), 'column').toLowerCase(),
      textAt(pair, 'value'),
    ]),
  );
}
