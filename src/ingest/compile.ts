import { literal } from '../warehouse/database.js';
import {
  isRepeated,
  isWide,
  namedColumns,
  type Contract,
  type ContractColumn,
  type ContractRule,
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
import { compileColumn, isThere } from './compile-column.js';
import { headingsOf } from './layout/heading.js';
import { isOneOf } from './shapes.js';
import { compileWide } from './wide.js';

/** What a record with no value at all is told. It is about no column. */
const BLANK_FINDING = `{'column_name': '', 'rule': 'blank_record', 'severity': 'warning', 'value': null::varchar}`;

/** What a record is told whose cells may stand in the wrong columns: nothing in it can be trusted. */
const ROW_FINDING = `{'column_name': '', 'rule': row_fault, 'severity': 'error', 'value': null::varchar}`;

const NO_TRAITS: StagingTraits = { isPadded: true, isForParquet: false, isPlaced: true };

/**
 * Compiles a contract, for one header, to the SELECT that stages a file: every record in file order,
 * typed, with whether it carries fresh data (`is_data`), its state and a list of its findings. Reads from
 * `csv`, whose columns are `file_index`, `as_at_date` (the date the record describes), `sheet` and `line`
 * (null where the record's number tells its place), `row_fault`, and the file's own as `c0`, `c1`...
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
    select *, ${isBlank(context)} as is_blank${step((column) => column.parsed)}
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
    is_data,
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
    found.set(
      column.as,
      header.flatMap((heading, index) =>
        headings.inGroup(column, heading) === null ? [] : [index],
      ),
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

/** Nothing in any column but those that the contract has left out. */
function isBlank(context: Context): string {
  const headings = headingsOf(context.contract);
  const cells = context.header.flatMap((heading, index) =>
    headings.isLeftOut(heading) ? [] : [cellAt(index, context)],
  );
  const isEmpty = `coalesce(${cells.join(', ')}) is null`;
  return context.contract.data_rows === undefined
    ? isEmpty
    : `case when is_data then false else ${isEmpty} end`;
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

/**
 * A numbered group becomes one list, each cell in the place that its column's number says: null where it
 * is empty or does not fit the pattern, if the group has one.
 */
function compileGroup(column: RepeatedColumn, context: Context): Compiled {
  const { as, privacy, pattern } = column;
  if (privacy === 'drop') return {};
  const fitting = (cell: string): string =>
    pattern === undefined
      ? cell
      : `case when regexp_matches(${cell}, ${literal(pattern)}) then ${cell} when ${cell} is not null then '?' end`;
  const headings = headingsOf(context.contract);
  const cells: string[] = [];
  for (const index of context.at.get(as) ?? []) {
    const number = headings.numberInGroup(column, context.header[index] ?? '') ?? cells.length + 1;
    cells[number - 1] = fitting(cellAt(index, context));
  }
  const places = Array.from(cells, (cell: string | undefined) => cell ?? 'null::varchar');
  const list =
    places.length === 0
      ? 'null::varchar[]'
      : `case when is_data and coalesce(${places.join(', ')}) is not null then [${places.join(', ')}] end`;
  return { typed: `${list} as ${as}`, output: as };
}
