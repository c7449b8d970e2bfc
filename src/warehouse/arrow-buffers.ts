/** The typed arrays that vectors come as. */
export type TypedArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

const FIRST_SIZE = 2048;

type Settable = TypedArray & { set(from: TypedArray, offset: number): void };

/** A typed array that grows: a short result in many columns stays small. */
export class Growing {
  private array: TypedArray;
  private length = 0;

  /** @param like an array of the kind to make */
  constructor(private readonly like: TypedArray) {
    this.array = this.make(0);
  }

  /** Adds the first `count` values. */
  append(values: TypedArray, count: number): void {
    const size = this.length + count;
    if (size > this.array.length) {
      const larger = this.make(Math.max(size, this.array.length * 2, FIRST_SIZE));
      (larger as Settable).set(this.array.subarray(0, this.length), 0);
      this.array = larger;
    }
    (this.array as Settable).set(values.subarray(0, count), this.length);
    this.length = size;
  }

  /** Gives what was collected and starts anew. */
  take(): TypedArray {
    const taken = this.array.slice(0, this.length);
    this.array = this.make(0);
    this.length = 0;
    return taken;
  }

  private make(size: number): TypedArray {
    return new (this.like.constructor as new (size: number) => TypedArray)(size);
  }
}

/** 128-bit integers in two's complement, low word first, as Arrow's Decimal has them. */
export class Buffer128 {
  private words = new BigInt64Array(FIRST_SIZE);
  private length = 0;

  push(value: bigint): void {
    if (this.length === this.words.length) {
      const larger = new BigInt64Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    this.words[this.length++] = BigInt.asIntN(64, value);
    this.words[this.length++] = BigInt.asIntN(64, value >> 64n);
  }

  /** Gives what was collected and starts anew. */
  take(): BigInt64Array {
    const taken = this.words.slice(0, this.length);
    this.words = new BigInt64Array(FIRST_SIZE);
    this.length = 0;
    return taken;
  }
}

/** A validity bitmap, one bit a row, set where the row has a value. */
export class Bits {
  private bytes = new Uint8Array(FIRST_SIZE / 8);
  length = 0;
  nullCount = 0;

  /** Adds the bits of a vector; none means that all its rows have values. */
  append(validity: BigUint64Array | null, count: number): void {
    this.reserve(this.length + count);
    const source =
      validity === null
        ? undefined
        : new Uint8Array(validity.buffer, validity.byteOffset, Math.ceil(count / 8));
    const aligned = this.length % 8 === 0;
    let done = 0;
    if (aligned) {
      const whole = count >> 3;
      const at = this.length >> 3;
      if (source === undefined) this.bytes.fill(0xff, at, at + whole);
      else this.bytes.set(source.subarray(0, whole), at);
      if (source !== undefined) this.nullCount += zeroBits(source.subarray(0, whole));
      done = whole * 8;
    }
    for (let row = done; row < count; row++) {
      const isSet = source === undefined || (((source[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
      const bit = this.length + row;
      if (isSet) this.bytes[bit >> 3] = (this.bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
      else this.nullCount++;
    }
    this.length += count;
  }

  /** Gives the bitmap, as long as it needs to be. */
  take(): Uint8Array {
    return this.bytes.slice(0, Math.ceil(this.length / 8));
  }

  private reserve(bits: number): void {
    const size = Math.ceil(bits / 8);
    if (size <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(size, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

function zeroBits(bytes: Uint8Array): number {
  let zeros = 0;
  for (const byte of bytes) {
    let rest = byte;
    let ones = 0;
    while (rest > 0) {
      rest &= rest - 1;
      ones++;
    }
    zeros += 8 - ones;
  }
  return zeros;
}

/** Packs bytes of 0 and 1 into bits. */
export function packed(values: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, row) => {
    if (value === 1) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  });
  return bits;
}
