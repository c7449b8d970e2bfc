import type { DisclosureProfile } from '../../config.js';

/** A figure, or an end of its interval, as it is published. */
function asPublished(column: string, countStep: number): string {
  return `reference.as_published(
        measure.${column}, measure.status, metric.kind, metric.unit, metric.decimals,
        metric.disclosure, ${countStep}
    ) as ${column}`;
}

/**
 * The SELECT that makes the public form of `metrics.measure`: nothing at all of a suppressed figure,
 * values and intervals to the precision they are shown in, counts and the base of workers rounded, and no parts of a rate: a
 * rounded part beside a rate gives the true one away. A count of workplaces does not say how many
 * workers they have: one workplace would be told.
 * Reads `measure` and `metric`.
 */
export function publicMeasureSql(profile: DisclosureProfile): string {
  const step = profile.round_counts_to;
  const rounded = (column: string): string =>
    `cast(round(cast(measure.${column} as double) / ${step}) * ${step} as `;
  const shown = `measure.status in ('ok', 'low_base')`;
  const part = (column: string): string =>
    `case when ${shown} and metric.disclosure = 'none' then measure.${column} end as ${column}`;
  return `select
    measure.metric_id, measure.period, measure.period_type, measure.area_code, measure.area_type,
    measure.care_setting, measure.job_role, measure.sector, measure.cut,
    ${part('numerator')},
    ${part('denominator')},
    ${['value', 'ci_low', 'ci_high'].map((each) => asPublished(each, step)).join(',\n    ')},
    case when ${shown} then measure.base_workplaces end as base_workplaces,
    case when ${shown} then measure.base_organisations end as base_organisations,
    case when ${shown} and metric.disclosure <> 'none' then ${rounded('base_workers')}integer) end as base_workers,
    measure.coverage, measure.status
from measure
inner join metric on measure.metric_id = metric.metric_id
where measure.area_type <> 'unplaced'`;
}
