/*
title: Present councils and the unplaced add up to the partnership
severity: error
message: The parts of a figure for the councils do not add up to the partnership's.
*/
with total as (
    select
        measure.metric_id,
        measure.period,
        measure.period_type,
        measure.care_setting,
        measure.job_role,
        measure.sector,
        measure.cut,
        sum(measure.numerator) filter (where measure.area_type = 'partnership') as partnership_total,
        sum(measure.numerator)
            filter (where measure.area_type in ('council', 'unplaced')) as council_total,
    from metrics.measure
    inner join metrics.metric on measure.metric_id = metric.metric_id
    semi join core.bridge_area on measure.area_code = bridge_area.ancestor_area_code
    where metric.kind <> 'quantile'
    group by all
)

select
    total.metric_id,
    total.period,
    total.period_type,
    total.care_setting,
    total.job_role,
    total.sector,
    total.cut,
from total
where total.partnership_total is distinct from total.council_total
