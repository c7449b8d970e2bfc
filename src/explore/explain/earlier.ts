import type { Database, Row } from '../../warehouse/database.js';
import { comparedValue, SAME_FIGURE, sameFigure } from './figure.js';
import type { Resolved } from './request.js';
import type { Comparison, EarlierValue, Figure, MetricEntry } from './schema.js';
import { displayed, valueWords } from './words.js';

/** The figure of the month before and of the same month last year, and the changes since. */
export async function earlierOf(
  database: Database,
  resolved: Resolved,
  figure: Figure,
): Promise<Pick<Comparison, 'month_before' | 'year_before'>> {
  const { metric, asked } = resolved;
  const rows = await database.rows(
    `select change.against, change.is_material, measure.period, measure.value::double as value,
        measure.status
    from comparison.change as change
    inner join metrics.measure as measure
        on change.metric_id = measure.metric_id and change.previous_period = measure.period
        and change.period_type = measure.period_type and change.area_code = measure.area_code
        and change.care_setting = measure.care_setting and change.job_role = measure.job_role
        and change.sector = measure.sector and change.cut = measure.cut
    where ${SAME_FIGURE} and change.area_code = $area and change.period = $period::date`,
    { ...sameFigure(resolved), area: asked.area_code, period: asked.period },
  );
  const against = (name: string): EarlierValue | null => {
    const row = rows.find((each) => each['against'] === name);
    return row === undefined ? null : earlierValue(row, figure, metric);
  };
  return { month_before: against('month_before'), year_before: against('year_before') };
}

function earlierValue(row: Row, figure: Figure, metric: MetricEntry): EarlierValue {
  const before = comparedValue(row, metric);
  const { is_material: isMaterial } = row;
  return {
    ...before,
    period: String(row['period']),
    change_words:
      before.value === null || figure.value === null || typeof isMaterial !== 'boolean'
        ? null
        : changeWords(before.value, figure.value, metric, isMaterial),
  };
}

/** The change since an earlier value, between what is printed, and whether it is a material one. */
function changeWords(
  before: number,
  now: number,
  metric: MetricEntry,
  isMaterial: boolean,
): string {
  const isRate = metric.unit === 'rate';
  const printed = displayed(now, metric) - displayed(before, metric);
  if (printed === 0) return 'no change';
  const size = valueWords(Math.abs(isRate ? printed / 100 : printed), metric);
  const words = `${printed > 0 ? 'up' : 'down'} ${isRate ? size.replace('%', ' points') : size}`;
  return isMaterial ? words : `${words}, no material change`;
}
