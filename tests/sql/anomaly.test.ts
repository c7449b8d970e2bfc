import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/warehouse/database.js';
import { openBench, pick } from './helpers/bench.js';
import { workplaceMonth } from './helpers/rows.js';

const bench = openBench();

const month = (index: number): string =>
  `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
/** One provider's home, month after month, with so many employees. */
const staff = (counts: readonly number[], change: object = {}): object[] =>
  counts.map((count, index) =>
    workplaceMonth({ period: month(index), employee_count: count, ...change }),
  );
const AREAS = {
  'core.bridge_area': [{ area_code: 'X06A', ancestor_area_code: 'X06A' }],
  'core.dim_area': [{ area_code: 'X06A', area_name: 'Wittle' }],
};
const built = async (rows: object[]): Promise<Row[]> =>
  (await bench.build('ops.anomaly', { 'core.fct_workplace_month': rows, ...AREAS })).filter(
    (row) => row['quantity'] === 'employees',
  );
const lastOf = async (counts: readonly number[], subject = 'area'): Promise<Row | undefined> =>
  (await built(staff(counts))).filter((row) => row['subject_type'] === subject).at(-1);

const STEADY = [300, 303, 299, 302, 300, 303, 300];

describe('ops.anomaly', () => {
  it('marks a change that is far from the usual ones, with the median and spread it was measured by', async () => {
    const row = await lastOf([...STEADY, 240]);
    expect(row).toMatchObject({
      subject_id: 'X06A',
      subject_name: 'Wittle',
      previous_count: 300,
      current_count: 240,
      change_count: -60,
      past_change_count: 6,
      test: 'robust',
      floor_count: 30,
      is_anomaly: true,
    });
    expect(row?.['log_change']).toBeCloseTo(Math.log(241 / 301), 7);
    const past = STEADY.slice(1).map((each, index) =>
      Math.log((each + 1) / ((STEADY[index] ?? 0) + 1)),
    );
    const median = (values: number[]): number => {
      const sorted = [...values].sort((a, b) => a - b);
      return ((sorted[2] ?? 0) + (sorted[3] ?? 0)) / 2;
    };
    const middle = median(past);
    const mad = median(past.map((each) => Math.abs(each - middle)));
    expect(row?.['median_log_change']).toBeCloseTo(middle, 7);
    expect(row?.['mad_log_change']).toBeCloseTo(mad, 7);
    const z = (Math.log(241 / 301) - middle) / (1.4826 * Math.max(mad, 0.01));
    expect(row?.['robust_z']).toBeCloseTo(z, 1);
  });

  it('takes as usual what has been usual: large changes in a restless series', async () => {
    const row = await lastOf([300, 380, 290, 370, 300, 390, 300, 375]);
    expect(row).toMatchObject({ test: 'robust', is_anomaly: false });
  });

  it('leaves alone what is below the floor, however still the series was', async () => {
    expect(await lastOf([300, 300, 300, 300, 300, 300, 300, 271])).toMatchObject({
      floor_count: 30,
      is_anomaly: false,
    });
    expect(await lastOf([300, 300, 300, 300, 300, 300, 300, 270])).toMatchObject({
      is_anomaly: true,
    });
    expect(await lastOf([30, 30, 30, 30, 30, 30, 30, 49])).toMatchObject({
      floor_count: 20,
      is_anomaly: false,
    });
  });

  it.each([
    [[300, 300, 300, 300, 300, 300, 224], 'floor', true],
    [[300, 300, 300, 300, 300, 300, 226], 'floor', false],
    [[300, 300, 300, 300, 300, 300, 300, 226], 'robust', true],
  ])('looks at the change alone with fewer than six past ones: %j', async (counts, test, is) => {
    expect(await lastOf(counts)).toMatchObject({ test, is_anomaly: is });
    if (test === 'floor') expect(await lastOf(counts)).toMatchObject({ robust_z: null });
  });

  it('has a provider from 250 employees in the month before', async () => {
    expect(await lastOf([249, 400], 'provider')).toBeUndefined();
    expect(await lastOf([250, 400], 'provider')).toMatchObject({
      subject_id: 'alder',
      is_anomaly: true,
      has_sharing_consent: true,
    });
  });

  it('does not publish a provider of whom a workplace has not agreed; an area it does', async () => {
    const rows = await built(staff([300, 400], { has_sharing_consent: false }));
    expect(pick(rows, 'subject_type', 'has_sharing_consent')).toEqual([
      ['area', true],
      ['provider', false],
    ]);
  });

  it('compares with the month before only, and survives none', async () => {
    const [first, , third] = staff([300, 300, 900]);
    expect(await built([first ?? {}, third ?? {}])).toEqual([]);
    expect(await lastOf([0, 60])).toMatchObject({ previous_count: 0, is_anomaly: true });
  });

  it('counts vacancies and leavers only of workplaces that count in their rates', async () => {
    const rows = await bench.build('ops.anomaly', {
      'core.fct_workplace_month': [0, 1].flatMap((index) => [
        workplaceMonth({
          period: month(index),
          vacancy_count: 5,
          leaver_count: 7,
          employee_count: 9,
        }),
        workplaceMonth({
          period: month(index),
          workplace_id: 'alder/H2',
          vacancy_count: 50,
          leaver_count: 70,
          employee_count: 90,
          vacancy_exclusion_reason: 'mismatch_workers',
          turnover_exclusion_reason: 'mismatch_workers',
        }),
      ]),
      ...AREAS,
    });
    expect(pick(rows, 'quantity', 'current_count')).toEqual([
      ['employees', 99],
      ['leavers', 7],
      ['vacancies', 5],
    ]);
  });
});

describe('ops.anomaly of vacancies', () => {
  it('is not moved by a workplace that is left out of the rate in one of the months', async () => {
    const home = (index: number, id: string, change: object = {}) =>
      workplaceMonth({ period: month(index), workplace_id: id, vacancy_count: 90, ...change });
    const rows = await bench.build('ops.anomaly', {
      'core.fct_workplace_month': [
        home(0, 'alder/H1'),
        home(1, 'alder/H1', { vacancy_count: 95 }),
        home(0, 'alder/H2'),
        home(1, 'alder/H2', { vacancy_exclusion_reason: 'mismatch_workers' }),
      ],
      ...AREAS,
    });
    const vacancies = rows.filter((row) => row['quantity'] === 'vacancies');
    expect(pick(vacancies, 'previous_count', 'current_count')).toEqual([[90, 95]]);
  });

  it('sees a workplace that is gone from the return: its employees are', async () => {
    const [first, second] = staff([300, 310]);
    const gone = workplaceMonth({
      period: month(0),
      workplace_id: 'alder/H2',
      employee_count: 200,
    });
    const rows = await built([first ?? {}, second ?? {}, gone]);
    expect(pick(rows, 'subject_type', 'previous_count', 'current_count', 'is_anomaly')).toEqual([
      ['area', 500, 310, true],
      ['provider', 500, 310, true],
    ]);
  });
});

describe('ops.anomaly beside an analysis extract', () => {
  it('compares returns only: an extract that comes and goes is no change', async () => {
    const extract = {
      workplace_id: 'analysis_extract/9001',
      return_age_months: null,
      employee_count: 500,
    };
    const returns = staff([...STEADY, 300]);
    const rows = await built([
      ...returns,
      ...returns.slice(-1).map((row) => ({ ...row, ...extract })),
    ]);
    expect(rows).toEqual(await built(returns));
  });
});

describe('check_changes_are_ordinary', () => {
  it('names the areas and providers of the latest month, and no earlier one', async () => {
    const row = { subject_type: 'area', quantity: 'employees', is_anomaly: true };
    const rows = await bench.check('check_changes_are_ordinary', {
      'ops.anomaly': [
        { ...row, subject_id: 'X06A', period: '2026-03-01' },
        { ...row, subject_id: 'X06A', period: '2026-04-01' },
        { ...row, subject_id: 'X06B', period: '2026-04-01', is_anomaly: false },
      ],
      'core.fct_workplace_month': [
        workplaceMonth(),
        workplaceMonth({ period: '2026-05-01', return_age_months: null }),
      ],
    });
    expect(pick(rows, 'subject_id', 'period')).toEqual([['X06A', '2026-04-01']]);
  });
});
