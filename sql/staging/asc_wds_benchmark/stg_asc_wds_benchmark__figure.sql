/*
title: Figures of the ASC-WDS Benchmarks files
grain: one row per record of a benchmarks file that was kept, and measure
keys: [delivery_id, record_number, measure]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  source_id: The source of the delivery
  period: First day of the month the file describes
  file_name: The file's own name, without its folders
  is_known_file: Whether reference.benchmark_file has the name, in any case, for this kind of figure and grain
  benchmark_metric: What the columns are about, by the header
  benchmark_grain: establishment or council_and_service, by the rows themselves
  comparison_group: >
    all or good_or_outstanding, by the file's name; null where the name is none of the known ones, and then
    the figure must not be compared with anything
  establishment_id: The workplace, in the service's own numbering; null for a council and service
  cssr_code: Council with social services responsibility
  main_service_group_code: 1 care home with nursing, 2 care home without, 8 home care, 0 every other service
  job_role_code: Main job role; all where the figure is not by role
  measure: >
    hourly_rate_mean_gbp_hour, annual_fte_mean_gbp_year, qualified_rate, sickness_days_mean, turnover_rate,
    vacancy_rate, in_role_12_months_rate or base_workplace_count
  value: The figure as the file has it; whether a rate is a fraction or a percentage is not documented
  numerator: The count that the rate is of, where the file has it
  denominator: The count that it is a share of, where the file has it
  base_workplace_count: Workplaces behind the figure; null for a single workplace
  base_worker_count: Workers behind the figure; null for a single workplace
source: >
  Skills for Care's Benchmarks files. Rows by establishment are about single workplaces of others and carry
  no consent: they may be used to rank and never be shown.
*/
with benchmark_file as (
    select * from reference.benchmark_file
),

figure as (
    select
        delivery_id, record_number, source_id, period, row_state,
        'pay' as benchmark_metric,
        establishment_id, cssr_code, main_service_group_code, main_job_role_code as job_role_code,
        base_workplace_count, base_worker_count,
        'hourly_rate_mean_gbp_hour' as measure,
        hourly_rate_mean_gbp_hour as value,
        null::integer as numerator,
        null::integer as denominator,
    from raw.asc_wds_benchmark_pay
    union all by name
    select
        delivery_id, record_number, source_id, period, row_state,
        'pay' as benchmark_metric,
        establishment_id, cssr_code, main_service_group_code, main_job_role_code as job_role_code,
        base_workplace_count, base_worker_count,
        'annual_fte_mean_gbp_year' as measure,
        annual_fte_mean_gbp_year as value,
    from raw.asc_wds_benchmark_pay
    union all by name
    select
        delivery_id, record_number, source_id, period, row_state,
        'qualifications' as benchmark_metric,
        establishment_id, cssr_code, main_service_group_code,
        base_workplace_count, base_worker_count,
        'qualified_rate' as measure,
        qualified_rate as value,
        qualified_worker_count as numerator,
        qualified_worker_count + unqualified_worker_count as denominator,
    from raw.asc_wds_benchmark_qualifications
    union all by name
    select
        delivery_id, record_number, source_id, period, row_state,
        'sickness' as benchmark_metric,
        establishment_id, cssr_code, main_service_group_code,
        base_workplace_count, base_worker_count,
        'sickness_days_mean' as measure,
        sickness_days_mean as value,
        sickness_worker_count as denominator,
    from raw.asc_wds_benchmark_sickness
    union all by name
    select
        delivery_id, record_number, source_id, period, row_state,
        'turnover' as benchmark_metric,
        establishment_id, cssr_code, main_service_group_code,
        base_workplace_count, base_worker_count,
        'turnover_rate' as measure,
        turnover_rate as value,
        leaver_count as numerator,
        employee_count as denominator,
    from raw.asc_wds_benchmark_turnover
    union all by name
    select
        delivery_id, record_number, source_id, period, row_state,
        'vacancies' as benchmark_metric,
        establishment_id, cssr_code, main_service_group_code,
        base_workplace_count, base_worker_count,
        'vacancy_rate' as measure,
        vacancy_rate as value,
        vacancy_count as numerator,
        employee_count + vacancy_count as denominator,
    from raw.asc_wds_benchmark_vacancies
    union all by name
    select
        delivery_id, record_number, source_id, period, row_state,
        'time_in_role' as benchmark_metric,
        establishment_id, cssr_code, main_service_group_code,
        base_workplace_count, base_worker_count,
        'in_role_12_months_rate' as measure,
        in_role_12_months_rate as value,
        in_role_12_months_count as numerator,
        in_role_12_months_count + not_in_role_12_months_count as denominator,
    from raw.asc_wds_benchmark_time_in_role
    union all by name
    select
        delivery_id, record_number, source_id, period, row_state,
        'establishments_and_workers' as benchmark_metric,
        cssr_code, main_service_group_code,
        base_workplace_count, base_worker_count,
        'base_workplace_count' as measure,
        base_workplace_count as value,
    from raw.asc_wds_benchmark_base
),

named as (
    select
        figure.*,
        if(figure.establishment_id is null, 'council_and_service', 'establishment')
            as benchmark_grain,
        parse_filename(coalesce(delivery.member, delivery.path)) as file_name,
    from figure
    inner join raw.delivery on figure.delivery_id = delivery.delivery_id
    where figure.row_state = 'kept'
),

final as (
    select
        named.delivery_id,
        named.record_number,
        named.source_id,
        named.period,
        named.file_name,
        benchmark_file.file_name is not null as is_known_file,
        named.benchmark_metric,
        named.benchmark_grain,
        benchmark_file.comparison_group,
        named.establishment_id,
        named.cssr_code,
        named.main_service_group_code,
        coalesce(named.job_role_code, 'all') as job_role_code,
        named.measure,
        named.value,
        named.numerator,
        named.denominator,
        named.base_workplace_count,
        named.base_worker_count,
    from named
    left join benchmark_file
        on replace(lower(named.file_name), 'oustanding', 'outstanding')
        = replace(lower(benchmark_file.file_name), 'oustanding', 'outstanding')
        and named.benchmark_metric = benchmark_file.benchmark_metric
        and named.benchmark_grain = benchmark_file.benchmark_grain
)

select * from final
