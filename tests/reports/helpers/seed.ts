import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../../src/warehouse/database.js';
import { literal, openForBuild } from '../../../src/warehouse/database.js';
import { monthsTo } from '../../../src/reports/narrative/dates.js';

/** One row of `metrics.measure`, as a test says it; the rest takes ordinary values. */
export interface SeedMeasure {
  metric: string;
  period: string;
  area: string;
  setting?: string;
  value: number | null;
  status?: string;
  ci?: readonly [number, number];
  workers?: number;
  workplaces?: number;
  coverage?: number;
}

export interface SeedArea {
  code: string;
  name: string;
  type: string;
  /** First day, and the day from which it stands no longer. */
  from?: string;
  to?: string;
}

/** An invented partnership: four councils, districts, a board area and a region. */
export const SEED_AREAS: readonly SeedArea[] = [
  { code: 'X47000001', name: 'Marrowdale Care Partnership', type: 'partnership' },
  { code: 'X10000001', name: 'Northmoor', type: 'council' },
  { code: 'X06000001', name: 'Eskerby', type: 'council' },
  { code: 'X06000002', name: 'Great Wrendle and Tolcaster', type: 'council' },
  { code: 'X06000003', name: 'Saltness', type: 'council' },
  { code: 'X07000001', name: 'Upper Northmoor', type: 'district' },
  { code: 'X07000002', name: 'Lower Northmoor', type: 'district' },
  { code: 'X07000003', name: 'Northmoor Fells', type: 'district' },
  { code: 'X07000004', name: 'Northmoor Coast', type: 'district' },
  { code: 'X54000001', name: 'NHS Marrowdale', type: 'icb' },
  { code: 'X12000001', name: 'North Country', type: 'region' },
  { code: 'E92000001', name: 'England', type: 'country' },
];

export const SEED_PARTNERSHIP = { code: 'X47000001', name: 'Marrowdale Care Partnership' };

/** A number that stands in suppressed rows and may appear nowhere. */
export const SENTINEL = 0.77313313;
export const SENTINEL_COUNT = 7_731_331;

const TABLES = `
create schema metrics; create schema core; create schema reference; create schema ops;
create schema comparison;
create table comparison.area (
    metric_id varchar, period date, period_type varchar, area_code varchar, care_setting varchar,
    job_role varchar, sector varchar, cut varchar, comparator varchar, other_count integer,
    mean decimal(18, 8), median decimal(18, 8), lower_quartile decimal(18, 8),
    upper_quartile decimal(18, 8), rank integer, sharing_rank integer, ranked_count integer,
);
create table comparison.movement (
    metric_id varchar, period date, area_code varchar, dimension varchar, group_code varchar,
    mix_change double, within_change double,
);
create table reference.published_metric (
    metric_id varchar, title varchar, unit varchar, good_direction varchar,
    beside_metric_id varchar, definition varchar, source varchar,
);
create table metrics.measure (
    metric_id varchar, period date, period_type varchar, area_code varchar, area_type varchar,
    care_setting varchar, job_role varchar, sector varchar, cut varchar,
    numerator decimal(18, 2), denominator decimal(18, 2), value decimal(18, 8),
    ci_low double, ci_high double, base_workplaces bigint, base_organisations bigint,
    base_workers bigint, coverage double, status varchar,
);
create table metrics.metric (
    metric_id varchar, title varchar, unit varchar, kind varchar, good_direction varchar,
    definition varchar, source varchar, decimals integer, minimum_base integer,
    no_change_band double, caveats varchar, reviewed_on date,
);
create table core.dim_area (
    area_code varchar, area_name varchar, area_type varchar, valid_from date, valid_to date,
    successor_area_codes varchar[], longitude double, latitude double, is_in_partnership boolean,
);
create table core.bridge_area (
    area_code varchar, ancestor_area_code varchar, ancestor_area_type varchar,
);
create table core.fct_published_figure (
    metric_id varchar, area_code varchar, period varchar, period_start date, period_end date,
    care_setting varchar, job_role varchar, population varchar, edition varchar,
    value decimal(18, 8), rounding varchar, source varchar, is_latest_edition boolean,
);
create table reference.care_setting (
    care_setting varchar, care_setting_label varchar, sort_order integer,
);
create table reference.job_role (
    job_role_code varchar, job_role_label varchar, job_role_group varchar,
);
create table reference.wage_floor (
    valid_from date, nlw_min_age integer, nlw_gbp_hour decimal(6, 2),
    from_21_below_nlw_age_gbp_hour decimal(6, 2), age_18_20_gbp_hour decimal(6, 2),
    age_16_17_gbp_hour decimal(6, 2), apprentice_gbp_hour decimal(6, 2),
);
create table ops.run (
    run_id varchar, started_at timestamp, program_version varchar, input_fingerprint varchar,
    contracts_fingerprint varchar, sql_fingerprint varchar, config_fingerprint varchar,
    deliveries_fingerprint varchar, delivery_count bigint,
);`;

/** The seeded metrics are written without it: only percentiles need to say which they are. */
const QUANTILES = [
  `alter table metrics.metric add column quantile double`,
  `alter table metrics.metric add column disclosure varchar default 'primary'`,
  `update metrics.metric
set quantile = if(metric_id = 'hourly_pay_median', 0.5, right(metric_id, 2)::double / 100)
where kind = 'quantile'`,
];

const CONTENTS = readFileSync(join(import.meta.dirname, 'seed.sql'), 'utf8');

