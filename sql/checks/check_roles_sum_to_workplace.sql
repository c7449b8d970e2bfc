/*
title: A workplace's job roles add up to the workplace
severity: error
message: Job roles do not add up to their workplace, so a figure by role would not add up to all roles.
*/
with role_sum as (
    select
        fct_workplace_role_month.period,
        fct_workplace_role_month.workplace_id,
        sum(fct_workplace_role_month.employee_count) as employee_count,
        sum(fct_workplace_role_month.vacancy_count) as vacancy_count,
        sum(fct_workplace_role_month.leaver_count) as leaver_count,
    from core.fct_workplace_role_month
    group by all
)

select
    fct_workplace_month.period,
    fct_workplace_month.workplace_id,
from core.fct_workplace_month
left join role_sum
    on fct_workplace_month.period = role_sum.period
    and fct_workplace_month.workplace_id = role_sum.workplace_id
where
    fct_workplace_month.employee_count <> coalesce(role_sum.employee_count, 0)
    or fct_workplace_month.vacancy_count <> coalesce(role_sum.vacancy_count, 0)
    or fct_workplace_month.leaver_count <> coalesce(role_sum.leaver_count, 0)
