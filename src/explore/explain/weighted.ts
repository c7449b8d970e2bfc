import type { Database } from '../../warehouse/database.js';
import { weightedSchema, type Weighted } from './reason-schema.js';
import type { Resolved } from './request.js';
import { valueWords } from './words.js';

/** The rate weighted to the CQC register, where there is one: of a month and of all job roles and sectors. */
export async function weightedOf(
  database: Database,
  { metric, asked }: Resolved,
): Promise<Weighted | null> {
  const { period_type: type, period, area_code: area, care_setting: setting } = asked;
  if (type !== 'month' || asked.job_role !== 'all' || asked.sector !== 'all') return null;
  const [row] = await database.rows(
    `select value_weighted::double as value, source_label, register_locations, returned_locations,
        strata_used, strata_collapsed, unrepresented_locations, unregistered_workplaces,
        largest_weight::double as largest_weight
    from comparison.weighted_estimate
    where metric_id = $metric and period = $period::date and area_code = $area
        and care_setting = $setting and value_weighted is not null`,
    { metric: metric.metric_id, period, area, setting },
  );
  if (row === undefined) return null;
  return weightedSchema.parse({ ...row, shown: valueWords(Number(row['value']), metric) });
}
