import { join } from 'node:path';
import { tableFromIPC, type Table } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrowBytes, BATCH_ROWS } from '../../src/warehouse/arrow.js';
import { openSandbox, type Sandbox } from '../../src/warehouse/sandbox.js';
import { buildFile, tempFolder } from '../explore/helpers.js';

const folder = tempFolder();
let sandbox: Sandbox;

beforeAll(async () => {
  const path = join(folder.path, 'carecount.duckdb');
  await buildFile(path);
  sandbox = await openSandbox(path);
});

afterAll(async () => {
  await sandbox.close();
  folder.remove();
});

async function arrow(sql: string, container: 'file' | 'stream' = 'file'): Promise<Table> {
  const result = await sandbox.query(sql);
  const parts: Uint8Array[] = [];
  for await (const part of arrowBytes(result.columns, result.blocks(), container)) parts.push(part);
  return tableFromIPC(Buffer.concat(parts));
}

function column(table: Table, name = 'a'): unknown[] {
  const vector = table.getChild(name);
  return Array.from({ length: table.numRows }, (_, row) => vector?.get(row) as unknown);
}

function typeOf(table: Table, name = 'a'): string {
  return String(table.getChild(name)?.type);
}

const values = (list: string) => `select a from (values ${list}) as t(a)`;

const CASES: readonly [type: string, list: string, arrowType: string, read: readonly unknown[]][] =
  [
    ['TINYINT', '(-1::tinyint), (null)', 'Int8', [-1, null]],
    ['SMALLINT', '(-300::smallint), (null)', 'Int16', [-300, null]],
    ['INTEGER', '(null), (70000)', 'Int32', [null, 70_000]],
    ['BIGINT', '(9007199254740993::bigint), (null)', 'Int64', [9007199254740993n, null]],
    ['UINTEGER', '(4000000000::uinteger), (null)', 'Uint32', [4_000_000_000, null]],
    ['UBIGINT', '(18446744073709551615::ubigint), (null)', 'Uint64', [18446744073709551615n, null]],
    ['HUGEINT that fits', '(-5::hugeint), (null)', 'Int64', [-5n, null]],
    ['FLOAT', '(0.5::float), (null)', 'Float32', [0.5, null]],
    ['DOUBLE', '(0.1::double), (null)', 'Float64', [0.1, null]],
    ['narrow DECIMAL', '(11.44::decimal(4, 2)), (null), (-0.01)', 'Float64', [11.44, null, -0.01]],
    [
      'wide DECIMAL, few digits',
      '(0.12345678::decimal(18, 8)), (null)',
      'Float64',
      [0.12345678, null],
    ],
    ['BOOLEAN', '(true), (null), (false), (true)', 'Bool', [true, null, false, true]],
    ['VARCHAR', "('é'), (null), ('é'), ('')", 'Dictionary<Int32, Utf8>', ['é', null, 'é', '']],
    ['all different VARCHAR', "('é'), ('ß'), ('')", 'Utf8', ['é', 'ß', '']],
    ['null only', '(null::varchar), (null)', 'Dictionary<Int32, Utf8>', [null, null]],
  ];

