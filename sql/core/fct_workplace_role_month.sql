/*
title: Job roles of each workplace, month by month
grain: one row per workplace, job role and month, where the role has workers or a count
keys: [period, workplace_id, job_role_code]
columns:
  period: First day of the month
  workplace_id: The workplace, as in core.fct_workplace_month
  record_source: bulk_upload (a provider's own return) or analysis_extract
  job_role_code: Job role, retired roles under their successor
  employee_count: Permanent and temporary workers
  worker_count: Workers of any contract
  starter_count: Starters in 12 months; 0 when the workplace answered and named none; null when not known
  leaver_count: Leavers in 12 months, likewise
  vacancy_count: Vacancies, likewise
  has_sharing_consent: Whether the row may be published, as the workplace's
source: >
  core.int_workplace_record and core.fct_worker_month; of the analysis extract, its counts by job role
  (staging.stg_asc_wds_extract__workplace_role), without its totals of groups of roles
checks:
  - relationship: {columns: [period, workplace_id], to: core.fct_workplace_month}
  - accepted_values: {column: job_role_code, from: reference.job_role.job_role_code}
  - range: {column: vacancy_count, min: 0}
  - range: {column: leaver_count, min: 0}
  - range: {column: starter_count, min: 0}
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
),

fct_worker_month as (
    select * from core.fct_worker_month
),

int_workplace_record as (
    select * from core.int_workplace_record
),

stg_asc_wds_extract__workplace_role as (
    select * from staging.stg_asc_wds_extract__workplace_role
),

job_role as (
    select * from reference.job_role
),

answered as (
    select
        int_workplace_record.delivery_id,
        int_workplace_record.record_number,
        unnest(int_workplace_record.job_role_codes) as given_job_role_code,
        unnest(int_workplace_record.starter_counts) as starter_count,
        unnest(int_workplace_record.leaver_counts) as leaver_count,
        unnest(int_workplace_record.vacancy_counts) as vacancy_count,
    from int_workplace_record
),

answered_role as (
    select
        answered.delivery_id,
        answered.record_number,
        coalesce(job_role.successor_job_role_code, job_role.job_role_code) as job_role_code,
        sum(nullif(answered.starter_count, 999)) as starter_count,
        sum(nullif(answered.leaver_count, 999)) as leaver_count,
        sum(nullif(answered.vacancy_count, 999)) as vacancy_count,
    from answered
    inner join job_role on answered.given_job_role_code = job_role.job_role_code
    group by all
),

employed_role as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        fct_worker_month.job_role_code,
        count(*) filter (where fct_worker_month.is_employee) as employee_count,
        count(*) as worker_count,
    from fct_worker_month
    group by all
),

role as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        answered_role.job_role_code,
    from fct_workplace_month
    inner join answered_role
        on fct_workplace_month.workplace_delivery_id = answered_role.delivery_id
        and fct_workplace_month.workplace_record_number = answered_role.record_number

    union

    select
        employed_role.period,
        employed_role.workplace_id,
        employed_role.job_role_code,
    from employed_role
),

returned_role as (
    select
        role.period,
        role.workplace_id,
        fct_workplace_month.record_source,
        role.job_role_code,
        coalesce(employed_role.employee_count, 0) as employee_count,
        coalesce(employed_role.worker_count, 0) as worker_count,
        case
            when fct_workplace_month.starter_count is not null
                then cast(coalesce(answered_role.starter_count, 0) as integer)
        end as starter_count,
        case
            when fct_workplace_month.leaver_count is not null
                then cast(coalesce(answered_role.leaver_count, 0) as integer)
        end as leaver_count,
        case
            when fct_workplace_month.vacancy_count is not null
                then cast(coalesce(answered_role.vacancy_count, 0) as integer)
        end as vacancy_count,
        fct_workplace_month.has_sharing_consent,
    from role
    inner join fct_workplace_month
        on role.period = fct_workplace_month.period
        and role.workplace_id = fct_workplace_month.workplace_id
    left join employed_role
        on role.period = employed_role.period
        and role.workplace_id = employed_role.workplace_id
        and role.job_role_code = employed_role.job_role_code
    left join answered_role
        on fct_workplace_month.workplace_delivery_id = answered_role.delivery_id
        and fct_workplace_month.workplace_record_number = answered_role.record_number
        and role.job_role_code = answered_role.job_role_code
),

known_role as (
    select stg_asc_wds_extract__workplace_role.*
    from stg_asc_wds_extract__workplace_role
    inner join job_role
        on stg_asc_wds_extract__workplace_role.job_role_code = job_role.job_role_code
),

extract_role as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        fct_workplace_month.record_source,
        known_role.job_role_code,
        coalesce(known_role.employee_count, 0) as employee_count,
        coalesce(known_role.worker_count, 0) as worker_count,
        if(fct_workplace_month.starter_count is null, null, known_role.starter_count)
            as starter_count,
        if(fct_workplace_month.leaver_count is null, null, known_role.leaver_count)
            as leaver_count,
        if(fct_workplace_month.vacancy_count is null, null, known_role.vacancy_count)
            as vacancy_count,
        fct_workplace_month.has_sharing_consent,
    from fct_workplace_month
    inner join known_role
        on fct_workplace_month.workplace_delivery_id = known_role.delivery_id
        and fct_workplace_month.workplace_record_number = known_role.record_number
    where fct_workplace_month.record_source = 'analysis_extract'
),

final as (
    select returned_role.*
    from returned_role

    union all

    select extract_role.*
    from extract_role
    where
        greatest(
            extract_role.employee_count,
            extract_role.worker_count,
            extract_role.starter_count,
            extract_role.leaver_count,
            extract_role.vacancy_count
        ) > 0
)

select * from final
