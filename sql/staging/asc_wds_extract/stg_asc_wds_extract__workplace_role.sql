/*
title: Counts by job role of the ASC-WDS analysis extract
grain: one row per workplace record that was kept and job role as it stands today
keys: [delivery_id, record_number, job_role_code]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the workplace's record in its file
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month that the row describes
  establishment_id: The service's own number for the workplace
  is_shared_with_la: Whether the provider lets the local authority see this workplace; null when not answered
  job_role_code: Job role; retired ones under the role that took their place, as in reference.job_role_change
  given_job_role_codes: The file's roles that the counts are of
  employee_count: Permanent and temporary worker records
  permanent_count: Permanent worker records
  temporary_count: Temporary worker records
  pool_count: Pool or bank worker records
  agency_count: Agency worker records
  other_count: Other worker records
  worker_count: All worker records
  starter_count: Starters in 12 months; null when not known
  starter_source: >
    given, none_by_total (-1 where the workplace's total is known: none), not_answered, not_known or
    not_given; several joined by + where roles were put together
  leaver_count: Leavers in 12 months; null when not known
  leaver_source: The same of leavers
  vacancy_count: Vacancies; null when not known
  vacancy_source: The same of vacancies
source: >
  ASC-WDS analysis file, workplaces. The columns 28 to 32 are totals of other columns and are left out:
  staging.stg_asc_wds_extract__workplace_role_group has them. A role that reference.job_role_change sends
  nowhere (personal assistants) is left out. Where roles are put together a count is null only if all are.
*/
with stg_asc_wds_extract__workplace as (
    select * from staging.stg_asc_wds_extract__workplace
    where row_state = 'kept'
),

job_role_change as (
    select * from reference.job_role_change
),

wide_role as (
    select
        *,
        unnest(job_roles) as role,
    from stg_asc_wds_extract__workplace
),

given_role as (
    select
        * exclude (role, job_roles),
        ltrim(role.code, '0') as given_job_role_code,
        role.emp as employee_count,
        role.perm as permanent_count,
        role.temp as temporary_count,
        role.pool as pool_count,
        role.agcy as agency_count,
        role.oth as other_count,
        role.work as worker_count,
        role.strt as given_starter_count,
        role.stop as given_leaver_count,
        role.vacy as given_vacancy_count,
    from wide_role
    where role.code not in ('28', '29', '30', '31', '32')
),

resolved as (
    select
        given_role.*,
        case
            when job_role_change.from_job_role_code is null then given_role.given_job_role_code
            else job_role_change.to_job_role_code
        end as job_role_code,
        reference.extract_role_count(given_role.given_starter_count, given_role.starter_answer)
            as role_starter_count,
        reference.extract_role_source(given_role.given_starter_count, given_role.starter_answer)
            as role_starter_source,
        reference.extract_role_count(given_role.given_leaver_count, given_role.leaver_answer)
            as role_leaver_count,
        reference.extract_role_source(given_role.given_leaver_count, given_role.leaver_answer)
            as role_leaver_source,
        reference.extract_role_count(given_role.given_vacancy_count, given_role.vacancy_answer)
            as role_vacancy_count,
        reference.extract_role_source(given_role.given_vacancy_count, given_role.vacancy_answer)
            as role_vacancy_source,
    from given_role
    left join job_role_change
        on given_role.given_job_role_code = job_role_change.from_job_role_code
),

final as (
    select
        resolved.delivery_id,
        resolved.record_number,
        resolved.source_id,
        resolved.submitter,
        resolved.period,
        resolved.establishment_id,
        resolved.is_shared_with_la,
        resolved.job_role_code,
        list_sort(list(resolved.given_job_role_code)) as given_job_role_codes,
        cast(sum(resolved.employee_count) as integer) as employee_count,
        cast(sum(resolved.permanent_count) as integer) as permanent_count,
        cast(sum(resolved.temporary_count) as integer) as temporary_count,
        cast(sum(resolved.pool_count) as integer) as pool_count,
        cast(sum(resolved.agency_count) as integer) as agency_count,
        cast(sum(resolved.other_count) as integer) as other_count,
        cast(sum(resolved.worker_count) as integer) as worker_count,
        cast(sum(resolved.role_starter_count) as integer) as starter_count,
        string_agg(distinct resolved.role_starter_source, '+' order by resolved.role_starter_source)
            as starter_source,
        cast(sum(resolved.role_leaver_count) as integer) as leaver_count,
        string_agg(distinct resolved.role_leaver_source, '+' order by resolved.role_leaver_source)
            as leaver_source,
        cast(sum(resolved.role_vacancy_count) as integer) as vacancy_count,
        string_agg(distinct resolved.role_vacancy_source, '+' order by resolved.role_vacancy_source)
            as vacancy_source,
    from resolved
    where resolved.job_role_code is not null
    group by all
)

select * from final
