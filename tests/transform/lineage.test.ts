import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLineage, type TableLineage } from '../../src/transform/lineage/index.js';
import { openForBuild, type Database } from '../../src/warehouse/database.js';

/** Two invented tables, a code list, and macros over them. */
const TABLES = `
  create schema core; create schema reference;
  create table core.t (k int, a int, b int, l int[], s struct(f int, g int), j json);
  create table core.u (k int, a int, c int);
  create table reference.code (code int, label text);
  create macro reference.plus(x, y := 1) as x + y;
  create macro reference.first_only(x, y) as coalesce(x, 0);
  create macro reference.label_of(given) as
    (select label from reference.code where code.code = given);
  create macro reference.above(least) as table select a as high, c from core.u where a > least;`;

let database: Database;

beforeAll(async () => {
  database = await openForBuild();
  await database.run(TABLES);
});

afterAll(() => {
  database.close();
});

async function lineageOf(sql: string, columns?: string): Promise<TableLineage> {
  await database.run('drop table if exists core.made');
  if (columns !== undefined) await database.run(`create table core.made (${columns})`);
  const [lineage] = await readLineage(database, [{ table: 'core.made', sql }]);
  return lineage ?? { table: '', columns: [], rows: new Set() };
}

/**
 * `column: inputs` of each column, and what decides the rows; inputs in order of the alphabet. The columns are
 * those that DuckDB itself gives.
 */
async function told(sql: string) {
  const { columns, rows } = await lineageOf(sql);
  const real = await database.rows(`describe ${sql}`);
  expect(columns.map(({ name }) => name)).toEqual(real.map((row) => row['column_name']));
  return {
    columns: columns.map(({ name, inputs }) => `${name}: ${short(inputs)}`),
    rows: short(rows),
  };
}

function short(inputs: ReadonlySet<string>): string {
  return [...inputs]
    .map((input) => input.replace(/^core\./, ''))
    .sort()
    .join(' ');
}

describe('what feeds the columns of a SELECT', () => {
  it.each<[claim: string, sql: string, columns: string[]]>([
    ['a column and its alias', 'select a, b as d from core.t', ['a: t.a', 'd: t.b']],
    ['a constant', 'select 1 as one from core.t', ['one: ']],
    ['an expression', 'select (a + 1) * b as d from core.t', ['d: t.a t.b']],
    [
      'a CASE with its conditions',
      'select case when a > 1 then b else k end as d from core.t',
      ['d: t.a t.b t.k'],
    ],
    [
      'a column of an earlier name',
      'select a + b as d, d * k as e from core.t',
      ['d: t.a t.b', 'e: t.a t.b t.k'],
    ],
    [
      'a source column before an alias of its name',
      'select b as a, a as d from core.t',
      ['a: t.b', 'd: t.a'],
    ],
    ['an alias of itself', 'select coalesce(a, 0) as a from core.t', ['a: t.a']],
    ['names with their table and schema', 'select t.a, core.t.b from core.t', ['a: t.a', 'b: t.b']],
    ['names in any case', 'select T.A as d from CORE.T', ['d: t.a']],
    [
      'a field of a struct as the whole struct',
      "select s.f as d, t.s.g as e, s['f'] as h from core.t",
      ['d: t.s', 'e: t.s', 'h: t.s'],
    ],
    ['a whole row', 'select u as d from core.u', ['d: u.a u.c u.k']],
    [
      'a lambda without its parameters',
      'select list_transform(l, lambda a, i: a + b + i) as d from core.t',
      ['d: t.b t.l'],
    ],
    [
      'a comprehension and a lambda within a lambda',
      'select [x + a for x in l if x > b] as d, list_filter(l, lambda x: list_contains(list_transform(l, lambda y: y + x), k)) as e from core.t',
      ['d: t.a t.b t.l', 'e: t.k t.l'],
    ],
    [
      'an arrow that reads JSON, which is no lambda',
      "select j -> 'x' as d, j ->> 'y' as e from core.t",
      ['d: t.j', 'e: t.j'],
    ],
    [
      'an aggregate with its FILTER and its order',
      'select sum(a) filter (where b > 1) as d, list(a order by k) as e from core.t',
      ['d: t.a t.b', 'e: t.a t.k'],
    ],
    [
      'a count of rows by what decides which rows there are',
      'select count(*) as d, count(*) filter (where b > 1) as e from core.t where a > 1',
      ['d: t.* t.a', 'e: t.* t.a t.b'],
    ],
    [
      'a window with its partition, its order and a named window',
      'select row_number() over (partition by a order by b) as d, sum(k) over w as e from core.t window w as (partition by b)',
      ['d: t.a t.b', 'e: t.b t.k'],
    ],
    [
      'an unnested list, in the SELECT and in the FROM',
      'select unnest(l) as d, q.e, r.unnest as f from core.t, unnest(t.l) as q(e), unnest([t.a]) as r',
      ['d: t.l', 'e: t.l', 'f: t.a'],
    ],
    [
      'unnested structs by their fields',
      "select unnest([{'x': a, 'y': 1}, {'x': b, 'y': 2}] || if(k > 1, [], [{'x': 3, 'y': a}]), recursive := true) from core.t",
      ['x: t.a t.b t.k', 'y: t.a t.k'],
    ],
    ['a series', 'select i from core.t, generate_series(t.a, t.b) as q(i)', ['i: t.a t.b']],
    ['values', 'select * from (values (1, 2), (3, 4)) as v(x, y)', ['x: ', 'y: ']],
    ['words that look like columns', 'select current_date as d', ['d: ']],
    [
      'a date of an interval',
      "select date '2020-01-01' + interval 1 day * a as d from core.t",
      ['d: t.a'],
    ],
  ])('takes %s', async (_, sql, columns) => {
    expect((await told(sql)).columns).toEqual(columns);
  });
});

