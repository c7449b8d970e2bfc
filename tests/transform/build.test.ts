import { describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.js';
import { buildModels } from '../../src/transform/index.js';
import { rejectionOf } from '../helpers/workspace.js';
import { modelsOf, modelText, tempDatabase } from './helpers.js';

async function build(files: Record<string, string>) {
  const database = await tempDatabase();
  const built = await buildModels(database, modelsOf(files), silentLog);
  return { database, ids: built.map((each) => each.id) };
}

describe('buildModels', () => {
  it('makes views of staging and tables of core and ops, from files in any folder below', async () => {
    const { database, ids } = await build({
      'staging/deep/stg_x.sql': modelText('select 1 as a'),
      'core/fct_x.sql': modelText('select a + 1 as a from staging.stg_x'),
      'ops/seen.sql': modelText('select a + 1 as a from core.fct_x'),
    });
    expect(ids).toEqual(['staging.stg_x', 'core.fct_x', 'ops.seen']);
    expect(
      await database.rows(
        'select table_schema, table_type from information_schema.tables order by all',
      ),
    ).toEqual([
      { table_schema: 'core', table_type: 'BASE TABLE' },
      { table_schema: 'ops', table_type: 'BASE TABLE' },
      { table_schema: 'staging', table_type: 'VIEW' },
    ]);
    expect(await database.rows('select a from ops.seen')).toEqual([{ a: 3 }]);
  });

  it('writes the header into the catalogue as comments', async () => {
    const { database } = await build({
      'core/fct_x.sql': modelText('select 1 as a, \'x\' as "b"', ['a', 'b']).replace(
        'The b',
        "The b's own words",
      ),
      'staging/stg_x.sql': modelText('select 1 as a'),
    });
    expect(
      await database.rows("select comment from duckdb_tables() where table_name = 'fct_x'"),
    ).toEqual([{ comment: 'Invented. Grain: one row per thing. Source: a test' }]);
    expect(
      await database.rows(
        "select column_name, comment from duckdb_columns() where schema_name = 'core' order by all",
      ),
    ).toEqual([
      { column_name: 'a', comment: 'The a' },
      { column_name: 'b', comment: "The b's own words" },
    ]);
    expect(
      await database.rows("select comment from duckdb_views() where view_name = 'stg_x'"),
    ).toEqual([{ comment: 'Invented. Grain: one row per thing. Source: a test' }]);
  });

  it('names the file, the line and the nearest column of a column that is not there', async () => {
    const failed = build({
      'core/fct_x.sql': modelText(
        'select\n    1 as vacancy_count,\n',
        ['vacancy_count'],
        ['vacancy_count'],
      ),
      'core/fct_y.sql': modelText('select\n    fct_x.vacancy_cuont as a\nfrom core.fct_x'),
    });
    const { code, message } = (await rejectionOf(failed)) as { code: string; message: string };
    expect(code).toBe('CC-MOD-001');
    expect(message).toMatch(
      /core\/fct_y\.sql line 10: expected a SELECT that DuckDB can run; got .*vacancy_cuont/,
    );
    expect(message).toMatch(/Did you mean "vacancy_count"\?$/);
    expect(message).not.toContain('\n');
  });

  it.each([
    ['select 1 as a, 2 as b', ['a'], 'got no word on b.'],
    ['select 1 as a', ['a', 'b'], 'got a word on b, which it does not have.'],
    [
      'select 1 as a, 2 as c',
      ['a', 'b'],
      'got no word on c and a word on b, which it does not have.',
    ],
  ])('refuses a header that is not of the columns of "%s"', async (sql, columns, expected) => {
    expect(await rejectionOf(build({ 'core/fct_x.sql': modelText(sql, columns) }))).toMatchObject({
      code: 'CC-MOD-002',
      message: expect.stringContaining(expected) as string,
    });
  });

  it.each([
    [
      'select * from (values (1, 1), (1, 2), (1, 1)) as t(a, b)',
      ['a', 'b'],
      '3 rows with 2 different keys, 0 of them empty; first: a 1, b 1.',
    ],
    [
      'select * from (values (1, null), (2, 2)) as t(a, b)',
      ['a', 'b'],
      '2 rows with 2 different keys, 1 of them empty; first: a 1, b null.',
    ],
    [
      'select * from (values (null, 1), (2, 2)) as t(a, b)',
      ['a'],
      '2 rows with 1 different keys, 1 of them empty; first: a null.',
    ],
  ])('refuses a table whose key is not one: %s', async (sql, keys, expected) => {
    expect(
      await rejectionOf(build({ 'core/fct_x.sql': modelText(sql, ['a', 'b'], keys) })),
    ).toMatchObject({
      code: 'CC-CHK-001',
      exitCode: 12,
      message: expect.stringContaining(
        `expected one row for each ${keys.join(', ')}; got ${expected}`,
      ) as string,
    });
  });

  it('takes an empty table', async () => {
    const { database } = await build({ 'core/fct_x.sql': modelText('select 1 as a where false') });
    expect(await database.rows('select * from core.fct_x')).toEqual([]);
  });
});

describe('loadModels', () => {
  it.each([
    ['select 1 as a', /core\/fct_x\.sql: expected a header of YAML .*; got no such comment/],
    ['/*\ntitle: [x\n*/\nselect 1 as a', /core\/fct_x\.sql: expected a header of YAML/],
    [
      modelText('select 1 as a').replace('grain: one row per thing\n', ''),
      /core\/fct_x\.sql grain: expected/,
    ],
    [
      modelText('select 1 as a').replace('keys: [a]', 'keys: []'),
      /core\/fct_x\.sql keys: expected/,
    ],
    [
      modelText('select 1 as a').replace('  a: The a', "  a: ''"),
      /core\/fct_x\.sql columns\.a: expected/,
    ],
    [modelText('select 1 as a').replace('title:', 'titel: x\ntitle:'), /core\/fct_x\.sql.*titel/],
  ])('names the file and the key of a header that is wrong', (text, expected) => {
    expect(() => modelsOf({ 'core/fct_x.sql': text })).toThrow(expected);
  });

  it('keeps the lines of the statement where they stand in the file', () => {
    const text = modelText('select 1 as a');
    const [model] = modelsOf({ 'core/fct_x.sql': text });
    expect(model?.sql.split('\n').indexOf('select 1 as a')).toBe(
      text.split('\n').indexOf('select 1 as a'),
    );
  });
});
