import { literal } from '../warehouse/database.js';
import {
  isRepeated,
  isWide,
  namedColumns,
  type Contract,
  type ContractColumn,
  type ContractRule,
  type NamedColumn,
  type RepeatedColumn,
} from './contract/index.js';
import {
  anyOf,
  cellAt,
  listOf,
  type Compiled,
  type Context,
  type Judgement,
  type Positions,
  type StagingTraits,
} from './compiled.js';
import { headingsOf, numberInGroup } from './layout/heading.js';
import {
  cellNames,
  isOneOf,
  markersOf,
  shapeOf,
  withoutSpace,
  type CellNames,
  type Shape,
} from './shapes.js';
import { compileWide } from './wide.js';

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

/** What a record with no value at all is told. It is about no column. */
const BLANK_FINDING = `{'column_name': '', 'rule': 'blank_record', 'severity': 'warning', 'value': null::varchar}`;

/** What a record is told whose cells may stand in the wrong columns: nothing in it can be trusted. */
const ROW_FINDING = `{'column_name': '', 'rule': row_fault, 'severity': 'error', 'value': null::varchar}`;

const NO_TRAITS: StagingTraits = { isPadded: true, isForParquet: false, isPlaced: true };

/**
 * Compiles a contract, for one header, to the SELECT that stages a file: every record in file order,
 * typed, with its state and a list of its findings. Reads from `csv`, whose columns are `file_index`,
 * `as_at_date` (the date the record describes), `sheet` and `line` (null where the record's number
 * tells its place), `row_fault`, and the file's own as `c0`, `c1`...
 *
 * The lists of findings cost most, so they are made only for the few records that have a fault.
 */
export function compileStaging(
  contract: Contract,
  header: readonly string[],
  traits = NO_TRAITS,
): string {
  const context: Context = { contract, header, at: positions(contract, header), traits };
  const compiled = [
    ...contract.columns.map((column) => compileAny(column, context)),
    ...contract.rules.map((rule) => compileRule(rule, context)),
  ];
  const each = <T>(pick: (column: Compiled) => T | undefined): T[] =>
    compiled.map(pick).filter((part) => part !== undefined);
  const step = (pick: (column: Compiled) => string | undefined): string =>
    each(pick)
      .map((part) => `, ${part}`)
      .join('');
  const judgements = each((column) => column.judgement);
  const rowFaults = judgements.filter(({ scope }) => scope === 'row').map(({ when }) => when);
  const missing = each((column) => column.missing);
  const isAtFault = traits.isPlaced ? 'row_fault is not null' : 'false';

  return `with cells as (
    select *${step((column) => column.cells)}
    from csv
),
marked as (
    select *, ${isDataRow(contract)} as is_data${step((column) => column.marked)}
    from cells
),
parsed as (
    select *, ${isBlank(header, context)} as is_blank${step((column) => column.parsed)}
    from marked
),
typed as (
    select *${step((column) => column.typed)}
    from parsed
),
known as (
    select *${step((column) => column.known)}
    from typed
),
flagged as (
    select *${step((column) => column.flagged)}
    from known
),
judged as (
    select *, coalesce(${anyOf(judgements.map(({ when }) => when))}, false) as has_fault
    from flagged
)
select
    file_index,
    sheet,
    line,
    ${each((column) => column.output).join(',\n    ')},
    case
        when ${isAtFault} then 'quarantined'
        when is_blank then 'blank'
        when has_fault and ${anyOf(rowFaults)} then 'quarantined'
        else 'kept'
    end as row_state,
    case
        when ${isAtFault} then [${ROW_FINDING}]
        when is_blank then [${BLANK_FINDING}]
        when has_fault then ${findingsOf(judgements)}
    end as findings,
    cast(case when ${anyOf(missing.map(({ when }) => when))} then
        ${listOf(missing.map(({ when, entry }) => `case when ${when} then ${entry} end`))}
    end as struct(column_name varchar, reason varchar)[]) as missing
from judged`;
}

