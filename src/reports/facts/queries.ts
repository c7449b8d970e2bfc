/** The latest month that anything was measured for. */
export const LATEST_PERIOD = `
select max(period) as period
from metrics.measure
where period_type = 'month'`;

/** The metrics that a pack speaks of. The catalogue has many more, which no pack shows by accident. */
export const PACK_METRICS = [
  'vacancy_rate',
  'turnover_rate',
  'hourly_pay_median',
  'hourly_pay_p10',
  'hourly_pay_p25',
  'hourly_pay_p75',
  'hourly_pay_p90',
  'share_below_floor',
  'share_at_floor',
  'returned_workplaces',
  'carried_workplaces',
  'mismatched_workplaces',
] as const;

const IS_OF_PACK = `metric_id in (${PACK_METRICS.map((id) => `'${id}'`).join(', ')})`;

/** Each of them, with what its figures mean. */
export const METRICS = `
select
    metric_id, title, unit, good_direction, definition, source, decimals, minimum_base,
    no_change_band, caveats, reviewed_on,
from metrics.metric
where ${IS_OF_PACK}
order by metric_id`;

/** Each area once, without those not placed: as it was on a date, else as it was last. */
export const AREAS = `
select
    area_code, area_name, area_type, valid_from,
    case when not is_in_partnership then valid_to end as ended_on,
from core.dim_area
where area_type <> 'unplaced'
qualify row_number() over (
    partition by area_code
    order by
        coalesce(valid_from, date '0001-01-01') <= $as_at::date
            and coalesce(valid_to, date '9999-12-31') >= $as_at::date desc,
        valid_from desc nulls last,
        area_name
) = 1
order by area_type, area_name, area_code`;

/**
 * The measures of the months shown. A status is that of the public profile; a pack for the people who
 * hold the data shows what their own profile allows. What is suppressed is emptied here, in the
 * database, so that a number which may not be shown is never in this program's memory.
 */
export const MEASURES = `
with judged as (
    select
        measure.*,
        case
            when
                measure.status = 'suppressed'
                and $is_internal
                and measure.base_workers >= case
                    when metric.kind = 'quantile' and metric.quantile <> 0.5
                        then greatest($min_workers, $min_workers_for_percentiles)
                    else $min_workers
                end
                and measure.base_workplaces >= $min_workplaces
                and measure.base_organisations >= $min_organisations
                then if(measure.base_workers < metric.minimum_base, 'low_base', 'ok')
            else measure.status
        end as shown_status,
    from metrics.measure
    inner join metrics.metric on measure.metric_id = metric.metric_id
)

select
    metric_id, period, area_code, care_setting, job_role, shown_status as status,
    case when shown_status <> 'suppressed' then value end as value,
    case when shown_status = 'ok' then ci_low::double end as ci_low,
    case when shown_status = 'ok' then ci_high::double end as ci_high,
    case when shown_status <> 'suppressed' then base_workplaces end as base_workplaces,
    case when shown_status <> 'suppressed' then base_organisations end as base_organisations,
    case when shown_status <> 'suppressed' then base_workers end as base_workers,
    case when shown_status <> 'suppressed' then coverage::double end as coverage,
from judged
where period_type = 'month'
    and period >= $from::date
    and sector = 'all'
    and cut = 'all'
    and ${IS_OF_PACK}
    and job_role in ('all', '8')
order by metric_id, area_code, care_setting, job_role, period`;

/** Care settings in the order they are listed. */
export const CARE_SETTINGS = `
select care_setting, care_setting_label
from reference.care_setting
order by sort_order, care_setting`;

/** Published figures of an area for periods over by a date, the newest first: each in its latest edition. */
export const ENGLAND_FIGURES = `
select
    metric_id, period, period_start, period_end, job_role, population, edition,
    value::double as value, rounding::varchar as rounding, source,
from core.fct_published_figure
where area_code = $area_code
    and care_setting = 'all'
    and period_end <= $as_at::date
    and is_latest_edition
order by metric_id, period_end desc, population`;

/** The statutory floor in force on a date. */
export const WAGE_FLOOR = `
select valid_from, nlw_min_age, nlw_gbp_hour::double as nlw_gbp_hour
from reference.wage_floor
where valid_from <= $as_at::date
order by valid_from desc
limit 1`;

/** The run that made the file. */
export const LATEST_RUN = `
select run_id, started_at, program_version, input_fingerprint
from ops.run
order by started_at desc, run_id desc
limit 1`;
