import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { workplaceMonth } from './helpers/rows.js';

const bench = openBench();

const role = (code: string, employees: number, counts: object = {}, change: object = {}) => ({
  period: '2026-04-01',
  workplace_id: 'alder/H1',
  job_role_code: code,
  employee_count: employees,
  worker_count: employees + 2,
  vacancy_count: 0,
  leaver_count: 0,
  ...counts,
  ...change,
});

describe('vacancy_rate', () => {
  it('gives its own example: bank workers are on neither side', async () => {
    const rows = await bench.body('vacancy_rate', {
      'core.fct_workplace_month': [workplaceMonth()],
      'core.fct_workplace_role_month': [role('8', 90, { worker_count: 100, vacancy_count: 10 })],
    });
    expect(pick(rows, 'vacancy_count', 'post_count', 'worker_count')).toEqual([[10, 100, 90]]);
  });

  it('keeps the vacancies of a role that nobody is employed in, and no role with neither', async () => {
    const rows = await bench.body('vacancy_rate', {
      'core.fct_workplace_month': [workplaceMonth()],
      'core.fct_workplace_role_month': [
        role('4', 0, { vacancy_count: 1 }),
        role('8', 3),
        role('25', 0),
      ],
    });
    expect(pick(rows, 'job_role', 'vacancy_count', 'post_count')).toEqual([
      ['4', 1, 1],
      ['8', 0, 3],
    ]);
  });

  it('has no workplace that is left out, and each one where and as what it counts', async () => {
    const rows = await bench.body('vacancy_rate', {
      'core.fct_workplace_month': [
        workplaceMonth({ turnover_exclusion_reason: 'no_leavers' }),
        workplaceMonth({ workplace_id: 'alder/H2', vacancy_exclusion_reason: 'no_vacancies' }),
      ],
      'core.fct_workplace_role_month': [
        role('8', 3),
        role('8', 3, {}, { workplace_id: 'alder/H2' }),
      ],
    });
    expect(
      pick(
        rows,
        'period',
        'workplace_id',
        'organisation_id',
        'area_code',
        'care_setting',
        'sector',
      ),
    ).toEqual([['2026-04-01', 'alder/H1', 'alder', 'X06A', 'care_home', 'private']]);
  });
});

describe('turnover_rate', () => {
  it('gives its own example, and keeps the leavers of a role that nobody is left in', async () => {
    const rows = await bench.body('turnover_rate', {
      'core.fct_workplace_month': [workplaceMonth({ vacancy_exclusion_reason: 'no_vacancies' })],
      'core.fct_workplace_role_month': [
        role('4', 0, { leaver_count: 1 }),
        role('8', 90, { leaver_count: 27 }),
        role('25', 0),
      ],
    });
    expect(pick(rows, 'job_role', 'leaver_count', 'employee_count', 'worker_count')).toEqual([
      ['4', 1, 0, 0],
      ['8', 27, 90, 90],
    ]);
  });

  it('has no workplace that is left out', async () => {
    const rows = await bench.body('turnover_rate', {
      'core.fct_workplace_month': [
        workplaceMonth({ turnover_exclusion_reason: 'incorrect_turnover' }),
      ],
      'core.fct_workplace_role_month': [role('8', 3)],
    });
    expect(rows).toEqual([]);
  });
});

describe('hourly_pay', () => {
  const worker = (change: object) => ({
    period: '2026-04-01',
    workplace_id: 'alder/H1',
    job_role: '8',
    ...change,
  });

  it('has a row for each hourly-paid worker of any status, mismatched workplaces included', async () => {
    const rows = await bench.body('hourly_pay', {
      'core.int_counted_worker': [
        worker({
          hourly_rate_clean_gbp_hour: 12.6,
          is_employee: false,
          rate_exclusion_reason: 'mismatch_workers',
        }),
        worker({ salary_gbp_year: 24000 }),
      ],
    });
    expect(pick(rows, 'workplace_id', 'job_role', 'hourly_rate_gbp_hour', 'worker_count')).toEqual([
      ['alder/H1', '8', 12.6, 1],
    ]);
  });

  it('has no rate that cannot be true', async () => {
    const rows = await bench.body('hourly_pay', {
      'core.int_counted_worker': [worker({ hourly_rate_gbp_hour: 1260 })],
    });
    expect(rows).toEqual([]);
  });

  it.each([
    [12.2, 12.21, 1, 1, 0],
    [12.21, 12.21, 1, 0, 1],
    [12.31, 12.21, 1, 0, 1],
    [12.32, 12.21, 1, 0, 0],
    [5, null, null, 0, 0],
  ])(
    'of %s with the minimum %s counts %s, below %i, at %i',
    async (rate, floor, counted, below, at) => {
      const rows = await bench.body('hourly_pay', {
        'core.int_counted_worker': [
          worker({ hourly_rate_clean_gbp_hour: rate, wage_floor_gbp_hour: floor }),
        ],
      });
      expect(pick(rows, 'floored_count', 'below_floor_count', 'at_floor_count')).toEqual([
        [counted, below, at],
      ]);
    },
  );
});

