import { isNode, listAt, textAt, type TreeNode } from '../parse-tree.js';
import { callsIn, inputsOf } from './expression.js';
import { union, type Column } from './relation.js';
import type { Scope } from './scope.js';

/** The calls of `unnest` in an expression: each makes a row of every item of a list. */
export function unnestCalls(node: unknown): TreeNode[] {
  return callsIn(node, (name) => name === 'unnest' || name === 'unlist');
}

/**
 * Whether a call gives a column for each field of a struct: `unnest(list, recursive := true)`, or that of a
 * struct. Only where the fields stand in the text itself can their names be told.
 */
export function givesFields(call: TreeNode): boolean {
  const [first, ...options] = listAt(call, 'children').filter(isNode);
  return options.length > 0 || (first !== undefined && isStruct(textAt(first, 'function_name')));
}

/**
 * The columns of such a call: the fields of the structs that stand in it, each fed besides by what chooses
 * between them. Undefined where none stand there, or one within another.
 */
export function fieldColumns(call: TreeNode, scope: Scope): readonly Column[] | undefined {
  const [list] = listAt(call, 'children');
  const structs = callsIn(list, isStruct);
  const fields = structs.flatMap((struct) => listAt(struct, 'children').filter(isNode));
  if (fields.length === 0 || callsIn(fields, isStruct).length > 0) return undefined;
  const choice = inputsOf(without(list, structs), scope);
  const names = [...new Set(fields.map((field) => textAt(field, 'alias')))];
  return names.map((name) => {
    const named = fields.filter((field) => textAt(field, 'alias') === name);
    return { name, inputs: union([inputsOf(named, scope), choice]) };
  });
}

function isStruct(name: string): boolean {
  return name === 'struct_pack';
}

function without(node: unknown, left: readonly TreeNode[]): unknown {
  if (Array.isArray(node)) return node.map((each) => without(each, left));
  if (!isNode(node)) return node;
  if (left.includes(node)) return null;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, without(value, left)]),
  );
}
