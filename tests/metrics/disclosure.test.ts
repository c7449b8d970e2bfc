import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicMeasureSql } from '../../src/metrics/index.js';
import { leastWorkers, statusSql } from '../../src/metrics/disclosure/primary.js';
import { openForBuild, type Row } from '../../src/warehouse/database.js';
import { createTableOf } from '../../src/warehouse/insert.js';
import { createMacros } from '../../src/transform/reference.js';
import { PUBLIC } from './helpers.js';

const MEASURE = {
  metric_id: 'VARCHAR',
  period: 'DATE',
  period_type: 'VARCHAR',
  area_code: 'VARCHAR',
  area_type: 'VARCHAR',
  care_setting: 'VARCHAR',
  job_role: 'VARCHAR',
  sector: 'VARCHAR',
  cut: 'VARCHAR',
  numerator: 'DECIMAL(18, 2)',
  denominator: 'DECIMAL(18, 2)',
  value: 'DECIMAL(18, 8)',
  ci_low: 'DECIMAL(18, 8)',
  ci_high: 'DECIMAL(18, 8)',
  base_workplaces: 'INTEGER',
  base_organisations: 'INTEGER',
  base_workers: 'INTEGER',
  coverage: 'DECIMAL(9, 6)',
  status: 'VARCHAR',
};
const METRICS = [
  { metric_id: 'rate', unit: 'rate', kind: 'ratio', decimals: 1, disclosure: 'primary' },
  { metric_id: 'pay', unit: 'gbp_hour', kind: 'quantile', decimals: 2, disclosure: 'primary' },
  { metric_id: 'homes', unit: 'count', kind: 'count', decimals: 0, disclosure: 'none' },
  { metric_id: 'staff', unit: 'count', kind: 'count', decimals: 0, disclosure: 'primary' },
  { metric_id: 'cost', unit: 'gbp_year', kind: 'count', decimals: 0, disclosure: 'primary' },
  { metric_id: 'sickness', unit: 'days', kind: 'mean', decimals: 1, disclosure: 'primary' },
];

async function inPublic(measures: readonly object[], profile = PUBLIC): Promise<Row[]> {
  const database = await openForBuild(':memory:', { threads: 1 });
  await database.run('create schema reference');
  await createMacros(database);
  await createTableOf(database, 'measure', MEASURE, measures);
  await createTableOf(
    database,
    'metric',
    {
      metric_id: 'VARCHAR',
      unit: 'VARCHAR',
      kind: 'VARCHAR',
      decimals: 'INTEGER',
      disclosure: 'VARCHAR',
    },
    METRICS,
  );
  const rows = await database.rows(
    `select * from (${publicMeasureSql(profile)}) order by area_code`,
  );
  database.close();
  return rows;
}

const figure = (change: object) => ({
  metric_id: 'rate',
  period: '2026-04-01',
  period_type: 'month',
  area_code: 'X47',
  area_type: 'partnership',
  care_setting: 'all',
  job_role: 'all',
  sector: 'all',
  cut: 'all',
  numerator: 13,
  denominator: 137,
  value: 0.09489051,
  ci_low: 0.05,
  ci_high: 0.15,
  base_workplaces: 7,
  base_organisations: 5,
  base_workers: 124,
  status: 'ok',
  ...change,
});

describe('statusSql', () => {
  const statusOf = async (
    base: { workers?: number; workplaces?: number; organisations?: number; value?: number | null },
    isPercentile = false,
    profile: typeof PUBLIC | null = PUBLIC,
  ) => {
    const database = await openForBuild();
    await database.run('create schema reference');
    await createMacros(database);
    const [row] = await database.rows(
      `select ${statusSql(profile)} as status from (select
        50 as minimum_base, ${leastWorkers(isPercentile, profile ?? PUBLIC)} as least_workers,
        $workers::integer as base_workers, $workplaces::integer as base_workplaces,
        $organisations::integer as base_organisations, $value::double as value)`,
      { workers: 100, workplaces: 9, organisations: 9, value: 0.5, ...base },
    );
    database.close();
    return row?.['status'];
  };

  it.each([
    [{ workers: 9 }, 'suppressed'],
    [{ workers: 10 }, 'low_base'],
    [{ workers: 11 }, 'low_base'],
    [{ workers: 49 }, 'low_base'],
    [{ workers: 50 }, 'ok'],
    [{ workers: 51 }, 'ok'],
    [{ workplaces: 2 }, 'suppressed'],
    [{ workplaces: 3 }, 'ok'],
    [{ organisations: 2 }, 'suppressed'],
    [{ organisations: 3 }, 'ok'],
    [{ workers: 10, workplaces: 3, organisations: 3 }, 'low_base'],
    [{ workplaces: 0, organisations: 0, workers: 0 }, 'not_available'],
    [{ value: null }, 'not_available'],
    [{ value: null, workers: 1 }, 'not_available'],
    [{ value: 0 }, 'ok'],
  ])('of %o is %s', async (base, status) => {
    expect(await statusOf(base)).toBe(status);
  });

  it.each([
    [19, 'suppressed'],
    [20, 'low_base'],
    [50, 'ok'],
  ])('of a percentile of %i workers is %s', async (workers, status) => {
    expect(await statusOf({ workers }, true)).toBe(status);
  });

  it('of a percentile asks no fewer workers than of any figure', async () => {
    expect(await statusOf({ workers: 29 }, true, { ...PUBLIC, min_workers: 30 })).toBe(
      'suppressed',
    );
  });

  it('of a count that describes no person is good, whatever it rests on', async () => {
    expect(await statusOf({ workers: 0, workplaces: 1 }, false, null)).toBe('ok');
  });

  it('of no workplace at all is not available, though it describes no person', async () => {
    expect(await statusOf({ workplaces: 0, value: null }, false, null)).toBe('not_available');
  });
});

