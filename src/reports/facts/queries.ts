import { PACK_METRICS } from './pack-metrics.js';

/** The latest month that anything was measured for. */
export const LATEST_PERIOD = `
select max(period) as period
from metrics.measure
where period_type = 'month'`;

const IS_OF_PACK = `metric_id in (${PACK_METRICS.map(({ metricId }) => `'${metricId}'`).join(', ')})`;

/** What packs show of each metric, as a table that a query can join. */
const SHOWN = PACK_METRICS.map(
  ({ metricId, jobRole, bySetting, everyMonth }) =>
    `('${metricId}', '${jobRole}', ${bySetting}, ${everyMonth})`,
).join(',\n        ');

/** The metrics that packs speak of, with what their figures mean. */
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
    case when not is_in_partnership then valid_to end as ended_on, longitude, latitude,
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
 * hold the data shows what their own profile allows, be that more or less. What is suppressed is emptied here, in the
 * database, so that a number which may not be shown is never in this program's memory.
 */
export const MEASURES = `
with shown (metric_id, job_role, is_by_setting, is_every_month) as (
    values
        ${SHOWN}
),

judged as (
    select
        measure.*,
        case
            when
                not $is_internal
                or metric.disclosure = 'none'
                or measure.status not in ('ok', 'low_base', 'suppressed')
                then measure.status
            when
                measure.base_workers < case
                    when metric.kind = 'quantile' and metric.quantile <> 0.5
                        then greatest($min_workers, $min_workers_for_percentiles)
                    else $min_workers
                end
                or measure.base_workplaces < $min_workplaces
                or measure.base_organisations < $min_organisations
                then 'suppressed'
            when measure.base_workers < metric.minimum_base then 'low_base'
            else 'ok'
        end as shown_status,
    from metrics.measure
    inner join metrics.metric on measure.metric_id = metric.metric_id
    inner join shown
        on measure.metric_id = shown.metric_id and measure.job_role = shown.job_role
    where measure.period_type = 'month'
        and measure.period >= $from::date
        and measure.sector = 'all'
        and measure.cut = 'all'
        and (shown.is_by_setting or measure.care_setting = 'all')
        and (
            (shown.is_every_month and measure.care_setting = 'all')
            or measure.period in ($period::date, $previous::date, $last_year::date)
        )
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

/** The name of the table of real living wages: files published by an older version have none. */
export const LIVING_WAGE_TABLE = `
select table_name
from duckdb_tables()
where schema_name = 'reference' and table_name = 'real_living_wage'`;

/** The real living wage announced last by a date. */
export const LIVING_WAGE = `
select
    announced_date,
    uk_gbp_hour::double as uk_gbp_hour,
    london_gbp_hour::double as london_gbp_hour,
from reference.real_living_wage
where announced_date <= $as_at::date
order by announced_date desc
limit 1`;

/** The run that made the file. */
export const LATEST_RUN = `
select
    run_id, started_at, program_version, input_fingerprint, contracts_fingerprint,
    sql_fingerprint, config_fingerprint, deliveries_fingerprint, delivery_count,
from ops.run
order by started_at desc, run_id desc
limit 1`;

/**
 * What each area is compared with in a month, by metric: others of its type, and neighbours where named.
 * One row for each, as packs show a metric for one job role.
 */
export const COMPARATORS = `
with shown (metric_id, job_role, is_by_setting, is_every_month) as (
    values
        ${SHOWN}
)

select
    area.metric_id, area_code, comparator, other_count, mean::double as mean,
    lower_quartile::double as lower_quartile, median::double as median,
    upper_quartile::double as upper_quartile, rank, sharing_rank, ranked_count,
from comparison.area
inner join shown on area.metric_id = shown.metric_id and area.job_role = shown.job_role
where period = $period::date
    and period_type = 'month'
    and care_setting = 'all'
    and sector = 'all'
    and cut = 'all'
order by all`;

/**
 * The areas of which every council is a London borough.
 * @source ONS, Register of Geographic Codes: entity E09 is London boroughs
 */
export const LONDON_AREAS = `
select bridge_area.ancestor_area_code as area_code,
from core.bridge_area
inner join core.dim_area on bridge_area.area_code = dim_area.area_code
where dim_area.area_type = 'council'
group by bridge_area.ancestor_area_code
having bool_and(bridge_area.area_code like 'E09%')
order by area_code`;

/** The region and then the country that each area lies in, where it is one of each. */
export const WIDER_AREAS = `
select area_code, min(ancestor_area_code) as wider_area_code,
from core.bridge_area
where ancestor_area_type in ('region', 'country') and area_code <> ancestor_area_code
group by area_code, ancestor_area_type
having count(*) = 1
order by area_code, ancestor_area_type desc`;

/** How each setting moved a rate over a year, by its size and by its own rate. */
export const MOVEMENTS = `
select
    metric_id, area_code, group_code as care_setting,
    mix_change::double as mix_change, within_change::double as within_change,
from comparison.movement
where dimension = 'care_setting' and period = $period::date
order by all`;

/** Children's social work as published, newest first: each period in its latest edition. */
export const CHILDREN_FIGURES = `
select
    fct_published_figure.metric_id, area_code, period, period_start, period_end, population,
    edition, value::double as value, rounding::varchar as rounding,
    fct_published_figure.source, title, definition, good_direction,
from core.fct_published_figure
inner join reference.published_metric
    on fct_published_figure.metric_id = published_metric.metric_id
where period_end <= $as_at::date and is_latest_edition
order by fct_published_figure.metric_id, area_code, period_end desc`;
