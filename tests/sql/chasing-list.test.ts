import { describe, expect, it } from 'vitest';
import { openBench, pick, type Given } from './helpers/bench.js';
import { inForce, setting, workplaceMonth, workplaceRecord } from './helpers/rows.js';

const bench = openBench();

const FEBRUARY = '2026-02-01';
const APRIL = '2026-04-01';

const whole = (submitter: string, period: string) => ({
  source_id: 'returns',
  submitter,
  period,
  as_at_date: period,
  workplace_delivery_id: 1,
  worker_delivery_id: 2,
});

const area = (code: string, name: string, isOurs: boolean): Given => ({
  'core.dim_area': [
    { area_code: code, area_name: name, area_type: 'council', is_in_partnership: isOurs },
  ],
  'core.dim_area_name': [
    {
      scheme: 'name',
      name_key: name.toLowerCase(),
      area_code: code,
      valid_from: '1900-01-01',
      valid_to: '9999-12-31',
    },
  ],
});

const location = (change: object = {}) => ({
  location_id: '1-100000001',
  location_name: 'Quern House',
  provider_name: 'Alder Care',
  council_name: 'Wittle',
  care_setting: 'care_home',
  is_registered: true,
  is_dormant: false,
  bed_count: 40,
  as_at_period: APRIL,
  ...change,
});

const OURS = area('X06A', 'Wittle', true);

const chase = async (given: Given) =>
  bench.build('ops.chasing_list', { 'reference.workspace_setting': setting(), ...given });

