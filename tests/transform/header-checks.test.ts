import { describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.js';
import { buildModels, runChecks } from '../../src/transform/index.js';
import { rejectionOf, tempDir } from '../helpers/workspace.js';
import { modelsOf, modelText, tempDatabase } from './helpers.js';

/** A model of invented rows with checks in its header. */
function checked(sql: string, columns: readonly string[], checks: string): string {
  return modelText(sql, [...columns], columns.slice(0, 1)).replace(
    '\n*/',
    `\nchecks:\n${checks}\n*/`,
  );
}

async function results(files: Record<string, string>) {
  const database = await tempDatabase();
  await database.run('create schema reference');
  await database.run("create table reference.colour as select unnest(['red', 'blue']) as colour");
  const models = modelsOf(files);
  await buildModels(database, models, silentLog);
  return runChecks(database, [tempDir()], models);
}

/** What one check of `core.fct_x` finds. */
async function found(sql: string, columns: readonly string[], check: string, others = {}) {
  const [result] = await results({ 'core/fct_x.sql': checked(sql, columns, check), ...others });
  return {
    id: result?.checkId,
    count: result?.failureCount,
    rows: result?.rows.map((row) => JSON.parse(row) as unknown),
  };
}

const THREE =
  "select * from (values (1, 'red', 5), (2, 'green', 15), (3, null, null)) as t(k, colour, n)";
const COLUMNS = ['k', 'colour', 'n'];

describe('a check in a header', () => {
  it('finds values that stand twice, once each, and leaves out empty ones', async () => {
    const sql = 'select * from (values (1, 7), (2, 7), (3, 8), (4, null), (5, null)) as t(k, n)';
    expect(await found(sql, ['k', 'n'], '  - unique: [n]')).toEqual({
      id: 'core.fct_x/unique(n)',
      count: 1,
      rows: [{ n: 7, row_count: 2 }],
    });
  });

  it('finds rows in which something is empty', async () => {
    expect(await found(THREE, COLUMNS, '  - not_null: [colour, n]')).toEqual({
      id: 'core.fct_x/not_null(colour, n)',
      count: 1,
      rows: [{ k: 3, colour: null, n: null }],
    });
  });

  it.each([
    ['values: [red, blue]', '{column: colour, values: [red, blue]}'],
    ['from a code list', '{column: colour, from: reference.colour.colour}'],
  ])('finds values that are not accepted, %s; an empty one is', async (_, said) => {
    expect(await found(THREE, COLUMNS, `  - accepted_values: ${said}`)).toEqual({
      id: 'core.fct_x/accepted_values(colour)',
      count: 1,
      rows: [{ k: 2, colour: 'green' }],
    });
  });

  it('takes its condition to be about its own columns, where the code list has one of the name', async () => {
    const check = (where: string) =>
      `  - accepted_values: {column: colour, from: reference.colour.colour}\n    where: ${where}`;
    expect(await found(THREE, COLUMNS, check("colour = 'green'"))).toMatchObject({ count: 1 });
    expect(await found(THREE, COLUMNS, check("colour = 'red'"))).toMatchObject({ count: 0 });
  });

  it('finds rows that lead to none of another table, by columns of other names too', async () => {
    const dim = modelText(
      "select * from (values (1, 'red'), (2, 'red')) as t(id, shade)",
      ['id', 'shade'],
      ['id'],
    );
    expect(
      await found(
        THREE,
        COLUMNS,
        '  - relationship: {columns: [k, colour], to: core.dim_y, to_columns: [id, shade]}',
        { 'core/dim_y.sql': dim },
      ),
    ).toMatchObject({ count: 1, rows: [{ k: 2, colour: 'green' }] });
  });

  it.each([
    ['{column: n, min: 5, max: 15}', 0],
    ['{column: n, min: 6}', 1],
    ['{column: n, max: 14}', 1],
    ["{column: colour, min: 'h'}", 1],
  ])('finds values outside %s, whose ends are inside', async (said, count) => {
    expect(await found(THREE, COLUMNS, `  - range: ${said}`)).toMatchObject({ count });
  });

  it('finds a whole that is not the sum of its columns, where all are known', async () => {
    const sql = `select * from (values (1, 3, 1, 2), (2, 4, 1, 2), (3, 4, 1, null)) as t(k, whole, a, b)`;
    expect(
      await found(sql, ['k', 'whole', 'a', 'b'], '  - sum_of_parts: {whole: whole, parts: [a, b]}'),
    ).toMatchObject({ count: 1, rows: [{ k: 2, whole: 4, parts_sum: 3 }] });
  });

  it('finds a whole that is not the sum over the rows of another table', async () => {
    const part = modelText(
      'select * from (values (1, 1, 2), (2, 1, 3), (3, 2, 9), (4, 1, 50)) as t(id, k, m)',
      ['id', 'k', 'm'],
      ['id'],
    );
    const sql = 'select * from (values (1, 5), (2, 8), (3, 0), (4, null)) as t(k, n)';
    expect(
      await found(
        sql,
        ['k', 'n'],
        '  - sum_of_parts: {whole: n, over: core.fct_part, column: m, where: id < 4}',
        { 'core/fct_part.sql': part },
      ),
    ).toMatchObject({ count: 1, rows: [{ k: 2, n: 8, parts_sum: 9 }] });
  });

  it.each([
    ['{equals: core.fct_y}', 1],
    ['{at_least: core.fct_y}', 0],
    ['{at_most: core.fct_y}', 1],
    ['{at_most: core.fct_y, where: a > 0}', 1],
    ['{equals: core.fct_y, where: a > 9}', 1],
  ])('compares three rows with two: %s', async (said, count) => {
    const other = modelText('select unnest([1, 2]) as a');
    const outcome = await found(THREE, COLUMNS, `  - row_count: ${said}`, {
      'core/fct_y.sql': other,
    });
    expect(outcome).toMatchObject({ count });
    if (said === '{equals: core.fct_y}')
      expect(outcome.rows).toEqual([{ row_count: 3, source_row_count: 2 }]);
  });

  it('is about the rows of its condition, and tells itself apart by it', async () => {
    const all = await results({
      'core/fct_x.sql': checked(
        THREE,
        COLUMNS,
        "  - range: {column: n, max: 1}\n  - range: {column: n, max: 1}\n    where: colour = 'red' -- a remark\n    severity: warning\n    message: Red is too much.",
      ),
    });
    expect(
      all.map((each) => [each.checkId, each.severity, each.failureCount, each.message]),
    ).toEqual([
      ['core.fct_x/range(n)', 'error', 2, 'In core.fct_x this does not hold: n is at most 1.'],
      ["core.fct_x/range(n) where colour = 'red' -- a remark", 'warning', 1, 'Red is too much.'],
    ]);
  });
});

describe('a header with a check that is wrong', () => {
  it.each([
    [
      '  - range: {column: colr, max: 1}',
      /fct_x\.sql checks\.0\.range\.column: expected a column of core\.fct_x; got "colr"\. Did you mean "colour"\?/,
    ],
    [
      '  - not_null: [k]\n  - accepted_values: {column: k, from: reference.color.colour}',
      /checks\.1\.accepted_values\.from: expected a table .*; got "reference\.color"\. Did you mean "reference\.colour"\?/,
    ],
    [
      '  - accepted_values: {column: colour, from: reference.colour.color}',
      /accepted_values\.from: expected a column of reference\.colour; got "color"\. Did you mean "colour"\?/,
    ],
    [
      '  - relationship: {column: k, to: core.fct_y}',
      /relationship\.to: expected a table .*"core\.fct_y"\. Did you mean "core\.fct_x"/,
    ],
    [
      '  - sum_of_parts: {whole: n, over: reference.colour}',
      /sum_of_parts\.column: expected a column of reference\.colour; got "n"/,
    ],
  ])('names the file, the key and the nearest: %s', async (check, expected) => {
    const failure = await rejectionOf(
      results({ 'core/fct_x.sql': checked(THREE, COLUMNS, check) }),
    );
    expect(failure).toMatchObject({ code: 'CC-MOD-002' });
    expect((failure as Error).message).toMatch(expected);
  });

  it.each([
    ['  - uniqe: [k]', /checks\.0.*uniqe/],
    ['  - severity: warning', /checks\.0.*expected one of unique, not_null/],
    ['  - unique: [k]\n    not_null: [k]', /checks\.0.*expected one of unique, not_null/],
    ['  - range: {column: n}', /checks\.0\.range.*expected a min, a max or both/],
    ['  - accepted_values: {column: n}', /expected either values or from/],
    ['  - row_count: {equals: fct_y}', /checks\.0\.row_count\.equals.*with its schema/],
    [
      '  - unique: [k]\n  - unique: [k]',
      /expected each check once; got core\.fct_x\/unique\(k\) twice/,
    ],
  ])('is refused before anything runs: %s', async (check, expected) => {
    const failure = await rejectionOf(
      results({ 'core/fct_x.sql': checked(THREE, COLUMNS, check) }),
    );
    expect(failure).toMatchObject({ code: 'CC-MOD-002' });
    expect((failure as Error).message).toMatch(expected);
  });

  it('names the check whose condition cannot run', async () => {
    const failure = await rejectionOf(
      results({
        'core/fct_x.sql': checked(THREE, COLUMNS, '  - not_null: [n]\n    where: colur is null'),
      }),
    );
    expect(failure).toMatchObject({ code: 'CC-MOD-001' });
    expect((failure as Error).message).toMatch(/fct_x\.sql core\.fct_x\/not_null\(n\).*colur/);
  });
});
