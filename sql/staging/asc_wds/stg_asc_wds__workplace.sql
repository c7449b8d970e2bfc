/*
title: Workplace rows of the bulk upload, decoded
grain: one row per record of a workplace file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1, header not counted
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  row_state: kept, quarantined or blank
  status: NEW, UPDATE, UNCHECKED, NOCHANGE or DELETE
  is_data: Whether the row carries fresh values
  local_establishment_id: The provider's own id for the workplace
  workplace_name: Name of the workplace
  postcode: Postcode of the workplace
  employer_type_code: Kind of employer
  is_shared_with_la: Whether the provider lets the local authority see this workplace; null when not answered
  registration_type_code: 0 not CQC registered, 2 CQC registered
  cqc_provider_id: CQC provider
  cqc_location_id: CQC location
  main_service_code: Main service
  stated_staff_count: Staff of any contract that the provider states; null when not known
  capacity_count: Places of the main service, where it has places; null when not known
  people_count: People that the main service cares for; null when not known
  bed_count: The places, where that is a care home (1, 2); null when not known
  job_role_codes: Job roles that the next three lists count
  starter_counts: Starters in 12 months by job role; null when not known
  leaver_counts: Leavers in 12 months by job role; null when not known
  vacancy_counts: Vacancies on the as-at date by job role; null when not known
  has_sick_pay: Whether it pays more than statutory sick pay; null when not known
  has_pension: Whether it pays more than the least pension contribution; null when not known
  holiday_days: Days of leave a year
  findings: What was wrong with the row
source: ASC-WDS bulk upload, workplace file
*/
with asc_wds_workplace as (
    select
        asc_wds_workplace.*,
        list_position(asc_wds_workplace.all_services, asc_wds_workplace.main_service_code) - if(
            list_position(asc_wds_workplace.all_services, '0')
            < list_position(asc_wds_workplace.all_services, asc_wds_workplace.main_service_code),
            1,
            0
        ) as main_service_place,
    from raw.asc_wds_workplace
),

final as (
    select
        asc_wds_workplace.delivery_id,
        asc_wds_workplace.record_number,
        asc_wds_workplace.source_id,
        asc_wds_workplace.submitter,
        asc_wds_workplace.period,
        asc_wds_workplace.row_state,
        asc_wds_workplace.status,
        asc_wds_workplace.is_data,
        asc_wds_workplace.local_establishment_id,
        asc_wds_workplace.workplace_name,
        asc_wds_workplace.postcode,
        asc_wds_workplace.employer_type_code,
        asc_wds_workplace.la_sharing_code = '1' as is_shared_with_la,
        asc_wds_workplace.registration_type_code,
        asc_wds_workplace.cqc_provider_id,
        asc_wds_workplace.cqc_location_id,
        asc_wds_workplace.main_service_code,
        asc_wds_workplace.stated_staff_count,
        try_cast(
            asc_wds_workplace.capacities[asc_wds_workplace.main_service_place] as integer
        ) as capacity_count,
        try_cast(
            asc_wds_workplace.utilisations[asc_wds_workplace.main_service_place] as integer
        ) as people_count,
        if(asc_wds_workplace.main_service_code in ('1', '2'), capacity_count, null) as bed_count,
        asc_wds_workplace.job_role_codes,
        asc_wds_workplace.starter_counts,
        asc_wds_workplace.leaver_counts,
        asc_wds_workplace.vacancy_counts,
        asc_wds_workplace.sick_pay_code = '1' as has_sick_pay,
        asc_wds_workplace.pension_code = '1' as has_pension,
        asc_wds_workplace.holiday_days,
        asc_wds_workplace.findings,
    from asc_wds_workplace
)

select * from final
