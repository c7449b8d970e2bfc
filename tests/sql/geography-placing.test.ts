import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { setting, workplaceMonth, homeRow, inForce, workplaceRecord } from './helpers/rows.js';

const bench = openBench();

interface Case {
  /** Postcodes of one workplace, by month of 2026. */
  given: Record<number, string | null>;
  directory?: Record<string, string>;
  corrections?: object[];
  home?: string;
  areas?: object[];
}

const COUNCILS = ['X06A', 'X06B'];

/** The area and the step of each month, as `month area step`. */
async function placed({ given, directory = {}, corrections = [], home, areas = [] }: Case) {
  const rows = await bench.build('core.int_workplace_area', {
    'core.int_workplace_record': Object.entries(given).map(([month, postcode]) =>
      workplaceRecord({
        delivery_id: Number(month),
        period: `2026-0${month}-01`,
        postcode,
      }),
    ),
    'reference.postcode': Object.entries(directory).map(([postcode, area_code]) => ({
      postcode,
      area_code,
    })),
    'raw.postcode_correction': corrections,
    'core.int_area_successor': [...COUNCILS.map((code) => line(code, code, 0)), ...areas],
    'core.bridge_area': [...COUNCILS, 'unplaced'].map((code) => ({
      area_code: code,
      ancestor_area_code: code,
    })),
    'reference.workspace_setting': setting({ home_area: home ?? null }),
  });
  return rows.map(
    (row) =>
      `${String(row['delivery_id'])} ${String(row['area_code'])} ${String(row['area_source'])}`,
  );
}

const line = (area: string, successor: string, step: number) => ({
  area_code: area,
  successor_area_code: successor,
  step_count: step,
});
const corrected = (postcode: string, change: object) => ({
  postcode,
  reason: 'told by telephone',
  ...change,
});

