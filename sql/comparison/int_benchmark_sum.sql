/*
title: What providers of one main service in one council have together, and each of them alone
grain: one row per metric, job role, council and care setting (cell), rating and provider (part), all of them included
keys: [metric_id, job_role, cell_number, rating_group, part_number]
columns:
  metric_id: Metric that a provider is shown of itself
  job_role: Job role of pay; all of the others
  cell_number: As in comparison.int_member, of a council and the care setting of its workplaces
  rating_group: >
    any, good_or_outstanding (workplaces whose CQC location is rated so) or rest (all others, the unrated among them)
  part_number: As in comparison.int_member, of a provider in the cell; 0 of all providers
  workplace_count: Workplaces in the figure
  organisation_count: Organisations in the figure
  worker_count: Workers in the figure
  value: The figure (unit of the metric), whatever it rests on
source: >
  comparison.int_workplace_sum, and core.int_counted_worker for the median, which has no sums, in the latest month
  there are returns of. Ratings are the latest in core.dim_cqc_location.
*/
with int_member as (
    select * from comparison.int_member
    where month_number = (select max(month_number) from comparison.int_member)
        and care_setting = workplace_care_setting
),

int_workplace_sum as (
    select * from comparison.int_workplace_sum
),

int_counted_worker as (
    select * from core.int_counted_worker
    where period = (select max(period) from comparison.int_member)
        and job_role in ('6', '7', '8', '16')
        and hourly_rate_clean_gbp_hour is not null
),

fct_workplace_month as (
    select * from core.fct_workplace_month
),

dim_cqc_location as (
    select * from core.dim_cqc_location
),

dim_area as (
    select * from core.dim_area
    where area_type = 'council' and is_in_partnership
),

metric as (
    select
        metric_id,
        row_number() over (order by metric_id) as metric_number,
    from metrics.metric
),

placed as (
    select
        int_member.month_number,
        int_member.workplace_id,
        int_member.workplace_number,
        int_member.cell_number,
        int_member.part_number,
        if(
            dim_cqc_location.rating in ('Good', 'Outstanding'), 'good_or_outstanding', 'rest'
        ) as rating_group,
    from int_member
    inner join dim_area on int_member.area_code = dim_area.area_code
    inner join fct_workplace_month
        on int_member.period = fct_workplace_month.period
        and int_member.workplace_id = fct_workplace_month.workplace_id
    left join dim_cqc_location
        on fct_workplace_month.cqc_location_id = dim_cqc_location.location_id
),

summed as (
    select
        metric.metric_id,
        'all' as job_role,
        placed.* exclude (month_number, workplace_number),
        int_workplace_sum.worker_count,
        int_workplace_sum.numerator,
        int_workplace_sum.denominator,
    from int_workplace_sum
    inner join metric on int_workplace_sum.metric_number = metric.metric_number
    inner join placed
        on int_workplace_sum.month_number = placed.month_number
        and int_workplace_sum.workplace_number = placed.workplace_number
    where metric.metric_id in (
        'vacancy_rate',
        'turnover_rate',
        'qualified_share',
        'sickness_days_mean',
        'in_role_a_year_share'
    )
),

paid as (
    select
        'hourly_pay_median' as metric_id,
        int_counted_worker.job_role,
        placed.* exclude (month_number, workplace_number),
        1 as worker_count,
        cast(int_counted_worker.hourly_rate_clean_gbp_hour as double) as hourly_rate_gbp_hour,
    from int_counted_worker
    inner join placed on int_counted_worker.workplace_id = placed.workplace_id
),

entry as (
    select * from summed

    union all by name

    select * from paid
),

final as (
    select
        entry.metric_id,
        entry.job_role,
        entry.cell_number,
        coalesce(entry.rating_group, 'any') as rating_group,
        coalesce(entry.part_number, 0) as part_number,
        cast(count(distinct entry.workplace_id) as integer) as workplace_count,
        cast(count(distinct entry.part_number) as integer) as organisation_count,
        cast(sum(entry.worker_count) as integer) as worker_count,
        cast(
            coalesce(
                cast(sum(entry.numerator) as double) / nullif(sum(entry.denominator), 0),
                quantile_cont(entry.hourly_rate_gbp_hour, 0.5)
            ) as decimal(18, 8)
        ) as value,
    from entry
    group by
        entry.metric_id,
        entry.job_role,
        entry.cell_number,
        grouping sets (
            (),
            (entry.rating_group),
            (entry.part_number),
            (entry.rating_group, entry.part_number)
        )
)

select * from final
