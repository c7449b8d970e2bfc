import { describe, expect, it } from 'vitest';
import { openBench, pick, type Given } from './helpers/bench.js';
import { setting } from './helpers/rows.js';

const bench = openBench();

const area = (code: string, type: string, change: object = {}) => ({
  area_code: code,
  area_name: `The ${code}`,
  area_type: type,
  ...change,
});

describe('core.dim_area', () => {
  it('has the listed areas, the partnership, and a place for what cannot be placed', async () => {
    const rows = await bench.build('core.dim_area', {
      'reference.area': [
        area('X06A', 'council', { longitude: 3.25, latitude: 54.5 }),
        area('X06Z', 'council', { valid_to: '2023-04-01', successor_area_codes: 'X06A;X06B' }),
      ],
      'reference.workspace_setting': setting(),
    });
    expect(
      pick(
        rows,
        'area_code',
        'area_name',
        'area_type',
        'is_in_partnership',
        'valid_to',
        'successor_area_codes',
        'longitude',
        'latitude',
      ),
    ).toEqual([
      ['X06A', 'The X06A', 'council', true, null, null, 3.25, 54.5],
      ['X06Z', 'The X06Z', 'council', false, '2023-04-01', 'X06A;X06B', null, null],
      ['X47', 'Lower Wittle', 'partnership', false, null, null, null, null],
      ['unplaced', 'Not placed in a council', 'unplaced', false, null, null, null, null],
    ]);
  });
});

describe('core.bridge_area', () => {
  const inside = (code: string, type = 'council') => area(code, type, { is_in_partnership: true });
  const outside = (code: string, type = 'council', change: object = {}) =>
    area(code, type, { is_in_partnership: false, ...change });
  const own = [outside('X47', 'partnership'), outside('unplaced', 'unplaced')];
  const member = (code: string, parent: string) => ({ area_code: code, parent_area_code: parent });
  const bridge = async (areas: object[], members: object[], given: Given = {}) =>
    pick(
      await bench.build('core.bridge_area', {
        'core.int_area_successor': ['X07D', 'X07E', 'X07F'].map((code) => ({
          area_code: code,
          successor_area_code: code,
        })),
        'reference.postcode': [{ postcode: 'AB1 2CD', area_code: 'X07D' }],
        'core.dim_area': [...areas, ...own],
        'reference.area_member': members,
        'reference.workspace_setting': setting(),
        ...given,
      }),
      'area_code',
      'ancestor_area_code',
    ).map(([code, ancestor]) => `${String(code)} in ${String(ancestor)}`);

  it('counts each area in itself, in what it lies in, and in the partnership', async () => {
    const lines = await bridge(
      [inside('X06A'), inside('X06B'), outside('X07D', 'district'), outside('X54', 'icb')],
      [member('X07D', 'X06A'), member('X06A', 'X54'), member('X06B', 'X54')],
    );
    expect(lines).toEqual([
      'X06A in X06A',
      'X06A in X47',
      'X06A in X54',
      'X06B in X06B',
      'X06B in X47',
      'X06B in X54',
      'X07D in X06A',
      'X07D in X07D',
      'X07D in X47',
      'X07D in X54',
      'X47 in X47',
      'unplaced in X47',
      'unplaced in unplaced',
    ]);
  });

  it('has a district only where a workplace can be placed in it', async () => {
    const districts = ['X07D', 'X07E', 'X07F', 'X07G'];
    const areas = [inside('X06A'), ...districts.map((code) => outside(code, 'district'))];
    const lines = await bridge(
      areas,
      districts.map((code) => member(code, 'X06A')),
      {
        'raw.postcode_correction': [{ postcode: 'ZZ9 9ZZ', area_code: 'X07E' }],
        'reference.workspace_setting': setting({ home_area: 'X07F' }),
      },
    );
    expect(lines.filter((each) => each.endsWith('in X06A'))).toEqual([
      'X06A in X06A',
      'X07D in X06A',
      'X07E in X06A',
      'X07F in X06A',
    ]);
  });

  it('has the district that took the place of one in the directory', async () => {
    const lines = await bridge(
      [inside('X06A'), outside('X07D', 'district'), outside('X07H', 'district')],
      [member('X07H', 'X06A')],
      {
        'core.int_area_successor': [
          { area_code: 'X07D', successor_area_code: 'X07D' },
          { area_code: 'X07D', successor_area_code: 'X07H' },
        ],
      },
    );
    expect(lines).toContain('X07H in X06A');
  });

  it('has no region of which a present council is not in the partnership', async () => {
    const areas = [inside('X06A'), inside('X06B'), outside('X06C'), outside('X12', 'region')];
    const members = ['X06A', 'X06B', 'X06C'].map((code) => member(code, 'X12'));
    expect((await bridge(areas, members)).filter((each) => each.includes('X12'))).toEqual([]);
  });

  it('has a region of which all present councils are in the partnership, whatever was abolished', async () => {
    const areas = [
      inside('X06A'),
      inside('X06B'),
      outside('X06Z', 'council', { valid_to: '2023-04-01' }),
      outside('X12', 'region'),
      outside('X92', 'country'),
      outside('X06C'),
    ];
    const members = [
      ...['X06A', 'X06B', 'X06Z'].map((code) => member(code, 'X12')),
      member('X12', 'X92'),
      member('X06C', 'X92'),
    ];
    expect((await bridge(areas, members)).filter((each) => /X12|X92/.test(each))).toEqual([
      'X06A in X12',
      'X06B in X12',
    ]);
  });

  it('leaves out a council that is not in the partnership', async () => {
    expect(
      (await bridge([inside('X06A'), outside('X06C')], [])).filter((each) => each.includes('X06C')),
    ).toEqual([]);
  });

  it('ends where members lie in each other', async () => {
    expect(
      await bridge(
        [inside('X06A'), outside('X54', 'icb')],
        [member('X06A', 'X54'), member('X54', 'X06A')],
      ),
    ).toContain('X54 in X06A');
  });
});

describe('core.fct_published_figure', () => {
  it('is the list of published figures, each edition by itself', async () => {
    const figure = (edition: string, value: number) => ({
      metric_id: 'vacancy_rate',
      area_code: 'X12',
      period: '2024-25',
      period_start: '2024-04-01',
      care_setting: 'all',
      job_role: 'all',
      population: 'all sectors',
      edition,
      value,
    });
    const rows = await bench.build('core.fct_published_figure', {
      'reference.published_figure': [figure('2025-10', 0.081), figure('2025-07', 0.083)],
    });
    expect(pick(rows, 'edition', 'value', 'period_start')).toEqual([
      ['2025-07', 0.083, '2024-04-01'],
      ['2025-10', 0.081, '2024-04-01'],
    ]);
  });
});
