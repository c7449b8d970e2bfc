import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import {
  homeRow,
  inForce,
  NOCHANGE,
  rawRecord,
  staffRow,
  workerMonth,
  workerRecord,
  workplaceMonth,
} from './helpers/rows.js';

const bench = openBench();

const finding = (
  column: string,
  rule: string,
  severity = 'error',
  value: string | null = null,
) => ({
  column_name: column,
  rule,
  severity,
  value,
});
const read = (id: number, change: object = {}) => inForce(id, { record_count: 9, ...change });

describe('ops.finding', () => {
  const found = async (given: Record<string, object[]>) =>
    pick(
      await bench.build('ops.finding', { 'core.int_delivery': [read(1), read(2)], ...given }),
      'delivery_id',
      'record_number',
      'column_name',
      'rule',
      'severity',
    );

  it('has the findings of rows in words, with the value of a code', async () => {
    const rows = await bench.build('ops.finding', {
      'core.int_delivery': [read(1), read(2)],
      'raw.record': [
        rawRecord(2, 4, {
          findings: [
            finding('GENDER', 'code_unknown', 'error', '9'),
            finding('DOB', 'age_range', 'warning'),
          ],
        }),
        rawRecord(1, 1, { findings: [finding('VACANCIES', 'list_length')] }),
      ],
    });
    expect(pick(rows, 'delivery_id', 'record_number', 'column_name', 'severity', 'value')).toEqual([
      [1, 1, 'VACANCIES', 'error', null],
      [2, 4, 'DOB', 'warning', null],
      [2, 4, 'GENDER', 'error', '9'],
    ]);
    expect(rows[2]?.['message']).toBe(
      'The code is not one of those allowed for this column. Use a code from the ASC-WDS list.',
    );
  });

  it('has the findings of a rejected file, so that they can be mended, and none of a superseded one', async () => {
    const rows = await found({
      'core.int_delivery': [
        read(2),
        read(4, { is_in_force: false }),
        read(6, { is_in_force: false, file_state: 'rejected' }),
        read(8, { is_in_force: false, file_state: 'duplicate' }),
      ],
      'raw.record': [2, 4, 6, 8].map((id) =>
        rawRecord(id, 1, { findings: [finding('GENDER', 'code_unknown')] }),
      ),
    });
    expect(rows.map(([id]) => id)).toEqual([2, 6]);
  });

  it('has the wording of a contract before its own', async () => {
    const [row] = await bench.build('ops.finding', {
      'core.int_delivery': [read(2)],
      'raw.record': [rawRecord(2, 1, { findings: [finding('GENDER', 'code_unknown')] })],
      'raw.rule': [
        { dataset_id: 'asc_wds_worker', rule: 'code_unknown', message: 'Say it in a code.' },
        { dataset_id: 'other', rule: 'code_unknown', message: 'Not this one.' },
      ],
    });
    expect(row?.['message']).toBe('Say it in a code.');
  });

  it('says on which sheet and line a record stands: the header is line 1 where nothing else is said', async () => {
    const rows = await bench.build('ops.finding', {
      'core.int_delivery': [read(1), read(2)],
      'raw.record': [
        rawRecord(1, 3, { findings: [finding('GENDER', 'code_unknown')] }),
        rawRecord(2, 3, { sheet: 'Staff', line: 9, findings: [finding('GENDER', 'code_unknown')] }),
      ],
    });
    expect(pick(rows, 'sheet', 'line')).toEqual([
      [null, 4],
      ['Staff', 9],
    ]);
  });

  it('says which columns of a file were not read, and what one may have been meant for', async () => {
    const note = (rule: string, column: string, detail: string | null = null) => ({
      rule,
      column_name: column,
      detail,
    });
    const [renamed] = await bench.build('ops.finding', {
      'core.int_delivery': [read(1)],
      'raw.delivery': [
        {
          delivery_id: 1,
          is_duplicate: false,
          file_notes: [note('column_renamed', 'GENDR', 'GENDER')],
        },
      ],
    });
    expect(renamed?.['message']).toContain('is it meant to be GENDER?');
    const delivery = (id: number, change: object = {}) => ({
      delivery_id: id,
      is_duplicate: false,
      file_notes: [note('column_unknown', 'TEA'), note('column_unknown', 'HAT')],
      ...change,
    });
    expect(
      await found({ 'raw.delivery': [delivery(1), delivery(2, { is_duplicate: true })] }),
    ).toEqual([
      [1, 0, 'HAT', 'column_unknown', 'warning'],
      [1, 0, 'TEA', 'column_unknown', 'warning'],
    ]);
  });

  it('says why a worker record does not stand for a worker, where a row by itself does not show it', async () => {
    const reasons = [
      'duplicate_worker',
      'workplace_missing',
      'no_earlier_values',
      'workplace_quarantined',
      'quarantined',
      'deleted',
      null,
    ];
    expect(
      await found({
        'core.int_worker_record': reasons.map((reason, index) =>
          workerRecord(index + 1, { exclusion_reason: reason }),
        ),
      }),
    ).toEqual([
      [2, 1, 'UNIQUEWORKERID', 'duplicate_worker', 'error'],
      [2, 2, 'LOCALESTID', 'workplace_missing', 'error'],
      [2, 3, 'UNIQUEWORKERID', 'no_earlier_values', 'warning'],
      [2, 4, 'LOCALESTID', 'workplace_quarantined', 'error'],
    ]);
  });

  it('says which record of a workplace was left out as its second', async () => {
    expect(
      await found({
        'staging.stg_asc_wds__workplace': [homeRow(1, 2), homeRow(1, 5), homeRow(1, 6)],
      }),
    ).toEqual([
      [1, 5, 'LOCALESTID', 'duplicate_workplace', 'error'],
      [1, 6, 'LOCALESTID', 'duplicate_workplace', 'error'],
    ]);
  });

  it('says what only the whole return shows, once, on the return it is of', async () => {
    const faults = {
      stated_staff_count: 3,
      worker_record_count: 4,
      turnover_exclusion_reason: 'incorrect_turnover',
      area_source: 'home',
    };
    expect(
      await found({
        'core.fct_workplace_month': [
          workplaceMonth(faults),
          workplaceMonth({ ...faults, period: '2026-05-01', return_age_months: 1 }),
          workplaceMonth({
            workplace_record_number: 2,
            stated_staff_count: 4,
            worker_record_count: 4,
          }),
        ],
        'staging.stg_asc_wds__workplace': [
          homeRow(1, 1, { postcode: 'AB1 2CD' }),
          homeRow(1, 2, { local_establishment_id: 'H2' }),
        ],
      }),
    ).toEqual([
      [1, 1, 'LEAVERS', 'turnover_implausible', 'error'],
      [1, 1, 'POSTCODE', 'postcode_unplaced', 'warning'],
      [1, 1, 'TOTALPERMTEMP', 'staff_total_mismatch', 'warning'],
    ]);
  });

  it('says nothing of a place where no postcode was given', async () => {
    expect(
      await found({
        'core.fct_workplace_month': [workplaceMonth({ area_source: 'unplaced' })],
        'staging.stg_asc_wds__workplace': [homeRow(1, 1)],
      }),
    ).toEqual([]);
  });

  it('says that a workplace is left out which is unchanged from nothing', async () => {
    expect(await found({ 'staging.stg_asc_wds__workplace': [homeRow(1, 1, NOCHANGE)] })).toEqual([
      [1, 1, 'LOCALESTID', 'no_earlier_values', 'warning'],
    ]);
  });
});

