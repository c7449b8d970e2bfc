import type { DisclosureProfile } from '../../config.js';

/** Decimal places to which a fraction of low reliability is published: whole percentages. */
const LOW_BASE_DECIMALS = 2;

/** Pounds to which a sum of money is published: to the pound it would give one worker's pay away. */
const MONEY_STEP = 1000;

/** A figure, or an end of its interval, to the precision it is shown in. */
function asShown(column: string): string {
  return `cast(
            round(
                cast(measure.${column} as double),
                case
                    when metric.unit <> 'rate' then metric.decimals
                    when measure.status = 'low_base' then ${LOW_BASE_DECIMALS}
                    else metric.decimals + 2
                end
            ) as decimal(18, 8)
        )`;
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
  const countStep = `if(metric.unit = 'gbp_year', ${MONEY_STEP}, ${step})`;
  const shown = `measure.status in ('ok', 'low_base')`;
  const part = (column: string): string =>
    `case when ${shown} and metric.disclosure = 'none' then measure.${column} end as ${column}`;
  return `select
    measure.metric_id, measure.period, measure.period_type, measure.area_code, measure.area_type,
    measure.care_setting, measure.job_role, measure.sector, measure.cut,
    ${part('numerator')},
    ${part('denominator')},
    case
        when not ${shown} then null
        when metric.kind = 'count' and metric.disclosure <> 'none'
            then cast(round(cast(measure.value as double) / ${countStep}) * ${countStep} as decimal(18, 8))
        else ${asShown('value')}
    end as value,
    case when ${shown} then ${asShown('ci_low')} end as ci_low,
    case when ${shown} then ${asShown('ci_high')} end as ci_high,
    case when ${shown} then measure.base_workplaces end as base_workplaces,
    case when ${shown} then measure.base_organisations end as base_organisations,
    case when ${shown} and metric.disclosure <> 'none' then ${rounded('base_workers')}integer) end as base_workers,
    measure.coverage, measure.status
from measure
inner join metric on measure.metric_id = metric.metric_id
where measure.area_type <> 'unplaced'`;
}