describe('core.int_workplace_area', () => {
  it('places a workplace where its postcode lies', async () => {
    const directory = { 'AB1 2CD': 'X06B', 'AB1 2CE': 'X06A', 'AB1 2CF': 'X06A' };
    expect(await placed({ given: { 4: 'AB1 2CD' }, directory, home: 'X06A' })).toEqual([
      '4 X06B postcode',
    ]);
  });

  it('takes what the workspace knows better before what the directory says', async () => {
    const directory = { 'AB1 2CD': 'X06A', 'ZZ9 9ZZ': 'X06B' };
    const to = (change: object) =>
      placed({ given: { 4: 'AB1 2CD' }, directory, corrections: [corrected('AB1 2CD', change)] });
    expect(await to({ corrected_postcode: 'ZZ9 9ZZ' })).toEqual(['4 X06B corrected']);
    expect(await to({ area_code: 'X06B' })).toEqual(['4 X06B corrected']);
    expect(await to({ corrected_postcode: 'YY9 9YY' })).toEqual(['4 X06A postcode']);
  });

  it('takes the latest earlier postcode of the workplace where its own cannot be placed', async () => {
    const directory = { 'AB1 2CD': 'X06A', 'AB1 2CE': 'X06B' };
    expect(
      await placed({
        given: { 1: 'AB1 2CD', 2: 'AB1 2CE', 3: 'ZZ9 9ZZ', 4: null, 5: 'AB1 2CD' },
        directory,
      }),
    ).toEqual([
      '1 X06A postcode',
      '2 X06B postcode',
      '3 X06B known_earlier',
      '4 X06B known_earlier',
      '5 X06A postcode',
    ]);
  });

  it('takes the first later one where there is none before', async () => {
    const directory = { 'AB1 2CD': 'X06A', 'AB1 2CE': 'X06B' };
    expect(
      await placed({ given: { 1: 'ZZ9 9ZZ', 2: 'AB1 2CE', 3: 'AB1 2CD' }, directory }),
    ).toEqual(['1 X06B known_earlier', '2 X06B postcode', '3 X06A postcode']);
  });

  it('takes nothing from another workplace, submitter or source', async () => {
    const rows = await bench.build('core.int_workplace_area', {
      'core.int_workplace_record': [
        workplaceRecord({ delivery_id: 1, period: '2026-03-01', postcode: 'AB1 2CD' }),
        ...[{ local_establishment_id: 'H2' }, { submitter: 'birch' }, { source_id: 'other' }].map(
          (change, at) => workplaceRecord({ delivery_id: at + 2, postcode: 'ZZ9 9ZZ', ...change }),
        ),
      ],
      'reference.postcode': [{ postcode: 'AB1 2CD', area_code: 'X06A' }],
      'reference.workspace_setting': setting(),
    });
    expect(pick(rows, 'delivery_id', 'area_source').slice(1)).toEqual([
      [2, 'unplaced'],
      [3, 'unplaced'],
      [4, 'unplaced'],
    ]);
  });

  it('knows a postcode that was corrected as well as one of the directory', async () => {
    expect(
      await placed({
        given: { 1: 'YY9 9YY', 2: 'ZZ9 9ZZ' },
        corrections: [corrected('YY9 9YY', { area_code: 'X06B' })],
      }),
    ).toEqual(['1 X06B corrected', '2 X06B known_earlier']);
  });

  it.each([
    ['all', ['X06A', 'X06A'], '4 X06A sector'],
    ['the only one', ['X06B'], '4 X06B sector'],
    ['two of three', ['X06A', 'X06B', 'X06B'], '4 X06B sector'],
    ['one of two', ['X06A', 'X06B'], '4 unplaced unplaced'],
    ['two of five, the most', ['X06A', 'X06A', 'X06B', 'E1', 'E2'], '4 unplaced unplaced'],
    ['none', [], '4 unplaced unplaced'],
  ])(
    'places it by its sector only where more than half of that lies in one area: %s',
    async (_, areas, expected) => {
      const near = areas.map((area, at) => [`AB1 2${'CDEFG'.charAt(at)}X`, area] as const);
      const directory = { ...Object.fromEntries(near), 'AB1 3CX': 'X06A', 'AB12 2CX': 'X06A' };
      expect(await placed({ given: { 4: 'AB1 2ZZ' }, directory })).toEqual([expected]);
    },
  );

  it('takes the sector of the corrected postcode where the directory does not hold that', async () => {
    expect(
      await placed({
        given: { 4: 'AB1 2ZZ' },
        directory: { 'AB1 2CD': 'X06A', 'AB3 3CD': 'X06B' },
        corrections: [corrected('AB1 2ZZ', { corrected_postcode: 'AB3 3ZZ' })],
      }),
    ).toEqual(['4 X06B sector']);
  });

  it('goes by what the workplace gave before it goes by the sector, and by that before the home area', async () => {
    const directory = { 'AB1 2CD': 'X06A', 'ZZ9 9ZA': 'X06B' };
    const home = 'X06A';
    expect(await placed({ given: { 1: 'AB1 2CD', 2: 'ZZ9 9ZZ' }, directory, home })).toEqual([
      '1 X06A postcode',
      '2 X06A known_earlier',
    ]);
    expect(await placed({ given: { 2: 'ZZ9 9ZZ' }, directory, home })).toEqual(['2 X06B sector']);
    expect(await placed({ given: { 2: 'YY9 9ZZ' }, directory, home })).toEqual(['2 X06A home']);
    expect(await placed({ given: { 2: null }, directory, home })).toEqual(['2 X06A home']);
    expect(await placed({ given: { 2: null }, directory })).toEqual(['2 unplaced unplaced']);
  });

  it('says outside where the directory or a correction does, and keeps the step of a guess', async () => {
    const directory = { 'TD1 1AA': 'S12000026', 'TD1 1AB': 'S12000026' };
    const rows = await bench.build('core.int_workplace_area', {
      'core.int_workplace_record': ['TD1 1AA', 'TD1 1ZZ'].map((postcode, at) =>
        workplaceRecord({ delivery_id: at, local_establishment_id: `H${at}`, postcode }),
      ),
      'reference.postcode': Object.entries(directory).map(([postcode, area_code]) => ({
        postcode,
        area_code,
      })),
      'reference.workspace_setting': setting({ home_area: 'X06A' }),
    });
    expect(pick(rows, 'area_code', 'area_source', 'is_inside')).toEqual([
      ['S12000026', 'outside', false],
      ['S12000026', 'sector', false],
    ]);
  });

  it('counts a directory’s area that was replaced as the one that took its place', async () => {
    const areas = [
      line('E08000020', 'E08000020', 0),
      line('E08000020', 'X06A', 1),
      line('X06B', 'X06C', 1),
      line('X06C', 'X06C', 0),
    ];
    expect(
      await placed({
        given: { 1: 'AB1 2CD', 2: 'AB1 2CE' },
        directory: { 'AB1 2CD': 'E08000020', 'AB1 2CE': 'X06B' },
        areas,
      }),
    ).toEqual(['1 X06A postcode', '2 X06B postcode']);
    expect(
      await placed({
        given: { 1: 'AB1 2CD' },
        directory: { 'AB1 2CD': 'X06A' },
        areas: [line('X06A', 'X06B', 1), line('X06A', 'X06C', 2)],
      }),
    ).toEqual(['1 X06B postcode']);
    expect(
      await placed({
        given: { 1: 'AB1 2ZZ' },
        directory: { 'AB1 2CD': 'E08000020', 'AB1 2CE': 'X06A', 'AB1 2CF': 'X06B' },
        areas,
      }),
    ).toEqual(['1 X06A sector']);
  });

  it('has one row for each record, whatever the postcodes', async () => {
    const postcode = fc.constantFrom('AB1 2CD', 'AB1 2CE', 'AB1 2ZZ', 'ZZ9 9ZZ', null);
    await fc.assert(
      fc.asyncProperty(
        fc.array(postcode, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (postcodes, hasHome) => {
          const given = Object.fromEntries(postcodes.map((each, at) => [at + 1, each]));
          const rows = await placed({
            given,
            directory: { 'AB1 2CD': 'X06A', 'AB1 2CE': 'X06B', 'AB1 2CF': 'X06B' },
            ...(hasHome ? { home: 'X06B' } : {}),
          });
          expect(rows).toHaveLength(postcodes.length);
          const isKnown = postcodes.some((each) => each === 'AB1 2CD' || each === 'AB1 2CE');
          for (const row of rows) {
            if (isKnown) expect(row).toMatch(/ (postcode|known_earlier)$/);
            else expect(row).toMatch(/ (sector|home|unplaced)$/);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('ops.finding', () => {
  it.each([
    ['corrected', []],
    ['postcode', []],
    ['outside', []],
    ['known_earlier', [['POSTCODE', 'postcode_guessed', 'warning', true]]],
    ['sector', [['POSTCODE', 'postcode_guessed', 'warning', true]]],
    ['home', [['POSTCODE', 'postcode_unplaced', 'warning', true]]],
    ['unplaced', [['POSTCODE', 'postcode_unplaced', 'warning', true]]],
  ])('of a workplace placed by %s are %j', async (source, expected) => {
    const rows = await bench.build('ops.finding', {
      'core.int_delivery': [inForce(1, { dataset_id: 'asc_wds_workplace', record_count: 1 })],
      'staging.stg_asc_wds__workplace': [homeRow(1, 1, { postcode: 'AB1 2CD' })],
      'core.fct_workplace_month': [workplaceMonth({ area_source: source })],
    });
    expect(
      rows.map((row) => [
        row['column_name'],
        row['rule'],
        row['severity'],
        row['message'] !== null,
      ]),
    ).toEqual(expected);
  });
});
