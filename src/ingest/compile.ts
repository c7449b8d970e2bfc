import { literal } from '../warehouse/database.js';
import { isRepeated, namedColumns, type Contract, type ContractColumn } from './contract.js';


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

/** What one column adds to the statement. */
interface Compiled {
  readonly cells: string[];
  readonly parsed: string[];
  readonly output: string | undefined;
  readonly checks: Check[];
  readonly notKnown: { column: string; when: string } | undefined;
}

/** The session variables that hold the padded secret. */
export const KEY_VARIABLES = { inner: 'carecount_ipad', outer: 'carecount_opad' } as const;

/**
 * Compiles a contract, for one header, to the SELECT that stages a file: every record in file order,
 * typed, with its state and a list of its findings. Reads from `csv`, whose columns are `file_index`,
 * `as_at_date` (the date the record describes), and the file's own as `c0`, `c1`...
 */
export function compileStaging(contract: Contract, header: readonly string[]): string {
  const at = positions(contract, header);
  const compiled = contract.columns.map((column) => compileColumn(column, contract, at));
  const checks = compiled.flatMap((each) => each.checks);
  const notKnown = compiled.flatMap((each) => (each.notKnown === undefined ? [] : [each.notKnown]));
  const outputs = compiled.flatMap((each) => (each.output === undefined ? [] : [each.output]));
  const anyOf = (conditions: string[]): string =>
    conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
  const rowChecks = checks.filter((check) => check.scope === 'row').map((check) => check.fails);

  return `with cells as (
    select
        coalesce(${header.map((_, index) => `nullif(trim(c${index}), '')`).join(', ')}) is null as is_blank,
        ${isDataRow(contract, at)} as is_data,
        *
    from csv
),
trimmed as (
    select file_index, as_at_date, is_blank, is_data, ${compiled.flatMap((each) => each.cells).join(', ')}
    from cells
),
parsed as (
    select *${compiled.flatMap((each) => each.parsed).map((each) => `, ${each}`).join('')}
    from trimmed
)
select
    file_index,
    ${outputs.join(',\n    ')},
    case
        when is_blank then 'blank'
        when ${anyOf(rowChecks)} then 'quarantined'
        else 'kept'
    end as row_state,
    case when ${anyOf(checks.map((check) => check.fails))} then
        list_filter([${checks.map(findingOf).join(', ')}], lambda finding: finding is not null)
    end as findings,
    case when ${anyOf(notKnown.map((each) => each.when))} then
        list_filter([${notKnown.map((each) => `case when ${each.when} then ${literal(each.column)} end`).join(', ')}], lambda name: name is not null)
    end as not_known
from parsed`;
}

function findingOf(check: Check): string {
  return `case when ${check.fails} then {'column_name': ${literal(check.column)}, 'rule': ${literal(check.rule)}, 'severity': ${literal(check.severity)}, 'value': ${check.shown}} end`;
}

type Positions = Map<string, number[]>;

