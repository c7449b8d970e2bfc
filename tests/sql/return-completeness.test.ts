import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/warehouse/database.js';
import { openBench, type Given } from './helpers/bench.js';
import { setting, staffRow, workerRecord, workplaceRecord } from './helpers/rows.js';

const bench = openBench();

/** A record with every field that the national return asks for. */
const FULL = {
  age_years: 40,
  gender_code: '2',
  ethnicity_code: '31',
  sickness_days: 0,
  is_zero_hours: false,
  contracted_hours: 37,
  pay_interval: 'hourly',
  hourly_rate_gbp_hour: 12.71,
  social_care_qualification: '2',
  other_qualification: '2',
};

interface Staff {
  readonly values?: object;
  readonly record?: object;
}

/** A return of some staff. */
function given(staff: readonly Staff[], more: Given = {}): Given {
  return {
    'core.int_return': [
      {
        source_id: 'returns',
        submitter: 'alder',
        period: '2026-04-01',
        as_at_date: '2026-04-30',
        workplace_delivery_id: 1,
        worker_delivery_id: 2,
      },
    ],
    'core.int_workplace_record': [workplaceRecord()],
    'core.int_worker_record': staff.map(({ record }, at) => workerRecord(at + 1, record)),
    'staging.stg_asc_wds__worker': staff.map(({ values }, at) =>
      staffRow(2, at + 1, { ...FULL, ...values }),
    ),
    'reference.workspace_setting': setting(),
    ...more,
  };
}

async function completeness(staff: readonly Staff[], more?: Given): Promise<Row[]> {
  return bench.build('ops.return_completeness', given(staff, more));
}

const field = (rows: readonly Row[], name: string, group = 'staff', level = 'return') =>
  rows.find(
    (row) => row['field'] === name && row['staff_group'] === group && row['level'] === level,
  );

describe('ops.return_completeness', () => {
  it('asks twelve things of staff and five of agency workers', async () => {
    const rows = await completeness([{}, { values: { employment_status_code: '4' } }]);
    const asked = (group: string) =>
      rows
        .filter((row) => row['staff_group'] === group && row['level'] === 'return')
        .map((row) => [row['field'], Number(row['required_share'])]);
    expect(asked('staff')).toEqual([
      ['contracted_hours', 0.9],
      ['date_of_birth', 0.9],
      ['employment_status', 1],
      ['ethnicity', 0.9],
      ['gender', 0.9],
      ['main_job_role', 1],
      ['other_qualification', 0.9],
      ['pay', 0.9],
      ['sickness', 0.9],
      ['social_care_qualification', 0.9],
      ['worker_id', 1],
      ['zero_hours', 0.9],
    ]);
    expect(asked('agency')).toEqual([
      ['average_hours', 0.9],
      ['employment_status', 1],
      ['main_job_role', 1],
      ['pay', 0.9],
      ['worker_id', 1],
    ]);
  });

  it.each([
    [0, 1, true],
    [1, 0.9, true],
    [2, 0.8, false],
  ])('with %i of ten births not given the share is %d: met %s', async (blank, share, isMet) => {
    const staff = Array.from({ length: 10 }, (_, at) => ({
      values: at < blank ? { age_years: null } : {},
    }));
    const row = field(await completeness(staff), 'date_of_birth');
    expect(row).toMatchObject({ known_count: 10 - blank, record_count: 10, is_met: isMet });
    expect(Number(row?.['known_share'])).toBe(share);
  });

  it('is not met by one record in ten without a main job, set aside for it', async () => {
    const staff: Staff[] = Array.from({ length: 9 }, () => ({}));
    const rows = await completeness([
      ...staff,
      {
        values: { main_job_role_code: null, row_state: 'quarantined' },
        record: {
          exclusion_reason: 'quarantined',
          values_delivery_id: null,
          values_record_number: null,
        },
      },
    ]);
    expect(field(rows, 'main_job_role')).toMatchObject({ known_count: 9, is_met: false });
    expect(field(rows, 'gender')).toMatchObject({ known_count: 10, is_met: true });
  });

  it('counts "not known" beside what is known, not with it', async () => {
    const rows = await completeness([
      {
        values: {
          sickness_days: null,
          missing: [{ column_name: 'sickness_days', reason: 'not_known' }],
        },
      },
      { values: { sickness_days: null } },
    ]);
    expect(field(rows, 'sickness')).toMatchObject({
      known_count: 0,
      not_known_count: 1,
      record_count: 2,
      is_met: false,
    });
  });

  it('takes pay by the hour or by the year', async () => {
    const annual = { pay_interval: 'annual', hourly_rate_gbp_hour: null, salary_gbp_year: 26000 };
    const rows = await completeness([
      {},
      { values: annual },
      { values: { hourly_rate_gbp_hour: null } },
    ]);
    expect(field(rows, 'pay')).toMatchObject({ known_count: 2, record_count: 3 });
  });

  it('asks contracted hours only of employees without a zero-hours contract', async () => {
    const rows = await completeness([
      {},
      { values: { contracted_hours: null, is_zero_hours: true } },
      { values: { contracted_hours: null, employment_status_code: '3' } },
      { values: { contracted_hours: null, employment_status_code: '7' } },
      { values: { contracted_hours: null, employment_status_code: '2' } },
    ]);
    expect(field(rows, 'contracted_hours')).toMatchObject({ known_count: 1, record_count: 2 });
  });

  it('takes the values that a record repeats from an earlier return', async () => {
    const rows = await completeness(
      [{ record: { values_delivery_id: 9, values_record_number: 4 } }],
      { 'staging.stg_asc_wds__worker': [staffRow(9, 4, { ...FULL, gender_code: null })] },
    );
    expect(field(rows, 'gender')).toMatchObject({ known_count: 0, record_count: 1 });
    expect(field(rows, 'ethnicity')).toMatchObject({ known_count: 1, record_count: 1 });
  });

  it('leaves out a record that is not of a member of staff', async () => {
    const rows = await completeness([
      {},
      { record: { is_supplied: false, exclusion_reason: 'duplicate_worker' } },
    ]);
    expect(field(rows, 'worker_id')).toMatchObject({ record_count: 1 });
  });

  it('shows each workplace beside the whole return, and a row only with consent', async () => {
    const rows = await completeness(
      [{}, { record: { local_establishment_id: 'H2' }, values: { gender_code: null } }],
      {
        'core.int_workplace_record': [
          workplaceRecord(),
          workplaceRecord({
            record_number: 2,
            local_establishment_id: 'H2',
            is_shared_with_la: false,
          }),
        ],
      },
    );
    const gender = rows
      .filter((row) => row['field'] === 'gender')
      .map((row) => [
        row['level'],
        row['local_establishment_id'],
        row['known_count'],
        row['record_count'],
        row['has_sharing_consent'],
      ]);
    expect(gender).toEqual([
      ['return', 'all', 1, 2, false],
      ['workplace', 'H1', 1, 1, true],
      ['workplace', 'H2', 0, 1, false],
    ]);
  });
});
