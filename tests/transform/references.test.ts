import { describe, expect, it } from 'vitest';
import { referencesOf, UnparsedSql } from '../../src/transform/references.js';
import { rejectionOf } from '../helpers/workspace.js';
import { tempDatabase } from './helpers.js';

async function read(sql: string): Promise<string[]> {
  const database = await tempDatabase();
  return (await referencesOf(database, sql)).map(({ schema, name }) =>
    schema === '' ? name : `${schema}.${name}`,
  );
}

describe('referencesOf', () => {
  it.each<[claim: string, sql: string, tables: string[]]>([
    [
      'a table and a join',
      'select 1 from core.b inner join core.a using (x)',
      ['core.a', 'core.b'],
    ],
    ['a table that is read twice, once', 'select 1 from core.a as one, core.a as two', ['core.a']],
    ['nothing where nothing is read', 'select 1 as a', []],
    ['no CTE', 'with b as (select * from core.a) select * from b', ['core.a']],
    [
      'the table that a CTE of its name reads',
      'with a as (select * from core.a) select * from a',
      ['core.a'],
    ],
    [
      'no CTE that a later CTE reads',
      'with a as (select 1), b as (select * from a) select * from b',
      [],
    ],
    [
      'no CTE of an outer statement inside a subquery',
      'with a as (select 1 as x) select (select max(x) from a) from core.b',
      ['core.b'],
    ],
    [
      'no CTE of an outer statement inside a nested one',
      'with a as (select 1 as x) select * from (with b as (select * from a) select * from b)',
      [],
    ],
    [
      'a name outside the statement whose CTE it is',
      'select * from (with b as (select 1 as x) select * from b) inner join b using (x)',
      ['b'],
    ],
    [
      'what a recursive CTE reads besides itself',
      'with recursive r as (select 1 as n union all select n + 1 from r inner join core.a on true where n < 3) select * from r',
      ['core.a'],
    ],
    [
      'a schema before a name that is also a CTE',
      'with a as (select 1) select * from core.a',
      ['core.a'],
    ],
    ['a subquery in where', 'select 1 where 1 in (select x from core.a)', ['core.a']],
    [
      'a subquery in a condition of a join',
      'select 1 from core.a inner join core.b on a.x = b.x and exists (select 1 from core.c)',
      ['core.a', 'core.b', 'core.c'],
    ],
    [
      'both sides of a union, an except and an intersect',
      'select * from core.a union all (select * from core.b except select * from core.c) intersect select * from core.d',
      ['core.a', 'core.b', 'core.c', 'core.d'],
    ],
    [
      'a lateral join',
      'select * from core.a, lateral (select * from core.b where b.x = a.x)',
      ['core.a', 'core.b'],
    ],
    [
      'an asof join',
      'select * from core.a asof left join core.b on a.x >= b.x',
      ['core.a', 'core.b'],
    ],
    ['a name without a schema', 'select * from somewhere', ['somewhere']],
    ['no table function', "select * from generate_series(1, 3), read_csv('x.csv')", []],
    [
      'a qualify and a window',
      'select 1 from core.a qualify row_number() over (order by (select max(x) from core.b)) = 1',
      ['core.a', 'core.b'],
    ],
  ])('finds %s', async (_, sql, tables) => {
    expect(await read(sql)).toEqual(tables);
  });

  it('needs no table to be there', async () => {
    expect(await read('select nothing from core.not_there_yet')).toEqual(['core.not_there_yet']);
  });

  it.each(['select from where', 'select 1 from'])(
    'says that "%s" cannot be parsed',
    async (sql) => {
      expect(await rejectionOf(read(sql))).toBeInstanceOf(UnparsedSql);
    },
  );

  it.each(['insert into core.a values (1)', 'drop table core.a'])(
    'takes no statement but a SELECT: %s',
    async (sql) => {
      expect(await rejectionOf(read(sql))).toBeInstanceOf(UnparsedSql);
    },
  );
});
