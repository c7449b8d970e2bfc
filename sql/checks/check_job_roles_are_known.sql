/*
title: Every job role of a return is in the list of job roles
severity: error
message: >
  A return has a job role that its contract takes and sql/reference/job_role.csv does not have, so workers of it
  would count nowhere. Add the role there; where another has taken its place, say which.
shows: [column_name, job_role_code, times]
*/
with stg_asc_wds__worker as (
    select * from staging.stg_asc_wds__worker
    where row_state = 'kept'
),

stg_asc_wds__workplace as (
    select * from staging.stg_asc_wds__workplace
    where row_state = 'kept'
),

job_role as (
    select * from reference.job_role
),

worker_role as (
    select
        'MAINJOBROLE' as column_name,
        stg_asc_wds__worker.main_job_role_code as job_role_code,
    from stg_asc_wds__worker
),

workplace_role as (
    select
        'ALLJOBROLES' as column_name,
        unnest(stg_asc_wds__workplace.job_role_codes) as job_role_code,
    from stg_asc_wds__workplace
),

given_role as (
    select * from worker_role
    union all
    select * from workplace_role
),

final as (
    select
        given_role.column_name,
        given_role.job_role_code,
        count(*) as times,
    from given_role
    left join job_role on given_role.job_role_code = job_role.job_role_code
    where
        given_role.job_role_code is not null
        and job_role.job_role_code is null
    group by all
)

select * from final
