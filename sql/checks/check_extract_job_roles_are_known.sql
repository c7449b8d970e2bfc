/*
title: The job roles of the analysis extract are in the list of job roles
severity: warning
message: >
  The analysis extract counts a job role that sql/reference/job_role.csv does not have, so it stands in no
  group of roles. Add it there, or to job_role_change.csv where it is a retired one.
*/
with stg_asc_wds_extract__workplace_role as (
    select * from staging.stg_asc_wds_extract__workplace_role
),

job_role as (
    select * from reference.job_role
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

final as (
    select distinct
        stg_asc_wds_extract__workplace_role.delivery_id,
        stg_asc_wds_extract__workplace_role.job_role_code,
    from stg_asc_wds_extract__workplace_role
    inner join int_delivery
        on stg_asc_wds_extract__workplace_role.delivery_id = int_delivery.delivery_id
    left join job_role
        on stg_asc_wds_extract__workplace_role.job_role_code = job_role.job_role_code
    where job_role.job_role_code is null
)

select * from final
