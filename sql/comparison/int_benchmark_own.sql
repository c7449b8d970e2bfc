/*
title: Providers that are shown beside others, with what they are shown of themselves
grain: one row per organisation, council and care setting (part), metric and job role in the latest month
keys: [part_number, metric_id, job_role]
columns:
  organisation_id: The organisation; one with a workplace that has not agreed to share is not here
  period: The latest month there are returns of
  area_code: A council where it has workplaces that count
  care_setting: Care setting of these workplaces
  cell_number: As in comparison.int_benchmark_sum
  part_number: As in comparison.int_benchmark_sum
  metric_id: Metric that it is shown
  job_role: Job role of pay, where it has a worker in it; all of the other metrics
  value: Its own figure; null where it has none
  workplace_count: Its workplaces in the figure, 0 where it has none
  worker_count: Its workers in the figure, 0 where it has none
  quarter: As in comparison.provider_benchmark; null where fewer than 4 organisations have a figure
  left_out_reason: Why it has no figure, as in comparison.provider_benchmark; null where it has one
source: comparison.int_benchmark_sum, comparison.int_member, core.fct_workplace_month, core.int_counted_worker
*/
with int_benchmark_sum as (
    select * from comparison.int_benchmark_sum
    where rating_group = 'any' and part_number > 0
),

int_member as (
    select * from comparison.int_member
    where month_number = (select max(month_number) from comparison.int_member)
        and care_setting = workplace_care_setting
),

int_counted_worker as (
    select * from core.int_counted_worker
    where period = (select max(period) from comparison.int_member)
        and job_role in ('6', '7', '8', '16')
),

fct_workplace_month as (
    select
        *,
        bool_and(has_sharing_consent) over (partition by organisation_id) as is_shared,
    from core.fct_workplace_month
    where period = (select max(period) from comparison.int_member)
),

dim_area as (
    select * from core.dim_area
    where area_type = 'council' and is_in_partnership
),

workplace as (
    select
        fct_workplace_month.*,
        int_member.area_code as council_code,
        int_member.cell_number,
        int_member.part_number,
    from int_member
    inner join dim_area on int_member.area_code = dim_area.area_code
    inner join fct_workplace_month
        on int_member.period = fct_workplace_month.period
        and int_member.workplace_id = fct_workplace_month.workplace_id
    where fct_workplace_month.is_shared
),

largest as (
    select * from workplace
    qualify row_number() over (
        partition by part_number
        order by worker_record_count desc, workplace_id
    ) = 1
),

asked as (
    select
        part_number,
        unnest([
            'vacancy_rate',
            'turnover_rate',
            'qualified_share',
            'sickness_days_mean',
            'in_role_a_year_share'
        ]) as metric_id,
        'all' as job_role,
    from largest

    union all

    select distinct
        workplace.part_number,
        'hourly_pay_median' as metric_id,
        int_counted_worker.job_role,
    from int_counted_worker
    inner join workplace on int_counted_worker.workplace_id = workplace.workplace_id
),

ranked as (
    select
        *,
        rank() over (by_cell order by value) - 1 as lower_count,
        count(*) over (partition by metric_id, job_role, cell_number, value) as equal_count,
        count(*) over by_cell as ranked_count,
    from int_benchmark_sum
    where value is not null
    window by_cell as (partition by metric_id, job_role, cell_number)
),

final as (
    select
        largest.organisation_id,
        largest.period,
        largest.council_code as area_code,
        largest.care_setting,
        largest.cell_number,
        largest.part_number,
        asked.metric_id,
        asked.job_role,
        ranked.value,
        coalesce(ranked.workplace_count, 0) as workplace_count,
        coalesce(ranked.worker_count, 0) as worker_count,
        case
            when ranked.ranked_count >= 4
                then cast(
                    ceil(
                        4 * (ranked.lower_count + ranked.equal_count / 2) / ranked.ranked_count
                    ) as integer
                )
        end as quarter,
        case
            when ranked.value is not null then null
            when asked.metric_id = 'vacancy_rate' then largest.vacancy_exclusion_reason
            when asked.metric_id = 'turnover_rate' then largest.turnover_exclusion_reason
            when asked.metric_id = 'hourly_pay_median' then 'no_pay_data'
            when asked.metric_id = 'qualified_share' then 'no_qualifications_data'
            when asked.metric_id = 'sickness_days_mean' then 'no_sickness_data'
            else coalesce(largest.rate_exclusion_reason, 'incorrect_time_in_role')
        end as left_out_reason,
    from asked
    inner join largest on asked.part_number = largest.part_number
    left join ranked
        on asked.part_number = ranked.part_number
        and asked.metric_id = ranked.metric_id
        and asked.job_role = ranked.job_role
)

select * from final
