/*
title: Figures of the workplaces that the CQC rates Good or Outstanding
grain: one row per measure, area and care setting in the latest month, where such a workplace is in the base
keys: [metric_id, area_code, care_setting]
columns:
  metric_id: The measure
  period: The latest month there are returns of
  area_code: As in metrics.measure
  area_type: As in metrics.measure
  care_setting: The care setting, or all
  value: Figure of these workplaces (unit of the measure); null save where the status is ok or low_base
  base_workplaces: These workplaces
  base_organisations: Their organisations
  base_workers: Workers in the base
  status: ok, low_base, suppressed or not_available, by the rule of metrics.measure
source: >
  comparison.int_workplace_sum; core.dim_cqc_location, its latest overall rating: the ratings of earlier
  months are not kept, so that only the latest month can be told apart. Not of quantiles, nor by job role,
  sector or cut. In the internal file only: the figure of all less this one is that of the few others.
*/
with int_workplace_sum as (
    select * from comparison.int_workplace_sum
    where month_number = (select max(month_number) from comparison.int_member)
),

int_member as (
    select * from comparison.int_member
    where month_number = (select max(month_number) from comparison.int_member)
),

int_figure as (
    select * from comparison.int_figure
    where period_type = 'month' and job_role = 'all' and sector = 'all' and cut = 'all'
),

fct_workplace_month as (
    select * from core.fct_workplace_month
),

dim_cqc_location as (
    select * from core.dim_cqc_location
    where rating in ('Good', 'Outstanding')
),

metric as (
    select
        *,
        row_number() over (order by metric_id) as metric_number,
    from metrics.metric
),

disclosure_profile as (
    select * from reference.disclosure_profile
),

good_member as (
    select int_member.*
    from int_member
    inner join fct_workplace_month
        on int_member.period = fct_workplace_month.period
        and int_member.workplace_id = fct_workplace_month.workplace_id
    inner join dim_cqc_location
        on fct_workplace_month.cqc_location_id = dim_cqc_location.location_id
),

summed as (
    select
        metric.metric_id,
        good_member.period,
        good_member.area_code,
        good_member.care_setting,
        count(*) as base_workplaces,
        count(distinct good_member.part_number) as base_organisations,
        sum(int_workplace_sum.worker_count) as base_workers,
        cast(sum(int_workplace_sum.numerator) as double) as numerator,
        cast(sum(int_workplace_sum.denominator) as double) as denominator,
        metric.kind,
        metric.disclosure,
        metric.minimum_base,
    from int_workplace_sum
    inner join metric on int_workplace_sum.metric_number = metric.metric_number
    inner join good_member
        on int_workplace_sum.workplace_number = good_member.workplace_number
    group by all
),

judged as (
    select
        summed.*,
        cast(
            summed.numerator / if(summed.kind = 'count', 1, nullif(summed.denominator, 0))
            as decimal(18, 8)
        ) as value,
        if(
            summed.disclosure = 'none',
            if(value is null, 'not_available', 'ok'),
            reference.figure_status(
                value,
                summed.base_workers,
                summed.base_workplaces,
                summed.base_organisations,
                summed.minimum_base,
                disclosure_profile.min_workers,
                disclosure_profile.min_workplaces,
                disclosure_profile.min_organisations
            )
        ) as status,
    from summed
    cross join disclosure_profile
),

final as (
    select
        judged.metric_id,
        judged.period,
        judged.area_code,
        int_figure.area_type,
        judged.care_setting,
        if(judged.status in ('ok', 'low_base'), judged.value, null) as value,
        cast(judged.base_workplaces as integer) as base_workplaces,
        cast(judged.base_organisations as integer) as base_organisations,
        cast(judged.base_workers as integer) as base_workers,
        judged.status,
    from judged
    inner join int_figure
        on judged.metric_id = int_figure.metric_id
        and judged.period = int_figure.period
        and judged.area_code = int_figure.area_code
        and judged.care_setting = int_figure.care_setting
)

select * from final
