/*
title: Totals by group of job roles of the ASC-WDS analysis extract
grain: one row per workplace record that was kept and group of job roles
keys: [delivery_id, record_number, job_role_group]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the workplace's record in its file
  period: First day of the month that the row describes
  establishment_id: The service's own number for the workplace
  is_shared_with_la: Whether the provider lets the local authority see this workplace; null when not answered
  job_role_group: all, direct_care, managers, regulated_professions or other
  employee_count: Permanent and temporary worker records
  worker_count: All worker records
  starter_count: Starters in 12 months; null when not known
  leaver_count: Leavers in 12 months; null when not known
  vacancy_count: Vacancies; null when not known
source: >
  ASC-WDS analysis file, workplaces, columns jr28 to jr32. They are the file's own totals of the other
  columns: to be compared with the roles, never added to them.
*/
with stg_asc_wds_extract__workplace as (
    select * from staging.stg_asc_wds_extract__workplace
    where row_state = 'kept'
),

wide_role as (
    select
        *,
        unnest(job_roles) as role,
    from stg_asc_wds_extract__workplace
),

final as (
    select
        wide_role.delivery_id,
        wide_role.record_number,
        wide_role.period,
        wide_role.establishment_id,
        wide_role.is_shared_with_la,
        case wide_role.role.code
            when '28' then 'all'
            when '29' then 'direct_care'
            when '30' then 'managers'
            when '31' then 'regulated_professions'
            when '32' then 'other'
        end as job_role_group,
        wide_role.role.emp as employee_count,
        wide_role.role.work as worker_count,
        reference.extract_role_count(wide_role.role.strt, wide_role.starter_answer)
            as starter_count,
        reference.extract_role_count(wide_role.role.stop, wide_role.leaver_answer)
            as leaver_count,
        reference.extract_role_count(wide_role.role.vacy, wide_role.vacancy_answer)
            as vacancy_count,
    from wide_role
    where wide_role.role.code in ('28', '29', '30', '31', '32')
)

select * from final
