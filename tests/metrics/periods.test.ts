import { describe, expect, it } from 'vitest';
import { family, measured, type Contributor } from './helpers.js';

const rolling = () => family((header) => header.replace('cuts:', 'rolling: true\ncuts:'));

const MONTHS = ['2025-12-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];

/** The figures of a council of one kind of period, each with its parts and bases. */
async function figures(periodType: string, contributors: readonly Contributor[], area = 'X06A') {
  const database = await measured(contributors, { families: [rolling()], months: MONTHS });
  const rows = await database.rows(
    `select period, cast(numerator as integer) as part, cast(denominator as integer) as whole,
      base_workplaces, base_workers
    from metrics.measure
    where metric_id = 'part_rate' and period_type = $periodType and area_code = $area
      and care_setting = 'all' and job_role = 'all' and sector = 'all'
    order by period`,
    { periodType, area },
  );
  return rows.map((row) => Object.values(row));
}

const inMonth = (period: string, part: number, whole: number, more: Contributor = {}) => ({
  period,
  workplace: 'w1',
  organisation: 'o1',
  workers: whole,
  part,
  whole,
  ...more,
});

describe('three months together', () => {
  it('are a ratio of the sums of months in a row: 1 + 2 + 6 of 10 + 10 + 20', async () => {
    expect(
      await figures('rolling_3m', [
        inMonth('2026-02-01', 1, 10),
        inMonth('2026-03-01', 2, 10),
        inMonth('2026-04-01', 6, 20),
        inMonth('2026-05-01', 0, 20),
      ]),
    ).toEqual([
      ['2026-04-01', 9, 40, 1, 20],
      ['2026-05-01', 8, 50, 1, 20],
    ]);
  });

  it('count a workplace of an earlier month, its people not', async () => {
    expect(
      await figures('rolling_3m', [
        inMonth('2026-02-01', 1, 10),
        inMonth('2026-04-01', 6, 20, { workplace: 'w2', organisation: 'o2' }),
      ]),
    ).toEqual([
      ['2026-04-01', 7, 30, 2, 20],
      ['2026-05-01', 6, 20, 1, 0],
    ]);
  });

  it('are of areas as they are now', async () => {
    const then = [
      { period: '2026-04-01', workplace_id: 'w1', area_code: 'X06C', area_type: 'council' },
    ];
    const database = await measured([inMonth('2026-04-01', 6, 20)], {
      families: [rolling()],
      months: MONTHS,
      areasThen: then,
    });
    const rows = await database.rows(
      "select distinct period_type from metrics.measure where area_code = 'X06C'",
    );
    expect(rows).toEqual([{ period_type: 'month' }]);
  });

  it('are made for the families that say so', async () => {
    const database = await measured([inMonth('2026-04-01', 6, 20)], { months: MONTHS });
    const rows = await database.rows(
      'select distinct period_type from metrics.measure order by all',
    );
    expect(rows).toEqual([{ period_type: 'financial_year' }, { period_type: 'month' }]);
  });
});

describe('a financial year', () => {
  it('has the figure of its March, under its April', async () => {
    expect(
      await figures('financial_year', [
        inMonth('2025-12-01', 9, 10),
        inMonth('2026-03-01', 2, 10),
        inMonth('2026-04-01', 6, 20),
      ]),
    ).toEqual([['2025-04-01', 2, 10, 1, 10]]);
  });
});
