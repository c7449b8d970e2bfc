/*
title: What was left out of the figures, and why
grain: one row per month, what was left out, where from, and reason
keys: [period, left_out, left_out_of, reason]
columns:
  period: First day of the month
  left_out: worker_record or workplace
  left_out_of: return, vacancy_rate or turnover_rate
  reason: Why
  excluded_count: How many
source: core.int_worker_record and core.fct_workplace_month
*/
with worker_record as (
    select
        int_worker_record.period,
        'worker_record' as left_out,
        'return' as left_out_of,
        int_worker_record.exclusion_reason as reason,
    from core.int_worker_record
    where int_worker_record.exclusion_reason is not null
),

vacancy as (
    select
        fct_workplace_month.period,
        'workplace' as left_out,
        'vacancy_rate' as left_out_of,
        fct_workplace_month.vacancy_exclusion_reason as reason,
    from core.fct_workplace_month
    where fct_workplace_month.vacancy_exclusion_reason is not null
),

turnover as (
    select
        fct_workplace_month.period,
        'workplace' as left_out,
        'turnover_rate' as left_out_of,
        fct_workplace_month.turnover_exclusion_reason as reason,
    from core.fct_workplace_month
    where fct_workplace_month.turnover_exclusion_reason is not null
),

exclusion as (
    select * from worker_record
    union all
    select * from vacancy
    union all
    select * from turnover
),

final as (
    select
        exclusion.period,
        exclusion.left_out,
        exclusion.left_out_of,
        exclusion.reason,
        count(*) as excluded_count,
    from exclusion
    group by all
)

select * from final
