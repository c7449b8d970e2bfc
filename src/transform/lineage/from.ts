import { isNode, listAt, nodeAt, textAt, textsAt, type TreeNode } from '../parse-tree.js';
import { macroNamed, storedTable } from './catalogue.js';
import { inputsOf, macroScope } from './expression.js';
import { resolveQuery } from './query.js';
import {
  allOf,
  NOTHING,
  openRelation,
  renamed,
  union,
  type Column,
  type Inputs,
  type Relation,
} from './relation.js';
import {
  EMPTY_FROM,
  inside,
  visibleColumns,
  type FromClause,
  type Scope,
  type Source,
} from './scope.js';

/** Reads a FROM; what stands before a source in it can be used by the source, as LATERAL does. */
export function resolveFrom(node: TreeNode, scope: Scope): FromClause {
  const names = textsAt(node, 'column_name_alias');
  const alias = textAt(node, 'alias');
  const called = (relation: Relation, name: string): FromClause =>
    oneSource(renamed(relation, names), alias === '' ? name : alias);
  switch (node['type']) {
    case undefined:
    case 'EMPTY':
      return EMPTY_FROM;
    case 'BASE_TABLE':
      return called(tableNamed(node, scope), textAt(node, 'table_name'));
    case 'SUBQUERY':
      return called(resolveQuery(nodeAt(nodeAt(node, 'subquery'), 'node'), inside(scope)), '');
    case 'TABLE_FUNCTION': {
      const call = nodeAt(node, 'function');
      return called(
        tableFunction(call, scope, node['with_ordinality'] === 'WITH_ORDINALITY'),
        textAt(call, 'function_name'),
      );
    }
    case 'EXPRESSION_LIST':
      return called(valuesList(node, scope), 'valueslist');
    case 'JOIN':
      return resolveJoin(node, scope);
    default:
      return called(openRelation(textAt(node, 'type').toLowerCase()), '');
  }
}

function oneSource(relation: Relation, alias: string): FromClause {
  const source: Source = { alias: alias.toLowerCase(), relation, joined: new Set() };
  return { sources: [source], shared: new Map(), rows: relation.rows };
}

function tableNamed(node: TreeNode, scope: Scope): Relation {
  const schema = textAt(node, 'schema_name');
  const name = textAt(node, 'table_name');
  const cte = schema === '' ? scope.ctes.get(name.toLowerCase()) : undefined;
  const id = schema === '' ? name : `${schema}.${name}`;
  return cte ?? storedTable(scope.catalogue, id) ?? openRelation(id);
}

function valuesList(node: TreeNode, scope: Scope): Relation {
  const rows = listAt(node, 'values').filter((row) => Array.isArray(row));
  const [first = []] = rows as unknown[][];
  const columns = first.map((_, index) => ({
    name: `col${index}`,
    inputs: union(rows.map((row) => inputsOf(row[index], scope))),
  }));
  return { columns, rows: NOTHING, isOpen: false };
}

/** The table functions that give one column, made of their arguments. */
const ONE_COLUMN = new Set(['unnest', 'range', 'generate_series']);

function tableFunction(call: TreeNode, scope: Scope, isNumbered: boolean): Relation {
  const name = textAt(call, 'function_name').toLowerCase();
  const given = listAt(call, 'children');
  const macro = macroNamed(scope.catalogue, `${textAt(call, 'schema')}.${name}`, given.length);
  if (macro !== undefined) {
    return resolveQuery(macro.body, macroScope(macro.parameters, given, scope));
  }
  const isPlain = given.every((each) => isNode(each) && textAt(each, 'alias') === '');
  if (!ONE_COLUMN.has(name) || !isPlain) return openRelation(`${name}()`);
  const inputs = inputsOf(given, scope);
  const columns = [name, ...(isNumbered ? ['ordinality'] : [])];
  return { columns: columns.map((each) => ({ name: each, inputs })), rows: inputs, isOpen: false };
}

function resolveJoin(node: TreeNode, scope: Scope): FromClause {
  const left = resolveFrom(nodeAt(node, 'left'), scope);
  const right = resolveFrom(nodeAt(node, 'right'), inside(scope, left));
  const names = sharedNames(node, left, right);
  const beside: FromClause = { ...EMPTY_FROM, sources: [...left.sources, ...right.sources] };
  const keys = union([
    inputsOf(node['condition'], inside(scope, { ...beside, shared: left.shared })),
    ...names.flatMap((name) => [columnOf(left, name), columnOf(right, name)]),
  ]);
  const rows = union([left.rows, right.rows, keys]);
  if (/^(SEMI|ANTI)$/.test(textAt(node, 'join_type'))) return { ...left, rows };
  const added = right.sources.map((source) => hiding(lookedUp(source, keys), names));
  const shared = names.map((name) => [name, sharedInputs(node, left, right, name)] as const);
  return {
    sources: [...left.sources, ...added],
    shared: new Map([...right.shared, ...left.shared, ...shared]),
    rows,
  };
}

/** What is taken from a code list is fed by the code that is looked up in it, too. */
function lookedUp(source: Source, keys: Inputs): Source {
  const { columns, rows } = source.relation;
  const isCodeList = rows.size > 0 && [...rows].every(isOfCodeList);
  const codes = new Set([...keys].filter((key) => !isOfCodeList(key)));
  if (!isCodeList || codes.size === 0) return source;
  const fed = columns.map(({ name, inputs }) => ({ name, inputs: union([inputs, codes]) }));
  return { ...source, relation: { ...source.relation, columns: fed } };
}

function isOfCodeList(input: string): boolean {
  return input.startsWith('reference.');
}

/** The columns that USING names, or that a NATURAL join finds on both sides; in lower case. */
function sharedNames(node: TreeNode, left: FromClause, right: FromClause): string[] {
  const lower = (columns: readonly Column[] = []) => columns.map(({ name }) => name.toLowerCase());
  if (node['ref_type'] !== 'NATURAL') {
    return textsAt(node, 'using_columns').map((name) => name.toLowerCase());
  }
  const others = new Set(lower(visibleColumns(right)));
  return lower(visibleColumns(left)).filter((name) => others.has(name));
}

function hiding(source: Source, names: readonly string[]): Source {
  return { ...source, joined: new Set([...source.joined, ...names]) };
}

/** Which side a column of USING takes its value from. */
function sharedInputs(node: TreeNode, left: FromClause, right: FromClause, name: string): Inputs {
  const type = textAt(node, 'join_type');
  if (type === 'RIGHT') return columnOf(right, name);
  if (type === 'FULL' || type === 'OUTER') {
    return union([columnOf(left, name), columnOf(right, name)]);
  }
  return columnOf(left, name);
}

function columnOf(from: FromClause, name: string): Inputs {
  const shared = from.shared.get(name);
  if (shared !== undefined) return shared;
  const columns = from.sources.flatMap(({ relation }) => relation.columns);
  return allOf(columns.filter((column) => column.name.toLowerCase() === name).slice(0, 1));
}