describe('publicMeasureSql', () => {
  it.each(['suppressed', 'not_available', 'not_applicable', 'a status to come'])(
    'shows nothing of a figure that is %s',
    async (status) => {
      const [row] = await inPublic([figure({ status })]);
      expect(row).toMatchObject({
        status,
        numerator: null,
        denominator: null,
        value: null,
        ci_low: null,
        ci_high: null,
        base_workplaces: null,
        base_organisations: null,
        base_workers: null,
      });
    },
  );

  it('shows a good rate to the place it is shown in, its people to the nearest five, its parts not', async () => {
    expect((await inPublic([figure({})]))[0]).toMatchObject({
      value: 0.095,
      numerator: null,
      denominator: null,
      base_workers: 125,
      base_workplaces: 7,
      base_organisations: 5,
    });
  });

  it('shows the interval of a rate or of pay to the place that the figure is shown in', async () => {
    const ends = { ci_low: 0.04567891, ci_high: 0.14951234 };
    const pay = { metric_id: 'pay', numerator: null, denominator: null, value: 12.605 };
    const rows = await inPublic([
      figure(ends),
      figure({ ...pay, ci_low: 12.21, ci_high: 12.98765432, area_code: 'X48' }),
    ]);
    expect(rows).toMatchObject([
      { ci_low: 0.046, ci_high: 0.15 },
      { ci_low: 12.21, ci_high: 12.99 },
    ]);
  });

  it('shows a rate of low reliability to the whole percentage, and its interval', async () => {
    expect((await inPublic([figure({ status: 'low_base', ci_low: 0.0449 })]))[0]).toMatchObject({
      value: 0.09,
      ci_low: 0.04,
      ci_high: 0.15,
      status: 'low_base',
    });
  });

  it('shows pay to the penny', async () => {
    const pay = { metric_id: 'pay', numerator: null, denominator: null, value: 12.605 };
    const rows = await inPublic([
      figure(pay),
      figure({ ...pay, status: 'low_base', area_code: 'X48', value: 12.6049 }),
    ]);
    expect(rows.map((row) => row['value'])).toEqual([12.61, 12.6]);
  });

  it('shows a count that describes no person as it is, and not how many people that is', async () => {
    const homes = {
      metric_id: 'homes',
      numerator: 3,
      denominator: null,
      value: 3,
      base_workers: 7,
    };
    expect((await inPublic([figure(homes)]))[0]).toMatchObject({
      numerator: 3,
      value: 3,
      base_workers: null,
    });
  });

  it.each([
    ['staff', 132, 130],
    ['staff', 133, 135],
    ['cost', 1_234_499.5, 1_234_000],
    ['cost', 1_234_500, 1_235_000],
    ['sickness', 4.26, 4.3],
  ])('rounds what %s of people %d is to %d', async (metric, value, rounded) => {
    const [row] = await inPublic([figure({ metric_id: metric, value, numerator: value })]);
    expect(row).toMatchObject({ value: rounded, numerator: null, denominator: null });
  });

  it('rounds a base to the nearest five, and a nought stays a nought', async () => {
    const bases = [0, 2, 3, 8, 7].map((base, index) =>
      figure({ base_workers: base, area_code: `X${index}` }),
    );
    expect((await inPublic(bases)).map((row) => row['base_workers'])).toEqual([0, 0, 5, 10, 5]);
  });

  it('leaves out what is not placed, which is an area to nobody', async () => {
    expect(await inPublic([figure({ area_type: 'unplaced', area_code: 'unplaced' })])).toEqual([]);
  });

  it('holds no number of a suppressed figure, nor a part or an unrounded base of any, whatever the figures', async () => {
    const count = fc.integer({ min: 0, max: 5000 });
    const measures = fc.array(
      fc.record({
        status: fc.constantFrom('ok', 'low_base', 'suppressed', 'not_available'),
        metric_id: fc.constantFrom('rate', 'pay'),
        numerator: count,
        denominator: count,
        base_workers: count,
        value: fc.integer({ min: 0, max: 10_000_000 }).map((each) => each / 1e7),
      }),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(measures, fc.constantFrom(3, 5, 10), async (figures, step) => {
        const given = figures.map((each, index) =>
          figure({ ...each, area_code: `X${String(index).padStart(3, '0')}` }),
        );
        const rows = await inPublic(given, { ...PUBLIC, round_counts_to: step });
        expect(rows).toHaveLength(figures.length);
        rows.forEach((row, index) => {
          const {
            area_code: _,
            area_type: __,
            metric_id: ___,
            period: ____,
            period_type: _____,
            care_setting,
            job_role,
            sector,
            cut,
            status,
            coverage,
            ...numbers
          } = row;
          expect([care_setting, job_role, sector, cut, coverage]).toEqual([
            'all',
            'all',
            'all',
            'all',
            null,
          ]);
          if (status === 'suppressed' || status === 'not_available') {
            expect(Object.values(numbers).filter((each) => each !== null)).toEqual([]);
            return;
          }
          expect([numbers['numerator'], numbers['denominator']]).toEqual([null, null]);
          const shown = numbers['base_workers'] as number;
          const base = figures[index]?.base_workers ?? 0;
          expect(shown % step).toBe(0);
          expect(Math.abs(shown - base)).toBeLessThanOrEqual(step / 2);
        });
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});
