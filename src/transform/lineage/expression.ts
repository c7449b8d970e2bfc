import { isNode, listAt, nodeAt, textAt, textsAt, type TreeNode } from '../parse-tree.js';
import { macroNamed } from './catalogue.js';
import { allOf, NOTHING, union, unknown, type Inputs } from './relation.js';
import { emptyScope, inside, lookUp, type Scope } from './scope.js';
import { resolveQuery } from './query.js';
import { starColumns } from './star.js';

/** The functions whose arguments may be lambdas; elsewhere an arrow reads a field of JSON. */
const TAKES_LAMBDA = /^(list|array)_(transform|apply|filter|reduce)$|^(apply|filter|reduce)$/;

/** What feeds the value of an expression: all that stands in it. */
export function inputsOf(node: unknown, scope: Scope): Inputs {
  if (Array.isArray(node)) return union(node.map((each) => inputsOf(each, scope)));
  if (!isNode(node)) return NOTHING;
  switch (node['class']) {
    case 'CONSTANT':
    case 'PARAMETER':
      return NOTHING;
    case 'COLUMN_REF':
      return columnInputs(textsAt(node, 'column_names'), scope);
    case 'STAR':
      return starInputs(node, scope);
    case 'POSITIONAL_REFERENCE':
      return positionInputs(Number(node['index']), scope);
    case 'SUBQUERY':
      return subqueryInputs(node, scope);
    case 'FUNCTION':
    case 'WINDOW':
      return functionInputs(node, scope);
    default:
      return inputsOf(Object.values(node), scope);
  }
}

function columnInputs(names: readonly string[], scope: Scope): Inputs {
  const found = lookUp(names, scope);
  if (found === undefined) return unknown(names.join('.'));
  return 'inputs' in found ? found.inputs : inputsOf(found.alias, found.scope);
}

function starInputs(node: TreeNode, scope: Scope): Inputs {
  if (scope.star !== undefined) return scope.star;
  const columns = starColumns(node, scope);
  return columns === undefined ? unknown('*') : allOf(columns);
}

function positionInputs(position: number, { from }: Scope): Inputs {
  const columns = from.sources.flatMap(({ relation }) => relation.columns);
  return columns[position - 1]?.inputs ?? unknown(`#${position}`);
}

function subqueryInputs(node: TreeNode, scope: Scope): Inputs {
  const relation = resolveQuery(nodeAt(nodeAt(node, 'subquery'), 'node'), inside(scope));
  const isExists = /EXISTS/.test(textAt(node, 'subquery_type'));
  return union([
    inputsOf(node['child'], scope),
    relation.rows,
    isExists ? NOTHING : allOf(relation.columns),
  ]);
}

/** A count of rows is fed by what decides which rows there are; a macro by what it stands for. */
function functionInputs(node: TreeNode, scope: Scope): Inputs {
  const { children, ...rest } = node;
  const given = Array.isArray(children) ? children : [];
  const name = textAt(node, 'function_name').toLowerCase();
  const macro = macroNamed(scope.catalogue, `${textAt(node, 'schema')}.${name}`, given.length);
  if (macro !== undefined) {
    const [expression] = listAt(macro.body, 'select_list');
    return inputsOf(expression, macroScope(macro.parameters, given, scope));
  }
  const takesLambda = TAKES_LAMBDA.test(name);
  return union([
    ...given.map((each) => argumentInputs(each, scope, takesLambda)),
    inputsOf(Object.values(rest), scope),
    /^count(_star)?$/.test(name) && given.length === 0 ? scope.from.rows : NOTHING,
  ]);
}

function argumentInputs(node: unknown, scope: Scope, takesLambda: boolean): Inputs {
  if (!takesLambda || !isNode(node) || node['class'] !== 'LAMBDA') return inputsOf(node, scope);
  const parameters = new Map(scope.parameters);
  for (const name of lambdaParameters(nodeAt(node, 'lhs'))) parameters.set(name, NOTHING);
  return inputsOf(node['expr'], { ...scope, parameters });
}

function lambdaParameters(left: TreeNode): string[] {
  const columns = left['class'] === 'FUNCTION' ? listAt(left, 'children') : [left];
  return columns.filter(isNode).flatMap((each) => textsAt(each, 'column_names').slice(0, 1));
}

/** The scope of a macro's body: its parameters stand for what feeds the arguments, and nothing else is seen. */
export function macroScope(
  parameters: readonly string[],
  given: readonly unknown[],
  scope: Scope,
): Scope {
  const values = new Map<string, Inputs>(parameters.map((name) => [name, NOTHING]));
  given.forEach((argument, index) => {
    const named = isNode(argument) ? textAt(argument, 'alias').toLowerCase() : '';
    const name = values.has(named) ? named : parameters[index];
    if (name !== undefined) values.set(name, inputsOf(argument, scope));
  });
  return { ...emptyScope(scope.catalogue), parameters: values };
}

/** Every call of a function in an expression, those of its subqueries left out. */
export function callsIn(node: unknown, isWanted: (name: string) => boolean): TreeNode[] {
  if (Array.isArray(node)) return node.flatMap((each) => callsIn(each, isWanted));
  if (!isNode(node) || node['class'] === 'SUBQUERY' || node['class'] === 'CONSTANT') return [];
  const isCall =
    node['class'] === 'FUNCTION' && isWanted(textAt(node, 'function_name').toLowerCase());
  return [...(isCall ? [node] : []), ...callsIn(Object.values(node), isWanted)];
}
