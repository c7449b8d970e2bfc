import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { returnMonth, setting, staffRow, workerRecord, workplaceRecord } from './helpers/rows.js';

const bench = openBench();

/** The months of workers whose values are those given, one worker each. */
async function months(
  values: object[],
  change: { month?: object; workplace?: object; setting?: object } = {},
) {
  return bench.build('core.fct_worker_month', {
    'core.int_return_month': [returnMonth(change.month)],
    'core.int_workplace_record': [workplaceRecord(change.workplace)],
    'core.int_worker_record': values.map((_, index) => workerRecord(index + 1)),
    'staging.stg_asc_wds__worker': values.map((value, index) => staffRow(2, index + 1, value)),
    'reference.workspace_setting': setting(change.setting),
  });
}

describe('core.fct_worker_month', () => {
  it.each([
    [22, '2024-03-31', 10.18],
    [22, '2024-04-01', 11.44],
    [23, '2024-03-31', 10.42],
    [21, '2024-03-31', 10.18],
    [20, '2024-03-31', 7.49],
    [21, '2024-04-30', 11.44],
    [20, '2025-03-31', 8.6],
    [20, '2025-04-30', 10.0],
    [18, '2025-04-30', 10.0],
    [17, '2025-04-30', 7.55],
    [16, '2026-04-30', 8.0],
    [15, '2026-04-30', null],
    [64, '2026-03-31', 12.21],
    [64, '2026-04-01', 12.71],
    [24, '2020-06-30', 8.2],
    [25, '2020-06-30', 8.72],
    [30, '2016-03-31', null],
  ])('takes the minimum of a worker aged %i on %s to be %s', async (age, date, floor) => {
    const rows = await months([{ age_years: age }], { month: { as_at_date: date } });
    expect(pick(rows, 'wage_floor_gbp_hour', 'is_wage_floor_assumed')).toEqual([[floor, false]]);
  });

  it("takes the lower rate of an apprentice under 19 only, as the year of training isn't known", async () => {
    const rows = await months(
      [18, 19, 24].map((age) => ({ is_apprentice: true, age_years: age })),
      { month: { as_at_date: '2025-04-30' } },
    );
    expect(pick(rows, 'wage_floor_gbp_hour').flat()).toEqual([7.55, 10.0, 12.21]);
  });

  it('takes the adult rate where the age is not known, and says so', async () => {
    const rows = await months([{ age_years: null }, { age_years: null, is_apprentice: true }]);
    expect(pick(rows, 'wage_floor_gbp_hour', 'is_wage_floor_assumed')).toEqual([
      [12.71, true],
      [12.71, true],
    ]);
  });

  it.each([
    ['2026-04-30', { age_years: 40 }, 8.89, 'below_share_of_floor'],
    ['2026-04-30', { age_years: 40 }, 8.9, null],
    ['2025-04-30', { age_years: 40 }, 8.55, null],
    ['2026-04-30', { age_years: 19 }, 7.59, 'below_share_of_floor'],
    ['2026-04-30', { age_years: 19 }, 7.6, null],
    ['2026-04-30', { age_years: 17 }, 5.6, null],
    ['2026-04-30', { age_years: 30, is_apprentice: true }, 5.6, null],
    ['2026-04-30', { age_years: 30, is_apprentice: true }, 5.59, 'below_share_of_floor'],
    ['2026-04-30', { age_years: null }, 5.6, null],
    ['2026-04-30', { age_years: null }, 5.59, 'below_share_of_floor'],
    ['2026-04-30', { age_years: 15 }, 0.01, null],
    ['2026-04-30', {}, 40, null],
    ['2026-04-30', {}, 40.01, 'above_most_pay'],
    ['2026-04-30', { main_job_role_code: '25' }, 60.01, 'above_most_pay'],
    ['2026-04-30', { main_job_role_code: '16' }, 100, null],
    ['2026-04-30', { main_job_role_code: '16' }, 100.01, 'above_most_pay'],
    ['2026-04-30', { main_job_role_code: '4' }, 100.01, 'above_most_pay'],
    ['2026-04-30', {}, null, null],
  ])('on %s, of a worker %o, takes %s an hour for: %s', async (date, worker, rate, rule) => {
    const rows = await months([{ age_years: 40, hourly_rate_gbp_hour: rate, ...worker }], {
      month: { as_at_date: date },
    });
    expect(
      pick(rows, 'hourly_rate_gbp_hour', 'hourly_rate_clean_gbp_hour', 'hourly_rate_rule'),
    ).toEqual([[rate, rule === null ? rate : null, rule]]);
  });

  it.each([
    [26_000, 37.5, 13.3],
    [26_000, 0, null],
    [26_000, null, null],
    [null, 37.5, null],
  ])('makes of %s a year and %s hours a week %s an hour', async (salary, hours, hourly) => {
    const rows = await months([{ salary_gbp_year: salary, contracted_hours: hours }]);
    expect(pick(rows, 'salary_gbp_year', 'hourly_equivalent_gbp_hour')).toEqual([[salary, hourly]]);
  });

  it('takes permanent and temporary workers for employees, and no others', async () => {
    const rows = await months(
      ['1', '2', '3', '4', '7'].map((code) => ({ employment_status_code: code })),
    );
    expect(pick(rows, 'employment_status_code', 'is_employee').sort()).toEqual([
      ['1', true],
      ['2', true],
      ['3', false],
      ['4', false],
      ['7', false],
    ]);
  });

  it('counts a retired job role under its successor', async () => {
    const rows = await months(['22', '41', '8'].map((code) => ({ main_job_role_code: code })));
    expect(pick(rows, 'given_job_role_code', 'job_role_code', 'job_role_rule')).toEqual([
      ['22', '27', 'retired_role'],
      ['41', '40', 'retired_role'],
      ['8', '8', null],
    ]);
  });

  it('uses the date of the return, not of the month it is carried into', async () => {
    const rows = await months([{ age_years: 22 }], {
      month: {
        period: '2024-04-01',
        return_period: '2024-03-01',
        return_age_months: 1,
        as_at_date: '2024-03-31',
      },
    });
    expect(pick(rows, 'period', 'as_at_date', 'wage_floor_gbp_hour')).toEqual([
      ['2024-04-01', '2024-03-31', 10.18],
    ]);
  });

  it('has the values that were last given, with their month, and the place of its own record', async () => {
    const rows = await bench.build('core.fct_worker_month', {
      'core.int_return_month': [returnMonth()],
      'core.int_workplace_record': [workplaceRecord()],
      'core.int_worker_record': [
        workerRecord(3, { values_delivery_id: 9, values_record_number: 7 }),
      ],
      'staging.stg_asc_wds__worker': [
        staffRow(2, 3, { status: 'NOCHANGE', is_data: false, employment_status_code: null }),
        staffRow(9, 7, { period: '2026-02-01', gender_code: '2', employment_status_code: '3' }),
      ],
      'reference.workspace_setting': setting(),
    });
    expect(
      pick(
        rows,
        'workplace_id',
        'delivery_id',
        'record_number',
        'values_period',
        'gender_code',
        'is_employee',
      ),
    ).toEqual([['alder/H1', 2, 3, '2026-02-01', '2', false]]);
  });

  it.each(['quarantined', 'deleted', 'duplicate_worker', 'no_earlier_values'])(
    'has no worker who is %s',
    async (reason) => {
      const rows = await bench.build('core.fct_worker_month', {
        'core.int_return_month': [returnMonth()],
        'core.int_workplace_record': [workplaceRecord()],
        'core.int_worker_record': [workerRecord(1, { exclusion_reason: reason })],
        'staging.stg_asc_wds__worker': [staffRow(2, 1)],
        'reference.workspace_setting': setting(),
      });
      expect(rows).toEqual([]);
    },
  );

  it.each([
    [true, true, true],
    [false, true, false],
    [null, true, false],
    [null, false, true],
    [false, false, true],
  ])(
    'with consent %s, where consent is asked %s, may be published: %s',
    async (shared, asked, published) => {
      const rows = await months([{}], {
        workplace: { is_shared_with_la: shared },
        setting: { require_la_permission: asked },
      });
      expect(pick(rows, 'has_sharing_consent')).toEqual([[published]]);
    },
  );
});
