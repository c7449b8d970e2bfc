import { describe, expect, it } from 'vitest';
import { openRng } from '../../examples/demo/rng.js';
import { beta, binomial, sizeOf } from '../../scripts/intervals/draws.js';
import { payIntervals } from '../../scripts/intervals/pay-methods.js';
import {
  rateIntervals,
  type Interval,
  type RateSample,
} from '../../scripts/intervals/rate-methods.js';
import type { Row } from '../../src/warehouse/database.js';
import { cell, family, measured, type Contributor } from './helpers.js';

interface Workplace {
  readonly setting: string;
  readonly area: string;
  readonly whole: number;
  readonly part: number;
  /** In pence. */
  readonly pay: readonly number[];
}

/** Workplaces of skewed sizes in two areas and two settings. */
function workplaces(seed: number, count: number): Workplace[] {
  const rng = openRng(seed, 'interval');
  return Array.from({ length: count }, () => {
    const whole = sizeOf(rng, 15, 0.8);
    const share = beta(rng, 0.3, 0.2);
    return {
      setting: rng.pick(['care_home', 'care_home_nursing', 'day']),
      area: rng.pick(['X06A', 'X06B', 'unplaced']),
      whole,
      part: binomial(rng, whole, share),
      pay: Array.from({ length: whole }, () =>
        rng.chance(share) ? 1221 : 1221 + 5 * rng.int(1, 100),
      ),
    };
  });
}

/** Two rows of parts for each workplace, and one for each of its people. */
function contributors(given: readonly Workplace[]): Contributor[] {
  return given.flatMap(({ setting, area, whole, part, pay }, index) => {
    const own = { workplace: `w${index}`, organisation: `o${index}`, setting, area };
    const half = Math.floor(part / 2);
    return [
      { ...own, role: '7', whole: 1, part: half, workers: whole },
      { ...own, role: '8', whole: whole - 1, part: part - half, workers: 0 },
      ...pay.map((pence) => ({ ...own, workers: 0, pay: pence / 100 })),
    ];
  });
}

function expectEnds(row: Row, expected: Interval | null | undefined, unit = 1): void {
  if (expected === null || expected === undefined) {
    expect([row['ci_low'], row['ci_high']]).toEqual([null, null]);
    return;
  }
  expect(row['ci_low']).toBeCloseTo(expected.low / unit, 8);
  expect(row['ci_high']).toBeCloseTo(expected.high / unit, 8);
}

const rateSample = (given: readonly Workplace[], change: Partial<RateSample> = {}): RateSample => ({
  workplaces: given.map(({ part, whole }) => ({ numerator: part, denominator: whole })),
  fraction: 0,
  scale: 'logit',
  ...change,
});

const CELLS: readonly [Record<string, string>, (each: Workplace) => boolean][] = [
  [{}, () => true],
  [{ area_code: 'X06A' }, ({ area }) => area === 'X06A'],
  [{ care_setting: 'residential' }, ({ setting }) => setting !== 'day'],
  [
    { area_code: 'X06B', care_setting: 'care_home' },
    ({ setting, area }) => setting === 'care_home' && area === 'X06B',
  ],
];