describe('ops.chasing_list', () => {
  it('names who returned before and not for the latest month, with how long and how large', async () => {
    const rows = await chase({
      'core.int_return': [whole('alder', FEBRUARY), whole('birch', APRIL)],
      'core.fct_workplace_month': [
        workplaceMonth({ period: FEBRUARY, stated_staff_count: 30 }),
        workplaceMonth({ period: FEBRUARY, workplace_id: 'alder/H2', stated_staff_count: 12 }),
      ],
    });
    expect(
      pick(rows, 'reason', 'chased_id', 'last_period', 'months_since', 'workplace_count', 'size'),
    ).toEqual([['late', 'alder', FEBRUARY, 2, 2, 42]]);
    expect(rows[0]).toMatchObject({ size_unit: 'staff', period: APRIL });
  });

  it('leaves the staff of a workplace that has not agreed to share out of the size', async () => {
    const rows = await chase({
      'core.int_return': [whole('alder', FEBRUARY), whole('birch', APRIL)],
      'core.fct_workplace_month': [
        workplaceMonth({ period: FEBRUARY, stated_staff_count: 30, has_sharing_consent: false }),
      ],
    });
    expect(pick(rows, 'workplace_count', 'size', 'size_unit', 'has_sharing_workplace')).toEqual([
      [0, null, null, false],
    ]);
  });

  it('tells a return whose workplaces have not agreed to share from one without a workplace', async () => {
    const consentOf = async (consents: readonly boolean[]) =>
      pick(
        await chase({
          'core.int_return': [whole('alder', FEBRUARY), whole('birch', APRIL)],
          'core.fct_workplace_month': consents.map((has_sharing_consent, at) =>
            workplaceMonth({
              period: FEBRUARY,
              workplace_id: `alder/H${at}`,
              has_sharing_consent,
              stated_staff_count: 30,
            }),
          ),
        }),
        'has_sharing_workplace',
        'workplace_count',
        'size',
      );
    expect(await consentOf([false, true])).toEqual([[true, 1, 30]]);
    expect(await consentOf([false, false])).toEqual([[false, 0, null]]);
    expect(await consentOf([])).toEqual([[null, 0, null]]);
  });

  it('takes the size from the return and not from months that it was carried on into', async () => {
    const rows = await chase({
      'core.int_return': [whole('alder', FEBRUARY), whole('birch', APRIL)],
      'core.fct_workplace_month': [
        workplaceMonth({ period: FEBRUARY, stated_staff_count: 30 }),
        workplaceMonth({ period: APRIL, return_age_months: 2, stated_staff_count: 30 }),
      ],
    });
    expect(pick(rows, 'workplace_count', 'size')).toEqual([[1, 30]]);
  });

  const monthlyRole = (change: object = {}) => ({
    delivery_id: 5,
    record_number: 1,
    submitter: 'cedar',
    period: FEBRUARY,
    workplace_reference: 'C1',
    job_role_code: '8',
    has_sharing_consent: true,
    ...change,
  });

  it("counts the council's own monthly return as a return", async () => {
    const rows = await chase({
      'core.int_return': [whole('alder', FEBRUARY)],
      'core.fct_provider_return_role': [
        monthlyRole({ total_count: 9 }),
        monthlyRole({
          job_role_code: '7',
          permanent_count: 4,
          temporary_count: 1,
          bank_count: 0,
          agency_count: 0,
        }),
        monthlyRole({ workplace_reference: 'C2', total_count: 50, has_sharing_consent: false }),
        monthlyRole({ submitter: 'alder', period: APRIL }),
      ],
    });
    expect(pick(rows, 'chased_id', 'workplace_count', 'size')).toEqual([['cedar', 1, 14]]);
  });

  it.each([
    ['H1', [1, 30], "by the provider's own id"],
    ['1-100000001', [1, 30], 'by its CQC location'],
    ['H2', [2, 39], 'not one of another reference'],
  ])(
    'counts a workplace once that is in a bulk upload and a monthly return (%s: %j, %s)',
    async (reference, expected) => {
      const rows = await chase({
        'core.int_return': [whole('alder', FEBRUARY), whole('birch', APRIL)],
        'core.fct_workplace_month': [
          workplaceMonth({
            period: FEBRUARY,
            cqc_location_id: '1-100000001',
            stated_staff_count: 30,
          }),
        ],
        'core.fct_provider_return_role': ['7', '8'].map((job_role_code, at) =>
          monthlyRole({
            submitter: 'alder',
            workplace_reference: reference,
            job_role_code,
            total_count: 4 + at,
          }),
        ),
      });
      expect(pick(rows, 'chased_id', 'workplace_count', 'size')).toEqual([['alder', ...expected]]);
    },
  );

  it('asks one and the same of two that named a location last, in whatever order they came', async () => {
    const named = (submitter: string, delivery: number) =>
      workplaceRecord({
        delivery_id: delivery,
        submitter,
        period: FEBRUARY,
        cqc_location_id: '1-100000001',
      });
    const asked = async (...records: object[]) =>
      pick(
        await chase({
          ...OURS,
          'core.int_return': [
            whole('alder', FEBRUARY),
            whole('birch', FEBRUARY),
            whole('birch', APRIL),
          ],
          'core.int_workplace_record': records,
          'core.dim_cqc_location': [location()],
        }),
        'chased_id',
      ).flat();
    const both = ['1-100000001', 'alder'];
    expect(await asked(named('alder', 1), named('birch', 3))).toEqual(both);
    expect(await asked(named('birch', 1), named('alder', 3))).toEqual(both);
  });

  it('names a location of our councils that no return has ever named, with its beds', async () => {
    const rows = await chase({
      ...OURS,
      'core.int_return': [whole('alder', APRIL)],
      'core.int_workplace_record': [workplaceRecord({ cqc_location_id: '1-100000002' })],
      'core.dim_cqc_location': [location(), location({ location_id: '1-100000002' })],
    });
    expect(
      pick(rows, 'reason', 'chased_id', 'chased_name', 'provider_name', 'size', 'size_unit'),
    ).toEqual([['never_returned', '1-100000001', 'Quern House', 'Alder Care', 40, 'beds']]);
  });

  it('does not name locations elsewhere, left the register, or serving nobody', async () => {
    const rows = await chase({
      ...OURS,
      'core.dim_cqc_location': [
        location({ location_id: '1-1', council_name: 'Elsewhere' }),
        location({ location_id: '1-2', is_registered: false }),
        location({ location_id: '1-3', is_dormant: true }),
        location({ location_id: '1-4', is_dormant: null }),
      ],
    });
    expect(pick(rows, 'chased_id', 'reason', 'period')).toEqual([['1-4', 'never_returned', null]]);
  });

  it('finds a location by the reference of a monthly return', async () => {
    const rows = await chase({
      ...OURS,
      'core.fct_provider_return_role': [
        monthlyRole({
          period: APRIL,
          workplace_reference: '1-100000001',
          cqc_location_id: '1-100000001',
        }),
      ],
      'core.dim_cqc_location': [location()],
    });
    expect(rows).toEqual([]);
  });

  it('names a location once: by its late organisation, or by itself where that returned without it', async () => {
    const given = (aprilReturns: readonly object[]) => ({
      ...OURS,
      'core.int_return': [whole('alder', FEBRUARY), ...aprilReturns],
      'core.int_workplace_record': [
        workplaceRecord({ period: FEBRUARY, cqc_location_id: '1-100000001' }),
      ],
      'core.dim_cqc_location': [location()],
    });
    const byOrganisation = await chase(given([whole('birch', APRIL)]));
    expect(pick(byOrganisation, 'reason', 'chased_id')).toEqual([['late', 'alder']]);
    const byItself = await chase(given([whole('alder', APRIL)]));
    expect(pick(byItself, 'reason', 'chased_id', 'months_since')).toEqual([
      ['late', '1-100000001', 2],
    ]);
  });

  it('names nobody where nothing has arrived and no register is loaded', async () => {
    expect(await chase({})).toEqual([]);
  });
});

