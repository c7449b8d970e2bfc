/*
title: Worker records taken off, of the ASC-WDS analysis extract, decoded
grain: one row per record of a leaver extract that was read
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
  record_removed_date: When the provider took the record off, which is not the day the worker left
  leaving_reason: Why the worker left, in the service's words
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
source: >
  ASC-WDS analysis file, leavers, of all time and of closed workplaces too.
  Nothing says when the worker left, so these rows make no turnover.
*/
with asc_wds_extract_leaver as (
    select * from raw.asc_wds_extract_leaver
),

job_role_change as (
    select * from reference.job_role_change
),

final as (
    select
        asc_wds_extract_leaver.delivery_id,
        asc_wds_extract_leaver.record_number,
        asc_wds_extract_leaver.source_id,
        asc_wds_extract_leaver.submitter,
        coalesce(asc_wds_extract_leaver.extract_period, asc_wds_extract_leaver.period) as period,
        asc_wds_extract_leaver.row_state,
        asc_wds_extract_leaver.establishment_id,
        asc_wds_extract_leaver.organisation_id,
        asc_wds_extract_leaver.worker_key,
        asc_wds_extract_leaver.record_removed_date,
        asc_wds_extract_leaver.leaving_reason,
        asc_wds_extract_leaver.la_sharing_code = '1' as is_shared_with_la,
        asc_wds_extract_leaver.cqc_location_id,
        asc_wds_extract_leaver.employer_type_code,
        asc_wds_extract_leaver.cssr_code,
        reference.extract_employment_status_code(asc_wds_extract_leaver.employment_status_code)
            as employment_status_code,
        case
            when job_role_change.from_job_role_code is null
                then asc_wds_extract_leaver.main_job_role_code
            else job_role_change.to_job_role_code
        end as main_job_role_code,
        asc_wds_extract_leaver.main_job_role_code as given_job_role_code,
        asc_wds_extract_leaver.start_date,
        asc_wds_extract_leaver.age_years,
        asc_wds_extract_leaver.gender_code,
        asc_wds_extract_leaver.ethnicity_code,
        asc_wds_extract_leaver.nationality_code,
        asc_wds_extract_leaver.home_region_id,
        asc_wds_extract_leaver.home_cssr_code,
        asc_wds_extract_leaver.sector_start_year,
        reference.extract_recruitment_source_code(asc_wds_extract_leaver.recruitment_source_code)
            as recruitment_source_code,
        asc_wds_extract_leaver.apprentice_code = '1' as is_apprentice,
        asc_wds_extract_leaver.zero_hours_code = '1' as is_zero_hours,
        asc_wds_extract_leaver.sickness_days,
        reference.extract_pay_interval(asc_wds_extract_leaver.salary_interval_code) as pay_interval,
        case reference.extract_pay_interval(asc_wds_extract_leaver.salary_interval_code)
            when 'hourly' then asc_wds_extract_leaver.hourly_rate_gbp_hour
        end as hourly_rate_gbp_hour,
        case reference.extract_pay_interval(asc_wds_extract_leaver.salary_interval_code)
            when 'annual' then asc_wds_extract_leaver.salary_gbp_year
        end as salary_gbp_year,
        asc_wds_extract_leaver.contracted_hours,
        asc_wds_extract_leaver.average_hours,
        asc_wds_extract_leaver.social_care_qualification_code = '1' as has_social_care_qualification,
        asc_wds_extract_leaver.social_care_qualification_level,
        asc_wds_extract_leaver.findings,
    from asc_wds_extract_leaver
    left join job_role_change
        on asc_wds_extract_leaver.main_job_role_code = job_role_change.from_job_role_code
)

select * from final
