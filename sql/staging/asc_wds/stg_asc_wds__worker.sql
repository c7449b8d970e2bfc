/*
title: Worker rows of the bulk upload, decoded
grain: one row per record of a worker file that was read
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
  worker_key: Keyed hash of the provider's own id for the worker
  employment_status_code: Permanent, temporary, pool or bank, agency, other
  main_job_role_code: Main job role, as given
  age_years: Age in completed years on the as-at date; null when not known
  gender_code: 1 male, 2 female, 4 other
  ethnicity_code: Ethnic group
  nationality_code: ISO 3166-1 number
  country_of_birth_code: ISO 3166-1 number
  entry_year: Year of entry to the United Kingdom
  has_health_and_care_visa: Whether on a Health and Care visa; null when not known
  home_postcode_sector: Home, to the postcode sector
  start_date: Start in the main job role
  sector_start_year: Year of starting in the sector
  recruitment_source_code: Where the worker came from
  care_certificate: completed, in_progress or none; null when not answered
  is_apprentice: Whether an apprentice; null when not known
  is_zero_hours: Whether on a zero-hours contract; null when not known
  sickness_days: Working days lost in 12 months
  pay_interval: hourly or annual
  hourly_rate_gbp_hour: Hourly pay of the hourly paid
  salary_gbp_year: Annual pay of the salaried
  contracted_hours: Contracted hours a week
  average_hours: Average hours a week
  social_care_qualification: 1;level or 2 for none; null when not known
  other_qualification: 1;level or 2 for none; null when not known
  qualifications: Qualifications as given, code;year, in the place of their column's number
  missing: Columns that say why they have no value, by the names of the contract
  findings: What was wrong with the row
source: ASC-WDS bulk upload, worker file
*/
with final as (
    select
        asc_wds_worker.delivery_id,
        asc_wds_worker.record_number,
        asc_wds_worker.source_id,
        asc_wds_worker.submitter,
        asc_wds_worker.period,
        asc_wds_worker.row_state,
        asc_wds_worker.status,
        asc_wds_worker.is_data,
        asc_wds_worker.local_establishment_id,
        asc_wds_worker.worker_key,
        asc_wds_worker.employment_status_code,
        asc_wds_worker.main_job_role_code,
        asc_wds_worker.age_years,
        asc_wds_worker.gender_code,
        asc_wds_worker.ethnicity_code,
        asc_wds_worker.nationality_code,
        asc_wds_worker.country_of_birth_code,
        asc_wds_worker.entry_year,
        asc_wds_worker.health_and_care_visa_code = '1' as has_health_and_care_visa,
        asc_wds_worker.home_postcode_sector,
        asc_wds_worker.start_date,
        asc_wds_worker.sector_start_year,
        asc_wds_worker.recruitment_source_code,
        case asc_wds_worker.care_certificate_code
            when '1' then 'completed'
            when '2' then 'none'
            when '3' then 'in_progress'
        end as care_certificate,
        asc_wds_worker.apprentice_code <> '2' as is_apprentice,
        asc_wds_worker.zero_hours_code = '1' as is_zero_hours,
        asc_wds_worker.sickness_days,
        case asc_wds_worker.salary_interval_code
            when '3' then 'hourly'
            when '1' then 'annual'
        end as pay_interval,
        case
            when asc_wds_worker.salary_interval_code = '3'
                then asc_wds_worker.hourly_rate_gbp_hour
        end as hourly_rate_gbp_hour,
        case
            when asc_wds_worker.salary_interval_code = '1'
                then asc_wds_worker.salary_gbp_year
        end as salary_gbp_year,
        asc_wds_worker.contracted_hours,
        asc_wds_worker.average_hours,
        asc_wds_worker.social_care_qualification,
        asc_wds_worker.other_qualification,
        asc_wds_worker.qualifications,
        asc_wds_worker.missing,
        asc_wds_worker.findings,
    from raw.asc_wds_worker
)

select * from final
