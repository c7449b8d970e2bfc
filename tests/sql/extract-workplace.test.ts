import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { extractWorkplace, returnMonth, setting, workplaceRecord } from './helpers/rows.js';

const bench = openBench();

interface Workplace {
  readonly roles?: readonly object[];
  readonly label?: object;
  readonly [column: string]: unknown;
}

const place = (row: Workplace, at: number) => ({
  delivery_id: 7,
  record_number: at + 1,
  period: '2026-04-01',
  ...row,
});

/** What an extract's workplaces are made into, 9001 the first. */
async function built(workplaces: readonly Workplace[], given: Record<string, object[]> = {}) {
  return bench.build('core.int_extract_workplace', {
    'core.fct_extract_workplace_month': workplaces.map(
      ({ label, delivery_id, record_number }, at) =>
        place(
          { ...(delivery_id === undefined ? {} : { delivery_id, record_number }), ...label },
          at,
        ),
    ),
    'staging.stg_asc_wds_extract__workplace': workplaces.map(
      ({ roles: _roles, label: _label, ...row }, at) => ({
        source_id: 'returns',
        submitter: 'benchmarks',
        row_state: 'kept',
        establishment_id: String(9001 + at),
        ...place(row, at),
      }),
    ),
    'staging.stg_asc_wds_extract__workplace_role': workplaces.flatMap(({ roles = [] }, at) =>
      roles.map((role) => place({ ...role }, at)),
    ),
    ...given,
  });
}

const SAID = { starter_source: 'given', leaver_source: 'given', vacancy_source: 'given' };

describe('core.int_extract_workplace', () => {
  it('counts the sum of the job roles that are known', async () => {
    const rows = await built([
      {
        roles: [
          { ...SAID, job_role_code: '8', employee_count: 7, vacancy_count: 2, leaver_count: 3 },
          { ...SAID, job_role_code: '25', employee_count: 2, vacancy_count: 1, leaver_count: 0 },
          { ...SAID, job_role_code: '77', employee_count: 90, vacancy_count: 90, leaver_count: 9 },
        ],
      },
    ]);
    expect(pick(rows, 'workplace_id', 'employee_count', 'vacancy_count', 'leaver_count')).toEqual([
      ['analysis_extract/9001', 9, 3, 3],
    ]);
  });

  it.each([
    ['none_by_total', 5],
    ['given+none_by_total', 5],
    ['not_known', null],
    ['not_answered', null],
    ['given+not_given', null],
  ])('with a role whose vacancies are %s has %s of them', async (source, count) => {
    const role = { ...SAID, job_role_code: '8', vacancy_count: 5 };
    const other = { ...SAID, job_role_code: '25', vacancy_count: 0, vacancy_source: source };
    const rows = await built([{ roles: [role, other] }]);
    expect(pick(rows, 'vacancy_count')).toEqual([[count]]);
  });

  it('knows no count of a workplace that has no job role at all', async () => {
    const rows = await built([{ worker_record_count: null }]);
    expect(pick(rows, 'worker_record_count', 'employee_count', 'vacancy_count')).toEqual([
      [0, 0, null],
    ]);
  });

  it('takes a workplace and month once, from the extract that arrived last', async () => {
    const same = { establishment_id: '9001', record_number: 1 };
    const rows = await built([
      { ...same, delivery_id: 7, workplace_name: 'first' },
      { ...same, delivery_id: 9, workplace_name: 'last' },
      { ...same, delivery_id: 8, workplace_name: 'other month', period: '2026-03-01' },
    ]);
    expect(pick(rows, 'period', 'workplace_name')).toEqual([
      ['2026-03-01', 'other month'],
      ['2026-04-01', 'last'],
    ]);
  });

  it('belongs to the organisation whose return has its provider, else its provider, else its parent', async () => {
    const returned = {
      'core.int_return_month': [returnMonth()],
      'core.int_workplace_record': [workplaceRecord({ cqc_provider_id: '1-101' })],
    };
    const rows = await built(
      [
        { organisation_id: '1', cqc_provider_id: '1-101' },
        { organisation_id: '1' },
        { organisation_id: '3', cqc_provider_id: '1-303' },
        { organisation_id: '3', cqc_provider_id: '1-302' },
        { organisation_id: '5' },
        {},
      ],
      returned,
    );
    expect(pick(rows, 'organisation_id').flat()).toEqual([
      'alder',
      'alder',
      '1-302',
      '1-302',
      'analysis_extract/5',
      'analysis_extract/9006',
    ]);
  });

  it('lies in the council of its code, as the code was on the last day of its month', async () => {
    const area = (area_code: string, valid_from: string, valid_to: string) => ({
      scheme: 'cssr',
      name_key: '999',
      area_code,
      valid_from,
      valid_to,
    });
    const rows = await built([{ cssr_code: 999 }, { cssr_code: 998 }, { cssr_code: null }], {
      'core.dim_area_name': [
        area('X06A', '1900-01-01', '2026-04-30'),
        area('X06B', '2026-04-30', '9999-12-31'),
      ],
    });
    expect(pick(rows, 'council_area_code').flat()).toEqual(['X06B', null, null]);
  });
});

