/*
title: A provider beside the others of its main service in its council, as the national service shows it
grain: one row per organisation, council, care setting, metric and job role in the latest month
keys: [organisation_id, area_code, care_setting, metric_id, job_role]
columns:
  organisation_id: The organisation; one with a workplace that has not agreed to share is not here
  provider_label: What it is called, its id
  period: The latest month there are returns of
  area_code: A council where it has workplaces that count
  care_setting: Care setting of these workplaces
  metric_id: >
    vacancy_rate, turnover_rate, hourly_pay_median, qualified_share, sickness_days_mean or in_role_a_year_share
  job_role: >
    Job role of pay, of care workers, senior care workers, registered nurses and social workers those that it has;
    all of the other metrics
  value: Its own figure (unit of the metric), whatever it rests on; null where it has none
  base_workplaces: Its workplaces in the figure
  base_workers: Its workers in the figure
  status: ok, low_base or not_available
  group_value: >
    Figure of all workplaces with this care setting in the council, its own among them as in the national service;
    null save where the status is ok or low_base
  group_workplaces: Workplaces behind it; null likewise
  group_organisations: Their organisations; null likewise
  group_workers: Workers behind it; null likewise
  group_status: >
    ok, low_base, suppressed or not_available (no other has a figure), by the rule of metrics.measure over the others
    alone, as a provider can take its own part away; two organisations at the least
  good_value: The same of those that the CQC rates Good or Outstanding
  good_workplaces: As of the group
  good_organisations: As of the group
  good_workers: As of the group
  good_status: >
    As of the group; also suppressed where the others that are not rated so are too few, as they are the difference
    of the two
  quarter: >
    In which quarter of the organisations with a figure it is, 1 the lowest, each counted once and equal ones in the
    middle of their places; null where there are fewer than 4 or the group may not be shown
  reason: >
    Why it has no figure, of its largest workplace: a rate_exclusion_reason, vacancy_exclusion_reason or
    turnover_exclusion_reason of core.fct_workplace_month, no_pay_data, no_qualifications_data, no_sickness_data or
    incorrect_time_in_role; else why it has no group: no_comparison_data or not_enough_data; null where it has both
source: >
  comparison.int_benchmark_own, comparison.int_benchmark_sum. The definition of the groups is that
  of the ASC-WDS benchmarks (same main service, same council; those rated Good or Outstanding). The least that a group
  rests on is that of the public profile, as a provider is told. Internal file only: it names providers.
checks:
  - relationship: {column: area_code, to: core.dim_area}
  - range: {column: quarter, min: 1, max: 4}
*/
with int_benchmark_own as (
    select * from comparison.int_benchmark_own
),

int_benchmark_sum as (
    select * from comparison.int_benchmark_sum
),

metric as (
    select * from metrics.metric
),

disclosure_profile as (
    select
        min_workers,
        min_workplaces,
        greatest(2, min_organisations) as min_organisations,
    from reference.disclosure_profile
),

beside as (
    select
        int_benchmark_own.part_number,
        everybody.*,
        everybody.worker_count - coalesce(own.worker_count, 0) as other_workers,
        everybody.workplace_count - coalesce(own.workplace_count, 0) as other_workplaces,
        everybody.organisation_count - coalesce(own.organisation_count, 0)
            as other_organisations,
    from int_benchmark_own
    inner join (
        select * exclude (part_number) from int_benchmark_sum
        where part_number = 0
    ) as everybody
        on int_benchmark_own.cell_number = everybody.cell_number
        and int_benchmark_own.metric_id = everybody.metric_id
        and int_benchmark_own.job_role = everybody.job_role
    left join int_benchmark_sum as own
        on int_benchmark_own.part_number = own.part_number
        and everybody.cell_number = own.cell_number
        and everybody.metric_id = own.metric_id
        and everybody.job_role = own.job_role
        and everybody.rating_group = own.rating_group
),

judged as (
    select
        beside.*,
        reference.figure_status(
            beside.value,
            beside.other_workers,
            beside.other_workplaces,
            beside.other_organisations,
            metric.minimum_base,
            disclosure_profile.min_workers,
            disclosure_profile.min_workplaces,
            disclosure_profile.min_organisations
        ) as others_status,
    from beside
    inner join metric on beside.metric_id = metric.metric_id
    cross join disclosure_profile
),

decided as (
    select
        *,
        if(
            rating_group = 'good_or_outstanding'
            and others_status <> 'not_available'
            and bool_or(rating_group = 'rest' and others_status = 'suppressed') over (
                partition by part_number, metric_id, job_role
            ),
            'suppressed',
            others_status
        ) as status,
        status in ('ok', 'low_base') as is_shown,
    from judged
),

final as (
    select
        int_benchmark_own.organisation_id,
        int_benchmark_own.organisation_id as provider_label,
        int_benchmark_own.period,
        int_benchmark_own.area_code,
        int_benchmark_own.care_setting,
        int_benchmark_own.metric_id,
        int_benchmark_own.job_role,
        int_benchmark_own.value,
        int_benchmark_own.workplace_count as base_workplaces,
        int_benchmark_own.worker_count as base_workers,
        case
            when int_benchmark_own.value is null then 'not_available'
            when int_benchmark_own.worker_count < metric.minimum_base then 'low_base'
            else 'ok'
        end as status,
        if(everybody.is_shown, everybody.value, null) as group_value,
        if(everybody.is_shown, everybody.workplace_count, null) as group_workplaces,
        if(everybody.is_shown, everybody.organisation_count, null) as group_organisations,
        if(everybody.is_shown, everybody.worker_count, null) as group_workers,
        coalesce(everybody.status, 'not_available') as group_status,
        if(good.is_shown, good.value, null) as good_value,
        if(good.is_shown, good.workplace_count, null) as good_workplaces,
        if(good.is_shown, good.organisation_count, null) as good_organisations,
        if(good.is_shown, good.worker_count, null) as good_workers,
        coalesce(good.status, 'not_available') as good_status,
        if(everybody.is_shown, int_benchmark_own.quarter, null) as quarter,
        case
            when int_benchmark_own.value is null then int_benchmark_own.left_out_reason
            when everybody.status = 'suppressed' then 'not_enough_data'
            when everybody.status = 'not_available' then 'no_comparison_data'
        end as reason,
    from int_benchmark_own
    inner join metric on int_benchmark_own.metric_id = metric.metric_id
    left join decided as everybody
        on int_benchmark_own.part_number = everybody.part_number
        and int_benchmark_own.metric_id = everybody.metric_id
        and int_benchmark_own.job_role = everybody.job_role
        and everybody.rating_group = 'any'
    left join decided as good
        on int_benchmark_own.part_number = good.part_number
        and int_benchmark_own.metric_id = good.metric_id
        and int_benchmark_own.job_role = good.job_role
        and good.rating_group = 'good_or_outstanding'
)

select * from final
