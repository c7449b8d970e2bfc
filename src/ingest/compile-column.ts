import { literal } from '../warehouse/database.js';
import { anyOf, cellAt, type Compiled, type Context, type StagingTraits } from './compiled.js';
import { namedColumns, type NamedColumn } from './contract/index.js';
import {
  cellNames,
  isOneOf,
  markersOf,
  shapeOf,
  withoutSpace,
  type CellNames,
  type Shape,
} from './shapes.js';

/** What a spreadsheet shows where a formula went wrong. */
const CELL_ERRORS = [
  '#N/A',
  '#REF!',
  '#DIV/0!',
  '#VALUE!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
  '#NOT CALCULATED',
];

/** The session variables that hold the padded secret. */
export const KEY_VARIABLES = { inner: 'carecount_ipad', outer: 'carecount_opad' } as const;

/** What a named column of a contract adds to each step of the statement that stages a file. */
export function compileColumn(column: NamedColumn, context: Context): Compiled {
  const { contract, at, traits } = context;
  const names = cellNames(column);
  const [index] = at.get(column.as) ?? [];
  const isIdentity = contract.identity.includes(column.name);
  const ofData = (condition: string): string =>
    isIdentity ? condition : `is_data and ${condition}`;

  const cell = index === undefined ? 'null::varchar' : cellText(column, index, context);
  const shape = orCellError(shapeOf(column, contract, traits), names, traits);
  const reasons = markersOf(column);
  const isGood = ofData(shape.isGood ?? 'true');
  const value = isGood === 'true' ? shape.value : `case when ${isGood} then ${shape.value} end`;
  const output = outputOf(column, context);
  const fault = index === undefined ? undefined : faultOf(column, shape, isIdentity);
  return {
    cells: `${column.upper ? `upper(${cell})` : cell} as ${names.raw}`,
    ...(reasons.size > 0 && {
      marked: `${isOneOf(names.raw, [...reasons.keys()])} as ${names.marked}`,
      missing: { when: ofData(names.marked), entry: missingEntry(column, reasons) },
    }),
    ...(shape.parsed !== undefined && { parsed: `${shape.parsed} as ${names.parsed}` }),
    typed: `${value} as ${names.value}`,
    ...(column.type === 'code' && { known: `${knownCode(names, traits)} as ${column.as}` }),
    ...(fault !== undefined && {
      flagged: `${fault} as ${names.fault}`,
      judgement: {
        scope: column.scope,
        when: `(${ofData(names.fault)})`,
        finding: `case when ${ofData(names.fault)} then ${findingOf(column, shape, context)} end`,
      },
    }),
    ...(output !== undefined && { output }),
  };
}

function knownCode({ raw, value }: CellNames, { isForParquet }: StagingTraits): string {
  return isForParquet ? `case when ${value} is not null then ${raw} end` : value;
}

/** The text of a cell, with what the contract takes off it and its zeros written as such. */
function cellText({ strip, zero }: NamedColumn, index: number, context: Context): string {
  const cell = cellAt(index, context);
  const stripped =
    strip === undefined
      ? cell
      : `nullif(trim(regexp_replace(${cell}, ${literal(strip)}, '', 'g')), '')`;
  return zero.length === 0
    ? stripped
    : `case when ${isOneOf(stripped, zero)} then '0' else ${stripped} end`;
}

/** What a spreadsheet shows where a formula went wrong is no value, not even a text. */
function orCellError(shape: Shape, { raw }: CellNames, { isPlaced }: StagingTraits): Shape {
  if (!isPlaced || shape.fault !== undefined) return shape;
  const isError = isOneOf(raw, CELL_ERRORS);
  const isGood = [...(shape.isGood === undefined ? [] : [shape.isGood]), `not ${isError}`];
  return { ...shape, isGood: isGood.join(' and '), fault: isError, rule: literal('cell_error') };
}

