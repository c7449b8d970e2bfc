/*
title: Each metric that has had a figure for the partnership has one in the latest month
severity: warning
message: A metric that had figures for the partnership has none in the latest month.
*/
with latest as (
    select max(period) as period
    from metrics.measure
),

metric as (
    select metric_id from metrics.metric
    -- The next rates are not announced for half of each year.
    where metric_id <> 'share_below_next_floor' and not starts_with(metric_id, 'next_floor_cost')
),

found as (
    select
        measure.metric_id,
        max(measure.period) as last_period,
    from metrics.measure
    where measure.area_type = 'partnership' and measure.value is not null
    group by all
)

select metric.metric_id
from metric
cross join latest
inner join found on metric.metric_id = found.metric_id
where found.last_period < latest.period
