/*
title: Which return each month is counted from
grain: one row per source, submitter and month in which the submitter counts
keys: [source_id, submitter, period]
columns:
  source_id: The source of the return
  submitter: Who sent it
  period: First day of the month that is counted
  return_period: First day of the month of the return it is counted from
  return_age_months: Months between the two; 0 when the return is of the month itself
  as_at_date: The date the return describes
  workplace_delivery_id: The workplace file
  worker_delivery_id: The worker file
  training_delivery_id: The training file; null where none came with them
source: >
  core.int_return, and stale_after_months of carecount.yaml. The last month is that of the latest return or
  analysis extract, so that an extract is never set beside too few returns.
checks:
  - range: {column: return_age_months, min: 0}
  - relationship:
      columns: [source_id, submitter, return_period]
      to: core.int_return
      to_columns: [source_id, submitter, period]
*/
with int_return as (
    select * from core.int_return
),

fct_extract_workplace_month as (
    select * from core.fct_extract_workplace_month
),

workspace_setting as (
    select * from reference.workspace_setting
),

last_month as (
    select max(fct_extract_workplace_month.period) as period
    from fct_extract_workplace_month
),

calendar as (
    select cast(unnest(generate_series(
        min(int_return.period),
        greatest(max(int_return.period), max(last_month.period)),
        interval 1 month
    )) as date) as period
    from int_return
    cross join last_month
),

submitter_month as (
    select
        submitter.source_id,
        submitter.submitter,
        calendar.period,
    from (select distinct source_id, submitter from int_return) as submitter
    cross join calendar
),

latest as (
    select
        submitter_month.source_id,
        submitter_month.submitter,
        submitter_month.period,
        int_return.period as return_period,
        datediff('month', int_return.period, submitter_month.period) as return_age_months,
        int_return.as_at_date,
        int_return.workplace_delivery_id,
        int_return.worker_delivery_id,
        int_return.training_delivery_id,
    from submitter_month
    asof inner join int_return
        on submitter_month.source_id = int_return.source_id
        and submitter_month.submitter = int_return.submitter
        and submitter_month.period >= int_return.period
),

final as (
    select latest.*
    from latest
    cross join workspace_setting
    where latest.return_age_months <= workspace_setting.stale_after_months
)

select * from final
