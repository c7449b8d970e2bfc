/** So many months stand in a trend: a year, and the month it began from. */
export const MONTHS_SHOWN = 13;

/** What a pack shows of a metric. The catalogue has many more, which no pack shows by accident. */
export interface PackMetric {
  readonly metricId: string;
  /** The job role it is quoted for: every role, or 8, the care worker. */
  readonly jobRole: 'all' | '8';
  /** Whether it is shown by care setting too. */
  readonly bySetting: boolean;
  /** Whether all months are shown; else the latest, the one before and that of a year before. */
  readonly everyMonth: boolean;
}

const CARE_WORKER = '8';

type Shown = Partial<Omit<PackMetric, 'metricId'>>;

const WHOLE: Omit<PackMetric, 'metricId'> = { jobRole: 'all', bySetting: false, everyMonth: false };

function shown(how: Shown, ...metricIds: readonly string[]): PackMetric[] {
  return metricIds.map((metricId) => ({ metricId, ...WHOLE, ...how }));
}

/** The metrics that packs speak of. */
export const PACK_METRICS: readonly PackMetric[] = [
  ...shown({ bySetting: true, everyMonth: true }, 'vacancy_rate', 'turnover_rate'),
  ...shown(
    { bySetting: true },
    'filled_posts',
    'vacancies',
    'employees',
    'fte_posts',
    'zero_hours_share',
    'age_55_and_over_share',
  ),
  ...shown(
    { jobRole: CARE_WORKER, bySetting: true },
    'hourly_pay_median',
    'hourly_pay_p10',
    'hourly_pay_p25',
    'hourly_pay_p75',
    'hourly_pay_p90',
    'share_below_floor',
  ),
  ...shown(
    { jobRole: CARE_WORKER },
    'share_at_floor',
    'share_at_real_living_wage',
    'share_below_next_floor',
  ),
  ...shown(
    {},
    'total_posts',
    'starters_rate',
    'net_change',
    'recruited_in_sector_share',
    'new_to_sector_share',
    'agency_share',
    'bank_share',
    'in_role_a_year_share',
    'experience_mean',
    'experience_10_years_share',
    'real_living_wage_cost',
    'next_floor_cost',
    'over_30_hours_share',
    'contracted_hours_mean',
    'sickness_days_mean',
    'sick_pay_share',
    'pension_share',
    'qualified_share',
    'care_certificate_share',
    'trained_share',
    'apprentice_share',
    'female_share',
    'age_mean',
    'age_under_25_share',
    'british_share',
    'eu_share',
    'other_nationality_share',
    'visa_share',
    'international_recruit_share',
    'returned_workplaces',
    'carried_workplaces',
    'mismatched_workplaces',
    'return_rate',
    'data_age_mean',
    'pay_known_share',
    'hours_known_share',
    'qualification_known_share',
    'nationality_known_share',
    'sickness_known_share',
    'start_date_known_share',
  ),
];

const BY_ID = new Map(PACK_METRICS.map((metric) => [metric.metricId, metric]));

/** The job role a metric is quoted for in a briefing: care workers for pay, all roles otherwise. */
export function jobRoleOf(metricId: string): string {
  return BY_ID.get(metricId)?.jobRole ?? 'all';
}

/** Whether a metric is read for every month that packs show. */
export function isEveryMonth(metricId: string): boolean {
  return BY_ID.get(metricId)?.everyMonth ?? false;
}