function missingEntry(column: NamedColumn, reasons: ReadonlyMap<string, string>): string {
  const { as } = column;
  const { raw } = cellNames(column);
  const kinds = [...new Set(reasons.values())];
  const reason =
    kinds.length === 1
      ? literal(kinds[0] ?? '')
      : `case ${raw} ${[...reasons].map(([text, kind]) => `when ${literal(text)} then ${literal(kind)}`).join(' ')} end`;
  return `{'column_name': ${literal(as)}, 'reason': ${reason}}`;
}

function faultOf(column: NamedColumn, shape: Shape, isIdentity: boolean): string | undefined {
  if (!column.required) return shape.fault;
  const { raw } = cellNames(column);
  const isMissing = isIdentity ? `(not is_blank and ${raw} is null)` : `${raw} is null`;
  return shape.fault === undefined ? isMissing : `${isMissing} or (${shape.fault})`;
}

function findingOf(column: NamedColumn, shape: Shape, context: Context): string {
  const { raw } = cellNames(column);
  const { isPlaced } = context.traits;
  const orMissing = (missing: string, other: string): string =>
    column.required ? `case when ${raw} is null then ${literal(missing)} else ${other} end` : other;
  const isShown = column.type === 'code' && column.privacy === 'none';
  const parts = {
    column_name: literal(column.name),
    rule: orMissing(
      'required',
      isPlaced
        ? `case when ${isOneOf(raw, CELL_ERRORS)} then 'cell_error' else ${shape.rule} end`
        : shape.rule,
    ),
    severity: orMissing('error', literal(column.severity)),
    value: isShown ? `case when ${looksLikeCode(raw)} then ${raw} end` : 'null::varchar',
  };
  return `{${Object.entries(parts)
    .map(([name, sql]) => `'${name}': ${sql}`)
    .join(', ')}}`;
}

/** A value that is no code may be anything: a row shifted by a column puts a name or a number here. */
function looksLikeCode(raw: string): string {
  return `regexp_full_match(${raw}, '[0-9]{1,4}|[A-Za-z]')`;
}

/** Whether the file has a column that the contract names. */
export function isThere(name: string, { contract, at }: Context): boolean {
  const column = namedColumns(contract).find((each) => each.name === name);
  return column !== undefined && (at.get(column.as) ?? []).length > 0;
}

/** A value that breaks a rule of the cell is not known. */
function unlessRuledOut(column: NamedColumn, context: Context): string {
  const { as, name } = column;
  const { value } = cellNames(column);
  const flags = context.contract.rules
    .filter((rule) => rule.scope === 'cell' && rule.column === name && isThere(name, context))
    .map((rule) => `rule__${rule.id}`);
  return flags.length === 0
    ? `${value} as ${as}`
    : `case when ${anyOf(flags)} then null else ${value} end as ${as}`;
}

function outputOf(column: NamedColumn, context: Context): string | undefined {
  const { contract } = context;
  if (column.privacy === 'drop') return undefined;
  if (column.privacy !== 'key') return unlessRuledOut(column, context);
  const isIdentity = (name: string): boolean => contract.identity.includes(name);
  const parts = [...column.key_with, column.name].map((name) => {
    const part = namedColumns(contract).find((each) => each.name === name) ?? column;
    const { raw, value } = cellNames(part);
    const text = isIdentity(part.name) ? raw : `case when is_data then ${raw} end`;
    const isClean = part.type === 'id';
    return `coalesce(${isClean ? value : withoutSpace(text)}, '')`;
  });
  const message = `encode(concat_ws(chr(31), ${parts.join(', ')}))`;
  const inner = `sha256(getvariable('${KEY_VARIABLES.inner}') || ${message})`;
  const keyed = `sha256(getvariable('${KEY_VARIABLES.outer}') || unhex(${inner}))`;
  const isGiven = `${isIdentity(column.name) ? '' : 'is_data and '}${column.as}__raw is not null`;
  return `case when ${isGiven} then left(${keyed}, 32) end as ${column.as}`;
}