function findingsOf(judgements: readonly Judgement[]): string {
  const single = listOf(judgements.flatMap(({ finding }) => finding ?? []));
  const lists = judgements.flatMap(({ findings }) => findings ?? []);
  return lists.reduce((list, more) => `list_concat(${list}, ${more})`, single);
}

function compileAny(column: ContractColumn, context: Context): Compiled {
  if (isWide(column)) return compileWide(column, context);
  return isRepeated(column) ? compileGroup(column, context) : compileColumn(column, context);
}

/** Where each column of the contract stands in the file: none, one, or many for a numbered group. */
function positions(contract: Contract, header: readonly string[]): Positions {
  const headings = headingsOf(contract);
  const found = new Map<string, number[]>(contract.columns.map(({ as }) => [as, []]));
  header.forEach((heading, index) => {
    const named = heading === '' ? undefined : headings.columnOf(heading);
    if (named !== undefined) found.get(named.as)?.push(index);
  });
  for (const column of contract.columns.filter(isRepeated)) {
    const group = new RegExp(`^(?:${column.repeat})$`, 'iu');
    found.set(
      column.as,
      header.flatMap((heading, index) => (group.test(heading.trim()) ? [index] : [])),
    );
  }
  return found;
}

/** Only these records carry fresh data; of the others only the identity is looked at. */
function isDataRow({ data_rows: dataRows, columns }: Contract): string {
  const column = namedColumns({ columns }).find((each) => each.name === dataRows?.column);
  if (dataRows === undefined || column === undefined) return 'true';
  return `coalesce(${isOneOf(`upper(${column.as}__raw)`, dataRows.values)}, false)`;
}

function isBlank(header: readonly string[], context: Context): string {
  const isEmpty = `coalesce(${header.map((_, index) => cellAt(index, context)).join(', ')}) is null`;
  return context.contract.data_rows === undefined
    ? isEmpty
    : `case when is_data then false else ${isEmpty} end`;
}

function compileColumn(column: NamedColumn, context: Context): Compiled {
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

/**
 * What the contract's own rule adds: a flag, and a finding where it is broken. Of a column that the file
 * does not have, no record is told anything.
 */
function compileRule(rule: ContractRule, context: Context): Compiled {
  if (!isThere(rule.column, context)) return {};
  const { id, when, column, scope, severity } = rule;
  const flag = `rule__${id}`;
  return {
    flagged: `try((${when})::boolean) as ${flag}`,
    judgement: {
      scope: scope === 'row' ? 'row' : 'cell',
      when: `(is_data and ${flag})`,
      finding: `case when is_data and ${flag} then {'column_name': ${literal(column)}, 'rule': ${literal(id)}, 'severity': ${literal(severity)}, 'value': null::varchar} end`,
    },
  };
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

/**
 * A numbered group becomes one list, each cell in the place that its column's number says: null where it
 * is empty or does not fit the pattern, if the group has one.
 */
function compileGroup(
  { as, privacy, pattern, repeat }: RepeatedColumn,
  context: Context,
): Compiled {
  if (privacy === 'drop') return {};
  const fitting = (cell: string): string =>
    pattern === undefined
      ? cell
      : `case when regexp_matches(${cell}, ${literal(pattern)}) then ${cell} when ${cell} is not null then '?' end`;
  const cells: string[] = [];
  for (const index of context.at.get(as) ?? []) {
    const number = numberInGroup(repeat, context.header[index] ?? '') ?? cells.length + 1;
    cells[number - 1] = fitting(cellAt(index, context));
  }
  const places = Array.from(cells, (cell: string | undefined) => cell ?? 'null::varchar');
  const list =
    places.length === 0
      ? 'null::varchar[]'
      : `case when is_data and coalesce(${places.join(', ')}) is not null then [${places.join(', ')}] end`;
  return { typed: `${list} as ${as}`, output: as };
}

function isThere(name: string, { contract, at }: Context): boolean {
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
