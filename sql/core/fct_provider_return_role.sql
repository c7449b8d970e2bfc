/*
title: What the council's own monthly returns say, by workplace and job role
grain: one row per month, submitter, workplace and job role
keys: [period, submitter, workplace_reference, job_role_code]
columns:
  period: First day of the month
  submitter: Who sent the return
  workplace_reference: CQC location ID, or the provider's own id for the workplace
  cqc_location_id: The reference, where it has the form of a CQC location ID
  workplace_name: Name of the workplace
  postcode: Postcode of the workplace
  main_service_code: Main service
  care_setting: Care setting of the main service
  job_role_code: Job role, as the return gives it
  permanent_count: People with a permanent contract; null when not known or not answered
  temporary_count: People with a temporary contract; null when not known or not answered
  bank_count: People in a bank or pool; null when not known or not answered
  agency_count: People from an agency; null when not known or not answered
  total_count: Staff in all, as the return says; null when not known or not answered
  vacancy_count: Posts that the workplace is trying to fill; null when not known or not answered
  starter_count: Starters in 12 months; null when not known or not answered
  leaver_count: Leavers in 12 months; null when not known or not answered
  typical_pay_gbp_hour: Pounds an hour of most people in the role; null when not known or not answered
  has_sharing_consent: Whether the row may be published
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
source: >
  Monthly returns in force; of rows that repeat a workplace and job role, the first. They do not yet
  count in any metric: a provider may send a bulk upload for the same workplace.
checks:
  - accepted_values: {column: job_role_code, from: reference.job_role.job_role_code}
    severity: warning
  - range: {column: permanent_count, min: 0}
    severity: warning
  - range: {column: temporary_count, min: 0}
    severity: warning
*/
with int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

main_service as (
    select * from reference.main_service
),

workspace_setting as (
    select * from reference.workspace_setting
),

record as (
    select stg_provider_return__workplace_role.*
    from staging.stg_provider_return__workplace_role
    inner join int_delivery
        on stg_provider_return__workplace_role.delivery_id = int_delivery.delivery_id
    where stg_provider_return__workplace_role.row_state = 'kept'
    qualify
        row_number() over (
            partition by
                stg_provider_return__workplace_role.period,
                stg_provider_return__workplace_role.submitter,
                stg_provider_return__workplace_role.workplace_reference,
                stg_provider_return__workplace_role.job_role_code
            order by
                stg_provider_return__workplace_role.delivery_id desc,
                stg_provider_return__workplace_role.record_number
        ) = 1
),

agreed as (
    select
        record.*,
        bool_and(
            coalesce(record.is_shared_with_la, false)
            or not workspace_setting.require_la_permission
        ) over (
            partition by record.period, record.submitter, record.workplace_reference
        ) as has_sharing_consent,
    from record
    cross join workspace_setting
),

final as (
    select
        agreed.period,
        agreed.submitter,
        agreed.workplace_reference,
        agreed.cqc_location_id,
        agreed.workplace_name,
        agreed.postcode,
        agreed.main_service_code,
        coalesce(main_service.care_setting, 'other') as care_setting,
        agreed.job_role_code,
        agreed.permanent_count,
        agreed.temporary_count,
        agreed.bank_count,
        agreed.agency_count,
        agreed.total_count,
        agreed.vacancy_count,
        agreed.starter_count,
        agreed.leaver_count,
        agreed.typical_pay_gbp_hour,
        agreed.has_sharing_consent,
        agreed.delivery_id,
        agreed.record_number,
    from agreed
    left join main_service on agreed.main_service_code = main_service.main_service_code
)

select * from final
