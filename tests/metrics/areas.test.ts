import { describe, expect, it } from 'vitest';
import { cell, measured } from './helpers.js';

/** A county that has ended since, in March; one of its two workplaces had no return in April. */
const then = ['w1', 'w2'].map((workplace) => ({
  period: '2026-03-01',
  workplace_id: workplace,
  area_code: 'X10Z',
  area_type: 'council',
}));

describe('an area that has ended since', () => {
  const contributors = [
    { period: '2026-03-01', workplace: 'w1', area: 'X06A', part: 1, whole: 4, pay: 13 },
    { period: '2026-03-01', workplace: 'w2', area: 'X06B', part: 1, whole: 6, pay: 15 },
    { period: '2026-03-01', workplace: 'w3', area: 'X06B', part: 5, whole: 5, pay: 20 },
    { period: '2026-04-01', workplace: 'w1', area: 'X06A', part: 2, whole: 4, pay: 13 },
  ];

  it('is measured of the workplaces that lay in it', async () => {
    const database = await measured(contributors, { areasThen: then });
    const at = { area_code: 'X10Z', period: '2026-03-01' };
    expect(await cell(database, 'part_rate', at)).toMatchObject({
      area_type: 'council',
      numerator: 2,
      denominator: 10,
      base_workplaces: 2,
    });
    expect(await cell(database, 'pay_median', at)).toMatchObject({ value: 14 });
    expect(await cell(database, 'part_rate', { ...at, care_setting: 'residential' })).toMatchObject(
      {
        numerator: 2,
      },
    );
    expect(await cell(database, 'part_rate', { ...at, sector: 'voluntary' })).toMatchObject({
      status: 'not_available',
    });
  });

  it('has no row of another month, and moves no other figure', async () => {
    const figures = async (areasThen: typeof then) => {
      const database = await measured(contributors, { areasThen });
      return database.rows(
        "select * from metrics.measure where area_code <> 'X10Z' or period = '2026-04-01' order by all",
      );
    };
    expect(await figures(then)).toEqual(await figures([]));
  });
});
