import { z } from 'zod';
import type { DisclosureProfile } from '../../config.js';
import type { Month } from '../../period.js';
import type { Database } from '../../warehouse/database.js';
import { lowerFirst } from '../narrative/words.js';
import type { Area, MeasuredFact, MetricInfo } from './fact.js';
import { figureOf } from './figure.js';
import { metricInfoOf, metricRow, words } from './rows.js';
import type { StoredFigure } from './figure.js';
import { parsed } from './parsed.js';
import { NO_FIGURE_REASONS } from './providers.js';
import type { BenchmarkGroup, BenchmarkLine, Provider } from './providers.js';
import { areaOf } from './snapshot.js';
import type { CareSetting, Snapshot } from './snapshot.js';

/** The order in which a sheet lists what it shows. */
const METRICS = [
  'vacancy_rate',
  'turnover_rate',
  'in_role_a_year_share',
  'sickness_days_mean',
  'qualified_share',
  'hourly_pay_median',
];

const CARE_WORKERS_FIRST = ['8', '7', '16', '6', 'all'];

/**
 * Providers with all that they are shown. What may not be shown of a group is not in the table; of a
 * provider itself, a figure about too few workers is emptied here, in the database.
 */
const PROVIDERS = `
with sheet as (
    select
        *,
        value is not null and base_workers < $min_workers as is_few,
    from comparison.provider_benchmark
    where period = $period::date
)

select
    organisation_id, provider_label, area_code, care_setting, sheet.metric_id, sheet.job_role,
    title, unit, good_direction, definition, metric.source, decimals, minimum_base,
    no_change_band, caveats, reviewed_on, job_role_label,
    if(is_few, 'suppressed', status) as status,
    if(is_few, null, value::double) as value,
    if(is_few, null, base_workplaces) as base_workplaces,
    if(is_few, null, base_workers) as base_workers,
    group_value::double as group_value, group_status,
    group_workplaces, group_organisations, group_workers,
    good_value::double as good_value, good_status,
    good_workplaces, good_organisations, good_workers,
    if(is_few, null, quarter) as quarter,
    if(is_few, 'few_workers', reason) as reason,
from sheet
inner join metrics.metric on sheet.metric_id = metric.metric_id
left join reference.job_role on sheet.job_role = job_role.job_role_code
order by organisation_id, area_code, care_setting, sheet.metric_id, sheet.job_role`;

const status = z.enum(['ok', 'low_base', 'suppressed', 'not_available']);
const text = z.string();
const number = z.number().nullable();

const providerRow = metricRow.extend({
  organisation_id: text,
  provider_label: words,
  area_code: text,
  care_setting: text,
  job_role: text,
  job_role_label: words.nullable(),
  status,
  value: number,
  base_workplaces: number,
  base_workers: number,
  group_value: number,
  group_status: status,
  group_workplaces: number,
  group_organisations: number,
  group_workers: number,
  good_value: number,
  good_status: status,
  good_workplaces: number,
  good_organisations: number,
  good_workers: number,
  quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable(),
  reason: z.enum(NO_FIGURE_REASONS).nullable(),
});

type ProviderRow = z.infer<typeof providerRow>;
type Known = Pick<Snapshot, 'period' | 'areas' | 'careSettings'>;

/** Reads the providers that have agreed to share, by their ids, each with all that it is shown. */
export async function readProviders(
  database: Database,
  known: Known,
  disclosure: Pick<DisclosureProfile, 'min_workers'>,
): Promise<Provider[]> {
  const rows = await parsed(database, PROVIDERS, providerRow, {
    period: `${known.period}-01`,
    min_workers: disclosure.min_workers,
  });
  return grouped(rows, (row) => row.organisation_id).map((own) => ({
    id: own[0].organisation_id,
    label: own[0].provider_label,
    groups: grouped(own, (row) => `${row.area_code} ${row.care_setting}`).map((group) =>
      groupOf(group, known),
    ),
  }));
}

type Some<T> = [T, ...T[]];

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Some<T>[] {
  const groups = new Map<string, Some<T>>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function groupOf(rows: Some<ProviderRow>, known: Known): BenchmarkGroup {
  const [{ area_code: council, care_setting: code }] = rows;
  const setting: CareSetting = known.careSettings.find((each) => each.code === code) ?? {
    code,
    label: code,
  };
  return {
    council: areaOf(known, council),
    careSetting: setting,
    lines: rows
      .toSorted((a, b) => placeOfRow(a) - placeOfRow(b))
      .map((row) => lineOf(row, areaOf(known, council), known.period)),
  };
}

function placeOfRow({ metric_id: metric, job_role: role }: ProviderRow): number {
  return METRICS.indexOf(metric) * 10 + CARE_WORKERS_FIRST.indexOf(role);
}

function lineOf(row: ProviderRow, council: Area, period: Month): BenchmarkLine {
  const provider: Area = {
    code: row.organisation_id,
    name: row.provider_label,
    type: 'group',
    validFrom: null,
  };
  const metric = metricOf(row);
  const fact = (whose: string, area: Area, stored: Omit<StoredFigure, 'interval'>) =>
    factOf(row, { id: whose, area, metric, period, stored: { ...stored, interval: null } });
  return {
    own: fact('provider', provider, {
      status: row.status,
      value: row.value,
      base: { workplaces: row.base_workplaces, organisations: null, workers: row.base_workers },
    }),
    group: fact('group', council, {
      status: row.group_status,
      value: row.group_value,
      base: {
        workplaces: row.group_workplaces,
        organisations: row.group_organisations,
        workers: row.group_workers,
      },
    }),
    good: {
      ...fact('good-or-outstanding', council, {
        status: row.good_status,
        value: row.good_value,
        base: {
          workplaces: row.good_workplaces,
          organisations: row.good_organisations,
          workers: row.good_workers,
        },
      }),
      population: 'workplaces rated Good or Outstanding',
    },
    quarter: row.quarter,
    reason: row.reason,
  };
}

interface FactParts {
  readonly id: string;
  readonly area: Area;
  readonly metric: MetricInfo;
  readonly period: Month;
  readonly stored: StoredFigure;
}

function factOf(row: ProviderRow, { id, area, metric, period, stored }: FactParts): MeasuredFact {
  return {
    kind: 'measured',
    id: [id, row.metric_id, row.area_code, period, row.care_setting, row.job_role].join('/'),
    metric,
    area,
    period,
    careSetting: row.care_setting,
    jobRole: row.job_role,
    coverage: null,
    figure: figureOf(stored, metric.unit, metric.decimals),
  };
}

function metricOf(row: ProviderRow): MetricInfo {
  const role = row.job_role === 'all' ? '' : ` of ${lowerFirst(row.job_role_label ?? '')}s`;
  return { ...metricInfoOf(row), title: `${row.title}${role}` };
}
