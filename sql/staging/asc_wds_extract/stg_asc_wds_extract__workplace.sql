/*
title: Workplaces of the ASC-WDS analysis extract, decoded
grain: one row per record of a workplace extract that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1, header not counted
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month that the row describes, by its own word, else the delivery's
  row_state: kept, quarantined or blank
  establishment_id: The service's own number for the workplace
  organisation_id: The parent workplace, or the workplace itself
  parent_establishment_id: The parent workplace
  nmds_id: The workplace's ASC-WDS id
  workplace_name: Name of the workplace
  postcode: Postcode of the workplace
  is_shared_with_la: >
    Whether the provider lets the local authority see this workplace; null when not answered. Only where it
    is true may a row of this workplace, or of its workers, be shown
  is_shared_with_cqc: Whether the provider lets the CQC see it; null when not answered
  is_parent: Whether it answers for other workplaces
  is_bulk_uploader: Whether it sends its records by bulk upload
  employer_type_code: Kind of employer
  registration_type_code: 0 not CQC registered, 2 CQC registered
  cqc_provider_id: CQC provider
  cqc_location_id: CQC location
  main_service_code: Main service
  region_id: Region, 1 to 9, by the letter of the workplace's id
  cssr_code: Council with social services responsibility
  district_id: District, in the file's own numbering
  record_updated_date: Record last changed
  last_amended_date: Last change to the workplace or one of its workers
  last_login_date: Last log-in
  stated_staff_count: Staff of any contract that the provider states; null when not known
  worker_record_count: Worker records that the workplace has
  starter_count: Starters in 12 months, a true 0 included; null when not known
  starter_answer: given, not_answered, not_known or not_given (no such cell)
  leaver_count: Leavers in 12 months, a true 0 included; null when not known
  leaver_answer: given, not_answered, not_known or not_given
  vacancy_count: Vacancies, a true 0 included; null when not known
  vacancy_answer: given, not_answered, not_known or not_given
  job_roles: >
    The counts by job role as given, minus one and the totals 28 to 32 included: use
    staging.stg_asc_wds_extract__workplace_role
  findings: What was wrong with the row
source: ASC-WDS analysis file, workplaces
*/
with asc_wds_extract_workplace as (
    select * from raw.asc_wds_extract_workplace
),

answered as (
    select
        *,
        list_filter(missing, lambda entry: entry.column_name = 'starter_count')[1].reason
            as starter_missing,
        list_filter(missing, lambda entry: entry.column_name = 'leaver_count')[1].reason
            as leaver_missing,
        list_filter(missing, lambda entry: entry.column_name = 'vacancy_count')[1].reason
            as vacancy_missing,
    from asc_wds_extract_workplace
),

final as (
    select
        answered.delivery_id,
        answered.record_number,
        answered.source_id,
        answered.submitter,
        coalesce(answered.extract_period, answered.period) as period,
        answered.row_state,
        answered.establishment_id,
        answered.organisation_id,
        answered.parent_establishment_id,
        answered.nmds_id,
        answered.workplace_name,
        answered.postcode,
        answered.la_sharing_code = '1' as is_shared_with_la,
        answered.cqc_sharing_code = '1' as is_shared_with_cqc,
        answered.parent_code = '1' as is_parent,
        coalesce(answered.bulk_uploader_code, answered.has_bulk_uploaded_code) = '1'
            as is_bulk_uploader,
        answered.employer_type_code,
        answered.registration_type_code,
        answered.cqc_provider_id,
        answered.cqc_location_id,
        answered.main_service_code,
        answered.region_id,
        answered.cssr_code,
        answered.district_id,
        answered.record_updated_date,
        answered.last_amended_date,
        answered.last_login_date,
        answered.stated_staff_count,
        answered.worker_record_count,
        answered.starter_count,
        case
            when answered.starter_count is not null then 'given'
            else coalesce(answered.starter_missing, 'not_given')
        end as starter_answer,
        answered.leaver_count,
        case
            when answered.leaver_count is not null then 'given'
            else coalesce(answered.leaver_missing, 'not_given')
        end as leaver_answer,
        answered.vacancy_count,
        case
            when answered.vacancy_count is not null then 'given'
            else coalesce(answered.vacancy_missing, 'not_given')
        end as vacancy_answer,
        answered.job_roles,
        answered.findings,
    from answered
)

select * from final
