/*
title: Workplaces are placed in a council
severity: warning
message: A workplace's postcode is not in the postcode directory, so it counts only in the total.
*/
select
    fct_workplace_month.period,
    fct_workplace_month.workplace_id,
from core.fct_workplace_month
where fct_workplace_month.area_source = 'unplaced'