describe('the interval of a figure', () => {
  it.each([1, 2, 3, 4, 5, 6])('is the one that was simulated, on random table %i', async (seed) => {
    const given = workplaces(seed, 8 + 14 * seed);
    const database = await measured(contributors(given));
    for (const [at, isIn] of CELLS) {
      const own = given.filter(isIn);
      if (own.length < 2) continue;
      expectEnds(await cell(database, 'part_rate', at), rateIntervals(rateSample(own)).published);
      const [median, high] = payIntervals(
        { workplaces: own.map(({ pay }) => pay), fraction: 0 },
        [0.5, 0.9],
      );
      expectEnds(await cell(database, 'pay_median', at), median?.published, 100);
      expectEnds(await cell(database, 'pay_p90', at), high?.published, 100);
    }
  });

  it('is there for most of the tables, so that the comparison is one', async () => {
    const database = await measured(contributors(workplaces(5, 78)));
    const row = await cell(database, 'part_rate');
    expect(row['ci_low']).toBeGreaterThan(0);
    expect(row['ci_low']).toBeLessThan(row['value'] as number);
    expect(row['ci_high']).toBeGreaterThan(row['value'] as number);
    expect((await cell(database, 'pay_median'))['ci_high']).toBeGreaterThan(12.21);
  });

  it('is on the log scale for a rate that can be more than one', async () => {
    const given = workplaces(9, 40).map((each) => ({ ...each, part: each.part * 3 }));
    const changed = family((header) =>
      header.replace('denominator: whole', 'denominator: whole\n    range: positive'),
    );
    const database = await measured(contributors(given), { families: [changed] });
    expectEnds(
      await cell(database, 'part_rate'),
      rateIntervals(rateSample(given, { scale: 'log' })).published,
    );
  });

  it('is narrower by the share of the register that returned', async () => {
    const given = workplaces(11, 40);
    const period = '2026-04-01';
    const register = {
      workplaces: given.map((_, index) => ({ period, workplace_id: `w${index}` })),
      coverage: [
        { period, area_code: 'X47', care_setting: 'all', location_count: 50, coverage: 0.8 },
      ],
    };
    const row = await cell(await measured(contributors(given), { register }), 'part_rate');
    expectEnds(row, rateIntervals(rateSample(given, { fraction: 0.8 })).published);
    expect(row['coverage']).toBe(0.8);
  });

  it('takes nothing off for a workplace that the register has not', async () => {
    const given = workplaces(11, 40);
    const period = '2026-04-01';
    const coverage = [
      { period, area_code: 'X47', care_setting: 'all', location_count: 10, coverage: 0 },
    ];
    const database = await measured(contributors(given), {
      register: { workplaces: [], coverage },
    });
    expectEnds(await cell(database, 'part_rate'), rateIntervals(rateSample(given)).published);
  });

  it('is not given where the whole register is behind the figure', async () => {
    const given = workplaces(11, 40);
    const period = '2026-04-01';
    const register = {
      workplaces: given.map((_, index) => ({ period, workplace_id: `w${index}` })),
      coverage: [
        { period, area_code: 'X47', care_setting: 'all', location_count: 40, coverage: 1 },
      ],
    };
    const row = await cell(await measured(contributors(given), { register }), 'part_rate');
    expect(row).toMatchObject({ ci_low: null, ci_high: null, coverage: 1 });
  });

  it("is not given by role or sector the register's share, which it does not have", async () => {
    const given = workplaces(11, 40);
    const period = '2026-04-01';
    const register = {
      workplaces: given.map((_, index) => ({ period, workplace_id: `w${index}` })),
      coverage: [
        { period, area_code: 'X47', care_setting: 'all', location_count: 50, coverage: 0.8 },
      ],
    };
    const database = await measured(contributors(given), { register });
    const row = await cell(database, 'part_rate', { sector: 'private' });
    expectEnds(row, rateIntervals(rateSample(given)).published);
    expect(row['coverage']).toBeNull();
  });
});

describe('no interval', () => {
  const alike = (count: number, part: (index: number) => number): Contributor[] =>
    Array.from({ length: count }, (_, index) => ({
      workplace: `w${index}`,
      part: part(index),
      whole: 20,
    }));

  it.each([
    [9, null],
    [10, 'given'],
    [11, 'given'],
  ])('of %i workplaces is %s', async (count, expected) => {
    const row = await cell(await measured(alike(count, (index) => 2 + (index % 3))), 'part_rate');
    expect(row['ci_low'] === null ? null : 'given').toBe(expected);
  });

  it.each([
    ['all rates are the same', () => 3],
    ['nothing is counted', () => 0],
    ['everything is', () => 20],
    ['one workplace has all there is', (index: number) => (index === 4 ? 7 : 0)],
  ])('is given where %s', async (_, part) => {
    const row = await cell(await measured(alike(30, part)), 'part_rate');
    expect(row).toMatchObject({ ci_low: null, ci_high: null });
    expect(row['value']).not.toBeNull();
  });

  it('is given where one workplace decides the figure', async () => {
    const given = alike(30, (index) => 1 + (index % 4));
    const large = { workplace: 'large', part: 900, whole: 4000 };
    const row = await cell(await measured([...given, large]), 'part_rate');
    expect(row).toMatchObject({ ci_low: null, ci_high: null, base_workplaces: 31 });
  });

  it('is given of a count', async () => {
    const row = await cell(await measured(alike(30, (index) => index)), 'part_count');
    expect(row).toMatchObject({ ci_low: null, ci_high: null });
  });

  it('is given of what describes no person', async () => {
    const changed = family((header) => `${header}\ndisclosure: none`);
    const row = await cell(
      await measured(
        alike(30, (index) => index % 7),
        { families: [changed] },
      ),
      'part_rate',
    );
    expect(row).toMatchObject({ ci_low: null, ci_high: null });
  });

  it.each([
    [149, null],
    [150, 'given'],
  ])('of a 90th percentile of %i people is %s', async (people, expected) => {
    const given = Array.from({ length: people }, (_, index) => ({
      workplace: `w${index % 15}`,
      pay: 12 + ((index * 7) % 31) / 10,
    }));
    const row = await cell(await measured(given), 'pay_p90');
    expect(row['ci_low'] === null ? null : 'given').toBe(expected);
  });
});
