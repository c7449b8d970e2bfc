import { literal } from '../warehouse/database.js';
import {
  isRepeated,
  namedColumns,
  type Contract,
  type NamedColumn,
  type RepeatedColumn,
} from './contract.js';
import { cellNames, isOneOf, shapeOf, withoutSpace, type Shape } from './shapes.js';

/** What one column adds to each step of the statement. */
interface Compiled {
  readonly cells?: string;
  readonly marked?: string;
  readonly parsed?: string;
  readonly typed?: string;
  readonly flagged?: string;
  readonly output?: string;
  /** What the faults of its cells come to. */
  readonly judgement?: Judgement;
  readonly notKnown?: { readonly column: string; readonly when: string };
}

interface Judgement {
  /** Whether the fault costs the row, or only the cell. */
  readonly scope: 'row' | 'cell';
  /** SQL that is true where the cell breaks a rule. */
  readonly when: string;
  /** SQL of the finding, null where there is none. */
  readonly finding: string;
}

/** The session variables that hold the padded secret. */
export const KEY_VARIABLES = { inner: 'carecount_ipad', outer: 'carecount_opad' } as const;

/** What a record with no value at all is told. It is about no column. */
const BLANK_FINDING = `{'column_name': '', 'rule': 'blank_record', 'severity': 'warning', 'value': null::varchar}`;

/** What lets the statement do less. */
export interface StagingTraits {
  /** Whether some cell may have white space around it. */
  readonly isPadded: boolean;
  /** Whether the result goes to Parquet, which takes codes as ENUMs and gives them back as text. */
  readonly isForParquet: boolean;
}

const NO_TRAITS: StagingTraits = { isPadded: true, isForParquet: false };

/**
 * Compiles a contract, for one header, to the SELECT that stages a file: every record in file order,
 * typed, with its state and a list of its findings. Reads from `csv`, whose columns are `file_index`,
 * `as_at_date` (the date the record describes), and the file's own as `c0`, `c1`...
 *
 * The lists of findings cost most, so they are made only for the few records that have a fault.
 */
