/*
title: Changes of the same workplaces
grain: one row per figure of a month, over all or by care setting, and earlier month there is one of
keys: [metric_id, period, area_code, care_setting, against]
columns:
  metric_id: The measure
  period: First day of the month
  area_code: As in metrics.measure
  area_type: As in metrics.measure
  care_setting: all; against the year before the care setting too
  against: month_before or year_before
  workplace_count: Workplaces in the base of both months, of the same organisation, area and care setting
  workplace_share: Their share of the workplaces in the figure's base (fraction 0-1); null where it has none
  organisation_count: Their organisations
  worker_count: Workers in their base, of the month with fewer
  previous_value: The earlier figure of these workplaces alone (unit of the measure)
  value: The figure of these workplaces alone
  change: The one less the other
  status: >
    ok, low_base, suppressed (too few workers, workplaces or organisations are the same), not_available (they
    divide by nothing) or no_common_workplace. The three values are null save for ok and low_base
source: >
  comparison.int_workplace_sum: not of quantiles, nor by job role, sector or cut, nor over several months. In the
  internal file only: beside the plain change it gives away the few workplaces that joined or left.
checks:
  - accepted_values: {column: against, values: [month_before, year_before]}
  - range: {column: workplace_share, min: 0, max: 1}
*/
with int_workplace_sum as (
    select * from comparison.int_workplace_sum
),

int_member as (
    select * from comparison.int_member
),

metric as (
    select
        *,
        row_number() over (order by metric_id) as metric_number,
    from metrics.metric
),

int_figure as (
    select * from comparison.int_figure
    where period_type = 'month' and job_role = 'all' and sector = 'all' and cut = 'all'
),

disclosure_profile as (
    select * from reference.disclosure_profile
),

step as (
    select unnest([1, 12]) as month_count
),

common as (
    select
        later.metric_number,
        later.month_number,
        later.workplace_number,
        step.month_count,
        later.numerator,
        later.denominator,
        later.worker_count,
        before.numerator as previous_numerator,
        before.denominator as previous_denominator,
        before.worker_count as previous_worker_count,
    from int_workplace_sum as later
    cross join step
    inner join int_workplace_sum as before
        on later.metric_number = before.metric_number
        and later.workplace_number = before.workplace_number
        and later.month_number - step.month_count = before.month_number
),

common_member as (
    select
        later.month_number,
        later.workplace_number,
        later.cell_number,
        later.part_number,
        step.month_count,
    from int_member as later
    cross join step
    inner join int_member as before
        on later.workplace_number = before.workplace_number
        and later.cell_number = before.cell_number
        and later.month_number - step.month_count = before.month_number
    where step.month_count = 12 or later.care_setting = 'all'
),

summed as (
    select
        common.metric_number,
        common.month_number,
        common.month_count,
        common_member.cell_number,
        count(*) as workplace_count,
        count(distinct common_member.part_number) as organisation_count,
        least(sum(common.worker_count), sum(common.previous_worker_count)) as worker_count,
        cast(sum(common.numerator) as double) as numerator,
        cast(sum(common.denominator) as double) as denominator,
        cast(sum(common.previous_numerator) as double) as previous_numerator,
        cast(sum(common.previous_denominator) as double) as previous_denominator,
    from common
    inner join common_member
        on common.month_number = common_member.month_number
        and common.workplace_number = common_member.workplace_number
        and common.month_count = common_member.month_count
    group by all
),

cell as (
    select distinct
        cell_number,
        month_number,
        period,
        area_code,
        care_setting,
    from int_member
),

compared as (
    select
        metric.metric_id,
        cell.period,
        cell.area_code,
        cell.care_setting,
        if(summed.month_count = 1, 'month_before', 'year_before') as against,
        summed.workplace_count,
        summed.organisation_count,
        summed.worker_count,
        cast(
            summed.numerator / if(metric.kind = 'count', 1, nullif(summed.denominator, 0))
            as decimal(18, 8)
        ) as value,
        cast(
            summed.previous_numerator
            / if(metric.kind = 'count', 1, nullif(summed.previous_denominator, 0))
            as decimal(18, 8)
        ) as previous_value,
    from summed
    inner join metric on summed.metric_number = metric.metric_number
    inner join cell
        on summed.cell_number = cell.cell_number
        and summed.month_number = cell.month_number
),

framed as (
    select
        later.metric_id,
        later.period,
        later.area_code,
        later.area_type,
        later.care_setting,
        if(step.month_count = 1, 'month_before', 'year_before') as against,
        later.base_workplaces,
    from int_figure as later
    cross join step
    inner join int_figure as before
        on later.subject_id = before.subject_id
        and later.area_code = before.area_code
        and later.period - to_months(step.month_count) = before.period
    where step.month_count = 12 or later.care_setting = 'all'
),

judged as (
    select
        framed.*,
        compared.* exclude (metric_id, period, area_code, care_setting, against),
        compared.value - compared.previous_value as change,
        case
            when compared.workplace_count is null then 'no_common_workplace'
            when metric.disclosure = 'none' then if(change is null, 'not_available', 'ok')
            else reference.figure_status(
                change,
                compared.worker_count,
                compared.workplace_count,
                compared.organisation_count,
                metric.minimum_base,
                disclosure_profile.min_workers,
                disclosure_profile.min_workplaces,
                disclosure_profile.min_organisations
            )
        end as status,
        status in ('ok', 'low_base') as is_shown,
    from framed
    inner join metric on framed.metric_id = metric.metric_id
    cross join disclosure_profile
    left join compared
        on framed.metric_id = compared.metric_id
        and framed.period = compared.period
        and framed.area_code = compared.area_code
        and framed.care_setting = compared.care_setting
        and framed.against = compared.against
    where metric.kind <> 'quantile'
),

final as (
    select
        metric_id,
        period,
        area_code,
        area_type,
        care_setting,
        against,
        cast(coalesce(workplace_count, 0) as integer) as workplace_count,
        cast(
            coalesce(workplace_count, 0) / nullif(base_workplaces, 0) as decimal(9, 6)
        ) as workplace_share,
        cast(coalesce(organisation_count, 0) as integer) as organisation_count,
        cast(coalesce(worker_count, 0) as integer) as worker_count,
        if(is_shown, previous_value, null) as previous_value,
        if(is_shown, value, null) as value,
        if(is_shown, change, null) as change,
        status,
    from judged
)

select * from final
