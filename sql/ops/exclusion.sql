/*
title: What was left out of the figures, and why
grain: one row per month, what was left out, where from, and reason
keys: [period, left_out, left_out_of, reason]
columns:
  period: First day of the month
  left_out: worker_record, worker, workplace or extract_workplace (of the analysis extract)
  left_out_of: return, every_measure, vacancy_rate, turnover_rate or hourly_pay
  reason: Why
  excluded_count: How many of them
  worker_count: Workers concerned; of a workplace, the worker records that the provider supplied for it
source: >
  core.int_worker_record, core.fct_worker_month and core.fct_workplace_month. What is left out of every measure
  is not counted again at each rate.
checks:
  - range: {column: excluded_count, min: 1}
*/
with worker_record as (
    select
        int_worker_record.period,
        'worker_record' as left_out,
        'return' as left_out_of,
        int_worker_record.exclusion_reason as reason,
        1 as worker_count,
    from core.int_worker_record
    where int_worker_record.exclusion_reason is not null
),

worker as (
    select
        fct_worker_month.period,
        'worker' as left_out,
        'hourly_pay' as left_out_of,
        fct_worker_month.hourly_rate_rule as reason,
        1 as worker_count,
    from core.fct_worker_month
),

workplace as (
    select
        fct_workplace_month.period,
        if(
            fct_workplace_month.record_source = 'analysis_extract', 'extract_workplace', 'workplace'
        ) as left_out,
        unnest([
            {
                'left_out_of': 'every_measure',
                'reason': fct_workplace_month.exclusion_reason
            },
            {
                'left_out_of': 'vacancy_rate',
                'reason': if(
                    fct_workplace_month.exclusion_reason is null,
                    fct_workplace_month.vacancy_exclusion_reason,
                    null
                )
            },
            {
                'left_out_of': 'turnover_rate',
                'reason': if(
                    fct_workplace_month.exclusion_reason is null,
                    fct_workplace_month.turnover_exclusion_reason,
                    null
                )
            },
        ], recursive := true),
        fct_workplace_month.worker_record_count as worker_count,
    from core.fct_workplace_month
),

exclusion as (
    select * from worker_record
    union all
    select * from worker
    union all
    select * from workplace
),

final as (
    select
        exclusion.period,
        exclusion.left_out,
        exclusion.left_out_of,
        exclusion.reason,
        count(*) as excluded_count,
        cast(coalesce(sum(exclusion.worker_count), 0) as bigint) as worker_count,
    from exclusion
    where exclusion.reason is not null
    group by all
)

select * from final
