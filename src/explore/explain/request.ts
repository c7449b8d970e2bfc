import { problem } from '../../errors.js';
import { addMonths } from '../../period.js';
import type { Database, Row } from '../../warehouse/database.js';
import { choose, type Choice } from './choose.js';
import { metricSchema, type Asked, type MetricEntry } from './schema.js';

/** What a user asks for, as typed. */
export interface Request {
  readonly metric: string;
  readonly area?: string | undefined;
  /** `yyyy-mm`; the latest there is without. */
  readonly period?: string | undefined;
  readonly periodType?: string | undefined;
  readonly setting?: string | undefined;
  readonly role?: string | undefined;
  readonly sector?: string | undefined;
}

/** The figure that is meant, and its measure. */
export interface Resolved {
  readonly metric: MetricEntry;
  readonly asked: Asked;
}

const ALL = { code: 'all', name: 'all' };

/**
 * Finds the figure that a user means.
 * @throws CC-USE-001 for a measure, area, month, setting, role or sector there is no figure of
 */
export async function resolveRequest(database: Database, request: Request): Promise<Resolved> {
  const metric = await metricOf(database, request.metric);
  const ofMetric = { metric: metric.metric_id };
  await hasPlainFigure(database, metric.metric_id);
  const list = async (sql: string): Promise<Choice[]> =>
    (await database.rows(sql, ofMetric)).map((row) => ({
      code: String(row['code']),
      name: String(row['name']),
    }));
  const area = choose('--area', 'area', request.area, await list(AREAS));
  const periodType = choose(
    '--period-type',
    'kind of period',
    request.periodType ?? 'month',
    await list(PERIOD_TYPES),
  );
  const period = await periodOf(database, metric.metric_id, periodType.code, request.period);
  const dimension = async (flag: string, what: string, text: string | undefined, sql: string) => {
    const choices = await list(sql);
    const hasAll = choices.some(({ code }) => code === 'all');
    if (text === undefined && hasAll) return choices.find(({ code }) => code === 'all') ?? ALL;
    return choose(flag, what, text, choices);
  };
  const setting = await dimension('--setting', 'care setting', request.setting, SETTINGS);
  const role = await dimension('--role', 'job role', request.role, ROLES);
  const sector = await dimension('--sector', 'sector', request.sector, SECTORS);
  const asked: Asked = {
    period,
    period_type: periodType.code,
    ...monthsOf(period, periodType.code),
    area_code: area.code,
    area_name: area.name,
    area_type: await areaTypeOf(database, area.code),
    care_setting: setting.code,
    care_setting_label: setting.code === 'all' ? 'All care settings' : setting.name,
    job_role: role.code,
    job_role_label: role.code === 'all' ? 'All job roles' : role.name,
    sector: sector.code,
  };
  await knownCut(database, metric.metric_id, asked);
  return { metric, asked };
}

/** Areas that figures are made of: not every council of England. */
const AREAS = `select distinct dim_area.area_code as code, dim_area.area_name as name
from core.dim_area
inner join metrics.measure on dim_area.area_code = measure.area_code
where measure.metric_id = $metric
order by code`;

const PERIOD_TYPES = `select distinct period_type as code, replace(period_type, '_', ' ') as name
from metrics.measure where metric_id = $metric and cut = 'all' order by code`;

const SETTINGS = `select distinct measure.care_setting as code, care_setting.care_setting_label as name,
    care_setting.sort_order
from metrics.measure
inner join reference.care_setting on measure.care_setting = care_setting.care_setting
where measure.metric_id = $metric and measure.cut = 'all'
order by care_setting.sort_order, code`;

const ROLES = `select distinct measure.job_role as code,
    coalesce(job_role.job_role_label, measure.job_role) as name, try_cast(measure.job_role as integer) as number
from metrics.measure
left join reference.job_role on measure.job_role = job_role.job_role_code
where measure.metric_id = $metric and measure.cut = 'all'
order by number nulls first, code`;

const SECTORS = `select distinct sector as code, replace(sector, '_', ' ') as name
from metrics.measure where metric_id = $metric and cut = 'all' order by code`;

