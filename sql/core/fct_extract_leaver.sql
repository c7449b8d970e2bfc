/*
title: Employees taken off the analysis extract
grain: one row per worker record taken off in the 12 months before the end of a month, and month that an extract describes
keys: [period, workplace_id, worker_key]
columns:
  period: First day of the month
  workplace_id: The workplace
  worker_key: Keyed hash of the service's own number for the worker record
  record_removed_date: When the provider took the record off, which is not the day the worker left
  leaving_reason_code: Why the worker left, or where to; null where not given, not known or in other words
  has_sharing_consent: Whether the row may be published, as the workplace's
source: >
  staging.stg_asc_wds_extract__leaver: permanent and temporary employees, of workplaces that count in
  core.fct_workplace_month. Of two records of one worker the last delivered holds.
checks:
  - relationship: {columns: [period, workplace_id], to: core.fct_workplace_month}
*/
with stg_asc_wds_extract__leaver as (
    select * from staging.stg_asc_wds_extract__leaver
    where row_state = 'kept'
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

fct_workplace_month as (
    select * from core.fct_workplace_month
    where record_source = 'analysis_extract'
),

employment_status as (
    select * from reference.employment_status
    where is_employee
),

leaving_reason as (
    select * from reference.leaving_reason
),

final as (
    select
        stg_asc_wds_extract__leaver.period,
        fct_workplace_month.workplace_id,
        stg_asc_wds_extract__leaver.worker_key,
        stg_asc_wds_extract__leaver.record_removed_date,
        leaving_reason.leaving_reason_code,
        fct_workplace_month.has_sharing_consent,
    from stg_asc_wds_extract__leaver
    inner join int_delivery
        on stg_asc_wds_extract__leaver.delivery_id = int_delivery.delivery_id
    inner join fct_workplace_month
        on stg_asc_wds_extract__leaver.period = fct_workplace_month.period
        and stg_asc_wds_extract__leaver.establishment_id
        = fct_workplace_month.local_establishment_id
    inner join employment_status
        on stg_asc_wds_extract__leaver.employment_status_code
        = employment_status.employment_status_code
    left join leaving_reason
        on lower(trim(stg_asc_wds_extract__leaver.leaving_reason))
        = leaving_reason.leaving_reason_label
    where
        stg_asc_wds_extract__leaver.record_removed_date <= last_day(fct_workplace_month.period)
        and stg_asc_wds_extract__leaver.record_removed_date
        > last_day(fct_workplace_month.period - interval 12 month)
    qualify
        row_number() over (
            partition by
                stg_asc_wds_extract__leaver.period,
                fct_workplace_month.workplace_id,
                stg_asc_wds_extract__leaver.worker_key
            order by
                stg_asc_wds_extract__leaver.delivery_id desc,
                stg_asc_wds_extract__leaver.record_removed_date desc
        ) = 1
)

select * from final
