import type { Data, DataType } from 'apache-arrow';
import { DuckDBTypeId, type DuckDBType, type DuckDBVector } from '@duckdb/node-api';
import type { Block, Column } from './cells.js';
import { Bits, Buffer128, Growing, packed, type TypedArray } from './arrow-buffers.js';

/** Collects one column, batch by batch, and settles its Arrow type when all rows are known. */
export interface ArrowColumn {
  append(block: Block, index: number): void;
  /** Ends a batch. */
  cut(): void;
  finish(): { type: DataType; batches: Data[] };
}

type Arrow = typeof import('apache-arrow');

/** What the driver keeps in a vector. Private there, so each part is looked for, not assumed. */
interface RawVector {
  readonly items?: TypedArray;
  readonly dataView?: DataView;
  readonly validity?: { readonly data: BigUint64Array | null };
}

/** The largest share of distinct values for which a dictionary is smaller than the text. */
const DICTIONARY_SHARE = 0.5;

/** The most digits that always survive a trip through a double. */
const DOUBLE_DIGITS = 15;

/** Picks how a column is collected. */
export function arrowColumn(arrow: Arrow, column: Column): ArrowColumn {
  const type = plainType(arrow, column.driverType.typeId);
  if (type !== undefined) return new PlainColumn(arrow, type);
  switch (column.driverType.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return new BooleanColumn(arrow);
    case DuckDBTypeId.DECIMAL:
      return new WideColumn(arrow, scaleOf(column.driverType), false);
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return new WideColumn(arrow, 0, true);
    default:
      return new TextColumn(arrow);
  }
}

function scaleOf(type: DuckDBType): number {
  return type.typeId === DuckDBTypeId.DECIMAL ? type.scale : 0;
}

function plainType(arrow: Arrow, id: DuckDBTypeId): DataType | undefined {
  const types: Partial<Record<DuckDBTypeId, () => DataType>> = {
    [DuckDBTypeId.TINYINT]: () => new arrow.Int8(),
    [DuckDBTypeId.SMALLINT]: () => new arrow.Int16(),
    [DuckDBTypeId.INTEGER]: () => new arrow.Int32(),
    [DuckDBTypeId.BIGINT]: () => new arrow.Int64(),
    [DuckDBTypeId.UTINYINT]: () => new arrow.Uint8(),
    [DuckDBTypeId.USMALLINT]: () => new arrow.Uint16(),
    [DuckDBTypeId.UINTEGER]: () => new arrow.Uint32(),
    [DuckDBTypeId.UBIGINT]: () => new arrow.Uint64(),
    [DuckDBTypeId.FLOAT]: () => new arrow.Float32(),
    [DuckDBTypeId.DOUBLE]: () => new arrow.Float64(),
    [DuckDBTypeId.DATE]: () => new arrow.DateDay(),
    [DuckDBTypeId.TIME]: () => new arrow.TimeMicrosecond(),
    [DuckDBTypeId.TIMESTAMP]: () => new arrow.TimestampMicrosecond(),
    [DuckDBTypeId.TIMESTAMP_TZ]: () => new arrow.TimestampMicrosecond('UTC'),
    [DuckDBTypeId.TIMESTAMP_S]: () => new arrow.TimestampSecond(),
    [DuckDBTypeId.TIMESTAMP_MS]: () => new arrow.TimestampMillisecond(),
    [DuckDBTypeId.TIMESTAMP_NS]: () => new arrow.TimestampNanosecond(),
  };
  return types[id]?.();
}

/** Keeps what every column needs: which rows are null, and where batches end. */
abstract class Base<T> implements ArrowColumn {
  protected readonly done: { values: T; nulls: Uint8Array; nullCount: number; length: number }[] =
    [];
  protected bits = new Bits();

  constructor(protected readonly arrow: Arrow) {}

  append(block: Block, index: number): void {
    const vector = block.chunk.getColumnVector(index);
    const raw = vector as unknown as RawVector;
    this.values(vector, raw, block, index);
    this.bits.append(raw.validity?.data ?? null, block.rowCount);
  }

  cut(): void {
    const { length, nullCount } = this.bits;
    this.done.push({ values: this.take(), nulls: this.bits.take(), nullCount, length });
    this.bits = new Bits();
  }

  finish(): { type: DataType; batches: Data[] } {
    const type = this.type();
    const batches = this.done.map((batch) =>
      this.arrow.makeData({
        type,
        length: batch.length,
        nullCount: batch.nullCount,
        nullBitmap: batch.nullCount > 0 ? batch.nulls : null,
        ...this.buffers(batch.values),
      } as Parameters<typeof this.arrow.makeData>[0]),
    );
    return { type, batches };
  }

  protected abstract values(
    vector: DuckDBVector,
    raw: RawVector,
    block: Block,
    index: number,
  ): void;
  protected abstract take(): T;
  protected abstract type(): DataType;
  protected abstract buffers(values: T): object;
}

class PlainColumn extends Base<TypedArray> {
  private buffer: Growing | undefined;

  constructor(
    arrow: Arrow,
    private readonly arrowType: DataType,
  ) {
    super(arrow);
  }

  protected values(_vector: DuckDBVector, raw: RawVector, block: Block): void {
    if (raw.items === undefined) throw new Error('the driver no longer keeps a vector as items');
    this.buffer ??= new Growing(raw.items);
    this.buffer.append(cleaned(raw.items, raw.validity?.data, block.rowCount), block.rowCount);
  }

