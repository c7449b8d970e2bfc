import { literal } from '../warehouse/database.js';
import { wholeNumber, type StagingTraits } from './compiled.js';
import { namedColumns, type Contract, type NamedColumn } from './contract/index.js';

/** How the text of a cell becomes a value, in SQL over the columns that `cellNames` names. */
export interface Shape {
  /** Reads the text, once, for what follows to share. */
  readonly parsed: string | undefined;
  /** When the cell has a value; undefined: whenever `value` is not null. */
  readonly isGood: string | undefined;
  /** The typed value, where the cell is good. */
  readonly value: string;
  /** True exactly where the cell breaks one of the type's rules, and then it breaks only one. */
  readonly fault: string | undefined;
  /** The id of the rule that is broken, where one is. */
  readonly rule: string;
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
  /** Whether the cell breaks a rule; may be null where it does not. */
  readonly fault: string;
}

/** The names of one column's cell. */
export function cellNames({ as, type }: Pick<NamedColumn, 'as' | 'type'>): CellNames {
  return {
    raw: `${as}__raw`,
    marked: `${as}__marked`,
    parsed: `${as}__parsed`,
    value: type === 'code' ? `${as}__coded` : as,
    fault: `${as}__fault`,
  };
}

/**
 * Whether a text is one of a list. A long `in (...)` would become a join, at ten times the price.
 */
export function isOneOf(text: string, values: readonly string[]): string {
  if (values.length === 0) return 'false';
  const list = values.map(literal).join(', ');
  return values.length > 4 ? `list_contains([${list}], ${text})` : `${text} in (${list})`;
}

/** A text without any white space, the hard spaces of spreadsheets included. */
export function withoutSpace(text: string): string {
  return `translate(${text}, concat(' ', chr(9), chr(160)), '')`;
}

/** The texts that stand for a missing value in a column, and why it is missing. */
export function markersOf({
  not_known: notKnown,
  markers,
}: Pick<NamedColumn, 'not_known' | 'markers'>): ReadonlyMap<string, string> {
  return new Map([
    ...notKnown.map((text) => [text, 'not_known'] as const),
    ...Object.entries(markers),
  ]);
}

/** The shape of a column of its type. */
export function shapeOf(column: NamedColumn, contract: Contract, traits: StagingTraits): Shape {
  const names = cellNames(column);
  const { raw } = names;
  switch (column.type) {
    case 'id':
      return plain(withoutSpace(raw));
    case 'code':
      return codeShape(column, names, traits.isForParquet);
    case 'integer':
    case 'decimal':
      return numberShape(column, names);
    case 'date':
      return dateShape(column, names, traits.isPlaced);
    case 'postcode':
      return postcodeShape(column, names);
    case 'text_list':
      return textListShape(column, names);
    case 'integer_list':
      return integerListShape(column, contract, names);
    case 'text':
      return textShape(column, names);
  }
}

function plain(value: string): Shape {
  return { parsed: undefined, isGood: undefined, value, fault: undefined, rule: 'null' };
}

function textShape(column: NamedColumn, names: CellNames): Shape {
  const { pattern, pattern_rule: rule, max_length: longest } = column;
  const isAnswer = isMarkable(column) ? `not ${names.marked}` : undefined;
  if (longest !== undefined) {
    const isLong = `len(${names.raw}) > ${longest}`;
    return {
      parsed: undefined,
      isGood: `${isAnswer === undefined ? '' : `${isAnswer} and `}not ${isLong}`,
      value: names.raw,
      fault: isLong,
      rule: literal('text_length'),
    };
  }
  if (pattern === undefined) return { ...plain(names.raw), isGood: isAnswer };
  const fits = `regexp_matches(upper(${names.raw}), ${literal(pattern)})`;
  return {
    parsed: undefined,
    isGood: isAnswer === undefined ? fits : `${isAnswer} and ${fits}`,
    value: names.raw,
    fault: isAnswer === undefined ? `not ${fits}` : `${isAnswer} and not ${fits}`,
    rule: literal(rule ?? 'pattern'),
  };
}

function textListShape(column: NamedColumn, names: CellNames): Shape {
  const items = `list_transform(string_split(${names.raw}, ${literal(column.separator)}), lambda item: trim(item))`;
  const isGood = isListOfCodes(column, names);
  if (isGood === undefined) return plain(items);
  return {
    parsed: items,
    isGood,
    value: names.parsed,
    fault: isLost(column, names),
    rule: literal('code_unknown'),
  };
}

/** Whether each item of a parsed list is one of the column's codes; undefined where it has none. */
function isListOfCodes({ codes }: NamedColumn, { parsed }: CellNames): string | undefined {
  if (codes === undefined) return undefined;
  const list = (codes as string[]).map(literal).join(', ');
  return `list_has_all([${list}], ${parsed})`;
}

/** A text was given, and it came to nothing. */
function isLost(column: NamedColumn, { raw, marked, value }: CellNames): string {
  return `${value} is null and ${isMarkable(column) ? `not ${marked}` : `${raw} is not null`}`;
}

function isMarkable(column: NamedColumn): boolean {
  return markersOf(column).size > 0;
}

function unlessMarked(column: NamedColumn, { marked }: CellNames, sql: string): string {
  return isMarkable(column) ? `case when not ${marked} then ${sql} end` : sql;
}

function codeShape(column: NamedColumn, names: CellNames, isEnum: boolean): Shape {
  const codes = [...new Set(column.codes as string[])];
  const isKnown = isEnum ? [] : [isOneOf(names.raw, codes)];
  const isAnswer = isMarkable(column) ? [`not ${names.marked}`] : [];
  const good = [...isAnswer, ...isKnown];
  return {
    parsed: undefined,
    isGood: good.length === 0 ? undefined : good.join(' and '),
    value: isEnum ? `try_cast(${names.raw} as enum(${codes.map(literal).join(', ')}))` : names.raw,
    fault: isLost(column, names),
    rule: literal('code_unknown'),
  };
}