describe('what `*` stands for', () => {
  it.each<[claim: string, sql: string, columns: string[]]>([
    ['all columns', 'select * from core.u', ['k: u.k', 'a: u.a', 'c: u.c']],
    ['a FROM alone', 'from core.u', ['k: u.k', 'a: u.a', 'c: u.c']],
    [
      'EXCLUDE, REPLACE and RENAME',
      'select * exclude (k) replace (a + c as a) rename (c as d) from core.u',
      ['a: u.a u.c', 'd: u.c'],
    ],
    [
      'one table of two',
      'select u.*, t.b from core.t cross join core.u',
      ['k: u.k', 'a: u.a', 'c: u.c', 'b: t.b'],
    ],
    ['COLUMNS by an expression', "select columns('^[ac]$') from core.u", ['a: u.a', 'c: u.c']],
    ['COLUMNS by names', "select columns(['c', 'a']) from core.u", ['a: u.a', 'c: u.c']],
    ['COLUMNS in a call', "select max(columns('a|c')) from core.u", ['a: u.a', 'c: u.c']],
    [
      'COLUMNS with a name made of it',
      'select max(columns(\'a\')) as "most_\\0" from core.u',
      ['most_a: u.a'],
    ],
    ['unpacked COLUMNS', "select coalesce(*columns('a|c')) as d from core.u", ['d: u.a u.c']],
    [
      'a column of USING once',
      'select * from core.u inner join core.t using (k)',
      ['k: u.k', 'a: u.a', 'c: u.c', 'a: t.a', 'b: t.b', 'l: t.l', 's: t.s', 'j: t.j'],
    ],
  ])('is %s', async (_, sql, columns) => {
    expect((await told(sql)).columns).toEqual(columns);
  });
});

