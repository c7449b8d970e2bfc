/*
title: Rows of the council's own monthly return, decoded
grain: one row per record of a return that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  source_id: The source of the delivery
  submitter: Who sent the return
  period: First day of the month it describes
  as_at_date: Last day of that month
  row_state: kept, quarantined or blank
  workplace_reference: CQC location ID, or the provider's own id for the workplace
  cqc_location_id: The reference, where it has the form of a CQC location ID
  workplace_name: Name of the workplace
  postcode: Postcode of the workplace
  main_service_code: Main service
  job_role_code: Job role
  permanent_count: People with a permanent contract; null when not known or not answered
  temporary_count: People with a temporary contract; null when not known or not answered
  bank_count: People in a bank or pool; null when not known or not answered
  agency_count: People from an agency; null when not known or not answered
  total_count: The four together, as the provider adds them up; null when not known or not answered
  vacancy_count: Posts that the workplace is trying to fill; null when not known or not answered
  starter_count: Starters in 12 months; null when not known or not answered
  leaver_count: Leavers in 12 months; null when not known or not answered
  typical_pay_gbp_hour: Pounds an hour of most people in the role; null when not known or not answered
  is_shared_with_la: >
    Whether the council may show figures of this workplace by itself; null when not answered
  findings: What was wrong with the row
  missing: Which cells say that they are not known
source: The council's own monthly return
*/
with final as (
    select
        provider_return.delivery_id,
        provider_return.record_number,
        provider_return.source_id,
        provider_return.submitter,
        provider_return.period,
        provider_return.as_at_date,
        provider_return.row_state,
        provider_return.workplace_reference,
        case
            when regexp_full_match(provider_return.workplace_reference, '[0-9]-[0-9]{8,12}')
                then provider_return.workplace_reference
        end as cqc_location_id,
        provider_return.workplace_name,
        provider_return.postcode,
        provider_return.main_service_code,
        provider_return.job_role_code,
        provider_return.permanent_count,
        provider_return.temporary_count,
        provider_return.bank_count,
        provider_return.agency_count,
        provider_return.total_count,
        provider_return.vacancy_count,
        provider_return.starter_count,
        provider_return.leaver_count,
        provider_return.typical_pay_gbp_hour,
        provider_return.sharing_answer in ('YES', 'Y') as is_shared_with_la,
        provider_return.findings,
        provider_return.missing,
    from raw.provider_return
)

select * from final