async function metricOf(database: Database, text: string): Promise<MetricEntry> {
  const rows = await database.rows('select * from metrics.metric order by metric_id');
  const choices = rows.map((row) => ({
    code: String(row['metric_id']),
    name: String(row['title']),
  }));
  const { code } = choose('METRIC', 'measure', text, choices);
  const row = rows.find((each) => each['metric_id'] === code) ?? {};
  const known = Object.keys(metricSchema.shape);
  return metricSchema.parse(Object.fromEntries(known.map((name) => [name, row[name]])));
}

async function areaTypeOf(database: Database, area: string): Promise<string> {
  const [row] = await database.rows(
    'select area_type from metrics.measure where area_code = $area limit 1',
    { area },
  );
  return String(row?.['area_type']);
}

async function periodOf(
  database: Database,
  metric: string,
  periodType: string,
  text: string | undefined,
): Promise<string> {
  const rows = await database.rows(
    `select distinct period from metrics.measure
    where metric_id = $metric and period_type = $periodType and cut = 'all' order by period desc`,
    { metric, periodType },
  );
  const periods = rows.map((row) => String(row['period']));
  const found = text === undefined ? periods[0] : periods.find((each) => each.startsWith(text));
  if (found !== undefined) return found;
  const [last] = periods;
  throw problem('CC-USE-001', {
    where: '--period',
    expected:
      last === undefined
        ? 'a month with figures'
        : `a month from ${(periods.at(-1) ?? last).slice(0, 7)} to ${last.slice(0, 7)}`,
    got: text === undefined ? 'none: nothing has been measured' : `"${text}"`,
    next: 'Leave --period out for the latest.',
  });
}

/** @throws CC-USE-001 for a measure whose every figure is of a further cut, which is not explained */
async function hasPlainFigure(database: Database, metric: string): Promise<void> {
  const [row] = await database.rows(
    `select split_part(cut, '=', 1) as dimension
    from metrics.measure where metric_id = $metric order by cut = 'all' desc limit 1`,
    { metric },
  );
  if (row === undefined || row['dimension'] === 'all') return;
  throw problem('CC-USE-001', {
    where: metric,
    expected: 'a measure that has a figure over all',
    got: `one that is made by ${String(row['dimension']).replaceAll('_', ' ')} only`,
    next: 'Read its rows of metrics.measure with `carecount sql`.',
  });
}

/** A rolling figure is of three months, by the last; that of a financial year is that of its March. */
export function monthsOf(
  period: string,
  periodType: string,
): { first_month: string; last_month: string } {
  const month = period.slice(0, 7);
  const day = (each: string): string => `${each}-01`;
  if (periodType === 'rolling_3m') {
    return { first_month: day(addMonths(month, -2)), last_month: period };
  }
  if (periodType === 'financial_year') {
    const march = day(addMonths(month, 11));
    return { first_month: march, last_month: march };
  }
  return { first_month: period, last_month: period };
}

const DIMENSIONS = ['care_setting', 'job_role', 'sector'] as const;

/** A measure is not made of every setting of every role: says which cuts there are. */
async function knownCut(database: Database, metric: string, asked: Asked): Promise<void> {
  const cuts = await database.rows(
    `select distinct ${DIMENSIONS.map((name) => `${name} <> 'all' as ${name}`).join(', ')}
    from metrics.measure where metric_id = $metric and cut = 'all' order by all`,
    { metric },
  );
  const isAsked = (cut: Row): boolean =>
    DIMENSIONS.every((name) => cut[name] === (asked[name] !== 'all'));
  if (cuts.some(isAsked)) return;
  throw problem('CC-USE-001', {
    where: metric,
    expected: `a figure ${cuts.map(cutWords).join(', or ')}`,
    got: `one ${cutWords(Object.fromEntries(DIMENSIONS.map((name) => [name, asked[name] !== 'all'])))}`,
    next: 'Leave out or add --setting, --role or --sector.',
  });
}

const CUT_WORDS = { care_setting: 'setting', job_role: 'role', sector: 'sector' } as const;

function cutWords(cut: Row): string {
  const by = DIMENSIONS.filter((name) => cut[name] === true).map((name) => CUT_WORDS[name]);
  return by.length === 0 ? 'over all' : `by ${by.join(' and ')}`;
}
