import { literal } from '../warehouse/database.js';
import { isRepeated, namedColumns, type Contract, type NamedColumn } from './contract.js';
import { cellNames, isOneOf, shapeOf } from './shapes.js';

/** One check of one cell: true where the cell breaks the rule. */
interface Check {
  readonly column: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly scope: 'row' | 'cell';
  /** SQL of type boolean, never null where the cell is empty. */
  readonly fails: string;
  /** SQL of the value to show, for coded columns only. */
  readonly shown: string;
}

/** What one column adds to each step of the statement. */
interface Compiled {
  readonly cells: readonly string[];
  readonly marked: readonly string[];
  readonly parsed: readonly string[];
  readonly typed: readonly string[];
  readonly output: string | undefined;
  readonly checks: readonly Check[];
  /** SQL that is true exactly where one of the checks fails. */
  readonly faults: readonly string[];
  readonly notKnown: { column: string; when: string } | undefined;
}

/** The session variables that hold the padded secret. */
export const KEY_VARIABLES = { inner: 'carecount_ipad', outer: 'carecount_opad' } as const;

/** What a walk over the files has found that lets the statement do less. */
export interface FileTraits {
  /** Whether some cell may have white space around it. */
  readonly isPadded: boolean;
}

/**
 * Compiles a contract, for one header, to the SELECT that stages a file: every record in file order,
 * typed, with its state and a list of its findings. Reads from `csv`, whose columns are `file_index`,
 * `as_at_date` (the date the record describes), and the file's own as `c0`, `c1`...
 *
 * The lists of findings cost most, so they are made only for the few records that `has_fault` picks.
 */
export function compileStaging(
  contract: Contract,
  header: readonly string[],
  traits: FileTraits = { isPadded: true },
): string {
  const context: Context = { contract, at: positions(contract, header), traits };
  const compiled = contract.columns.map((column) =>
    isRepeated(column)
      ? compileGroup(column.as, column.privacy === 'drop', context)
      : compileColumn(column, context),
  );
  const checks = compiled.flatMap((each) => each.checks);
  const notKnown = compiled.flatMap((each) => (each.notKnown === undefined ? [] : [each.notKnown]));
  const outputs = compiled.flatMap((each) => (each.output === undefined ? [] : [each.output]));
  const rowChecks = checks.filter((check) => check.scope === 'row').map((check) => check.fails);
  const step = (pick: (each: Compiled) => readonly string[]): string =>
    compiled
      .flatMap(pick)
      .map((each) => `, ${each}`)
      .join('');

  return `with cells as (
    select *${step((each) => each.cells)}
    from csv
),
marked as (
    select *, ${isDataRow(contract)} as is_data${step((each) => each.marked)}
    from cells
),
parsed as (
    select *, ${isBlank(header, context)} as is_blank${step((each) => each.parsed)}
    from marked
),
typed as (
    select *${step((each) => each.typed)}
    from parsed
),
judged as (
    select *, coalesce(${anyOf(compiled.flatMap((each) => each.faults))}, false) as has_fault
    from typed
)
select
    file_index,
    ${outputs.join(',\n    ')},
    case
        when is_blank then 'blank'
        when not has_fault then 'kept'
        when ${anyOf(rowChecks)} then 'quarantined'
        else 'kept'
    end as row_state,
    case when has_fault then ${listOf(checks.map(findingOf))} end as findings,
    case when ${anyOf(notKnown.map((each) => each.when))} then
        ${listOf(notKnown.map((each) => `case when ${each.when} then ${literal(each.column)} end`))}
    end as not_known
from judged`;
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}

function listOf(items: readonly string[]): string {
  return `list_filter([${items.join(', ')}], lambda item: item is not null)`;
}

function findingOf(check: Check): string {
  return `case when ${check.fails} then {'column_name': ${literal(check.column)}, 'rule': ${literal(check.rule)}, 'severity': ${literal(check.severity)}, 'value': ${check.shown}} end`;
}

