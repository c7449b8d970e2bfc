import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identifier, literal, openForBuild, openReadOnly } from '../../src/warehouse/database.js';
import { createTableOf } from '../../src/warehouse/insert.js';
import { rejectionOf, tempDir } from '../helpers/workspace.js';

async function one(
  sql: string,
  parameters?: Record<string, string | number | null>,
): Promise<unknown> {
  const database = await openForBuild();
  try {
    const [row] = await database.rows(sql, parameters);
    return row?.['a'];
  } finally {
    database.close();
  }
}

describe('rows', () => {
  it.each<[sql: string, value: unknown]>([
    ['1::integer', 1],
    ['9007199254740991::bigint', 9007199254740991],
    ['9007199254740993::bigint', '9007199254740993'],
    ['123::hugeint', 123],
    ['0.12345678::decimal(18, 8)', 0.12345678],
    ["'é'", 'é'],
    ['null', null],
    ['true', true],
    ["date '2024-02-29'", '2024-02-29'],
    ["timestamp '2026-03-29 01:30:00'", '2026-03-29T01:30:00.000Z'],
    ['[1::bigint, null]', [1, null]],
    ["[date '2026-03-29']", ['2026-03-29']],
  ])('gives %s as a plain value', async (sql, value) => {
    expect(await one(`select ${sql} as a`)).toEqual(value);
  });

  it.each([
    "select cast(name as integer) from (values ('Ann''s 9 AB 12')) as t (name)",
    "select strptime(name, '%d/%m/%Y') from (values ('Ann 9 AB 12')) as t (name)",
    "select cast(name as enum ('x')) from (values ('Ann 9 AB 12')) as t (name)",
  ])('quotes no value when it fails: %s', async (sql) => {
    const { message } = (await rejectionOf(one(sql))) as Error;
    expect(message).toMatch(/^(Conversion|Invalid Input) Error: /);
    expect(message).not.toMatch(/Ann|AB 12/);
  });

  it('takes values as parameters, never as text of the statement', async () => {
    expect(await one('select $text as a', { text: "'; drop table x; --" })).toBe(
      "'; drop table x; --",
    );
  });
});

describe('openForBuild', () => {
  it('keeps to the limits it is given and never fetches an extension', async () => {
    const dir = tempDir();
    const database = await openForBuild(':memory:', {
      memory: '300MB',
      threads: 1,
      tempDirectory: dir,
    });
    const [row] = await database.rows(
      `select current_setting('threads') as threads, current_setting('temp_directory') as scratch,
        current_setting('autoinstall_known_extensions') as fetches, current_setting('memory_limit') as memory`,
    );
    database.close();
    expect(row).toMatchObject({ threads: 1, scratch: dir, fetches: false });
    expect(row?.['memory']).toMatch(/^28\d\.\d MiB$/);
  });
});

describe('openReadOnly', () => {
  it('writes nothing', async () => {
    const path = join(tempDir(), 'a.duckdb');
    (await openForBuild(path)).close();
    const database = await openReadOnly(path);
    await expect(database.run('create table a as select 1')).rejects.toThrow(/read-only/);
    database.close();
  });
});

describe('literal and identifier', () => {
  it.each(["it's", "''", 'a"b', '\\', 'é'])('quote %s so that it comes back', async (text) => {
    expect(await one(`select ${literal(text)} as a`)).toBe(text);
    expect(
      await one(`select ${identifier(text)} as a from (select 7 as ${identifier(text)})`),
    ).toBe(7);
  });
});

describe('createTableOf', () => {
  it('makes a typed table of plain values, in the order of its columns', async () => {
    const database = await openForBuild();
    await createTableOf(
      database,
      't',
      {
        name: 'VARCHAR',
        day: 'DATE',
        at: 'TIMESTAMP',
        items: 'VARCHAR[]',
        share: 'DOUBLE',
        flag: 'BOOLEAN',
      },
      [
        {
          flag: true,
          name: 'O\'Neill "x" 😀',
          day: '2024-02-29',
          at: '2026-05-01T02:00:00.125Z',
          items: ['a', "b'"],
          share: 0.1,
        },
        { name: null, day: null, at: null, items: [], share: null, flag: null },
      ],
    );
    expect(await database.rows('select * from t')).toEqual([
      {
        name: 'O\'Neill "x" 😀',
        day: '2024-02-29',
        at: '2026-05-01T02:00:00.125Z',
        items: ['a', "b'"],
        share: 0.1,
        flag: true,
      },
      { name: null, day: null, at: null, items: [], share: null, flag: null },
    ]);
    database.close();
  });

  it('makes an empty table of no rows', async () => {
    const database = await openForBuild();
    await createTableOf(database, 't', { a: 'INTEGER' }, []);
    expect(await database.rows('describe t')).toMatchObject([
      { column_name: 'a', column_type: 'INTEGER' },
    ]);
    database.close();
  });
});
