import { literal } from '../warehouse/database.js';
import { namedColumns, type Contract, type NamedColumn } from './contract.js';

/** How the text of a cell becomes a value, in SQL over the columns that `cellNames` names. */
export interface Shape {
  /** Reads the text, once, for the checks and the value to share. */
  readonly parsed: string | undefined;
  /** When the cell has a value; undefined: whenever `value` is not null. */
  readonly isGood: string | undefined;
  /** The typed value, where the cell is good. */
  readonly value: string;
  /** True exactly where one of the checks fails; may be null where none does. */
  readonly hasFault: string | undefined;
  readonly checks: readonly (readonly [rule: string, fails: string])[];
}

/** The names a column's cell goes under on its way to a value. */
export interface CellNames {
  /** The trimmed text; null where it is empty. */
  readonly raw: string;
  /** Whether the text says "not known"; null where there is no text. */
  readonly marked: string;
  /** What `Shape.parsed` gives. */
  readonly parsed: string;
  /** The typed value. */
  readonly value: string;
}

/** The names of one column's cell. */
export function cellNames({ as }: Pick<NamedColumn, 'as'>): CellNames {
  return { raw: `${as}__raw`, marked: `${as}__marked`, parsed: `${as}__parsed`, value: as };
}

/**
 * Whether a text is one of a list. A long `in (...)` would become a join, at ten times the price.
 */
export function isOneOf(text: string, values: readonly string[]): string {
  if (values.length === 0) return 'false';
  const list = values.map(literal).join(', ');
  return values.length > 4 ? `list_contains([${list}], ${text})` : `${text} in (${list})`;
}

/** The shape of a column of its type. */
export function shapeOf(column: NamedColumn, contract: Contract): Shape {
  const names = cellNames(column);
  const { raw } = names;
  switch (column.type) {
    case 'id':
      return plain(`replace(replace(${raw}, ' ', ''), chr(9), '')`);
    case 'code':
      return codeShape(column, names);
    case 'integer':
    case 'decimal':
      return numberShape(column, names);
    case 'date':
      return dateShape(column, names);
    case 'postcode':
      return postcodeShape(column, names);
    case 'text_list':
      return plain(`list_transform(string_split(${raw}, ';'), lambda item: trim(item))`);
    case 'integer_list':
      return integerListShape(column, contract, names);
    case 'text': {
      if (column.pattern === undefined) return plain(raw);
      const fails = `not regexp_matches(upper(${raw}), ${literal(column.pattern)})`;
      return {
        ...plain(raw),
        hasFault: fails,
        checks: [[column.pattern_rule ?? 'pattern', fails]],
      };
    }
  }
}

function plain(value: string): Shape {
  return { parsed: undefined, isGood: undefined, value, hasFault: undefined, checks: [] };
}

function given(column: NamedColumn, { raw, marked }: CellNames): string {
  return column.not_known.length === 0
    ? `${raw} is not null`
    : `${raw} is not null and not ${marked}`;
}

function codeShape(column: NamedColumn, names: CellNames): Shape {
  const known = isOneOf(names.raw, column.codes as string[]);
  const isGiven = given(column, names);
  return {
    parsed: undefined,
    isGood: column.not_known.length === 0 ? known : `not ${names.marked} and ${known}`,
    value: names.raw,
    hasFault: `${isGiven} and ${names.value} is null`,
    checks: [['code_unknown', `${isGiven} and not (${known})`]],
  };
}

function numberShape(column: NamedColumn, names: CellNames): Shape {
  const { raw, marked, parsed, value } = names;
  const places = column.type === 'integer' ? 0 : column.decimals;
  const target = column.type === 'integer' ? 'integer' : `decimal(9, ${column.decimals})`;
  const inRange = `${parsed} between ${column.min ?? -99_999_999} and ${column.max ?? 99_999_999}`;
  const isWhole = `${parsed} = round(${parsed}, ${places})`;
  const read = `try_cast(${raw} as decimal(14, 4))`;
  const isGiven = given(column, names);
  return {
    parsed: column.not_known.length === 0 ? read : `case when not ${marked} then ${read} end`,
    isGood: `${inRange} and ${isWhole}`,
    value: `cast(${parsed} as ${target})`,
    hasFault: `${isGiven} and ${value} is null`,
    checks: [
      ['number_format', `${isGiven} and (${parsed} is null or not (${isWhole}))`],
      ['number_range', `${isWhole} and not (${inRange})`],
    ],
  };
}

function dateShape(column: NamedColumn, { raw, parsed, value }: CellNames): Shape {
  const date = `try_strptime(${raw}, '%d/%m/%Y')::date`;
  const format = ['date_format', `${raw} is not null and ${parsed} is null`] as const;
  const hasFault = `${raw} is not null and ${value} is null`;
  if (column.privacy !== 'coarsen') {
    return { parsed: date, isGood: undefined, value: parsed, hasFault, checks: [format] };
  }
  const inRange = `${parsed} between ${column.min ?? 0} and ${column.max ?? 150}`;
  return {
    parsed: `datesub('year', ${date}, as_at_date)`,
    isGood: inRange,
    value: `cast(${parsed} as integer)`,
    hasFault,
    checks: [format, ['age_range', `not (${inRange})`]],
  };
}

/** @source the format that ASC-WDS accepts: area, district, one space, sector, unit. */
const POSTCODE = '^([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9])([A-Z]{2})$';

function postcodeShape({ privacy }: NamedColumn, { raw, parsed, value }: CellNames): Shape {
  const groups = privacy === 'coarsen' ? String.raw`'\1 \2'` : String.raw`'\1 \2\3'`;
  const matches = `regexp_matches(upper(${raw}), ${literal(POSTCODE)})`;
  return {
    parsed: `case when ${matches} then regexp_replace(upper(${raw}), ${literal(POSTCODE)}, ${groups}) end`,
    isGood: undefined,
    value: parsed,
    hasFault: `${raw} is not null and ${value} is null`,
    checks: [['postcode_format', `${raw} is not null and ${parsed} is null`]],
  };
}

function integerListShape(column: NamedColumn, contract: Contract, names: CellNames): Shape {
  const { raw, marked, parsed, value } = names;
  const other = namedColumns(contract).find((each) => each.name === column.parallel_to);
  const items = `list_transform(string_split(${raw}, ';'), lambda item: try_cast(trim(item) as integer))`;
  const isInteger = `not list_contains(list_transform(${parsed}, lambda item: item is null or item not between 0 and 999), true)`;
  const length =
    other === undefined ? '0' : `coalesce(len(string_split(${cellNames(other).raw}, ';')), 0)`;
  const fits =
    other === undefined
      ? 'true'
      : `(len(${parsed}) = ${length} or (${length} = 0 and ${raw} = '0'))`;
  const isGiven = given(column, names);
  return {
    parsed: column.not_known.length === 0 ? items : `case when not ${marked} then ${items} end`,
    isGood: `${isInteger} and ${fits}`,
    value: parsed,
    hasFault: `${isGiven} and ${value} is null`,
    checks: [
      ['list_format', `${isGiven} and not (${isInteger})`],
      ['list_length', `${isGiven} and ${isInteger} and not ${fits}`],
    ],
  };
}