describe('arrowBytes', () => {
  it.each(CASES)('writes %s with its nulls', async (_, list, arrowType, read) => {
    const table = await arrow(values(list));
    expect(typeOf(table)).toBe(arrowType);
    expect(column(table)).toEqual(read);
    expect(table.getChild('a')?.nullCount).toBe(read.filter((value) => value === null).length);
  });

  it('writes dates as days and times as microseconds', async () => {
    const table = await arrow(
      `select date '1899-12-31' as day, timestamp '2026-03-01 09:30:00.125' as made,
              timestamptz '2026-07-01 12:00:00+00' as seen, null::date as none`,
    );
    expect(typeOf(table, 'day')).toBe('Date32<DAY>');
    expect((table.getChild('day')?.data[0]?.values as Int32Array)[0]).toBe(-25568);
    expect(table.getChild('made')?.data[0]?.values).toEqual(
      new BigInt64Array([BigInt(Date.UTC(2026, 2, 1, 9, 30, 0, 125)) * 1000n]),
    );
    expect(typeOf(table, 'made')).toBe('Timestamp<MICROSECOND>');
    expect(typeOf(table, 'seen')).toBe('Timestamp<MICROSECOND, UTC>');
    expect(column(table, 'none')).toEqual([null]);
  });

  it('keeps every digit of what a double cannot hold', async () => {
    const table = await arrow(
      `select a, b from (values
         (12345678901234567.89::decimal(38, 2), 170141183460469231731687303715884105727::hugeint),
         (-0.01, -1), (null, null)) as t(a, b)`,
    );
    const digits = (name: string) =>
      [0, 1, 2].map((row) => {
        const words = table.getChild(name)?.get(row) as Uint32Array | null;
        if (words === null) return null;
        const big = [...words].reduceRight((sum, word) => (sum << 32n) + BigInt(word), 0n);
        return BigInt.asIntN(128, big);
      });
    expect(typeOf(table)).toMatch(/^Decimal/);
    expect(digits('a')).toEqual([1234567890123456789n, -1n, null]);
    expect(digits('b')).toEqual([2n ** 127n - 1n, -1n, null]);
  });

  it('writes lists and structs as JSON, and other types as text', async () => {
    const table = await arrow(
      `select [1, null] as items, {'a': 1.5} as detail, time '09:30:00' as at, interval 2 days as gap,
              'ok'::enum('ok', 'low') as status`,
    );
    expect(column(table, 'items')).toEqual(['[1,null]']);
    expect(column(table, 'detail')).toEqual(['{"a":1.5}']);
    expect(column(table, 'at')).toEqual([34_200_000_000n]);
    expect(column(table, 'gap')).toEqual(['2 days']);
    expect(column(table, 'status')).toEqual(['ok']);
  });

  it.each(['file', 'stream'] as const)('writes a %s of many batches', async (container) => {
    const rows = BATCH_ROWS * 2 + 12_345;
    const table = await arrow(
      `select range::integer as a,
              case when range % 7 = 0 then null else 'word ' || (range % 42) end as word,
              case when range % 3 = 0 then null else (range / 4)::decimal(12, 2) end as amount,
              case when range % 5 = 0 then null else range % 2 = 0 end as flag,
              case when range % 11 = 0 then null else range end as big
       from range(${rows})`,
      container,
    );
    expect(table.numRows).toBe(rows);
    expect(table.batches.length).toBeGreaterThanOrEqual(3);
    const [a, word, amount, flag, big] = ['a', 'word', 'amount', 'flag', 'big'].map((name) =>
      column(table, name),
    );
    let wrong = 0;
    for (let row = 0; row < rows; row++) {
      const isRight =
        a?.[row] === row &&
        word?.[row] === (row % 7 === 0 ? null : `word ${row % 42}`) &&
        amount?.[row] === (row % 3 === 0 ? null : row / 4) &&
        flag?.[row] === (row % 5 === 0 ? null : row % 2 === 0) &&
        big?.[row] === (row % 11 === 0 ? null : BigInt(row));
      if (!isRight) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it('writes filtered rows, whose chunks end anywhere', async () => {
    const sql =
      'select case when range % 2 = 0 then null else range::integer end as a from range(100000) where hash(range) % 3 <> 0';
    const table = await arrow(`${sql} order by range`);
    const result = await sandbox.query(`${sql} order by range`);
    const expected: unknown[] = [];
    for await (const block of result.blocks()) expected.push(...block.cells(0));
    expect(column(table)).toEqual(expected);
  });

  it('writes a result without rows, with its columns', async () => {
    const table = await arrow("select 1 as a, 'x' as b, 1.5 as c, true as d where false");
    expect(table.numRows).toBe(0);
    expect(table.schema.fields.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });
});