describe('core.int_workplace_area of an extract', () => {
  const placed = async (postcode: string | null, council: string | null) => {
    const [row] = await bench.build('core.int_workplace_area', {
      'core.int_extract_workplace': [
        extractWorkplace({ postcode, council_area_code: council }),
        extractWorkplace({ period: '2026-03-01', postcode: 'AB1 2CD' }),
      ],
      'reference.postcode': [{ postcode: 'AB1 2CD', area_code: 'X06A' }],
      'core.bridge_area': ['X06A', 'X06B'].map((code) => ({
        area_code: code,
        ancestor_area_code: code,
      })),
      'reference.workspace_setting': setting({ home_area: 'X06A' }),
    });
    return [row?.['area_code'], row?.['area_source'], row?.['record_source']];
  };

  it.each([
    ['AB1 2CD', 'X06B', 'X06A', 'postcode'],
    ['ZZ9 9ZZ', 'X06B', 'X06B', 'council_code'],
    [null, 'X06B', 'X06B', 'council_code'],
    [null, 'X99', 'X99', 'outside'],
    [null, null, 'X06A', 'home'],
  ])('with postcode %s and council %s is %s by %s', async (postcode, council, area, source) => {
    expect(await placed(postcode, council)).toEqual([area, source, 'analysis_extract']);
  });
});

describe('core.int_workplace_exclusion of an extract', () => {
  const PLACE = { cqc_location_id: '1-000000001' };
  const leftOut = async (extract: readonly object[], given: Record<string, object[]> = {}) =>
    pick(
      await bench.build('core.int_workplace_exclusion', {
        'core.int_extract_workplace': extract.map((row) => extractWorkplace(row)),
        'core.int_return_month': [returnMonth({ return_period: '2026-02-01' })],
        'core.int_workplace_record': [workplaceRecord(PLACE)],
        ...given,
      }),
      'workplace_id',
      'exclusion_reason',
    );

  it("leaves it out where the provider's own return has its location, an older one too", async () => {
    expect(await leftOut([PLACE])).toEqual([['analysis_extract/9001', 'duplicate_location']]);
    expect(await leftOut([{ ...PLACE, period: '2026-05-01' }])).toEqual([]);
    expect(await leftOut([{ cqc_location_id: null }])).toEqual([]);
  });

  it('leaves it out where it was last amended too long ago, and gives no place to it', async () => {
    const old = { ...PLACE, purge_reason: 'not_amended' };
    const newer = { ...PLACE, workplace_id: 'analysis_extract/9002' };
    const without = { 'core.int_return_month': [] };
    expect(await leftOut([old, newer], without)).toEqual([
      ['analysis_extract/9001', 'not_amended'],
    ]);
    expect(await leftOut([old])).toEqual([['analysis_extract/9001', 'not_amended']]);
  });

  it('says of one that is listed that it is, and of nothing else', async () => {
    const listed = { submitter: 'benchmarks', reason: 'a test account', line: 2 };
    expect(
      await leftOut([{ ...PLACE, purge_reason: 'not_amended' }], { 'raw.exclusion': [listed] }),
    ).toEqual([['analysis_extract/9001', 'listed']]);
  });
});

describe('core.int_workplace_post of an extract', () => {
  it('reconciles stated staff and worker records, and has its beds from the register', async () => {
    const rows = await bench.build('core.int_workplace_post', {
      'core.int_extract_workplace': [
        extractWorkplace({
          stated_staff_count: 14,
          worker_record_count: 10,
          main_service_code: '2',
          cqc_location_id: 'L1',
        }),
      ],
      'core.dim_cqc_location': [{ location_id: 'L1', bed_count: 9 }],
    });
    expect(
      pick(rows, 'filled_post_count', 'filled_post_source', 'bed_count', 'bed_source'),
    ).toEqual([[12, 'mean_of_two', 9, 'register']]);
  });
});