export function compileStaging(
  contract: Contract,
  header: readonly string[],
  traits = NO_TRAITS,
): string {
  const context: Context = { contract, at: positions(contract, header), traits };
  const compiled = contract.columns.map((column) =>
    isRepeated(column) ? compileGroup(column, context) : compileColumn(column, context),
  );
  const each = <T>(pick: (column: Compiled) => T | undefined): T[] =>
    compiled.map(pick).filter((part) => part !== undefined);
  const step = (pick: (column: Compiled) => string | undefined): string =>
    each(pick)
      .map((part) => `, ${part}`)
      .join('');
  const judgements = each((column) => column.judgement);
  const rowFaults = judgements.filter(({ scope }) => scope === 'row').map(({ when }) => when);
  const notKnown = each((column) => column.notKnown);

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
flagged as (
    select *${step((column) => column.flagged)}
    from typed
),
judged as (
    select *, coalesce(${anyOf(judgements.map(({ when }) => when))}, false) as has_fault
    from flagged
)
select
    file_index,
    ${each((column) => column.output).join(',\n    ')},
    case
        when is_blank then 'blank'
        when has_fault and ${anyOf(rowFaults)} then 'quarantined'
        else 'kept'
    end as row_state,
    case
        when is_blank then [${BLANK_FINDING}]
        when has_fault then ${listOf(judgements.map(({ finding }) => finding))}
    end as findings,
    case when ${anyOf(notKnown.map(({ when }) => when))} then
        ${listOf(notKnown.map(({ column, when }) => `case when ${when} then ${literal(column)} end`))}
    end as not_known
from judged`;
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}

function listOf(items: readonly string[]): string {
  return `list_filter([${items.join(', ')}], lambda item: item is not null)`;
}

interface Context {
  readonly contract: Contract;
  readonly at: Positions;
  readonly traits: StagingTraits;
}

type Positions = ReadonlyMap<string, readonly number[]>;

/** Where each column of the contract stands in the file: none, one, or many for a numbered group. */
function positions(contract: Contract, header: readonly string[]): Positions {
  const upper = header.map((name) => name.toUpperCase());
  const found = new Map<string, number[]>();
  for (const column of contract.columns) {
    const matches = isRepeated(column)
      ? (name: string) => new RegExp(`^${column.repeat}$`).test(name)
      : (name: string) => name === column.name || column.aliases.includes(name);
    found.set(
      column.as,
      upper.flatMap((name, index) => (matches(name) ? [index] : [])),
    );
  }
  return found;
}

/** The text of a cell, null where there is none. */
function cellAt(index: number, { traits }: Context): string {
  return traits.isPadded ? `nullif(trim(c${index}), '')` : `nullif(c${index}, '')`;
}

/** Only these records carry fresh data; of the others only the identity is looked at. */
function isDataRow({ data_rows: dataRows, columns }: Contract): string {
  const column = columns.find((each) => !isRepeated(each) && each.name === dataRows?.column);
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

  const cell = index === undefined ? 'null::varchar' : cellAt(index, context);
  const shape = shapeOf(column, contract, traits.isForParquet);
  const isGood = ofData(shape.isGood ?? 'true');
  const value = isGood === 'true' ? shape.value : `case when ${isGood} then ${shape.value} end`;
  const output = outputOf(column, context);
  const fault = index === undefined ? undefined : faultOf(column, shape, isIdentity);
  return {
    cells: `${column.upper ? `upper(${cell})` : cell} as ${names.raw}`,
    ...(column.not_known.length > 0 && {
      marked: `${isOneOf(names.raw, column.not_known)} as ${names.marked}`,
      notKnown: { column: column.as, when: ofData(names.marked) },
    }),
    ...(shape.parsed !== undefined && { parsed: `${shape.parsed} as ${names.parsed}` }),
    typed: `${value} as ${names.value}`,
    ...(fault !== undefined && {
      flagged: `${fault} as ${names.fault}`,
      judgement: {
        scope: column.scope,
        when: `(${ofData(names.fault)})`,
        finding: `case when ${ofData(names.fault)} then ${findingOf(column, shape)} end`,
      },
    }),
    ...(output !== undefined && { output }),
  };
}

function faultOf(column: NamedColumn, shape: Shape, isIdentity: boolean): string | undefined {
  if (!column.required) return shape.fault;
  const { raw } = cellNames(column);
  const isMissing = isIdentity ? `(not is_blank and ${raw} is null)` : `${raw} is null`;
  return shape.fault === undefined ? isMissing : `${isMissing} or (${shape.fault})`;
}

function findingOf(column: NamedColumn, shape: Shape): string {
  const { raw } = cellNames(column);
  const orMissing = (missing: string, other: string): string =>
    column.required ? `case when ${raw} is null then ${literal(missing)} else ${other} end` : other;
  const isShown = column.type === 'code' && column.privacy === 'none';
  const parts = {
    column_name: literal(column.name),
    rule: orMissing('required', shape.rule),
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

/** A numbered group becomes one list of the cells that are given, and fit the pattern if it has one. */
function compileGroup({ as, privacy, pattern }: RepeatedColumn, context: Context): Compiled {
  if (privacy === 'drop') return {};
  const fitting = (cell: string): string =>
    pattern === undefined
      ? cell
      : `case when regexp_matches(${cell}, ${literal(pattern)}) then ${cell} end`;
  const cells = (context.at.get(as) ?? []).map((index) => fitting(cellAt(index, context)));
  const list =
    cells.length === 0
      ? 'null::varchar[]'
      : `case when is_data and coalesce(${cells.join(', ')}) is not null then ${listOf(cells)} end`;
  return { typed: `${list} as ${as}`, output: as };
}

function outputOf(column: NamedColumn, { contract }: Context): string | undefined {
  if (column.privacy === 'drop') return undefined;
  if (column.privacy !== 'key') return column.as;
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