/** The most a number may be where the contract does not say. */
const MOST = 999_999_999_999;
const MOST_OF_SMALL = 99_999_999;

function numberShape(column: NamedColumn, names: CellNames): Shape {
  const { raw, parsed } = names;
  const places = column.type === 'integer' ? 0 : column.decimals;
  const most = column.lenient ? MOST : MOST_OF_SMALL;
  const { min = -most, max = most } = column;
  const isWhole = column.lenient ? 'true' : `${parsed} = round(${parsed}, ${places})`;
  const text = column.lenient ? lenientNumber(raw) : `try_cast(${raw} as double)`;
  return {
    parsed: unlessMarked(column, names, text),
    isGood: `${parsed} between ${min} and ${max}${column.lenient ? '' : ` and ${isWhole}`}`,
    value: `cast(${parsed} as ${numberType(column, places, max)})`,
    fault: isLost(column, names),
    rule: `case when ${parsed} is not null and ${isWhole} then 'number_range' else 'number_format' end`,
  };
}

function numberType({ type }: NamedColumn, places: number, max: number): string {
  if (type === 'integer') return max > 2_147_483_647 ? 'bigint' : 'integer';
  const digits = String(Math.ceil(max)).length + places;
  return `decimal(${digits <= 9 ? 9 : Math.max(18, digits)}, ${places})`;
}

/** A number as people write it: `1,234`, `£9.50`; `12.3%` is 0.123. */
function lenientNumber(raw: string): string {
  const digits = `translate(${raw}, concat(',£% ', chr(160)), '')`;
  return `try_cast(${digits} as double) / if(suffix(${raw}, '%'), 100, 1)`;
}

/** A spreadsheet's own dates, as the reader writes them. */
const ISO_FORMATS = ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S'];

/** A year of two digits would be read as one of the first century. */
const EARLIEST_DATE = "date '1000-01-01'";

function dateShape(column: NamedColumn, names: CellNames, takesIso: boolean): Shape {
  const { raw, parsed } = names;
  const formats = [...new Set([...column.formats, ...(takesIso ? ISO_FORMATS : [])])].map(literal);
  const format = formats.length === 1 ? formats[0] : `[${formats.join(', ')}]`;
  const date = unlessMarked(column, names, `try_strptime(${raw}, ${format})::date`);
  const isDate = `${parsed} >= ${EARLIEST_DATE}`;
  const fault = isLost(column, names);
  if (column.privacy !== 'coarsen') {
    return { parsed: date, isGood: isDate, value: parsed, fault, rule: literal('date_format') };
  }
  const age = ageOn('as_at_date', parsed);
  return {
    parsed: date,
    isGood: `${age} between ${column.min ?? 0} and ${column.max ?? 150}`,
    value: `cast(${age} as integer)`,
    fault,
    rule: `case when ${isDate} then 'age_range' else 'date_format' end`,
  };
}

/** Completed years: who was born on 29 February is a year older on 1 March of a common year. */
function ageOn(date: string, birth: string): string {
  const dayOfYear = (text: string): string => `(month(${text}) * 100 + day(${text}))`;
  const isBefore = `if(${dayOfYear(date)} < ${dayOfYear(birth)}, 1, 0)`;
  return `(year(${date}) - year(${birth}) - ${isBefore})`;
}

/** @source the format that ASC-WDS accepts: area, district, a space (any number here), sector, unit. */
const POSTCODE = '^([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9])([A-Z]{2})$';

function postcodeShape(column: NamedColumn, names: CellNames): Shape {
  const { raw, parsed } = names;
  const groups = column.privacy === 'coarsen' ? String.raw`'\1 \2'` : String.raw`'\1 \2\3'`;
  return {
    parsed: `upper(${raw})`,
    isGood: `regexp_matches(${parsed}, ${literal(POSTCODE)})`,
    value: `regexp_replace(${parsed}, ${literal(POSTCODE)}, ${groups})`,
    fault: isLost(column, names),
    rule: literal('postcode_format'),
  };
}

/** Numbers for items that are not known cannot be known themselves: the fault is the items'. */
function isReadable(list: NamedColumn): string {
  const names = cellNames(list);
  const isGood = isListOfCodes(list, names);
  return isGood === undefined ? 'true' : `(${names.raw} is null or ${isGood})`;
}

function integerListShape(column: NamedColumn, contract: Contract, names: CellNames): Shape {
  const { raw, parsed } = names;
  const other = namedColumns(contract).find((each) => each.name === column.parallel_to);
  const items = `list_transform(string_split(${raw}, ${literal(column.separator)}), lambda item: ${wholeNumber('trim(item)')})`;
  const isInteger = `not list_contains(list_transform(${parsed}, lambda item: item is null or item not between 0 and 999), true)`;
  const length =
    other === undefined
      ? '0'
      : `coalesce(len(string_split(${cellNames(other).raw}, ${literal(other.separator)})), 0)`;
  const fits =
    other === undefined
      ? 'true'
      : `(len(${parsed}) = ${length} or (${length} = 0 and ${raw} = '0'))`;
  const isKnownWhatFor = other === undefined ? 'true' : isReadable(other);
  return {
    parsed: unlessMarked(column, names, items),
    isGood: `${isInteger} and ${fits} and ${isKnownWhatFor}`,
    value: parsed,
    fault: `${isLost(column, names)} and ${isKnownWhatFor}`,
    rule: `case when ${isInteger} then 'list_length' else 'list_format' end`,
  };
}
