import { describe, expect, it } from 'vitest';
import { openBench, pick, type Given } from './helpers/bench.js';
import {
  inForce,
  staffRow,
  workerMonth,
  workerRecord,
  workplaceMonth,
  workplaceRecord,
} from './helpers/rows.js';

const bench = openBench();

async function found(given: Given): Promise<unknown[][]> {
  const rows = await bench.build('core.int_cross_file_finding', given);
  return pick(rows, 'delivery_id', 'record_number', 'column_name', 'rule', 'severity');
}

const registered = (change: object = {}) =>
  workplaceMonth({
    is_cqc_registered: true,
    main_service_code: '2',
    vacancy_count: 0,
    ...change,
  });
const role4 = (change: object) => ({
  period: '2026-04-01',
  workplace_id: 'alder/H1',
  job_role_code: '4',
  worker_count: 0,
  vacancy_count: 0,
  ...change,
});

describe('core.int_cross_file_finding on registered managers', () => {
  const MISSING = [[1, 1, 'ALLJOBROLES', 'manager_missing', 'error']];

  it('misses one where nobody is and nobody is wanted', async () => {
    expect(await found({ 'core.fct_workplace_month': [registered()] })).toEqual(MISSING);
  });

  it.each([
    ['a registered manager works there', {}, role4({ worker_count: 1 })],
    ['one is wanted', { vacancy_count: 1 }, role4({ vacancy_count: 1 })],
    ['it is a head office', { main_service_code: '72' }, role4({})],
    ['it is not registered', { is_cqc_registered: false }, role4({})],
    ['vacancies are not known', { vacancy_count: null }, role4({})],
    ['it is counted from an older return', { return_age_months: 1 }, role4({})],
  ])('says nothing where %s', async (_why, change, role) => {
    expect(
      await found({
        'core.fct_workplace_month': [registered(change)],
        'core.fct_workplace_role_month': [role],
      }),
    ).toEqual([]);
  });

  it('says nothing where a record was set aside that may be the manager', async () => {
    const given = (reason: string) => ({
      'core.fct_workplace_month': [registered()],
      'core.int_worker_record': [workerRecord(1, { exclusion_reason: reason })],
    });
    expect(await found(given('quarantined'))).toEqual([]);
    expect(await found(given('duplicate_worker'))).toEqual(MISSING);
  });

  it('finds one in a workplace that is not registered', async () => {
    const manager = workerMonth('a', { job_role_code: '4', delivery_id: 2, record_number: 7 });
    const other = workerMonth('b', { job_role_code: '3', delivery_id: 2, record_number: 8 });
    const workers = { 'core.fct_worker_month': [manager, other] };
    expect(
      await found({
        ...workers,
        'core.fct_workplace_month': [registered({ is_cqc_registered: false })],
      }),
    ).toEqual([[2, 7, 'MAINJOBROLE', 'manager_not_registered', 'error']]);
    expect(
      await found({
        ...workers,
        'core.fct_workplace_month': [registered({ is_cqc_registered: null, vacancy_count: null })],
      }),
    ).toEqual([]);
  });
});

describe('core.int_cross_file_finding on numbers beside the staff', () => {
  const agreed = (change: object) =>
    workplaceMonth({ stated_staff_count: 10, worker_record_count: 10, ...change });
  const rules = async (change: object) =>
    (await found({ 'core.fct_workplace_month': [agreed(change)] })).map((row) => row[3]);

  it.each([
    ['starter_count', 9, []],
    ['starter_count', 10, []],
    ['starter_count', 11, ['starters_over_staff']],
    ['leaver_count', 9, []],
    ['leaver_count', 10, ['leavers_over_staff']],
    ['leaver_count', 11, ['leavers_over_staff']],
    ['vacancy_count', 9, []],
    ['vacancy_count', 10, ['vacancies_over_staff']],
    ['vacancy_count', 11, ['vacancies_over_staff']],
  ])('of ten staff, %s %i finds %j', async (column, count, expected) => {
    expect(await rules({ [column]: count })).toEqual(expected);
  });

  it('does not say twice that leavers are too many to be true', async () => {
    const change = { leaver_count: 200, turnover_exclusion_reason: 'incorrect_turnover' };
    expect(await rules(change)).toEqual([]);
  });

  it('says nothing where the stated staff and the records do not agree', async () => {
    const far = { starter_count: 40, leaver_count: 40, vacancy_count: 40 };
    expect(await rules({ ...far, worker_record_count: 9 })).toEqual([]);
    expect(await rules({ ...far, stated_staff_count: 0, worker_record_count: 0 })).toEqual([]);
  });
});

