import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/warehouse/database.js';
import { openBench, pick } from './helpers/bench.js';

const bench = openBench();
const APRIL = '2026-04-01';
const METRICS = [
  'hourly_pay_median',
  'in_role_a_year_share',
  'qualified_share',
  'sickness_days_mean',
  'turnover_rate',
  'vacancy_rate',
];

interface Home {
  readonly provider: string;
  /** Vacancies of 20 posts; none where the staff total does not agree with the records. */
  readonly vacancies: number | null;
  readonly rating?: string;
  readonly hasConsent?: boolean;
  /** Hourly pay of its care workers. */
  readonly pay?: readonly number[];
}

const ALDER: Home = { provider: 'alder', vacancies: 4, rating: 'Good', pay: [12, 14] };
const BIRCH: Home = { provider: 'birch', vacancies: 2, rating: 'Good', pay: [13] };
const CEDAR: Home = { provider: 'cedar', vacancies: 1, rating: 'Good', pay: [13] };
const DALE: Home = { provider: 'dale', vacancies: 1, rating: 'Outstanding', pay: [15, 16] };
const FOUR = [ALDER, BIRCH, CEDAR, DALE];

/** What the models read, of homes without nursing in one council; each home its own number. */
function given(homes: readonly Home[]): Record<string, object[]> {
  const providers = [...new Set(homes.map(({ provider }) => provider))];
  const numbered = homes.map((home, index) => ({ ...home, id: `w${index}`, number: index + 1 }));
  return {
    'core.dim_area': [{ area_code: 'X06A', area_type: 'council', is_in_partnership: true }],
    'core.dim_cqc_location': numbered.map(({ id, rating }) => ({
      location_id: id,
      rating: rating ?? null,
    })),
    'core.fct_workplace_month': numbered.map((home) => ({
      period: APRIL,
      workplace_id: home.id,
      organisation_id: home.provider,
      cqc_location_id: home.id,
      worker_record_count: 20,
      has_sharing_consent: home.hasConsent ?? true,
      turnover_exclusion_reason: 'no_leavers',
      vacancy_exclusion_reason: home.vacancies === null ? 'mismatch_workers' : null,
    })),
    'core.int_counted_worker': numbered.flatMap(({ id, pay = [] }) =>
      pay.map((rate, index) => ({
        period: APRIL,
        workplace_id: id,
        worker_key: `${id}-${index}`,
        job_role: '8',
        hourly_rate_clean_gbp_hour: rate,
      })),
    ),
    'comparison.int_member': numbered.map((home) => ({
      period: APRIL,
      month_number: 675,
      workplace_id: home.id,
      workplace_number: home.number,
      workplace_care_setting: 'care_home',
      area_code: 'X06A',
      care_setting: 'care_home',
      cell_number: 1,
      part_number: providers.indexOf(home.provider) + 1,
    })),
    'comparison.int_workplace_sum': numbered.flatMap(({ vacancies, number }) =>
      vacancies === null
        ? []
        : [
            {
              metric_number: METRICS.indexOf('vacancy_rate') + 1,
              month_number: 675,
              workplace_number: number,
              numerator: vacancies,
              denominator: 20,
              worker_count: 20 - vacancies,
            },
          ],
    ),
    'metrics.metric': METRICS.map((metric_id) => ({
      metric_id,
      minimum_base: metric_id === 'vacancy_rate' ? 50 : 2,
    })),
    'reference.disclosure_profile': [{ min_workers: 4, min_workplaces: 3, min_organisations: 3 }],
  };
}

async function benchmark(homes: readonly Home[]): Promise<Row[]> {
  const all = given(homes);
  const sums = await bench.build('comparison.int_benchmark_sum', all);
  const withSums = { ...all, 'comparison.int_benchmark_sum': sums };
  const own = await bench.build('comparison.int_benchmark_own', withSums);
  return bench.build('comparison.provider_benchmark', {
    ...withSums,
    'comparison.int_benchmark_own': own,
  });
}