describe('core.fct_workplace_month of an extract', () => {
  const month = async (extract: object, post: object, change: object = {}) => {
    const [row] = await bench.build('core.fct_workplace_month', {
      'core.int_extract_workplace': [extractWorkplace(extract)],
      'core.int_workplace_post': [
        { period: '2026-04-01', workplace_id: 'analysis_extract/9001', ...post },
      ],
      'core.int_workplace_area': [
        { delivery_id: 7, local_establishment_id: '9001', area_code: 'X06A', is_inside: true },
      ],
      'reference.workspace_setting': setting(),
      ...change,
    });
    return row;
  };
  const whole = { stated_staff_count: 9, employee_count: 9, vacancy_count: 3, leaver_count: 2 };

  it('counts in both rates where staff and worker records agree', async () => {
    expect(await month(whole, { worker_record_count: 9 })).toMatchObject({
      record_source: 'analysis_extract',
      return_period: null,
      return_age_months: null,
      area_code: 'X06A',
      employee_count: 9,
      vacancy_count: 3,
      vacancy_exclusion_reason: null,
      turnover_exclusion_reason: null,
      workplace_delivery_id: 7,
      worker_delivery_id: null,
      has_sharing_consent: true,
    });
  });

  it.each([
    ['no_staff_total', { stated_staff_count: null }],
    ['mismatch_workers', { stated_staff_count: 10 }],
    ['no_perm_or_temp', { employee_count: 0 }],
    ['no_vacancies', { vacancy_count: null }],
  ])('is left out of the vacancy rate for %s', async (reason, change) => {
    const row = await month({ ...whole, ...change }, { worker_record_count: 9 });
    expect(row?.['vacancy_exclusion_reason']).toBe(reason);
  });

  it.each([
    [false, false],
    [null, false],
  ])('with consent %s may be published: %s', async (shared, published) => {
    const row = await month({ is_shared_with_la: shared }, {});
    expect(row?.['has_sharing_consent']).toBe(published);
  });
});

describe('core.fct_workplace_role_month of an extract', () => {
  const ROLE = { delivery_id: 7, record_number: 1, employee_count: 0, worker_count: 0 };
  const roles = async (workplace: object, ...given: readonly object[]) =>
    pick(
      await bench.build('core.fct_workplace_role_month', {
        'core.fct_workplace_month': [
          {
            period: '2026-04-01',
            workplace_id: 'analysis_extract/9001',
            record_source: 'analysis_extract',
            workplace_delivery_id: 7,
            workplace_record_number: 1,
            ...workplace,
          },
        ],
        'staging.stg_asc_wds_extract__workplace_role': given.map((role) => ({ ...ROLE, ...role })),
      }),
      'job_role_code',
      'employee_count',
      'vacancy_count',
      'leaver_count',
    );

  it('has the roles with a worker or a count, and none that no list has', async () => {
    expect(
      await roles(
        { vacancy_count: 3, leaver_count: 0 },
        { job_role_code: '8', employee_count: 7, vacancy_count: 2, leaver_count: 0 },
        { job_role_code: '4', vacancy_count: 1, leaver_count: 0 },
        { job_role_code: '25', vacancy_count: 0, leaver_count: 0 },
        { job_role_code: '77', employee_count: 5, vacancy_count: 0, leaver_count: 0 },
      ),
    ).toEqual([
      ['4', 0, 1, 0],
      ['8', 7, 2, 0],
    ]);
  });

  it('knows no count of a role where the workplace does not', async () => {
    const role = { job_role_code: '8', employee_count: 7, vacancy_count: 2, leaver_count: 1 };
    expect(await roles({ vacancy_count: null, leaver_count: 1 }, role)).toEqual([
      ['8', 7, null, 1],
    ]);
  });
});

describe('core.int_return_month beside an extract', () => {
  it('carries a return on to the month of the extract', async () => {
    const rows = await bench.build('core.int_return_month', {
      'core.int_return': [{ source_id: 'returns', submitter: 'alder', period: '2026-04-01' }],
      'core.fct_extract_workplace_month': [{ period: '2026-05-01' }, { period: '2025-01-01' }],
      'reference.workspace_setting': setting(),
    });
    expect(pick(rows, 'period', 'return_age_months')).toEqual([
      ['2026-04-01', 0],
      ['2026-05-01', 1],
    ]);
  });
});
