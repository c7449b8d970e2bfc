/*
title: Worker records of the ASC-WDS analysis extract, decoded
grain: one row per record of a worker extract that was read
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
  worker_key: >
    Keyed hash of the service's own number for the worker record: the same in the worker and the leaver file
  is_shared_with_la: Whether the provider lets the local authority see its workplace; null when not answered
  cqc_location_id: CQC location
  employer_type_code: Kind of employer
  cssr_code: Council with social services responsibility
  employment_status_code: 1 permanent, 2 temporary, 3 pool or bank, 4 agency, 7 other; null when not answered
  main_job_role_code: >
    Main job role as it stands today: a retired one under the role that took its place
  given_job_role_code: Main job role, as given
  start_date: Start in the main job role
  age_years: Age in completed years; null when not known
  gender_code: 1 male, 2 female, 4 other
  ethnicity_code: Ethnic group
  nationality_code: ISO 3166-1 number
  home_region_id: Region of the worker's home
  home_cssr_code: Council of the worker's home
  sector_start_year: Year of starting in the sector
  recruitment_source_code: Where the worker came from, by the bulk upload's codes (209 less than given)
  is_apprentice: Whether an apprentice; null when not known
  is_zero_hours: Whether on a zero-hours contract; null when not known
  sickness_days: Working days lost in 12 months
  pay_interval: hourly or annual
  hourly_rate_gbp_hour: Hourly pay of the hourly paid
  salary_gbp_year: Annual pay of the salaried
  contracted_hours: Contracted hours a week
  average_hours: Average hours a week
  has_social_care_qualification: Whether a social care qualification is held; null when not known
  social_care_qualification_level: Its level, 0 to 8; null when not known
  findings: What was wrong with the row
source: ASC-WDS analysis file, workers
*/
with asc_wds_extract_worker as (
    select * from raw.asc_wds_extract_worker
),

job_role_change as (
    select * from reference.job_role_change
),

final as (
    select
        asc_wds_extract_worker.delivery_id,
        asc_wds_extract_worker.record_number,
        asc_wds_extract_worker.source_id,
        asc_wds_extract_worker.submitter,
        coalesce(asc_wds_extract_worker.extract_period, asc_wds_extract_worker.period) as period,
        asc_wds_extract_worker.row_state,
        asc_wds_extract_worker.establishment_id,
        asc_wds_extract_worker.organisation_id,
        asc_wds_extract_worker.worker_key,
        asc_wds_extract_worker.la_sharing_code = '1' as is_shared_with_la,
        asc_wds_extract_worker.cqc_location_id,
        asc_wds_extract_worker.employer_type_code,
        asc_wds_extract_worker.cssr_code,
        reference.extract_employment_status_code(asc_wds_extract_worker.employment_status_code)
            as employment_status_code,
        case
            when job_role_change.from_job_role_code is null
                then asc_wds_extract_worker.main_job_role_code
            else job_role_change.to_job_role_code
        end as main_job_role_code,
        asc_wds_extract_worker.main_job_role_code as given_job_role_code,
        asc_wds_extract_worker.start_date,
        asc_wds_extract_worker.age_years,
        asc_wds_extract_worker.gender_code,
        asc_wds_extract_worker.ethnicity_code,
        asc_wds_extract_worker.nationality_code,
        asc_wds_extract_worker.home_region_id,
        asc_wds_extract_worker.home_cssr_code,
        asc_wds_extract_worker.sector_start_year,
        reference.extract_recruitment_source_code(asc_wds_extract_worker.recruitment_source_code)
            as recruitment_source_code,
        asc_wds_extract_worker.apprentice_code = '1' as is_apprentice,
        asc_wds_extract_worker.zero_hours_code = '1' as is_zero_hours,
        asc_wds_extract_worker.sickness_days,
        reference.extract_pay_interval(asc_wds_extract_worker.salary_interval_code) as pay_interval,
        case reference.extract_pay_interval(asc_wds_extract_worker.salary_interval_code)
            when 'hourly' then asc_wds_extract_worker.hourly_rate_gbp_hour
        end as hourly_rate_gbp_hour,
        case reference.extract_pay_interval(asc_wds_extract_worker.salary_interval_code)
            when 'annual' then asc_wds_extract_worker.salary_gbp_year
        end as salary_gbp_year,
        asc_wds_extract_worker.contracted_hours,
        asc_wds_extract_worker.average_hours,
        asc_wds_extract_worker.social_care_qualification_code = '1' as has_social_care_qualification,
        asc_wds_extract_worker.social_care_qualification_level,
        asc_wds_extract_worker.findings,
    from asc_wds_extract_worker
    left join job_role_change
        on asc_wds_extract_worker.main_job_role_code = job_role_change.from_job_role_code
)

select * from final