describe('what feeds columns through other queries', () => {
  it.each<[claim: string, sql: string, columns: string[]]>([
    [
      'CTEs, each by those before it',
      'with x as (select a + b as d from core.t), y(e) as (select d from x) select e from y',
      ['e: t.a t.b'],
    ],
    [
      'a CTE that has the name of its table',
      'with t as (select a as b from core.t) select t.b from t',
      ['b: t.a'],
    ],
    [
      'a subquery with an alias for its columns',
      'select d from (select a, b from core.t) as q(d, e)',
      ['d: t.a'],
    ],
    [
      'a union by position',
      'select a, b from core.t union all select c, k from core.u',
      ['a: t.a u.c', 'b: t.b u.k'],
    ],
    [
      'a union by name',
      'select a, b from core.t union all by name select c as b, k from core.u',
      ['a: t.a', 'b: t.b u.c', 'k: u.k'],
    ],
    [
      'three branches',
      'select a from core.t union select c from core.u union select 1',
      ['a: t.a u.c'],
    ],
    ['EXCEPT by its first side', 'select a from core.t except select c from core.u', ['a: t.a']],
    [
      'a recursive CTE',
      'with recursive r(n, m) as (select a, b from core.t union all select m, u.c from r inner join core.u on r.n = u.k) select n, m from r',
      ['n: t.a t.b u.c', 'm: t.b u.c'],
    ],
    [
      'a scalar subquery',
      'select (select max(c) from core.u where u.k = t.k) as d from core.t',
      ['d: t.k u.* u.c u.k'],
    ],
    [
      'EXISTS and IN',
      'select exists (select 1 from core.u where u.a = t.a) as d, b in (select c from core.u) as e from core.t',
      ['d: t.a u.* u.a', 'e: t.b u.* u.c'],
    ],
    [
      'a lateral subquery',
      'select q.d from core.t, lateral (select t.a + u.c as d from core.u) as q',
      ['d: t.a u.c'],
    ],
    ['USING by its left side', 'select k from core.t left join core.u using (k)', ['k: t.k']],
    [
      'USING of a right join by its right side',
      'select k from core.t right join core.u using (k)',
      ['k: u.k'],
    ],
    [
      'USING of a full join by both',
      'select k, t.k as d from core.t full join core.u using (k)',
      ['k: t.k u.k', 'd: t.k'],
    ],
    [
      'a natural join',
      'select k, a, c from core.t natural join core.u',
      ['k: t.k', 'a: t.a', 'c: u.c'],
    ],
    [
      'an asof join',
      'select u.c from core.t asof left join core.u on t.k = u.k and t.a >= u.a',
      ['c: u.c'],
    ],
    [
      'a macro by its arguments',
      'select reference.plus(a, b) as d, reference.plus(a) as e from core.t',
      ['d: t.a t.b', 'e: t.a'],
    ],
    [
      'a macro by the arguments it uses',
      'select reference.first_only(a, b) as d, reference.first_only(y := a, x := b) as e from core.t',
      ['d: t.a', 'e: t.b'],
    ],
    [
      'a macro that reads a table',
      'select reference.label_of(a) as d from core.t',
      ['d: reference.code.* reference.code.code reference.code.label t.a'],
    ],
    [
      'a macro that gives a table',
      'select high, c from reference.above(3)',
      ['high: u.a', 'c: u.c'],
    ],
    [
      'a code list by the code that is looked up',
      'select code.label as d from core.t left join reference.code on t.a = code.code',
      ['d: reference.code.label t.a'],
    ],
  ])('follows %s', async (_, sql, columns) => {
    expect((await told(sql)).columns).toEqual(columns);
  });
});

describe('what decides which rows there are', () => {
  it.each<[claim: string, sql: string, rows: string]>([
    ['the rows of the table', 'select a from core.t', 't.*'],
    ['a filter', 'select a from core.t where b > 1', 't.* t.b'],
    ['a filter by an alias', 'select a, b + k as d from core.t where d > 1', 't.* t.b t.k'],
    [
      'the condition of a join',
      'select t.b from core.t inner join core.u on t.k = u.c',
      't.* t.k u.* u.c',
    ],
    ['USING', 'select b from core.t inner join core.u using (k)', 't.* t.k u.* u.k'],
    [
      'the other side of a semi join',
      'select * from core.u semi join core.t using (k)',
      't.* t.k u.* u.k',
    ],
    ['keys of a group', 'select sum(b) as d from core.t group by a', 't.* t.a'],
    ['keys by position', 'select a, sum(b) as d from core.t group by 1', 't.* t.a'],
    [
      'what GROUP BY ALL groups by',
      'select a + k as d, sum(b) as e from core.t group by all',
      't.* t.a t.k',
    ],
    [
      'HAVING and QUALIFY',
      'select a from core.t group by a having max(b) > 1 qualify row_number() over (order by max(k)) = 1',
      't.* t.a t.b t.k',
    ],
    ['DISTINCT', 'select distinct a from core.t', 't.* t.a'],
    [
      'DISTINCT ON with its order',
      'select distinct on (a) b from core.t order by k',
      't.* t.a t.k',
    ],
    ['an order with LIMIT', 'select a as d, b from core.t order by d limit 3', 't.* t.a'],
    ['no order without it', 'select a from core.t order by b', 't.*'],
    ['an unnested list', 'select a, unnest(l) as d from core.t', 't.* t.l'],
    ['a union without ALL', 'select a from core.t union select c from core.u', 't.* t.a u.* u.c'],
    [
      'a union with ALL',
      'select a from core.t union all select c from core.u where k > 1',
      't.* u.* u.k',
    ],
    [
      'what EXCEPT takes away',
      'select a from core.t except all select c from core.u',
      't.* t.a u.* u.c',
    ],
    [
      'the filters of a CTE',
      'with x as (select a from core.t where b > 1) select a from x',
      't.* t.b',
    ],
  ])('is %s', async (_, sql, expected) => {
    expect((await told(sql)).rows).toBe(expected);
  });
});

