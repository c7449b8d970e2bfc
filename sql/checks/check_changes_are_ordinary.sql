/*
title: The latest month does not break with the months before it
severity: warning
message: >
  An area's or a large provider's employees, vacancies or leavers changed out of the ordinary in the latest
  month: look at its return before the figures are used. All months are in ops.anomaly.
*/
select
    anomaly.subject_type,
    anomaly.subject_id,
    anomaly.subject_name,
    anomaly.quantity,
    anomaly.period,
    anomaly.previous_count,
    anomaly.current_count,
    anomaly.change_count,
    anomaly.robust_z,
    anomaly.test,
from ops.anomaly
where
    anomaly.is_anomaly
    and anomaly.period = (
        select max(fct_workplace_month.period)
        from core.fct_workplace_month
        where fct_workplace_month.return_age_months is not null
    )