/** Where each column of the contract stands in the file: none, one, or many for a numbered group. */
function positions(contract: Contract, header: readonly string[]): Positions {
  const upper = header.map((name) => name.toUpperCase());
  const found: Positions = new Map();
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

function isDataRow(contract: Contract, at: Positions): string {
  if (contract.data_rows === undefined) return 'true';
  const { column, values } = contract.data_rows;
  const as = namedColumns(contract).find((each) => each.name === column)?.as ?? '';
  const index = at.get(as)?.[0];
  if (index === undefined) return 'true';
  return `coalesce(upper(trim(c${index})) in (${values.map(literal).join(', ')}), false)`;
}

function compileColumn(
  column: ContractColumn,
  contract: Contract,
  at: Positions,
): Compiled {
  const where = at.get(column.as) ?? [];
  if (isRepeated(column)) return compileGroup(column.as, column.privacy === 'drop', where);

  const raw = `${column.as}__raw`;
  const parsed = `${column.as}__parsed`;
  const isIdentity = contract.identity.includes(column.name);
  const cell = where[0] === undefined ? 'null::varchar' : `nullif(trim(c${where[0]}), '')`;
  const looked = isIdentity ? cell : `case when is_data then ${cell} end`;
  const cells = [`${column.upper ? `upper(${looked})` : looked} as ${raw}`];

  const applies = isIdentity ? 'not is_blank' : 'is_data';
  const marker =
    column.not_known.length === 0 ? 'false' : `${raw} in (${column.not_known.map(literal).join(', ')})`;
  const check = (rule: string, fails: string, severity = column.severity): Check => ({
    column: column.name,
    rule,
    severity,
    scope: column.scope,
    fails: `coalesce(${fails}, false)`,
    shown: column.type === 'code' && column.privacy === 'none' ? `left(${raw}, 40)` : 'null::varchar',
  });
  const shape = shapeOf(column, contract, raw, parsed, marker);
  const checks = [
    ...(column.required && where.length > 0
      ? [check('required', `${applies} and ${raw} is null`, 'error')]
      : []),
    ...shape.checks.map(([rule, fails]) => check(rule, fails)),
  ];
  return {
    cells,
    parsed: shape.parsed === undefined ? [] : [`${shape.parsed} as ${parsed}`],
    output: column.privacy === 'drop' ? undefined : `${outputOf(column, contract, shape.value, raw)} as ${column.as}`,
    checks: where.length === 0 ? [] : checks,
    notKnown: column.not_known.length === 0 ? undefined : { column: column.as, when: `coalesce(${marker}, false)` },
  };
}

function compileGroup(as: string, isDropped: boolean, where: readonly number[]): Compiled {
  const cells = where.map((index) => `case when is_data then nullif(trim(c${index}), '') end`);
  const list =
    cells.length === 0
      ? 'null::varchar[]'
      : `case when coalesce(${cells.join(', ')}) is not null then list_filter([${cells.join(', ')}], lambda cell: cell is not null) end`;
  return {
    cells: isDropped ? [] : [`${list} as ${as}__raw`],
    parsed: [],
    output: isDropped ? undefined : `${as}__raw as ${as}`,
    checks: [],
    notKnown: undefined,
  };
}

interface Shape {
  /** SQL that reads the text, once, for the checks and the value to share. */
  readonly parsed: string | undefined;
  /** SQL of the typed value, null where it is not known or at fault. */
  readonly value: string;
  readonly checks: readonly (readonly [rule: string, fails: string])[];
}

function shapeOf(
  column: Exclude<ContractColumn, { repeat: string }>,
  contract: Contract,
  raw: string,
  parsed: string,
  marker: string,
): Shape {
  const given = `${raw} is not null and not (${marker})`;
  switch (column.type) {
    case 'id':
      return { parsed: undefined, value: `replace(replace(${raw}, ' ', ''), chr(9), '')`, checks: [] };
    case 'code':
      return codeShape(column.codes as string[], raw, given);
    case 'integer':
    case 'decimal':
      return numberShape(column, raw, parsed, given);
    case 'date':
      return dateShape(column, raw, parsed);
    case 'postcode':
      return postcodeShape(column.privacy === 'coarsen', raw, parsed);
    case 'text_list':
      return { parsed: undefined, value: splitList(raw), checks: [] };
    case 'integer_list':
      return integerListShape(column.parallel_to, contract, raw, parsed, given);
    case 'text':
      return column.pattern === undefined
        ? { parsed: undefined, value: raw, checks: [] }
        : {
            parsed: undefined,
            value: raw,
            checks: [
              [
                column.pattern_rule ?? 'pattern',
                `not regexp_matches(upper(${raw}), ${literal(column.pattern)})`,
              ],
            ],
          };
  }
}

function codeShape(codes: readonly string[], raw: string, given: string): Shape {
  const known = `${raw} in (${codes.map(literal).join(', ')})`;
  return {
    parsed: undefined,
    value: `case when ${given} and ${known} then ${raw} end`,
    checks: [['code_unknown', `${given} and not (${known})`]],
  };
}

function numberShape(
  { type, min, max, decimals }: { type: string; min?: number | undefined; max?: number | undefined; decimals: number },
  raw: string,
  parsed: string,
  given: string,
): Shape {
  const places = type === 'integer' ? 0 : decimals;
  const target = type === 'integer' ? 'integer' : `decimal(9, ${decimals})`;
  const low = min ?? -99_999_999;
  const high = max ?? 99_999_999;
  const inRange = `${parsed} between ${low} and ${high}`;
  const isWhole = `${parsed} = round(${parsed}, ${places})`;
  return {
    parsed: `case when ${given} then try_cast(${raw} as decimal(14, 4)) end`,
    value: `case when ${inRange} and ${isWhole} then cast(${parsed} as ${target}) end`,
    checks: [
      ['number_format', `${given} and (${parsed} is null or not (${isWhole}))`],
      ['number_range', `${isWhole} and not (${inRange})`],
    ],
  };
}

function dateShape(
  { privacy, min, max }: { privacy: string; min?: number | undefined; max?: number | undefined },
  raw: string,
  parsed: string,
): Shape {
  const date = `try_strptime(${raw}, '%d/%m/%Y')::date`;
  const format = ['date_format', `${raw} is not null and ${parsed} is null`] as const;
  if (privacy !== 'coarsen') return { parsed: date, value: parsed, checks: [format] };
  const inRange = `${parsed} between ${min ?? 0} and ${max ?? 150}`;
  return {
    parsed: `datesub('year', ${date}, as_at_date)`,
    value: `case when ${inRange} then cast(${parsed} as integer) end`,
    checks: [format, ['age_range', `not (${inRange})`]],
  };
}

/** @source the format that ASC-WDS accepts: area, district, one space, sector, unit. */
const POSTCODE = '^([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9])([A-Z]{2})$';

function postcodeShape(toSector: boolean, raw: string, parsed: string): Shape {
  const groups = toSector ? String.raw`'\1 \2'` : String.raw`'\1 \2\3'`;
  return {
    parsed: `case when regexp_matches(upper(${raw}), ${literal(POSTCODE)}) then regexp_replace(upper(${raw}), ${literal(POSTCODE)}, ${groups}) end`,
    value: parsed,
    checks: [['postcode_format', `${raw} is not null and ${parsed} is null`]],
  };
}

function splitList(raw: string): string {
  return `list_transform(string_split(${raw}, ';'), lambda item: trim(item))`;
}

function integerListShape(
  parallelTo: string | undefined,
  contract: Contract,
  raw: string,
  parsed: string,
  given: string,
): Shape {
  const other = namedColumns(contract).find((each) => each.name === parallelTo);
  const items = `list_transform(string_split(${raw}, ';'), lambda item: try_cast(trim(item) as integer))`;
  const isInteger = `not list_contains(list_transform(${parsed}, lambda item: item is null or item not between 0 and 999), true)`;
  const length = other === undefined ? '0' : `coalesce(len(string_split(${other.as}__raw, ';')), 0)`;
  const fits =
    other === undefined
      ? 'true'
      : `(len(${parsed}) = ${length} or (${length} = 0 and ${raw} = '0'))`;
  return {
    parsed: `case when ${given} then ${items} end`,
    value: `case when ${isInteger} and ${fits} then ${parsed} end`,
    checks: [
      ['list_format', `${given} and not (${isInteger})`],
      ['list_length', `${given} and ${isInteger} and not ${fits}`],
    ],
  };
}

function outputOf(
  column: Exclude<ContractColumn, { repeat: string }>,
  contract: Contract,
  value: string,
  raw: string,
): string {
  if (column.privacy !== 'key') return value;
  const parts = [...column.key_with, column.name].map((name) => {
    const as = namedColumns(contract).find((each) => each.name === name)?.as ?? column.as;
    return `coalesce(replace(replace(${as}__raw, ' ', ''), chr(9), ''), '')`;
  });
  const message = `encode(concat_ws(chr(31), ${parts.join(', ')}))`;
  const inner = `sha256(getvariable('${KEY_VARIABLES.inner}') || ${message})`;
  const keyed = `sha256(getvariable('${KEY_VARIABLES.outer}') || unhex(${inner}))`;
  return `case when ${raw} is not null then left(${keyed}, 32) end`;
}
