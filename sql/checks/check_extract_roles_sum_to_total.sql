/*
title: The job roles of a workplace in the analysis extract come to its totals
severity: warning
message: >
  The starters, leavers or vacancies by job role of a workplace in the analysis extract are not its own
  total. What its roles come to is what counts.
*/
with stg_asc_wds_extract__workplace as (
    select * from staging.stg_asc_wds_extract__workplace
    where row_state = 'kept'
),

stg_asc_wds_extract__workplace_role as (
    select * from staging.stg_asc_wds_extract__workplace_role
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

known_role as (
    select
        delivery_id,
        record_number,
        case when count(*) = count(starter_count) then sum(starter_count) end as starter_count,
        case when count(*) = count(leaver_count) then sum(leaver_count) end as leaver_count,
        case when count(*) = count(vacancy_count) then sum(vacancy_count) end as vacancy_count,
    from stg_asc_wds_extract__workplace_role
    group by all
),

final as (
    select
        stg_asc_wds_extract__workplace.delivery_id,
        stg_asc_wds_extract__workplace.record_number,
        stg_asc_wds_extract__workplace.establishment_id,
    from stg_asc_wds_extract__workplace
    inner join int_delivery
        on stg_asc_wds_extract__workplace.delivery_id = int_delivery.delivery_id
    inner join known_role
        on stg_asc_wds_extract__workplace.delivery_id = known_role.delivery_id
        and stg_asc_wds_extract__workplace.record_number = known_role.record_number
    where
        stg_asc_wds_extract__workplace.starter_count <> known_role.starter_count
        or stg_asc_wds_extract__workplace.leaver_count <> known_role.leaver_count
        or stg_asc_wds_extract__workplace.vacancy_count <> known_role.vacancy_count
)

select * from final