interface Context {
  readonly contract: Contract;
  readonly at: Positions;
  readonly traits: FileTraits;
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
  const { contract, at } = context;
  const names = cellNames(column);
  const [index] = at.get(column.as) ?? [];
  const isIdentity = contract.identity.includes(column.name);
  const guarded = (condition: string): string =>
    isIdentity ? condition : `is_data and ${condition}`;

  const cell = index === undefined ? 'null::varchar' : cellAt(index, context);
  const shape = shapeOf(column, contract);
  const good = guarded(shape.isGood ?? 'true');
  const typed = good === 'true' ? shape.value : `case when ${good} then ${shape.value} end`;
  const isMissing = `${isIdentity ? 'not is_blank and ' : ''}${names.raw} is null`;
  const check = (rule: string, fails: string, severity = column.severity): Check => ({
    column: column.name,
    rule,
    severity,
    scope: column.scope,
    fails: `coalesce(${guarded(`(${fails})`)}, false)`,
    shown:
      column.type === 'code' && column.privacy === 'none'
        ? `left(${names.raw}, 40)`
        : 'null::varchar',
  });
  const faults = [
    ...(column.required ? [isMissing] : []),
    ...(shape.hasFault === undefined ? [] : [shape.hasFault]),
  ];
  const hasMarkers = column.not_known.length > 0;
  return {
    cells: [`${column.upper ? `upper(${cell})` : cell} as ${names.raw}`],
    marked: hasMarkers ? [`${isOneOf(names.raw, column.not_known)} as ${names.marked}`] : [],
    parsed: shape.parsed === undefined ? [] : [`${shape.parsed} as ${names.parsed}`],
    typed: [`${typed} as ${names.value}`],
    output: outputOf(column, context),
    checks:
      index === undefined
        ? []
        : [
            ...(column.required ? [check('required', isMissing, 'error')] : []),
            ...shape.checks.map(([rule, fails]) => check(rule, fails)),
          ],
    faults: index === undefined ? [] : faults.map((fault) => `(${guarded(`(${fault})`)})`),
    notKnown: hasMarkers
      ? { column: column.as, when: `coalesce(${guarded(names.marked)}, false)` }
      : undefined,
  };
}

function compileGroup(as: string, isDropped: boolean, context: Context): Compiled {
  const cells = (context.at.get(as) ?? []).map((index) => cellAt(index, context));
  const list =
    cells.length === 0
      ? 'null::varchar[]'
      : `case when is_data and coalesce(${cells.join(', ')}) is not null then ${listOf(cells)} end`;
  return {
    cells: [],
    marked: [],
    parsed: [],
    typed: isDropped ? [] : [`${list} as ${as}`],
    output: isDropped ? undefined : as,
    checks: [],
    faults: [],
    notKnown: undefined,
  };
}

function outputOf(column: NamedColumn, { contract }: Context): string | undefined {
  if (column.privacy === 'drop') return undefined;
  if (column.privacy !== 'key') return column.as;
  const isIdentity = (name: string): boolean => contract.identity.includes(name);
  const parts = [...column.key_with, column.name].map((name) => {
    const part = namedColumns(contract).find((each) => each.name === name) ?? column;
    const { raw } = cellNames(part);
    const text = isIdentity(part.name) ? raw : `case when is_data then ${raw} end`;
    return `coalesce(replace(replace(${text}, ' ', ''), chr(9), ''), '')`;
  });
  const message = `encode(concat_ws(chr(31), ${parts.join(', ')}))`;
  const inner = `sha256(getvariable('${KEY_VARIABLES.inner}') || ${message})`;
  const keyed = `sha256(getvariable('${KEY_VARIABLES.outer}') || unhex(${inner}))`;
  const isGiven = `${isIdentity(column.name) ? '' : 'is_data and '}${column.as}__raw is not null`;
  return `case when ${isGiven} then left(${keyed}, 32) end as ${column.as}`;
}