  protected take(): TypedArray {
    const values =
      this.buffer?.take() ?? new (this.arrowType.ArrayType as Uint8ArrayConstructor)(0);
    return values;
  }

  protected type(): DataType {
    return this.arrowType;
  }

  protected buffers(data: TypedArray): object {
    return { data };
  }
}

class BooleanColumn extends Base<Uint8Array> {
  private buffer = new Growing(new Uint8Array());

  protected values(vector: DuckDBVector, _raw: RawVector, { rowCount }: Block): void {
    const values = new Uint8Array(rowCount);
    for (let row = 0; row < rowCount; row++) values[row] = vector.getItem(row) === true ? 1 : 0;
    this.buffer.append(values, rowCount);
  }

  protected take(): Uint8Array {
    return packed(this.buffer.take() as Uint8Array);
  }

  protected type(): DataType {
    return new this.arrow.Bool();
  }

  protected buffers(data: Uint8Array): object {
    return { data };
  }
}

/** Numbers that may be wider than a double or an int64 holds: the type waits for the last row. */
class WideColumn extends Base<BigInt64Array> {
  private buffer = new Buffer128();
  private widest = 0n;

  constructor(
    arrow: Arrow,
    private readonly scale: number,
    private readonly isInteger: boolean,
  ) {
    super(arrow);
  }

  protected values(vector: DuckDBVector, _raw: RawVector, { rowCount }: Block): void {
    for (let row = 0; row < rowCount; row++) {
      const item = vector.getItem(row) as bigint | { value: bigint } | null;
      const value = typeof item === 'object' ? (item?.value ?? 0n) : item;
      const size = value < 0n ? -value : value;
      if (size > this.widest) this.widest = size;
      this.buffer.push(value);
    }
  }

  protected take(): BigInt64Array {
    return this.buffer.take();
  }

  private get isNarrow(): boolean {
    return this.widest < (this.isInteger ? 2n ** 63n : 10n ** BigInt(DOUBLE_DIGITS));
  }

  protected type(): DataType {
    if (!this.isNarrow) return new this.arrow.Decimal(this.scale, 38, 128);
    return this.isInteger ? new this.arrow.Int64() : new this.arrow.Float64();
  }

  protected buffers(words: BigInt64Array): object {
    if (!this.isNarrow) return { data: new Uint32Array(words.buffer) };
    const low = words.filter((_, index) => index % 2 === 0);
    if (this.isInteger) return { data: low };
    return { data: Float64Array.from(low, (value) => Number(value) / 10 ** this.scale) };
  }
}

class TextColumn extends Base<Int32Array> {
  private buffer = new Growing(new Int32Array());
  private readonly known = new Map<string, number>();
  private dictionary: unknown;
  private rows = 0;

  protected values(_vector: DuckDBVector, _raw: RawVector, block: Block, index: number): void {
    const cells = block.cells(index);
    const codes = new Int32Array(block.rowCount);
    cells.forEach((cell, row) => {
      if (cell === null) return;
      const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
      let code = this.known.get(text);
      if (code === undefined) {
        code = this.known.size;
        this.known.set(text, code);
      }
      codes[row] = code;
    });
    this.rows += block.rowCount;
    this.buffer.append(codes, block.rowCount);
  }

  protected take(): Int32Array {
    return this.buffer.take() as Int32Array;
  }

  private get isDictionary(): boolean {
    return this.known.size <= Math.max(1, this.rows * DICTIONARY_SHARE);
  }

  protected type(): DataType {
    const { Dictionary, Int32, Utf8, makeVector } = this.arrow;
    if (!this.isDictionary) return new Utf8();
    const words = utf8([...this.known.keys()]);
    this.dictionary = makeVector(
      this.arrow.makeData({ type: new Utf8(), length: this.known.size, nullCount: 0, ...words }),
    );
    return new Dictionary(new Utf8(), new Int32());
  }

  protected buffers(codes: Int32Array): object {
    if (this.isDictionary) return { data: codes, dictionary: this.dictionary };
    const words = [...this.known.keys()];
    return utf8(Array.from(codes, (code) => words[code] ?? ''));
  }
}

/** What lies under a null is whatever was in memory: it must not reach a file. */
function cleaned(
  items: TypedArray,
  validity: BigUint64Array | null | undefined,
  rows: number,
): TypedArray {
  if (validity === null || validity === undefined) return items;
  const bytes = new Uint8Array(validity.buffer, validity.byteOffset, Math.ceil(rows / 8));
  const copy = items.slice(0, rows);
  const zero = copy instanceof BigInt64Array || copy instanceof BigUint64Array ? 0n : 0;
  for (let row = 0; row < rows; row++) {
    if ((((bytes[row >> 3] ?? 0) >> (row & 7)) & 1) === 0)
      (copy as unknown as unknown[])[row] = zero;
  }
  return copy;
}

function utf8(words: readonly string[]): { data: Uint8Array; valueOffsets: Int32Array } {
  const valueOffsets = new Int32Array(words.length + 1);
  let size = 0;
  words.forEach((word, index) => {
    size += Buffer.byteLength(word);
    valueOffsets[index + 1] = size;
  });
  const data = Buffer.alloc(size);
  words.forEach((word, index) => data.write(word, valueOffsets[index] ?? 0));
  return { data: new Uint8Array(data.buffer, data.byteOffset, size), valueOffsets };
}