/** Writes a published file with the tables a briefing reads, and the measures given. */
export async function seedDatabase(
  path: string,
  measures: readonly SeedMeasure[],
  areas: readonly SeedArea[] = SEED_AREAS,
): Promise<void> {
  const database = await openForBuild(path);
  try {
    await database.run(TABLES);
    await database.run(CONTENTS);
    for (const statement of QUANTILES) await database.run(statement);
    await insertAreas(database, areas);
    await insertMeasures(database, measures, areas);
  } finally {
    database.close();
  }
}

const dateOf = (day: string | undefined): string =>
  day === undefined ? 'null' : `date ${literal(day)}`;

async function insertAreas(database: Database, areas: readonly SeedArea[]): Promise<void> {
  const rows = areas.map(
    ({ code, name, type, from, to }) =>
      `(${[code, name, type].map(literal).join(', ')}, ${dateOf(from)}, ${dateOf(to)}, [], null, null, ${type === 'council' && to === undefined})`,
  );
  await database.run(`insert into core.dim_area values ${rows.join(', ')}`);
}

async function insertMeasures(
  database: Database,
  measures: readonly SeedMeasure[],
  areas: readonly SeedArea[],
): Promise<void> {
  const types = new Map(areas.map(({ code, type }) => [code, type]));
  const rows = measures.map((measure) => {
    const role = /^(hourly_pay_|share_)/.test(measure.metric) ? '8' : 'all';
    const texts = [measure.metric, `${measure.period}-01`, 'month', measure.area];
    const cut = [types.get(measure.area) ?? 'group', measure.setting ?? 'all', role, 'all', 'all'];
    const hidden = measure.status === 'suppressed' ? SENTINEL_COUNT : null;
    const numbers = [
      hidden,
      hidden,
      measure.value,
      measure.ci?.[0] ?? null,
      measure.ci?.[1] ?? null,
      measure.workplaces ?? 45,
      measure.workplaces ?? 30,
      measure.workers ?? 1240,
      measure.coverage ?? null,
    ];
    return `(${[...texts, ...cut].map(literal).join(',')},${numbers.map((each) => each ?? 'null').join(',')},${literal(measure.status ?? 'ok')})`;
  });
  for (let start = 0; start < rows.length; start += 2000) {
    const some = rows.slice(start, start + 2000).join(',');
    await database.run(`insert into metrics.measure values ${some}`);
  }
}

const SETTINGS = [
  ['all', 0],
  ['residential', -0.02],
  ['care_home_nursing', -0.01],
  ['care_home', -0.025],
  ['domiciliary', 0.032],
  ['day', -0.03],
  ['community', 0.004],
  ['other', 0.01],
] as const;

/** Thirteen invented months: Saltness wholly suppressed, Upper Northmoor of low base, day care thin. */
export function seedMeasures(
  last = '2026-04',
  areas: readonly SeedArea[] = SEED_AREAS,
): SeedMeasure[] {
  const places = areas.filter(({ type }) => type !== 'country');
  return places.flatMap(({ code }, place) =>
    monthsTo(last, 13).flatMap((period, month) =>
      SETTINGS.flatMap(([setting, offset]) =>
        cell({ code, place, period, month, setting, offset }),
      ),
    ),
  );
}

interface Cell {
  code: string;
  place: number;
  period: string;
  month: number;
  setting: string;
  offset: number;
}

function cell({ code, place, period, month, setting, offset }: Cell): SeedMeasure[] {
  const wave = ((place * 7 + month * 5) % 11) / 1000;
  const drift = (place % 3 === 1 ? 1 : -0.4) * month * 0.0013;
  const vacancy = 0.079 + ((place * 3) % 7) * 0.004 + drift + wave + offset;
  const at = { period, area: code, setting };
  const status = statusFor(code, setting);
  const number = (metric: string, value: number, width = 0): SeedMeasure => ({
    metric,
    ...at,
    status,
    value: status === 'suppressed' ? SENTINEL : Number(value.toFixed(8)),
    ...(width > 0 ? { ci: [value - width, value + width] as const } : {}),
    coverage: 0.82,
    workers: status === 'low_base' ? 25 : 1240 - place * 55,
    workplaces: status === 'low_base' ? 5 : 45 - place,
  });
  const floor = period >= '2026-04' ? 12.71 : 12.21;
  const median = floor + 0.14 + ((place * 5) % 6) * 0.05 + offset * 4;
  return [
    number('vacancy_rate', vacancy, 0.006),
    number('turnover_rate', 0.251 + vacancy - 0.08 + offset, 0.015),
    number('hourly_pay_median', median),
    number('hourly_pay_p10', floor),
    number('hourly_pay_p25', floor + 0.06),
    number('hourly_pay_p75', median + 0.55),
    number('hourly_pay_p90', median + 1.35 + offset * 10),
    number('share_below_floor', 0.021 + wave),
    number('share_at_floor', 0.28 + wave * 3),
    ...(setting === 'all' ? counts(number, place) : []),
  ];
}

function counts(
  number: (metric: string, value: number) => SeedMeasure,
  place: number,
): SeedMeasure[] {
  return [
    number('returned_workplaces', 45 - place),
    number('carried_workplaces', 5),
    number('mismatched_workplaces', place % 2 === 0 ? 5 : 0),
  ];
}

function statusFor(code: string, setting: string): string {
  if (code === 'X06000003') return 'suppressed';
  if (code === 'X07000001') return 'low_base';
  if (setting === 'other') return 'suppressed';
  return setting === 'day' ? 'low_base' : 'ok';
}
