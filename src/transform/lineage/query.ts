import { isNode, listAt, nodeAt, textAt, textsAt, type TreeNode } from '../parse-tree.js';
import { callsIn, inputsOf } from './expression.js';
import { resolveFrom } from './from.js';
import {
  allOf,
  isNamed,
  NOTHING,
  openRelation,
  renamed,
  union,
  type Column,
  type Inputs,
  type Relation,
} from './relation.js';
import { inside, type Scope } from './scope.js';
import { starColumns, starIn } from './star.js';
import { fieldColumns, givesFields, unnestCalls } from './unnest.js';

/** The columns that a query gives and what feeds them, from its parse tree. */
export function resolveQuery(node: TreeNode, around: Scope): Relation {
  const scope = withCtes(node, around);
  switch (node['type']) {
    case 'SELECT_NODE':
      return resolveSelect(node, scope);
    case 'SET_OPERATION_NODE':
      return resolveSetOperation(node, scope);
    default:
      return openRelation('the statement');
  }
}

function withCtes(node: TreeNode, around: Scope): Scope {
  const ctes = new Map(around.ctes);
  const scope = { ...around, ctes };
  for (const entry of listAt(nodeAt(node, 'cte_map'), 'map').filter(isNode)) {
    const value = nodeAt(entry, 'value');
    const query = nodeAt(nodeAt(value, 'query'), 'node');
    const name = textAt(entry, 'key').toLowerCase();
    const names = textsAt(value, 'aliases');
    const isRecursive = query['type'] === 'RECURSIVE_CTE_NODE';
    const relation = isRecursive
      ? resolveRecursive(query, name, names, scope)
      : renamed(resolveQuery(query, scope), names);
    ctes.set(name, relation);
  }
  return scope;
}

/** A recursive CTE feeds itself: it is read again until nothing is added. */
function resolveRecursive(
  node: TreeNode,
  name: string,
  names: readonly string[],
  scope: Scope,
): Relation {
  let known = renamed(resolveQuery(nodeAt(node, 'left'), scope), names);
  for (;;) {
    const ctes = new Map([...scope.ctes, [name, known]]);
    const next = resolveQuery(nodeAt(node, 'right'), { ...scope, ctes });
    const all = byPosition(known, next, node['union_all'] !== true);
    if (sizeOf(all) === sizeOf(known)) return all;
    known = all;
  }
}

function sizeOf({ columns, rows }: Relation): number {
  return columns.reduce((size, column) => size + column.inputs.size, rows.size);
}

function resolveSetOperation(node: TreeNode, scope: Scope): Relation {
  const relations = branchesOf(node).map((branch) => resolveQuery(branch, inside(scope)));
  const [first = openRelation('union'), ...others] = relations;
  const relation = others.reduce((left, right) => combine(node, left, right), first);
  const cut = modifierInputs(listAt(node, 'modifiers').filter(isNode), relation, inside(scope));
  return { ...relation, rows: union([relation.rows, cut]) };
}

/** The queries of a UNION: a list, or a left and a right one in a database of an older format. */
function branchesOf(node: TreeNode): TreeNode[] {
  const branches = listAt(node, 'children').filter(isNode);
  return branches.length > 0 ? branches : [nodeAt(node, 'left'), nodeAt(node, 'right')];
}

function combine(node: TreeNode, left: Relation, right: Relation): Relation {
  const isDistinct = node['setop_all'] !== true;
  switch (node['setop_type']) {
    case 'UNION':
      return byPosition(left, right, isDistinct);
    case 'UNION_BY_NAME':
      return byName(left, right, isDistinct);
    default: {
      const rows = [left.rows, right.rows, allOf(left.columns), allOf(right.columns)];
      return { ...left, rows: union(rows) };
    }
  }
}

function byPosition(left: Relation, right: Relation, isDistinct: boolean): Relation {
  const columns = left.columns.map(({ name, inputs }, index) => ({
    name,
    inputs: union([inputs, right.columns[index]?.inputs ?? NOTHING]),
  }));
  return combined(columns, left, right, isDistinct);
}

function byName(left: Relation, right: Relation, isDistinct: boolean): Relation {
  const added = right.columns.filter(({ name }) => !left.columns.some(isNamed(name)));
  const columns = [...left.columns, ...added].map(({ name }) => ({
    name,
    inputs: allOf([...left.columns, ...right.columns].filter(isNamed(name))),
  }));
  return combined(columns, left, right, isDistinct);
}

