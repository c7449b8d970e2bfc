import { describe, expect, it } from 'vitest';
import { openBench } from './helpers/bench.js';
import {
  returnMonth,
  setting,
  workerMonth,
  workplaceArea,
  workplaceRecord,
} from './helpers/rows.js';

const bench = openBench();

interface Workplace {
  stated?: number | null;
  recorded?: number;
  employed?: number;
  change?: object;
  setting?: object;
  month?: object;
  area?: object;
  post?: object;
  moved?: object;
  excluded?: string;
}

/** One workplace with so many staff stated, recorded and employed. */
async function month({
  stated = null,
  recorded = 0,
  employed = recorded,
  change,
  ...rest
}: Workplace) {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const [row] = await bench.build('core.fct_workplace_month', {
    'core.int_return_month': [returnMonth(rest.month)],
    'core.int_workplace_record': [workplaceRecord({ stated_staff_count: stated, ...change })],
    'core.int_workplace_post': [
      {
        period: (rest.month as { period?: string } | undefined)?.period ?? '2026-04-01',
        workplace_id: `${(change as { submitter?: string } | undefined)?.submitter ?? 'alder'}/H1`,
        worker_record_count: recorded,
        ...rest.post,
      },
    ],
    'core.int_posts_per_bed':
      rest.moved === undefined
        ? []
        : [{ period: '2026-04-01', workplace_id: 'alder/H1', ...rest.moved }],
    'core.int_workplace_exclusion':
      rest.excluded === undefined
        ? []
        : [{ period: '2026-04-01', workplace_id: 'alder/H1', exclusion_reason: rest.excluded }],
    'core.fct_worker_month': numbers(recorded).map((n) =>
      workerMonth(`k${n}`, { is_employee: n <= employed }),
    ),
    'reference.workspace_setting': setting(rest.setting),
    'core.int_workplace_area': [workplaceArea(rest.area)],
  });
  return row;
}

describe('core.fct_workplace_month', () => {
  it('has the posts and beds of the workplace, as given and as cleaned', async () => {
    const post = {
      stated_staff_rule: 'staff_out_of_range',
      filled_post_count: 200,
      filled_post_source: 'agreed',
      bed_count: 10,
      bed_source: 'return',
      bed_clean_count: 10,
    };
    const moved = { filled_post_clean_count: 50, filled_post_rule: 'posts_per_bed_lowered' };
    expect(await month({ post, moved })).toMatchObject({ ...post, ...moved });
    expect(await month({ post })).toMatchObject({
      ...post,
      filled_post_clean_count: 200,
      filled_post_rule: null,
    });
  });

  it.each(['listed', 'duplicate_location'])(
    'is left out of each rate where it is %s',
    async (reason) => {
      const row = await month({ stated: 3, recorded: 3, excluded: reason });
      expect(row).toMatchObject({
        exclusion_reason: reason,
        vacancy_exclusion_reason: reason,
        turnover_exclusion_reason: reason,
      });
    },
  );

  it.each([
    ['no_staff_total', { stated: null, recorded: 3 }],
    ['mismatch_workers', { stated: 4, recorded: 3 }],
    ['mismatch_workers', { stated: 0, recorded: 0 }],
    ['no_perm_or_temp', { stated: 3, recorded: 3, employed: 0 }],
  ])('leaves a workplace out of both rates for %s: %o', async (reason, workplace) => {
    const counts = { change: { vacancy_counts: [1], leaver_counts: [1] } };
    expect(await month({ ...workplace, ...counts })).toMatchObject({
      vacancy_exclusion_reason: reason,
      turnover_exclusion_reason: reason,
    });
  });

  it('counts a workplace in each rate whose question it answered', async () => {
    const row = await month({
      stated: 3,
      recorded: 3,
      change: { vacancy_counts: [0, 0], leaver_counts: null },
    });
    expect(row).toMatchObject({
      vacancy_count: 0,
      vacancy_exclusion_reason: null,
      leaver_count: null,
      turnover_exclusion_reason: 'no_leavers',
    });
  });

  it('sums the counts of its roles, and knows none where one of them is 999', async () => {
    const row = await month({
      stated: 3,
      recorded: 3,
      change: { starter_counts: [1, 998], vacancy_counts: [2, 999, 1], leaver_counts: [4, 0, 1] },
    });
    expect(row).toMatchObject({
      starter_count: 999,
      vacancy_count: null,
      vacancy_exclusion_reason: 'no_vacancies',
      leaver_count: 5,
    });
  });

  it.each([
    [20, 199, null],
    [20, 200, 'incorrect_turnover'],
    [1, 9, null],
    [1, 10, 'incorrect_turnover'],
  ])(
    'of %i employees and %i leavers has the turnover fault %s',
    async (employed, leavers, reason) => {
      const row = await month({
        stated: employed,
        recorded: employed,
        change: { leaver_counts: [leavers] },
      });
      expect(row).toMatchObject({ turnover_exclusion_reason: reason, leaver_count: leavers });
    },
  );

  it('says where the workplace lies and how it was placed there', async () => {
    expect(await month({ area: { area_code: 'X06B', area_source: 'sector' } })).toMatchObject({
      area_code: 'X06B',
      area_source: 'sector',
    });
  });

  it('is left out of the rates, and says so, where it lies outside the partnership', async () => {
    const row = await month({ stated: 3, recorded: 3, area: { is_inside: false } });
    expect(row).toMatchObject({
      vacancy_exclusion_reason: 'outside_partnership',
      turnover_exclusion_reason: 'outside_partnership',
    });
  });

  it.each([
    ['1', 'care_home_nursing'],
    ['2', 'care_home'],
    ['8', 'domiciliary'],
    ['54', 'domiciliary'],
    ['74', 'domiciliary'],
    ['6', 'day'],
    ['13', 'community'],
    ['53', 'other'],
    [null, 'other'],
  ])('of main service %s is of the setting %s', async (service, careSetting) => {
    expect(await month({ change: { main_service_code: service } })).toMatchObject({
      care_setting: careSetting,
    });
  });

  it.each([
    ['1', 'local_authority'],
    ['3', 'local_authority'],
    ['6', 'private'],
    ['7', 'voluntary'],
    ['8', 'other'],
    [null, 'other'],
  ])('of employer type %s is of the sector %s', async (type, sector) => {
    expect(await month({ change: { employer_type_code: type } })).toMatchObject({ sector });
  });

  it('belongs to its submitter, or to its CQC provider where one source holds many', async () => {
    const cqc = { cqc_provider_id: '1-1234567890' };
    expect(await month({ change: cqc })).toMatchObject({
      organisation_id: 'alder',
      workplace_id: 'alder/H1',
    });
    expect(await month({ change: { ...cqc, submitter: 'returns' } })).toMatchObject({
      organisation_id: '1-1234567890',
    });
    expect(await month({ change: { submitter: 'returns' } })).toMatchObject({
      organisation_id: 'returns',
    });
  });

  it('says how old the return is that it is counted from', async () => {
    const row = await month({ month: { period: '2026-06-01', return_age_months: 2 } });
    expect(row).toMatchObject({
      period: '2026-06-01',
      return_period: '2026-04-01',
      return_age_months: 2,
    });
  });

  it.each([
    [true, true, true],
    [null, true, false],
    [false, false, true],
  ])(
    'with consent %s, where consent is asked %s, may be published: %s',
    async (shared, asked, published) => {
      const row = await month({
        change: { is_shared_with_la: shared },
        setting: { require_la_permission: asked },
      });
      expect(row).toMatchObject({ has_sharing_consent: published });
    },
  );
});
