/*
title: Workers of the workplaces that count, with where they count
grain: one row per worker record of a workplace that counts, and month
keys: [period, workplace_id, worker_key]
columns:
  period: First day of the month
  workplace_id: The workplace
  worker_key: &worker As in core.fct_worker_month
  organisation_id: &workplace As in core.fct_workplace_month
  area_code: *workplace
  care_setting: *workplace
  job_role: Main job role, the job_role_code of core.fct_worker_month
  sector: *workplace
  rate_exclusion_reason: *workplace
  as_at_date: *worker
  is_employee: *worker
  age_years: *worker
  gender_code: *worker
  ethnicity_code: *worker
  nationality_code: *worker
  country_of_birth_code: *worker
  entry_year: *worker
  has_health_and_care_visa: *worker
  start_date: *worker
  sector_start_year: *worker
  time_in_role_years: *worker
  experience_years: *worker
  recruitment_source_code: *worker
  care_certificate: *worker
  is_apprentice: *worker
  has_social_care_qualification: *worker
  social_care_qualification_level: *worker
  is_zero_hours: *worker
  sickness_days: *worker
  hourly_rate_gbp_hour: *worker
  hourly_rate_clean_gbp_hour: *worker
  salary_gbp_year: *worker
  hourly_equivalent_gbp_hour: *worker
  contracted_hours: *worker
  average_hours: *worker
  wage_floor_gbp_hour: *worker
  next_wage_floor_gbp_hour: *worker
  delivery_id: *worker
source: >
  core.fct_worker_month, core.fct_workplace_month. What the measures of workers are made of: a workplace with an
  exclusion_reason counts in none of them.
*/
with fct_worker_month as (
    select * from core.fct_worker_month
),

fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

final as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        fct_worker_month.worker_key,
        fct_workplace_month.organisation_id,
        fct_workplace_month.area_code,
        fct_workplace_month.care_setting,
        fct_worker_month.job_role_code as job_role,
        fct_workplace_month.sector,
        fct_workplace_month.rate_exclusion_reason,
        fct_worker_month.as_at_date,
        fct_worker_month.is_employee,
        fct_worker_month.age_years,
        fct_worker_month.gender_code,
        fct_worker_month.ethnicity_code,
        fct_worker_month.nationality_code,
        fct_worker_month.country_of_birth_code,
        fct_worker_month.entry_year,
        fct_worker_month.has_health_and_care_visa,
        fct_worker_month.start_date,
        fct_worker_month.sector_start_year,
        fct_worker_month.time_in_role_years,
        fct_worker_month.experience_years,
        fct_worker_month.recruitment_source_code,
        fct_worker_month.care_certificate,
        fct_worker_month.is_apprentice,
        fct_worker_month.has_social_care_qualification,
        fct_worker_month.social_care_qualification_level,
        fct_worker_month.is_zero_hours,
        fct_worker_month.sickness_days,
        fct_worker_month.hourly_rate_gbp_hour,
        fct_worker_month.hourly_rate_clean_gbp_hour,
        fct_worker_month.salary_gbp_year,
        fct_worker_month.hourly_equivalent_gbp_hour,
        fct_worker_month.contracted_hours,
        fct_worker_month.average_hours,
        fct_worker_month.wage_floor_gbp_hour,
        fct_worker_month.next_wage_floor_gbp_hour,
        fct_worker_month.delivery_id,
    from fct_worker_month
    inner join fct_workplace_month
        on fct_worker_month.period = fct_workplace_month.period
        and fct_worker_month.workplace_id = fct_workplace_month.workplace_id
)

select * from final