describe('ops.exclusion', () => {
  it('counts what was left out, by month and reason', async () => {
    const rows = await bench.build('ops.exclusion', {
      'core.int_worker_record': [
        workerRecord(1, { exclusion_reason: 'quarantined' }),
        workerRecord(2, { exclusion_reason: 'quarantined' }),
        workerRecord(3, { exclusion_reason: 'quarantined', period: '2026-03-01' }),
        workerRecord(4),
      ],
      'core.fct_workplace_month': [
        workplaceMonth({
          vacancy_exclusion_reason: 'mismatch_workers',
          turnover_exclusion_reason: 'mismatch_workers',
        }),
        workplaceMonth({ turnover_exclusion_reason: 'no_leavers' }),
      ],
    });
    expect(pick(rows, 'period', 'left_out', 'left_out_of', 'reason', 'excluded_count')).toEqual([
      ['2026-03-01', 'worker_record', 'return', 'quarantined', 1],
      ['2026-04-01', 'worker_record', 'return', 'quarantined', 2],
      ['2026-04-01', 'workplace', 'turnover_rate', 'mismatch_workers', 1],
      ['2026-04-01', 'workplace', 'turnover_rate', 'no_leavers', 1],
      ['2026-04-01', 'workplace', 'vacancy_rate', 'mismatch_workers', 1],
    ]);
  });
});

