import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.js';
import { loadReference } from '../../src/transform/index.js';
import { referenceType } from '../../src/transform/reference.js';
import { rejectionOf, tempWorkspace } from '../helpers/workspace.js';
import { tempDatabase } from './helpers.js';

async function load(
  geography: Config['geography'],
  files: Record<string, string>,
  councils: string[] = ['E06000001', 'E06000002'],
) {
  const workspace = tempWorkspace((config) => {
    config.geography = geography;
    config.partnership.councils = councils;
  });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace.dir, name), text);
  const database = await tempDatabase();
  await loadReference(database, workspace);
  return database;
}

describe('referenceType', () => {
  it.each([
    ['valid_from', 'DATE'],
    ['review_date', 'DATE'],
    ['period_end', 'DATE'],
    ['is_current', 'BOOLEAN'],
    ['nlw_gbp_hour', 'DECIMAL(8, 2)'],
    ['nlw_min_age', 'INTEGER'],
    ['bed_count', 'INTEGER'],
    ['sort_order', 'INTEGER'],
    ['value', 'DECIMAL(18, 8)'],
    ['job_role_code', 'VARCHAR'],
    ['period', 'VARCHAR'],
    ['this_is_a_name', 'VARCHAR'],
  ])('%s is %s', (column, type) => {
    expect(referenceType(column)).toBe(type);
  });
});

describe('loadReference', () => {
  it('types the columns of its lists by their names and takes an empty cell for null', async () => {
    const database = await load({}, {});
    expect(
      await database.rows("select * from reference.wage_floor where valid_from = '2024-04-01'"),
    ).toEqual([
      {
        valid_from: '2024-04-01',
        nlw_min_age: 21,
        nlw_gbp_hour: 11.44,
        from_21_below_nlw_age_gbp_hour: null,
        age_18_20_gbp_hour: 8.6,
        age_16_17_gbp_hour: 6.4,
        apprentice_gbp_hour: 6.4,
      },
    ]);
  });

  it('has the settings that SQL needs', async () => {
    const database = await load({}, {});
    expect(await database.rows('select * from reference.workspace_setting')).toEqual([
      {
        partnership_code: 'X47000009',
        partnership_name: 'Lower Wittle Partnership',
        home_area: null,
        councils: ['E06000001', 'E06000002'],
        stale_after_months: 6,
        require_la_permission: true,
        is_demonstration: false,
      },
    ]);
  });

  it('has a table of postcodes also where the workspace names none', async () => {
    const database = await load({}, {});
    expect(await database.rows('select postcode, area_code from reference.postcode')).toEqual([]);
  });

  it("puts a workspace's area in place of the one that comes with the package", async () => {
    const database = await load(
      { areas: 'areas.csv' },
      {
        'areas.csv':
          'area_code,area_name,area_type,valid_from,valid_to,successor_area_codes\nE12000001,"North, East",region,,,\nX06000091,Upper Wittle,council,2023-04-01,,\n',
      },
    );
    expect(
      await database.rows(
        "select area_code, area_name, valid_from from reference.area where area_code in ('E12000001', 'X06000091') order by 1",
      ),
    ).toEqual([
      { area_code: 'E12000001', area_name: 'North, East', valid_from: null },
      { area_code: 'X06000091', area_name: 'Upper Wittle', valid_from: '2023-04-01' },
    ]);
  });

  it('takes the middle of an area where the list has it, and a list without the columns', async () => {
    const head = 'area_code,area_name,area_type,valid_from,valid_to,successor_area_codes';
    const where = "select longitude, latitude from reference.area where area_code = 'X06000091'";
    const placed = await load(
      { areas: 'areas.csv' },
      { 'areas.csv': `${head},longitude,latitude\nX06000091,Upper Wittle,council,,,,3.25,54.5\n` },
    );
    expect(await placed.rows(where)).toEqual([{ longitude: 3.25, latitude: 54.5 }]);
    const bare = await load(
      { areas: 'areas.csv' },
      { 'areas.csv': `${head}\nX06000091,Upper Wittle,council,,,\n` },
    );
    expect(await bare.rows(where)).toEqual([{ longitude: null, latitude: null }]);
  });

  it('takes a postcode in any case once and leaves out one that lies in two areas', async () => {
    const database = await load(
      { postcodes: 'p.csv' },
      { 'p.csv': 'postcode,area_code\nab1 2cd,X1\nAB1 2CD ,X1\nAB1 2CE,X1\nAB1 2CE,X2\n' },
    );
    expect(await database.rows('select * from reference.postcode')).toEqual([
      { postcode: 'AB1 2CD', area_code: 'X1' },
    ]);
  });

  it('places a postcode that a directory writes without its space, or with two', async () => {
    const database = await load(
      { postcodes: 'p.csv' },
      { 'p.csv': 'postcode,area_code\nAB12CD,X1\nAB1  2CE,X1\n' },
    );
    expect(await database.rows('select postcode from reference.postcode order by 1')).toEqual([
      { postcode: 'AB1 2CD' },
      { postcode: 'AB1 2CE' },
    ]);
  });

  it.each<[keyof Config['geography'], string]>([
    ['areas', 'expected a file; got no such file'],
    ['area_members', 'expected a file; got no such file'],
    ['postcodes', 'expected a file; got no such file'],
  ])('names the file of %s that is not there', async (key, expected) => {
    expect(await rejectionOf(load({ [key]: 'gone.csv' }, {}))).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringContaining(`gone.csv: ${expected}`) as string,
    });
  });

  it('names the file of areas with a column that is not known', async () => {
    const text = 'area_code,area_name,area_type,colour\nX1,One,council,red\n';
    expect(await rejectionOf(load({ areas: 'a.csv' }, { 'a.csv': text }))).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringContaining(
        'a.csv: expected the columns of sql/reference/area.csv',
      ) as string,
    });
  });

  it('names the file of postcodes that has no such column', async () => {
    expect(
      await rejectionOf(load({ postcodes: 'p.csv' }, { 'p.csv': 'pcd,area_code\nAB1 2CD,X1\n' })),
    ).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringContaining(
        'p.csv: expected the columns postcode and area_code',
      ) as string,
    });
  });

  it('names the file with a date that is none', async () => {
    const text =
      'area_code,area_name,area_type,valid_from,valid_to,successor_area_codes\nX1,One,council,April,,\n';
    expect(await rejectionOf(load({ areas: 'a.csv' }, { 'a.csv': text }))).toMatchObject({
      code: 'CC-CFG-003',
    });
  });

  it('names a council that no list of areas has, and the nearest that one has', async () => {
    expect(await rejectionOf(load({}, {}, ['E06000001', 'E0600002']))).toMatchObject({
      code: expect.stringMatching(/^CC-CFG-/) as string,
      message: expect.stringMatching(/E0600002.*Did you mean "E06000002"/) as string,
    });
  });

  it('names the file of areas that lacks a column', async () => {
    expect(
      await rejectionOf(load({ areas: 'a.csv' }, { 'a.csv': 'area_code,area_name\nX1,One\n' })),
    ).toMatchObject({
      code: 'CC-CFG-003',
    });
  });
});
