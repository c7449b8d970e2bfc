/*
title: Time in role and in the sector
grain: one row per employee and month
measures:
  - id: time_in_role_median
    title: Median time in role
    quantile: 0.5
    value: time_in_role_years
    definition: >
      Half of these employees have been in their main job role for so many years or fewer; whole months since the
      start date, over 12.
    <<: &quantile
      unit: years
      kind: quantile
      good_direction: higher
      source: Ours, from STARTDATE and STARTINSECT of the bulk upload
      decimals: 1
      minimum_base: 50
      no_change_band: 0.05
      caveats: >
        Permanent and temporary employees of whom it is known, workplaces whose staff total does not agree included.
        From providers' returns only.
      reviewed_on: 2026-11-22
  - id: experience_median
    title: Median experience in adult social care
    quantile: 0.5
    value: experience_years
    definition: >
      Half of these employees started in adult social care so many completed years ago or fewer. Of the start only
      the year is given; its middle is taken.
    <<: *quantile
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  time_in_role_years: Whole months since the start in the role, over 12; null where not known
  experience_years: Completed years since the start in the sector; null where not known
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Employees with half a year, 1, 2 and 8 years in the role have a median of 1.5 years.
worked_examples:
  - says: >
      Four employees with half a year, 1, 2 and 8 years in the role and 0, 2, 4 and 12 years of experience, and one of
      whom nothing is known.
    rows:
      - {time_in_role_years: 0.5, experience_years: 0}
      - {time_in_role_years: 1, experience_years: 2}
      - {time_in_role_years: 2, experience_years: 4}
      - {time_in_role_years: 8, experience_years: 12}
      - {workplace_id: w2}
    gives: {time_in_role_median: 1.5, experience_median: 3}
source: core.fct_worker_month
*/
with int_counted_worker as (
    select * from core.int_counted_worker
    where is_employee
),

final as (
    select
        int_counted_worker.period,
        int_counted_worker.workplace_id,
        int_counted_worker.organisation_id,
        int_counted_worker.area_code,
        int_counted_worker.care_setting,
        int_counted_worker.job_role,
        int_counted_worker.sector,
        1 as worker_count,
        if(
            int_counted_worker.start_date <= int_counted_worker.as_at_date,
            date_sub('month', int_counted_worker.start_date, int_counted_worker.as_at_date) / 12,
            null
        ) as time_in_role_years,
        int_counted_worker.experience_years,
    from int_counted_worker
)

select * from final
