/*
title: Each metric has a figure for the partnership in the latest month
severity: warning
message: A metric has no figure for the partnership in the latest month.
*/
with latest as (
    select max(period) as period
    from metrics.measure
)

select metric.metric_id
from metrics.metric
cross join latest
left join metrics.measure
    on metric.metric_id = measure.metric_id
    and measure.period = latest.period
    and measure.area_type = 'partnership'
    and measure.value is not null
where measure.metric_id is null and latest.period is not null