function combined(
  columns: readonly Column[],
  left: Relation,
  right: Relation,
  isDistinct: boolean,
): Relation {
  const rows = union([left.rows, right.rows, isDistinct ? allOf(columns) : NOTHING]);
  return { columns, rows, isOpen: left.isOpen || right.isOpen };
}

function resolveSelect(node: TreeNode, around: Scope): Relation {
  const from = resolveFrom(nodeAt(node, 'from_table'), inside(around));
  const items = listAt(node, 'select_list').filter(isNode);
  const before: Scope = { ...inside(around, from), aliases: aliasesOf(items) };
  const kept = union([from.rows, inputsOf(node['where_clause'], before)]);
  const scope: Scope = { ...before, from: { ...from, rows: kept } };
  const given = items.map((item) => columnsOf(item, scope));
  const columns = given.flatMap((each) => each ?? []);
  const relation: Relation = { columns, rows: kept, isOpen: given.includes(undefined) };
  const rows = union([
    kept,
    inputsOf(groupKeys(node, items, scope), scope),
    inputsOf([node['having'], node['qualify']], scope),
    inputsOf(unnestCalls(items), scope),
    modifierInputs(listAt(node, 'modifiers').filter(isNode), relation, scope),
  ]);
  return { ...relation, rows };
}

/** A SELECT's own names; a column that only passes through is found in its source. */
function aliasesOf(items: readonly TreeNode[]): Map<string, unknown> {
  const named = items.filter((item) => textAt(item, 'alias') !== '');
  return new Map(named.map((item) => [textAt(item, 'alias').toLowerCase(), item]));
}

/** The columns of one item of a SELECT; undefined where they cannot be told. */
function columnsOf(item: TreeNode, scope: Scope): readonly Column[] | undefined {
  if (item['class'] === 'STAR') return starColumns(item, scope);
  const several = unnestCalls(item).find(givesFields);
  if (several !== undefined) return several === item ? fieldColumns(item, scope) : undefined;
  const star = starIn(item);
  if (star === undefined) return [{ name: nameOf(item), inputs: inputsOf(item, scope) }];
  const alias = textAt(item, 'alias');
  return starColumns(star, scope)?.map(({ name, inputs }) => ({
    name: alias === '' ? name : alias.replaceAll('\\0', name),
    inputs: inputsOf(item, { ...scope, star: inputs }),
  }));
}

function nameOf(item: TreeNode): string {
  const alias = textAt(item, 'alias');
  return alias === '' ? (textsAt(item, 'column_names').at(-1) ?? '') : alias;
}

function groupKeys(node: TreeNode, items: readonly TreeNode[], scope: Scope): readonly unknown[] {
  if (node['aggregate_handling'] === 'FORCE_AGGREGATES') {
    const isAggregate = (name: string) => scope.catalogue.aggregates.has(name);
    return items.filter((item) => callsIn(item, isAggregate).length === 0);
  }
  return listAt(node, 'group_expressions').map((key) => items[positionOf(key) - 1] ?? key);
}

/** The position that a key such as that of `group by 1` names; 0 for any other. */
function positionOf(key: unknown): number {
  const value = isNode(key) && key['class'] === 'CONSTANT' ? nodeAt(key, 'value')['value'] : 0;
  return typeof value === 'number' ? value : 0;
}

/** DISTINCT and LIMIT decide which rows are left; an order decides only with one of them. */
function modifierInputs(
  modifiers: readonly TreeNode[],
  { columns }: Relation,
  scope: Scope,
): Inputs {
  const keyInputs = (key: unknown): Inputs =>
    columns[positionOf(key) - 1]?.inputs ?? outputInputs(key, columns) ?? inputsOf(key, scope);
  const distinct = modifiers.find(({ type }) => type === 'DISTINCT_MODIFIER');
  const targets = distinct === undefined ? [] : listAt(distinct, 'distinct_on_targets');
  const isCut = modifiers.some(({ type }) => /^LIMIT/.test(String(type))) || targets.length > 0;
  const orders = modifiers
    .flatMap((each) => listAt(each, 'orders'))
    .map((order) => (isNode(order) ? order['expression'] : order));
  return union([
    distinct !== undefined && targets.length === 0 ? allOf(columns) : NOTHING,
    ...targets.map(keyInputs),
    ...(isCut ? orders.map(keyInputs) : []),
  ]);
}

/** What feeds a column of the result, where a key is just its name; an order sees those first. */
function outputInputs(key: unknown, columns: readonly Column[]): Inputs | undefined {
  const names = isNode(key) ? textsAt(key, 'column_names') : [];
  return names.length === 1 ? columns.find(isNamed(names[0] ?? ''))?.inputs : undefined;
}