describe('ops.exclusion of what a rule leaves out', () => {
  it('counts a workplace that counts nowhere once, with its workers, and pay that cannot be true', async () => {
    const out = {
      exclusion_reason: 'duplicate_location',
      vacancy_exclusion_reason: 'duplicate_location',
      turnover_exclusion_reason: 'duplicate_location',
    };
    const rows = await bench.build('ops.exclusion', {
      'core.fct_workplace_month': [
        workplaceMonth({ ...out, workplace_id: 'alder/H1', worker_record_count: 12 }),
        workplaceMonth({ ...out, workplace_id: 'alder/H2', worker_record_count: 30 }),
        workplaceMonth({
          workplace_id: 'analysis_extract/9001',
          record_source: 'analysis_extract',
          exclusion_reason: 'not_amended',
          worker_record_count: 5,
        }),
      ],
      'core.fct_worker_month': [
        workerMonth('w1', { hourly_rate_rule: 'above_most_pay' }),
        workerMonth('w2'),
      ],
    });
    expect(
      pick(rows, 'left_out', 'left_out_of', 'reason', 'excluded_count', 'worker_count'),
    ).toEqual([
      ['extract_workplace', 'every_measure', 'not_amended', 1, 5],
      ['worker', 'hourly_pay', 'above_most_pay', 1, 1],
      ['workplace', 'every_measure', 'duplicate_location', 2, 42],
    ]);
  });
});

describe('ops.cleaning', () => {
  it('has what was given, what is used and the rule of each value that was changed', async () => {
    const rows = await bench.build('ops.cleaning', {
      'core.fct_worker_month': [
        workerMonth('w1', { hourly_rate_gbp_hour: 1221, hourly_rate_rule: 'above_most_pay' }),
        workerMonth('w2', { hourly_rate_gbp_hour: 12.21, hourly_rate_clean_gbp_hour: 12.21 }),
        workerMonth('w3', { hourly_rate_gbp_hour: 1.22, hourly_rate_rule: 'below_share_of_floor' }),
        workerMonth('w4', {
          given_job_role_code: '22',
          job_role_code: '27',
          job_role_rule: 'retired_role',
        }),
      ],
      'core.fct_workplace_month': [
        workplaceMonth({
          stated_staff_count: 0,
          stated_staff_rule: 'staff_out_of_range',
          bed_count: 900,
          bed_rule: 'beds_out_of_range',
          filled_post_count: 99.5,
          filled_post_clean_count: 50,
          filled_post_rule: 'posts_per_bed_lowered',
        }),
        workplaceMonth({ workplace_id: 'alder/H2', stated_staff_count: 9, bed_count: 8 }),
      ],
    });
    expect(
      pick(rows, 'worker_key', 'column_name', 'original_value', 'cleaned_value', 'rule'),
    ).toEqual([
      ['', 'bed_count', '900', null, 'beds_out_of_range'],
      ['', 'filled_post_count', '99.5', '50.0', 'posts_per_bed_lowered'],
      ['', 'stated_staff_count', '0', null, 'staff_out_of_range'],
      ['w1', 'hourly_rate_gbp_hour', '1221.00', null, 'above_most_pay'],
      ['w3', 'hourly_rate_gbp_hour', '1.22', null, 'below_share_of_floor'],
      ['w4', 'given_job_role_code', '22', '27', 'retired_role'],
    ]);
    expect(rows.filter((row) => row['reason'] === null)).toEqual([]);
  });
});

describe('check_job_roles_are_known', () => {
  it('lists each code that no list has, with the column and how often it stands there', async () => {
    const rows = await bench.check('check_job_roles_are_known', {
      'staging.stg_asc_wds__worker': [
        staffRow(2, 1, { main_job_role_code: '8' }),
        staffRow(2, 2, { main_job_role_code: '77' }),
        staffRow(2, 3, { main_job_role_code: '77' }),
        staffRow(2, 4, { main_job_role_code: null }),
        staffRow(2, 5, { main_job_role_code: '78', row_state: 'quarantined' }),
      ],
      'staging.stg_asc_wds__workplace': [homeRow(1, 1, { job_role_codes: ['8', '22', '79'] })],
    });
    expect(pick(rows, 'column_name', 'job_role_code', 'times')).toEqual([
      ['ALLJOBROLES', '79', 1],
      ['MAINJOBROLE', '77', 2],
    ]);
  });
});

describe('check_postcodes_are_placed', () => {
  it('fails for a workplace that lies nowhere', async () => {
    const rows = await bench.check('check_postcodes_are_placed', {
      'core.fct_workplace_month': ['postcode', 'home', 'unplaced'].map((source) =>
        workplaceMonth({ workplace_id: source, area_source: source }),
      ),
    });
    expect(pick(rows, 'workplace_id')).toEqual([['unplaced']]);
  });
});