describe('what the text does not tell', () => {
  it.each<[claim: string, sql: string, real: string, column: string, inputs: string]>([
    ['the columns of a file', "select x from read_csv('x.csv')", 'x int', 'x', '?x'],
    ['a table that is not there', 'select x.y as d from core.nothing as x', 'd int', 'd', '?x.y'],
    ['a name that is nowhere', 'select nothing as d from core.t', 'd int', 'd', '?nothing'],
    [
      'COLUMNS that picks by a lambda',
      "select columns(lambda c: c like 'a%') from core.u",
      'a int',
      'a',
      '?a',
    ],
    [
      'the fields of a struct that is unnested',
      'select unnest(s) from core.t',
      'f int, g int',
      'f',
      '?f',
    ],
    [
      'a pivoted table',
      'select * from core.u pivot (max(c) for a in (1))',
      'k int, "1" int',
      'k',
      '?k',
    ],
  ])('is called unknown: %s', async (_, sql, real, column, inputs) => {
    const { columns } = await lineageOf(sql, real);
    const found = columns.find(({ name }) => name === column);
    expect(short(found?.inputs ?? new Set())).toBe(inputs);
  });

  it('is all of a statement that cannot be taken apart', async () => {
    const { columns, rows } = await lineageOf('pivot core.u on a using max(c)', 'k int, "1" int');
    expect(columns.map(({ inputs }) => short(inputs))).toEqual(['?k', '?1']);
    expect(short(rows)).toBe('?the statement');
  });

  it('leaves the columns beside it known', async () => {
    const { columns } = await lineageOf(
      "select t.a, q.x from core.t cross join read_csv('x.csv') as q",
    );
    expect(columns.map(({ name, inputs }) => `${name}: ${short(inputs)}`)).toEqual([
      'a: t.a',
      'x: ?q.x',
    ]);
  });

  it('takes a column from the table that has it, whatever else is not known', async () => {
    const { columns } = await lineageOf('select b from core.t cross join core.nothing');
    expect(short(columns[0]?.inputs ?? new Set())).toBe('t.b');
  });
});

describe('readLineage', () => {
  it('lets a statement read those before it, by a name or a table that is kept nowhere', async () => {
    const read = await readLineage(database, [
      { table: 'metrics.body', sql: 'select a as numerator from core.t' },
      { table: 'contribution', sql: 'select numerator + 1 as d from metrics.body' },
      { table: 'core.made', sql: 'select d from contribution' },
    ]);
    expect(read.map(({ columns }) => short(columns[0]?.inputs ?? new Set()))).toEqual([
      't.a',
      'metrics.body.numerator',
      'metrics.body.numerator',
    ]);
  });

  it('names the columns as the table has them', async () => {
    const { columns } = await lineageOf(
      'select a + 1, max(b) from core.t group by all',
      'x int, y int',
    );
    expect(columns.map(({ name, inputs }) => `${name}: ${short(inputs)}`)).toEqual([
      'x: t.a',
      'y: t.b',
    ]);
  });
});
