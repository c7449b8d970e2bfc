import { describe, expect, it } from 'vitest';
import { orderModels } from '../../src/transform/graph.js';
import type { Model } from '../../src/transform/index.js';
import { rejectionOf } from '../helpers/workspace.js';
import { tempDatabase } from './helpers.js';

function model(id: string, sql: string): Model {
  const [schema, name] = id.split('.') as [Model['schema'], string];
  const header = { title: 't', grain: 'g', keys: ['a'], columns: { a: 'a' }, source: 's' };
  return { id, schema, name, header, sql, file: `sql/${schema}/${name}.sql` };
}

async function order(...models: Model[]): Promise<string[]> {
  return (await orderModels(await tempDatabase(), models)).map((each) => each.id);
}

describe('orderModels', () => {
  it('puts a model after what it reads, whatever the order it is given in', async () => {
    expect(
      await order(
        model('ops.z', 'select * from core.b, core.a'),
        model('core.b', 'select * from core.a'),
        model('core.a', 'select * from staging.s'),
        model('staging.s', 'select * from raw.file, reference.list'),
      ),
    ).toEqual(['staging.s', 'core.a', 'core.b', 'ops.z']);
  });

  it('keeps the given order where nothing depends', async () => {
    expect(await order(model('core.b', 'select 1 as a'), model('core.a', 'select 1 as a'))).toEqual(
      ['core.b', 'core.a'],
    );
  });

  it('names the models of a circle in the order they lead to each other', async () => {
    const circle = order(
      model('core.in', 'select * from core.a'),
      model('core.a', 'select * from core.b'),
      model('core.b', 'select * from core.c'),
      model('core.c', 'select * from core.a'),
    );
    expect(await rejectionOf(circle)).toMatchObject({
      code: 'CC-MOD-003',
      exitCode: 13,
      message:
        'sql/core/a.sql: expected models that do not depend on each other in a circle; got core.a -> core.b -> core.c -> core.a. Move what both need into a model of its own.',
    });
  });

  it('takes a model that reads itself for a circle', async () => {
    expect(await rejectionOf(order(model('core.a', 'select * from core.a')))).toMatchObject({
      message: expect.stringContaining('got core.a -> core.a.') as string,
    });
  });

  it.each([
    ['core.fct_workplace_mnth', 'Did you mean "core.fct_workplace_month"?'],
    ['fct_workplace_month', 'Did you mean "core.fct_workplace_month"?'],
    ['staging.fct_workplace_month', 'Did you mean "core.fct_workplace_month"?'],
    ['core.zebra', 'Mend the name.'],
  ])('names the nearest table to %s', async (table, next) => {
    const failed = order(
      model('core.fct_workplace_month', 'select 1 as a'),
      model('core.b', `select * from ${table}`),
    );
    expect(await rejectionOf(failed)).toMatchObject({
      code: 'CC-MOD-001',
      message: `sql/core/b.sql line 1: expected each table to be one that a model makes, with its schema before it; got "${table}". ${next}`,
    });
  });

  it('names the file of a statement that cannot be parsed', async () => {
    expect(await rejectionOf(order(model('core.a', 'select from')))).toMatchObject({
      code: 'CC-MOD-001',
      message: expect.stringMatching(
        /^sql\/core\/a\.sql line 1: expected one SELECT that DuckDB can parse; got .*syntax error/,
      ) as string,
    });
  });
});