describe('core.int_cross_file_finding on CQC locations', () => {
  const at = (record: number, location: string | null, delivery = 1, change: object = {}) =>
    workplaceRecord({
      delivery_id: delivery,
      record_number: record,
      local_establishment_id: `H${record}`,
      cqc_location_id: location,
      ...change,
    });
  const shared = '1-000000001';

  it('finds the second workplace of a file with the same one', async () => {
    expect(
      await found({
        'core.int_workplace_record': [
          at(1, '1-000000001'),
          at(2, '1-000000002'),
          at(3, '1-000000001'),
          at(4, null),
          at(5, null),
          at(6, '1-000000003', 9),
        ],
      }),
    ).toEqual([[1, 3, 'LOCATIONID', 'location_repeated', 'error']]);
  });

  it('finds it in every return of a month that has one of another file, the first to arrive among them', async () => {
    const elsewhere = (delivery: number, record: number) => [
      delivery,
      record,
      'LOCATIONID',
      'location_elsewhere',
      'warning',
    ];
    expect(
      await found({
        'core.int_workplace_record': [
          at(4, shared, 9, { submitter: 'cedar' }),
          at(2, shared, 1),
          at(7, shared, 5, { submitter: 'birch' }),
          at(8, '1-000000002', 5, { submitter: 'birch' }),
        ],
      }),
    ).toEqual([elsewhere(1, 2), elsewhere(5, 7), elsewhere(9, 4)]);
  });

  it.each([
    ['the next return of the same workplace', shared, { period: '2026-05-01' }],
    ['another location', '1-000000002', { submitter: 'birch' }],
  ])('says nothing of %s', async (_what, location, change) => {
    expect(
      await found({ 'core.int_workplace_record': [at(1, shared), at(1, location, 5, change)] }),
    ).toEqual([]);
  });

  it('says nothing of two workplaces without one', async () => {
    const records = [at(1, null), at(1, null, 5, { submitter: 'birch' })];
    expect(await found({ 'core.int_workplace_record': records })).toEqual([]);
  });
});

describe('core.int_cross_file_finding on the two files of a return', () => {
  const workplaceFile = (delivery: number, change: object = {}) =>
    inForce(delivery, { dataset_id: 'asc_wds_workplace', ...change });
  const missing = (delivery: number) => [delivery, 0, '', 'other_file_missing', 'warning'];
  const told = (...deliveries: object[]) => found({ 'core.int_delivery': deliveries });

  it('says nothing where both are there', async () => {
    expect(await told(workplaceFile(1), inForce(2))).toEqual([]);
  });

  it.each([
    ['a worker file', inForce(2)],
    ['a workplace file', workplaceFile(2)],
  ])('tells %s that came alone', async (_what, file) => {
    expect(await told(file)).toEqual([missing(2)]);
  });

  it.each([
    ['another month', { period: '2026-03-01' }],
    ['another submitter', { submitter: 'birch' }],
    ['another source', { source_id: 'elsewhere' }],
  ])('takes no file of %s for the other one', async (_what, change) => {
    expect(await told(workplaceFile(1, change), inForce(2))).toEqual([missing(1), missing(2)]);
  });

  it('takes no rejected, replaced or training file for the other one', async () => {
    const rejected = inForce(2, { file_state: 'rejected', is_in_force: false });
    const replaced = inForce(3, { is_in_force: false });
    const training = inForce(4, { dataset_id: 'asc_wds_training' });
    expect(await told(workplaceFile(1), rejected, replaced, training)).toEqual([missing(1)]);
  });

  it('says nothing of a file of another kind, which stands by itself', async () => {
    expect(await told(inForce(1, { dataset_id: 'asc_wds_training' }))).toEqual([]);
  });
});

