import type { Database, Row } from '../../warehouse/database.js';
import { isOfPeople } from './figure.js';
import type { MeasureLineage } from './measure-lineage.js';
import { movementSchema, type Movement } from './reason-schema.js';
import type { Resolved } from './request.js';

/**
 * Why a rate over all settings, roles and sectors moved since the same month last year. Nothing where one of
 * the two may not be published. Of a measure about people no group and no provider is told: it may be one of them.
 */
export async function movementOf(
  database: Database,
  resolved: Resolved,
  lineage: MeasureLineage,
): Promise<Movement | null> {
  const { metric, asked } = resolved;
  if ([asked.care_setting, asked.job_role, asked.sector].some((each) => each !== 'all'))
    return null;
  if (asked.period_type !== 'month') return null;
  const figure = { metric: metric.metric_id, period: asked.period, area: asked.area_code };
  const dimensions = await database.rows(DIMENSIONS_SQL, figure);
  const [first] = dimensions;
  if (first === undefined) return null;
  const isTold = !isOfPeople(metric, lineage);
  const groups = isTold ? await database.rows(GROUPS_SQL, figure) : [];
  return movementSchema.parse({
    previous_period: first['previous_period'],
    previous_value: first['previous_value'],
    value: first['value'],
    change: first['change'],
    dimensions: dimensions.map((row) => dimensionOf(row, groups)),
    providers: isTold ? await database.rows(PROVIDERS_SQL, figure) : [],
  });
}

const THIS_FIGURE = 'metric_id = $metric and period = $period::date and area_code = $area';

const DIMENSIONS_SQL = `select
    movement.dimension, movement.previous_period, movement.previous_value, movement.value, movement.change,
    sum(movement.mix_change order by movement.group_code) as mix_change,
    sum(movement.within_change order by movement.group_code) as within_change
from comparison.movement
where ${THIS_FIGURE} and 2 = (
    select count(*) from metrics.measure
    where measure.metric_id = $metric and measure.area_code = $area and measure.period_type = 'month'
        and measure.period in (movement.period, movement.previous_period)
        and measure.care_setting = 'all' and measure.job_role = 'all' and measure.sector = 'all'
        and measure.cut = 'all' and measure.status in ('ok', 'low_base')
)
group by all
order by movement.dimension`;

const GROUPS_SQL = `select movement.dimension, movement.group_code, movement.mix_change, movement.within_change,
    coalesce(care_setting.care_setting_label, job_role.job_role_label, movement.group_code) as label
from comparison.movement
left join reference.care_setting
    on movement.dimension = 'care_setting' and movement.group_code = care_setting.care_setting
left join reference.job_role
    on movement.dimension = 'job_role' and movement.group_code = job_role.job_role_code
where ${THIS_FIGURE}
order by abs(movement.mix_change + movement.within_change) desc, movement.group_code`;

const PROVIDERS_SQL = `select provider_label, organisation_count, presence, contribution, share_of_change
from comparison.provider_movement
where ${THIS_FIGURE}
order by line`;

function dimensionOf(
  { dimension, mix_change: mix, within_change: within }: Row,
  groups: readonly Row[],
): Row {
  const own = groups.filter((group) => group['dimension'] === dimension);
  return {
    dimension,
    mix_change: mix,
    within_change: within,
    groups: own.map(({ dimension: _, ...group }) => group),
  };
}
