import { z } from 'zod';
import type { MetricInfo } from './fact.js';
import { oneLine } from '../one-line.js';
import { UNITS } from './figure.js';

const text = z.string();

/** A name to print: whoever sent it may have put into it what turns the text after it. */
export const words = z.string().transform(oneLine);
const number = z.number();
const optionalNumber = number.nullable();

export const periodRow = z.object({ period: text.nullable() });

export const metricRow = z.object({
  metric_id: text,
  title: words,
  unit: z.enum(UNITS),
  good_direction: z.enum(['higher', 'lower', 'neither']),
  definition: text.nullable(),
  source: text.nullable(),
  decimals: z.int().min(0).max(6),
  minimum_base: optionalNumber,
  no_change_band: optionalNumber,
  caveats: text.nullable(),
  reviewed_on: text.nullable(),
});

/** A metric as packs know it. */
export function metricInfoOf(row: z.infer<typeof metricRow>): MetricInfo {
  return {
    metricId: row.metric_id,
    title: row.title,
    unit: row.unit,
    goodDirection: row.good_direction,
    definition: row.definition ?? '',
    source: row.source ?? '',
    decimals: row.decimals,
    minimumBase: row.minimum_base,
    noChangeBand: row.no_change_band ?? 0,
    caveats: row.caveats ?? '',
    reviewedOn: row.reviewed_on,
  };
}

export const areaRow = z.object({
  area_code: text,
  area_name: words,
  area_type: z.enum(['council', 'district', 'icb', 'region', 'country', 'partnership', 'group']),
  valid_from: text.nullable(),
  ended_on: text.nullable(),
  longitude: optionalNumber,
  latitude: optionalNumber,
});

export const measureRow = z.object({
  metric_id: text,
  period: text,
  area_code: text,
  care_setting: text,
  job_role: text,
  status: z.enum(['ok', 'low_base', 'suppressed', 'not_available', 'not_applicable']),
  value: optionalNumber,
  ci_low: optionalNumber,
  ci_high: optionalNumber,
  base_workplaces: optionalNumber,
  base_organisations: optionalNumber,
  base_workers: optionalNumber,
  coverage: optionalNumber,
});

export const careSettingRow = z.object({ care_setting: text, care_setting_label: words });

export const publishedRow = z.object({
  metric_id: text,
  period: text,
  period_start: text,
  period_end: text,
  job_role: text,
  population: words,
  edition: words,
  value: number,
  rounding: text.nullable(),
  source: words,
});

export const comparatorRow = z.object({
  metric_id: text,
  area_code: text,
  comparator: z.enum(['peers', 'neighbours']),
  other_count: number,
  mean: optionalNumber,
  lower_quartile: optionalNumber,
  median: optionalNumber,
  upper_quartile: optionalNumber,
  rank: optionalNumber,
  sharing_rank: optionalNumber,
  ranked_count: optionalNumber,
});

export const areaCodeRow = z.object({ area_code: text });

export const widerRow = z.object({ area_code: text, wider_area_code: text });

export const movementRow = z.object({
  metric_id: text,
  area_code: text,
  care_setting: text,
  mix_change: number,
  within_change: number,
});

export const childrenRow = publishedRow.omit({ job_role: true }).extend({
  area_code: text,
  title: words,
  definition: text,
  good_direction: z.enum(['higher', 'lower', 'neither']),
});

export const livingWageRow = z.object({
  announced_date: text,
  uk_gbp_hour: number,
  london_gbp_hour: number,
});

export const floorRow = z.object({ valid_from: text, nlw_min_age: number, nlw_gbp_hour: number });

export const runRow = z.object({
  run_id: text,
  started_at: text,
  program_version: text,
  input_fingerprint: text,
  contracts_fingerprint: text.nullable(),
  sql_fingerprint: text.nullable(),
  config_fingerprint: text.nullable(),
  deliveries_fingerprint: text.nullable(),
  delivery_count: optionalNumber,
});