describe('core.int_cross_file_finding on qualifications', () => {
  const of = async (qualifications: (string | null)[], change: object = {}) =>
    (
      await found({
        'core.int_delivery': [inForce(1, { dataset_id: 'asc_wds_workplace' }), inForce(2)],
        'staging.stg_asc_wds__worker': [staffRow(2, 1, { qualifications, ...change })],
      })
    ).map((row) => [row[2], row[3], row[4]]);

  it.each([
    ['53;2019', []],
    ['53;2026', []],
    ['53;1926', []],
    [' 53 ; 2019 ', []],
    ['7;2019', [['QUALACH01', 'qualification_unknown', 'error']]],
    [
      'degree',
      [
        ['QUALACH01', 'qualification_unknown', 'error'],
        ['QUALACH01', 'qualification_year_missing', 'warning'],
      ],
    ],
    ['53', [['QUALACH01', 'qualification_year_missing', 'warning']]],
    ['53;', [['QUALACH01', 'qualification_year_missing', 'warning']]],
    ['53;2027', [['QUALACH01', 'qualification_year_impossible', 'error']]],
    ['53;1925', [['QUALACH01', 'qualification_year_impossible', 'error']]],
    ['53;last year', [['QUALACH01', 'qualification_year_impossible', 'error']]],
  ])('reads %s and finds %j', async (text, expected) => {
    expect(await of([text])).toEqual(expected);
  });

  it('names the column by the place of the qualification', async () => {
    const list: (string | null)[] = Array.from({ length: 99 }, () => null);
    list[2] = '7;2019';
    list[98] = '7;2019';
    expect(await of(list)).toEqual([
      ['QUALACH03', 'qualification_unknown', 'error'],
      ['QUALACH99', 'qualification_unknown', 'error'],
    ]);
  });

  it('leaves a record alone that was set aside, or that carries no values', async () => {
    expect(await of(['7;2019'], { row_state: 'quarantined' })).toEqual([]);
    expect(await of(['7;2019'], { is_data: false })).toEqual([]);
  });
});

describe('core.int_cross_file_finding on training', () => {
  const files = [
    inForce(1, { dataset_id: 'asc_wds_workplace' }),
    inForce(2),
    inForce(3, { dataset_id: 'asc_wds_training' }),
  ];
  const training = (record: number, change: object = {}) => ({
    delivery_id: 3,
    record_number: record,
    source_id: 'returns',
    submitter: 'alder',
    period: '2026-04-01',
    row_state: 'kept',
    local_establishment_id: 'H1',
    worker_key: 'k1',
    ...change,
  });
  const given = (records: object[], deliveries = files): Given => ({
    'core.int_delivery': deliveries,
    'staging.stg_asc_wds__workplace': [
      { delivery_id: 1, record_number: 1, local_establishment_id: 'H1', row_state: 'kept' },
    ],
    'staging.stg_asc_wds__worker': [staffRow(2, 1, { age_years: 40 })],
    'core.int_worker_record': [workerRecord(1)],
    'staging.stg_asc_wds__training': records,
  });

  it('finds the worker and the workplace that are not in the other files', async () => {
    expect(
      await found(
        given([
          training(1),
          training(2, { worker_key: 'k9' }),
          training(3, { local_establishment_id: 'H9', worker_key: 'k8' }),
        ]),
      ),
    ).toEqual([
      [3, 2, 'UNIQUEWORKERID', 'training_worker_missing', 'error'],
      [3, 3, 'LOCALESTID', 'training_workplace_missing', 'error'],
    ]);
  });

  it('says nothing of a file that is not there to compare with', async () => {
    const lost = training(1, { local_establishment_id: 'H9', worker_key: 'k9' });
    expect(await found(given([lost], files.slice(2)))).toEqual([]);
  });

  it.each([
    ['1985-04-30', [[3, 1, 'DATECOMPLETED', 'training_before_birth', 'warning']]],
    ['1985-05-01', []],
    ['2025-05-01', []],
    [null, []],
  ])('completed on %s by a worker of 40, it finds %j', async (date, expected) => {
    expect(await found(given([training(1, { completed_date: date })]))).toEqual(expected);
  });
});

describe('ops.finding', () => {
  it('tells what the files of a return show together, in words', async () => {
    const rows = await bench.build('ops.finding', {
      'core.int_cross_file_finding': [
        {
          delivery_id: 1,
          record_number: 3,
          column_name: 'LEAVERS',
          rule: 'leavers_over_staff',
          severity: 'warning',
        },
      ],
    });
    expect(pick(rows, 'column_name', 'line', 'severity', 'message')).toEqual([
      [
        'LEAVERS',
        4,
        'warning',
        'As many people left in 12 months as work there or more. Check the numbers.',
      ],
    ]);
  });
});
