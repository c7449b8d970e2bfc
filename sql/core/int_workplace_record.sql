/*
title: Workplaces of each return, with the values that hold
grain: one row per workplace record in force, once per workplace and return
keys: [delivery_id, local_establishment_id]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month of the return
  local_establishment_id: The provider's own id for the workplace
  values_period: The month its values were last given in
  workplace_name: Name of the workplace
  postcode: Postcode of the workplace
  employer_type_code: Kind of employer
  is_shared_with_la: Whether the provider lets the local authority see this workplace
  registration_type_code: 0 not CQC registered, 2 CQC registered
  cqc_provider_id: CQC provider
  cqc_location_id: CQC location
  main_service_code: Main service
  stated_staff_count: Staff of any contract that the provider states
  capacity_count: Places of the main service, where it has places
  people_count: People that the main service cares for
  bed_count: Places of a care home's main service
  job_role_codes: Job roles that the next three lists count
  starter_counts: Starters in 12 months by job role
  leaver_counts: Leavers in 12 months by job role
  vacancy_counts: Vacancies by job role
  has_sick_pay: Whether it pays more than statutory sick pay
  has_pension: Whether it pays more than the least pension contribution
  holiday_days: Days of leave a year
source: >
  Workplace files in force. A row of STATUS NOCHANGE or UNCHECKED repeats the last values given; the
  second record of a workplace in a file, and one with nothing before it to repeat, is left out.
*/
with stg_asc_wds__workplace as (
    select * from staging.stg_asc_wds__workplace
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

record as (
    select stg_asc_wds__workplace.*
    from stg_asc_wds__workplace
    inner join int_delivery
        on stg_asc_wds__workplace.delivery_id = int_delivery.delivery_id
    where
        stg_asc_wds__workplace.row_state = 'kept'
        and stg_asc_wds__workplace.status <> 'DELETE'
    qualify
        row_number() over (
            partition by
                stg_asc_wds__workplace.delivery_id,
                stg_asc_wds__workplace.local_establishment_id
            order by stg_asc_wds__workplace.record_number
        ) = 1
),

given as (
    select * from record
    where is_data
),

final as (
    select
        record.delivery_id,
        record.record_number,
        record.source_id,
        record.submitter,
        record.period,
        record.local_establishment_id,
        given.period as values_period,
        given.workplace_name,
        given.postcode,
        given.employer_type_code,
        given.is_shared_with_la,
        given.registration_type_code,
        given.cqc_provider_id,
        given.cqc_location_id,
        given.main_service_code,
        given.stated_staff_count,
        given.capacity_count,
        given.people_count,
        given.bed_count,
        given.job_role_codes,
        given.starter_counts,
        given.leaver_counts,
        given.vacancy_counts,
        given.has_sick_pay,
        given.has_pension,
        given.holiday_days,
    from record
    asof inner join given
        on record.source_id = given.source_id
        and record.submitter = given.submitter
        and record.local_establishment_id = given.local_establishment_id
        and record.period >= given.period
)

select * from final