describe('returns', () => {
  it('counts each workplace, those carried, and those whose total does not agree', async () => {
    const rows = await bench.body('returns', {
      'core.fct_workplace_month': [
        workplaceMonth({ workplace_id: 'a', worker_record_count: 7 }),
        workplaceMonth({ workplace_id: 'b', return_age_months: 2 }),
        workplaceMonth({ workplace_id: 'c', vacancy_exclusion_reason: 'mismatch_workers' }),
        workplaceMonth({ workplace_id: 'd', vacancy_exclusion_reason: 'no_vacancies' }),
        workplaceMonth({ workplace_id: 'e', exclusion_reason: 'duplicate_location' }),
      ],
    });
    expect(
      pick(
        rows,
        'workplace_id',
        'workplace_count',
        'carried_count',
        'mismatched_count',
        'worker_count',
      ),
    ).toEqual([
      ['a', 1, 0, 0, 7],
      ['b', 1, 1, 0, null],
      ['c', 1, 0, 1, null],
      ['d', 1, 0, 0, null],
    ]);
  });
});

describe('the checks of measures', () => {
  const measure = (change: object) => ({
    metric_id: 'vacancy_rate',
    period: '2026-04-01',
    area_code: 'X47',
    area_type: 'partnership',
    care_setting: 'all',
    job_role: 'all',
    sector: 'all',
    value: 0.1,
    numerator: 10,
    ...change,
  });

  it('fail for a rate that cannot be', async () => {
    const rows = await bench.check('check_rates_are_possible', {
      'metrics.measure': [
        measure({ value: 1 }),
        measure({ value: 0 }),
        measure({ value: null }),
        measure({ value: 1.00000001, area_code: 'over' }),
        measure({ value: -0.1, area_code: 'under' }),
        measure({ value: 3, metric_id: 'turnover_rate' }),
      ],
    });
    expect(pick(rows, 'area_code').flat()).toEqual(['over', 'under']);
  });

  it('fail where present councils and the unplaced are not the partnership', async () => {
    const council = (code: string, numerator: number, role = 'all') =>
      measure({
        area_code: code,
        area_type: code === 'unplaced' ? code : 'council',
        numerator,
        job_role: role,
      });
    const rows = await bench.check('check_councils_sum_to_partnership', {
      'core.bridge_area': ['X06A', 'X06B', 'unplaced', 'X47'].map((code) => ({
        area_code: code,
        ancestor_area_code: code,
      })),
      'metrics.measure': [
        measure({}),
        council('X06A', 7),
        council('X06B', 2),
        council('X06Z', 9),
        council('unplaced', 1),
        measure({ area_type: 'district', numerator: 99 }),
        measure({ job_role: '8' }),
        council('X06A', 7, '8'),
      ],
    });
    expect(pick(rows, 'job_role')).toEqual([['8']]);
  });

  it('warn of a metric that has no figure in the latest month and had one before', async () => {
    const rows = await bench.check('check_metrics_have_figures', {
      'metrics.measure': [
        measure({}),
        measure({ metric_id: 'turnover_rate', period: '2026-03-01' }),
        measure({ metric_id: 'turnover_rate', value: null }),
        measure({ metric_id: 'next_floor_cost', period: '2026-03-01' }),
        measure({ metric_id: 'beds', value: null }),
      ],
      'metrics.metric': [
        { metric_id: 'next_floor_cost', kind: 'count' },
        { metric_id: 'beds', kind: 'count' },
        { metric_id: 'vacancy_rate', kind: 'ratio' },
        { metric_id: 'turnover_rate', kind: 'ratio' },
      ],
    });
    expect(pick(rows, 'metric_id').flat()).toEqual(['turnover_rate']);
  });
});
