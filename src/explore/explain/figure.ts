import type { Database, Row } from '../../warehouse/database.js';
import { formulaWords } from './formula.js';
import type { MeasureLineage } from './measure-lineage.js';
import type { Resolved } from './request.js';
import {
  figureSchema,
  type Figure,
  type MetricEntry,
  type Quantile,
  type ShownValue,
} from './schema.js';
import { noValueWords, statusWords, valueWords } from './words.js';

/** Restricts `metrics.measure` to the settings, roles, sectors and kind of period of a figure. */
export const SAME_FIGURE = `measure.metric_id = $metric and measure.period_type = $period_type
    and measure.care_setting = $care_setting and measure.job_role = $job_role
    and measure.sector = $sector and measure.cut = 'all'`;

/** The parameters of `SAME_FIGURE`. */
export function sameFigure({ metric, asked }: Resolved): Record<string, string> {
  const { period_type, care_setting, job_role, sector } = asked;
  return { metric: metric.metric_id, period_type, care_setting, job_role, sector };
}

/** The figure as `metrics.measure` has it. */
export async function figureOf(
  database: Database,
  resolved: Resolved,
  lineage: MeasureLineage,
): Promise<Figure> {
  const { metric, asked } = resolved;
  const [row = {}] = await database.rows(
    `select value::double as value, status, numerator, denominator,
        ci_low::double as ci_low, ci_high::double as ci_high, coverage::double as coverage,
        base_workplaces, base_organisations, base_workers
    from metrics.measure
    where ${SAME_FIGURE} and measure.area_code = $area and measure.period = $period::date`,
    { ...sameFigure(resolved), area: asked.area_code, period: asked.period },
  );
  const status = statusOf(row);
  const hidden = isHidden(status, metric, lineage);
  const shown = shownValue(row, metric, hidden);
  const part = (name: string): unknown => (hidden ? null : (row[name] ?? null));
  const parts = {
    numerator: part('numerator') as number | null,
    denominator: part('denominator') as number | null,
  };
  return figureSchema.parse({
    ...shown,
    status,
    status_words: statusWords(status, metric.minimum_base),
    ...parts,
    ci_low: part('ci_low'),
    ci_high: part('ci_high'),
    coverage: row['coverage'] ?? null,
    base_workplaces: row['base_workplaces'] ?? 0,
    base_organisations: row['base_organisations'] ?? 0,
    base_workers: row['base_workers'] ?? 0,
    formula: shown.value === null ? null : formulaWords(parts, metric, shown.shown),
  });
}

/** Whether a measure has no sums that could be told by workplace: a quantile is of people, one by one. */
export function hasNoParts(kind: string): boolean {
  return kind === 'quantile';
}

/** Whether a measure tells something of people that, of few, is something of one of them. */
export function isOfPeople({ kind }: MetricEntry, { isAboutPeople }: MeasureLineage): boolean {
  return kind === 'quantile' || kind === 'mean' || isAboutPeople;
}

/** Whether a figure may not be told even to those who hold the data: of few people, it is of one. */
export function isHidden(status: string, metric: MetricEntry, lineage: MeasureLineage): boolean {
  return status === 'suppressed' && isOfPeople(metric, lineage);
}

function statusOf({ status }: Row): string {
  return typeof status === 'string' ? status : 'not_available';
}

/** A value of `metrics.measure`, unless it is not to be told. */
export function shownValue(row: Row, metric: MetricEntry, hidden: boolean): ShownValue {
  const value = row['value'];
  const status = statusOf(row);
  const isNone = hidden || typeof value !== 'number' || status === 'not_available';
  return isNone
    ? { value: null, shown: noValueWords(status), status }
    : { value, shown: valueWords(value, metric), status };
}

/** The value of another area or month: what may not be published is not told. */
export function comparedValue(row: Row, metric: MetricEntry): ShownValue {
  return shownValue(row, metric, row['status'] === 'suppressed');
}

/** Of a quantile, the other quantiles of the same people's values that may be published. */
export async function quantilesOf(database: Database, resolved: Resolved): Promise<Quantile[]> {
  const { metric, asked } = resolved;
  if (metric.kind !== 'quantile') return [];
  const rows = await database.rows(
    `with same_value as (
        select other.metric_id
        from ops.column_lineage as own
        inner join ops.column_lineage as other
            on own.table_name = other.table_name and own.column_name = other.column_name
            and own.input_table = other.input_table and own.input_column = other.input_column
        where own.table_name = 'metrics.measure' and own.column_name = 'value'
            and own.input_kind = 'value' and own.metric_id = $metric
    )
    select metric.metric_id, metric.title, metric.quantile, metric.unit, metric.decimals,
        measure.value::double as value, measure.status
    from metrics.metric
    inner join metrics.measure on metric.metric_id = measure.metric_id
    where metric.metric_id in (select metric_id from same_value) and metric.kind = 'quantile'
        and metric.metric_id <> $metric and measure.status in ('ok', 'low_base')
        and ${SAME_FIGURE.replace('measure.metric_id = $metric and', '')}
        and measure.area_code = $area and measure.period = $period::date
    order by metric.quantile`,
    { ...sameFigure(resolved), area: asked.area_code, period: asked.period },
  );
  return rows.map((row) => ({
    metric_id: String(row['metric_id']),
    title: String(row['title']),
    quantile: Number(row['quantile']),
    ...comparedValue(row, metric),
  }));
}