async function rows(homes: readonly Home[], metric: string): Promise<Row[]> {
  const all = await benchmark(homes);
  return all.filter((row) => row['metric_id'] === metric);
}

describe('comparison.provider_benchmark', () => {
  it('sets 4 of 20 posts vacant beside 8 of the 80 of all four, and its place among them', async () => {
    const vacancy = await rows(FOUR, 'vacancy_rate');
    expect(
      pick(
        vacancy,
        'organisation_id',
        'value',
        'status',
        'group_value',
        'group_workers',
        'quarter',
      ),
    ).toEqual([
      ['alder', 0.2, 'low_base', 0.1, 72, 4],
      ['birch', 0.1, 'low_base', 0.1, 72, 3],
      ['cedar', 0.05, 'low_base', 0.1, 72, 1],
      ['dale', 0.05, 'low_base', 0.1, 72, 1],
    ]);
  });

  it('takes the median of pay over people: 13 of alder’s two, 13.50 of all six', async () => {
    const [alder, , , dale] = await rows(FOUR, 'hourly_pay_median');
    expect(pick([alder ?? {}], 'job_role', 'value', 'group_value', 'group_workers')).toEqual([
      ['8', 13, 13.5, 6],
    ]);
    expect(pick([alder ?? {}, dale ?? {}], 'group_status')).toEqual([['ok'], ['ok']]);
  });

  it('has a row of pay only for the roles that a provider has', async () => {
    const all = await rows([{ ...ALDER, pay: [] }, BIRCH], 'hourly_pay_median');
    expect(pick(all, 'organisation_id', 'job_role')).toEqual([['birch', '8']]);
  });

  it('has no row of a provider with a home that has not agreed to share, which still counts', async () => {
    const homes = [...FOUR, { ...DALE, vacancies: 12, hasConsent: false }];
    const vacancy = await rows(homes, 'vacancy_rate');
    expect(pick(vacancy, 'organisation_id')).toEqual([['alder'], ['birch'], ['cedar']]);
    expect(vacancy[0]?.['group_value']).toBe(0.2);
  });

  it('shows one of three nothing of the two others', async () => {
    const vacancy = await rows([ALDER, BIRCH, CEDAR, { ...CEDAR, vacancies: 9 }], 'vacancy_rate');
    expect(pick(vacancy, 'group_value', 'group_workers', 'quarter', 'reason')).toEqual(
      Array(3).fill([null, null, null, 'not_enough_data']),
    );
  });

  it('hides the Good and Outstanding where the rest of the others is one provider', async () => {
    const extra = { provider: 'elm', vacancies: 2, rating: 'Requires improvement' };
    const good = (all: readonly Row[]) =>
      Object.fromEntries(all.map((row) => [String(row['organisation_id']), row['good_value']]));
    const fifth = { ...BIRCH, provider: 'fern', vacancies: 2 };
    expect(good(await rows([...FOUR, fifth, extra], 'vacancy_rate'))).toEqual({
      alder: null,
      birch: null,
      cedar: null,
      dale: null,
      elm: 0.1,
      fern: null,
    });
  });

  it('says why a provider has no figure: the reason of its home, or no data', async () => {
    const homes = [...FOUR, { ...BIRCH, provider: 'fern', vacancies: null }];
    const all = await benchmark(homes);
    const fern = all.filter((row) => row['organisation_id'] === 'fern');
    expect(pick(fern, 'metric_id', 'value', 'reason')).toEqual([
      ['hourly_pay_median', 13, null],
      ['in_role_a_year_share', null, 'incorrect_time_in_role'],
      ['qualified_share', null, 'no_qualifications_data'],
      ['sickness_days_mean', null, 'no_sickness_data'],
      ['turnover_rate', null, 'no_leavers'],
      ['vacancy_rate', null, 'mismatch_workers'],
    ]);
  });
});
