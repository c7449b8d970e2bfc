import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTypeId,
  DuckDBUnionValue,
  type DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';

/** What a column holds, as far as writing it out is concerned. */
export type ColumnKind =
  'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'timestamp' | 'text' | 'nested' | 'other';

/** A value inside a list or a struct. */
export type Nested = null | boolean | number | string | Nested[] | { [key: string]: Nested };

/**
 * A value to write out. Integers are numbers where safe and bigints beyond; decimals are their exact
 * digits as text; dates `yyyy-mm-dd`; timestamps `yyyy-mm-ddThh:mm:ss`, ending in `Z` where the
 * column knows its time zone. Times, intervals, UUIDs and blobs are DuckDB's own text.
 */
export type Cell = Nested | bigint;

/** A column of a result. Names are unique: a repeated one gets `_1`, `_2`. */
export interface Column {
  readonly name: string;
  /** DuckDB's type, such as `DECIMAL(10,2)`. */
  readonly type: string;
  readonly kind: ColumnKind;
  /** The driver's type, for the warehouse's own use. */
  readonly driverType: DuckDBType;
}

/** Some rows of a result, held by column and turned into cells only where asked for. */
export class Block {
  constructor(
    readonly chunk: DuckDBDataChunk,
    private readonly columns: readonly Column[],
    readonly rowCount: number,
  ) {}

  /** The cells of one column. */
  cells(index: number): Cell[] {
    const column = this.columns[index];
    if (column === undefined) throw new RangeError(`no column ${index}`);
    const vector = this.chunk.getColumnVector(index);
    const cell = cellReader(column);
    const cells = new Array<Cell>(this.rowCount);
    for (let row = 0; row < this.rowCount; row++) {
      const value = vector.getItem(row);
      cells[row] = value === null ? null : cell(value);
    }
    return cells;
  }

  /** The same block, cut to its first rows. */
  first(rows: number): Block {
    return rows >= this.rowCount ? this : new Block(this.chunk, this.columns, rows);
  }
}

/** Describes the columns of a result. */
export function columnsOf(names: readonly string[], types: readonly DuckDBType[]): Column[] {
  const taken = new Set<string>();
  return types.map((type, index) => {
    const wanted = names[index] ?? `column${index}`;
    let name = wanted;
    for (let copy = 1; taken.has(name); copy++) name = `${wanted}_${copy}`;
    taken.add(name);
    return { name, type: type.toString(), kind: kindOf(type), driverType: type };
  });
}

const KINDS: Partial<Record<DuckDBTypeId, ColumnKind>> = {
  [DuckDBTypeId.BOOLEAN]: 'boolean',
  [DuckDBTypeId.FLOAT]: 'float',
  [DuckDBTypeId.DOUBLE]: 'float',
  [DuckDBTypeId.DECIMAL]: 'decimal',
  [DuckDBTypeId.DATE]: 'date',
  [DuckDBTypeId.VARCHAR]: 'text',
  [DuckDBTypeId.ENUM]: 'text',
};

function kindOf(type: DuckDBType): ColumnKind {
  const known = KINDS[type.typeId];
  if (known !== undefined) return known;
  const name = DuckDBTypeId[type.typeId];
  if (/INT$/.test(name) || name === 'INTEGER' || name === 'UINTEGER' || name === 'BIGNUM') {
    return 'integer';
  }
  if (name.startsWith('TIMESTAMP')) return 'timestamp';
  if (/^(LIST|ARRAY|STRUCT|MAP|UNION|VARIANT)$/.test(name)) return 'nested';
  return 'other';
}

function cellReader(column: Column): (value: DuckDBValue) => Cell {
  switch (column.kind) {
    case 'integer':
      return integer;
    case 'decimal':
      return String;
    case 'float':
      return column.type === 'FLOAT' ? (value) => shortFloat(Number(value)) : Number;
    case 'boolean':
      return Boolean;
    case 'date':
      return dateReader();
    case 'timestamp':
      return column.driverType.typeId === DuckDBTypeId.TIMESTAMP_TZ ? instant : timestamp;
    case 'nested':
      return nested;
    default:
      return String;
  }
}

function integer(value: DuckDBValue): number | bigint {
  if (typeof value !== 'bigint') return Number(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Dates repeat, and the driver builds a JavaScript Date for each: remember the text. */
function dateReader(): (value: DuckDBValue) => string {
  const known = new Map<number, string>();
  return (value) => {
    if (!(value instanceof DuckDBDateValue)) return String(value);
    const found = known.get(value.days);
    if (found !== undefined) return found;
    const text = value.toString();
    known.set(value.days, text);
    return text;
  };
}

function timestamp(value: DuckDBValue): string {
  return String(value).replace(' ', 'T');
}

/** The driver prints these in the machine's offset of today, whatever the date: print UTC. */
function instant(value: DuckDBValue): string {
  const { micros } = value as { micros: bigint };
  const millis = Number(micros / 1000n);
  if (!Number.isFinite(new Date(millis).getTime())) return String(value);
  const floor = BigInt.asIntN(64, micros - (((micros % 1_000_000n) + 1_000_000n) % 1_000_000n));
  const fraction = String(micros - floor)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const seconds = new Date(Number(floor / 1000n)).toISOString().slice(0, -5);
  return `${seconds}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** The shortest number that is the same 32-bit float: 0.1, not 0.10000000149011612. */
function shortFloat(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** A decimal as a number where no digit is lost, else as its digits. */
export function exactNumber(digits: string): number | string {
  const number = Number(digits);
  const plain = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  const text = String(number);
  if (text === plain) return number;
  const scale = plain.split('.')[1]?.length ?? 0;
  return text.includes('e') && number.toFixed(scale) === plain ? number : digits;
}

function nested(value: DuckDBValue): Nested {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    const whole = integer(value);
    return typeof whole === 'bigint' ? whole.toString() : whole;
  }
  if (value instanceof DuckDBDecimalValue) return exactNumber(value.toString());
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    return value.items.map(nested);
  }
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([key, item]) => [key, nested(item)]),
    );
  }
  if (value instanceof DuckDBMapValue) {
    return value.entries.map(({ key, value: item }) => ({ key: nested(key), value: nested(item) }));
  }
  if (value instanceof DuckDBUnionValue) return { [value.tag]: nested(value.value) };
  if (value instanceof DuckDBBlobValue) return value.toString();
  return String(value);
}
