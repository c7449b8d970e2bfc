/*
title: Rates of councils and the partnership that have one for the same month last year
grain: one row per metric, month and area
keys: [metric_id, period, area_code]
columns:
  metric_id: Metric, one sum over another
  period: First day of the month
  previous_period: First day of the same month last year
  area_code: A council or the partnership
  area_type: Its kind
  denominator: Below the line
  previous_denominator: The same a year before
  value: The rate, not rounded
  previous_value: The same a year before
  mean_value: Mean of the two
  change: The first less the second
source: metrics.measure, figures of all care settings, job roles and sectors together
*/
with measure as (
    select measure.*
    from metrics.measure
    inner join metrics.metric on measure.metric_id = metric.metric_id
    where
        metric.kind = 'ratio'
        and measure.period_type = 'month'
        and measure.area_type in ('council', 'partnership')
        and measure.care_setting = 'all'
        and measure.job_role = 'all'
        and measure.sector = 'all'
        and measure.cut = 'all'
        and measure.denominator <> 0
),

paired as (
    select
        measure.metric_id,
        measure.period,
        previous.period as previous_period,
        measure.area_code,
        measure.area_type,
        cast(measure.denominator as double) as denominator,
        cast(previous.denominator as double) as previous_denominator,
        cast(measure.numerator as double) / cast(measure.denominator as double) as value,
        cast(previous.numerator as double) / cast(previous.denominator as double)
            as previous_value,
    from measure
    inner join measure as previous
        on measure.metric_id = previous.metric_id
        and measure.area_code = previous.area_code
        and measure.period = previous.period + to_years(1)
),

final as (
    select
        paired.*,
        (paired.value + paired.previous_value) / 2 as mean_value,
        paired.value - paired.previous_value as change,
    from paired
)

select * from final
