import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../src/config.js';
import { internalTables, publicTables } from '../src/published-tables.js';
import { openForBuild } from '../src/warehouse/database.js';
import { SMALL_CONFIG } from './helpers/workspace.js';

describe('internalTables', () => {
  it('has every table but the working ones, and no row of a workplace that has not agreed', async () => {
    const database = await openForBuild();
    onTestFinished(() => {
      database.close();
    });
    for (const schema of ['raw', 'staging', 'core', 'ops'])
      await database.run(`create schema ${schema}`);
    await database.run(
      `create table core.fct_x as select * from (values (1, true), (2, false), (3, null)) as t(a, has_sharing_consent)`,
    );
    for (const table of ['core.dim_y', 'core.int_z', 'ops.run', 'raw.delivery']) {
      await database.run(`create table ${table} as select 1 as a`);
    }
    await database.run('create view staging.stg_x as select 1 as a');

    const tables = await internalTables(database);
    expect(tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual([
      'core.dim_y',
      'core.fct_x',
      'ops.run',
    ]);
    const [, shared] = tables;
    expect(await database.rows(shared?.select ?? '')).toEqual([
      { a: 1, has_sharing_consent: true },
    ]);
  });
});

describe('publicTables', () => {
  const tables = publicTables(parseConfig(SMALL_CONFIG).disclosure.public);
  const names = tables.map(({ schema, name }) => `${schema}.${name}`);

  it('has measures and what explains them, and no table of workplaces, workers or returns', () => {
    expect(names).toContain('metrics.measure');
    expect(
      names.filter((name) =>
        /workplace|worker|delivery|finding|postcode|exclusion|setting$/.test(name),
      ),
    ).toEqual(['reference.care_setting']);
  });

  it('has of comparisons those alone that are worked out from published figures', () => {
    expect(names).toEqual(expect.arrayContaining(['comparison.area', 'comparison.change']));
    const internalOnly =
      /comparison\.(int_|like_for_like|good_or_outstanding|movement|provider_|weighted_)/;
    expect(names.filter((name) => internalOnly.test(name))).toEqual([]);
  });

  it('reads nothing else but areas, measures and code lists', () => {
    const read = tables.map(({ select }) => select).join('\n');
    expect(read).not.toMatch(/core\.fct_wor|staging\.|raw\.|ops\.(delivery|finding|exclusion)/);
  });
});
