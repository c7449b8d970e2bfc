/*
title: What each workplace brings to each measure, over all its job roles
grain: one row per measure, month and workplace
keys: [metric_number, month_number, workplace_number]
columns:
  metric_number: Place of the measure among all, by its id
  month_number: As in comparison.int_member
  workplace_number: As in comparison.int_member
  numerator: Its sum above the line
  denominator: Its sum below the line; null for a count
  worker_count: Workers in the base
source: >
  contribution.measure. Not of quantiles, which have no sums, and only where area and care setting are those
  of the workplace in core.fct_workplace_month.
*/
with contribution_measure as (
    select * from contribution.measure
),

metric as (
    select
        metric_id,
        kind,
        cast(row_number() over (order by metric_id) as integer) as metric_number,
    from metrics.metric
),

int_member as (
    select distinct
        period,
        month_number,
        workplace_id,
        workplace_number,
        workplace_area_code,
        workplace_care_setting,
    from comparison.int_member
),

final as (
    select
        metric.metric_number,
        int_member.month_number,
        int_member.workplace_number,
        cast(sum(contribution_measure.numerator) as decimal(18, 2)) as numerator,
        cast(sum(contribution_measure.denominator) as decimal(18, 2)) as denominator,
        cast(sum(contribution_measure.worker_count) as integer) as worker_count,
    from contribution_measure
    inner join metric on contribution_measure.metric_id = metric.metric_id
    inner join int_member
        on contribution_measure.period = int_member.period
        and contribution_measure.workplace_id = int_member.workplace_id
        and contribution_measure.area_code = int_member.workplace_area_code
        and contribution_measure.care_setting = int_member.workplace_care_setting
    where metric.kind <> 'quantile'
    group by all
)

select * from final