describe('core.int_provider_return_finding', () => {
  const row = (record: number, change: object = {}) => ({
    delivery_id: 6,
    record_number: record,
    submitter: 'alder',
    period: APRIL,
    as_at_date: '2026-04-30',
    row_state: 'kept',
    workplace_reference: 'H1',
    job_role_code: '8',
    ...change,
  });
  const found = async (...rows: object[]) =>
    pick(
      await bench.build('core.int_provider_return_finding', {
        'core.int_delivery': [inForce(6, { dataset_id: 'provider_return' })],
        'staging.stg_provider_return__workplace_role': rows,
      }),
      'record_number',
      'rule',
      'severity',
    );

  it('tells of the second row of a workplace and job role, once', async () => {
    expect(
      await found(
        row(1),
        row(2, { job_role_code: '7' }),
        row(3),
        row(4, { workplace_reference: 'H2' }),
      ),
    ).toEqual([[3, 'job_role_repeated', 'error']]);
  });

  it('asks about pay below the wage of the month, and not at it', async () => {
    expect(
      await found(
        row(1, { typical_pay_gbp_hour: 12.7 }),
        row(2, { job_role_code: '7', typical_pay_gbp_hour: 12.71 }),
        row(3, { job_role_code: '4', typical_pay_gbp_hour: 12.21, as_at_date: '2026-03-31' }),
      ),
    ).toEqual([[1, 'pay_below_living_wage', 'warning']]);
  });

  it('says nothing of rows that were set aside', async () => {
    expect(await found(row(1), row(2, { row_state: 'quarantined' }))).toEqual([]);
  });
});

describe('core.fct_provider_return_role', () => {
  const row = (record: number, change: object = {}) => ({
    delivery_id: 6,
    record_number: record,
    submitter: 'alder',
    period: APRIL,
    row_state: 'kept',
    workplace_reference: 'H1',
    main_service_code: '8',
    job_role_code: '8',
    is_shared_with_la: true,
    ...change,
  });
  const build = (rows: readonly object[], more: Given = {}) =>
    bench.build('core.fct_provider_return_role', {
      'core.int_delivery': [inForce(6, { dataset_id: 'provider_return' })],
      'staging.stg_provider_return__workplace_role': rows,
      'reference.workspace_setting': setting(),
      ...more,
    });

  it('takes the first of two rows for one job role, and its care setting', async () => {
    const rows = await build([
      row(1, { permanent_count: 4, total_count: 5 }),
      row(2, { permanent_count: 9, total_count: 9 }),
      row(3, { job_role_code: '7', permanent_count: 2 }),
    ]);
    expect(pick(rows, 'job_role_code', 'permanent_count', 'total_count', 'care_setting')).toEqual([
      ['7', 2, null, 'domiciliary'],
      ['8', 4, 5, 'domiciliary'],
    ]);
  });

  it('leaves out rows that were set aside and returns that were replaced', async () => {
    const rows = await build([row(1, { row_state: 'quarantined' }), row(2, { delivery_id: 5 })]);
    expect(rows).toEqual([]);
  });

  it.each([
    [[true, true], true, true],
    [[true, null], true, false],
    [[false, false], true, false],
    [[false, null], false, true],
  ])(
    'is shared where its rows say %j and the setting needs it (%s): %s',
    async (said, needs, is) => {
      const rows = await build(
        said.map((answer, at) =>
          row(at + 1, { job_role_code: String(at + 7), is_shared_with_la: answer }),
        ),
        { 'reference.workspace_setting': setting({ require_la_permission: needs }) },
      );
      expect(pick(rows, 'has_sharing_consent')).toEqual([[is], [is]]);
    },
  );
});
