/*
title: Vacancy rates and pay shares lie between 0 and 1
severity: error
message: A rate is outside what is possible, so its parts are wrong.
*/
select
    measure.metric_id,
    measure.period,
    measure.area_code,
    measure.care_setting,
    measure.job_role,
from metrics.measure
where
    measure.metric_id in ('vacancy_rate', 'share_below_floor', 'share_at_floor')
    and measure.value not between 0 and 1
