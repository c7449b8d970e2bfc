/*
title: Experience
grain: one row per employee and month
measures:
  - id: experience_mean
    title: Mean experience in adult social care
    kind: mean
    value: experience_years
    definition: >
      Completed years since the start in adult social care, on average over the employees whose year of starting is
      known. Of the start only the year is given; its middle is taken.
    <<: &mean
      unit: years
      good_direction: higher
      source: Skills for Care, local authority area summary reports (average years of experience)
      decimals: 1
      minimum_base: 50
      no_change_band: 0.05
      caveats: >
        Permanent and temporary employees of whom it is known, workplaces whose staff total does not agree included.
        From providers' returns only.
      reviewed_on: 2026-11-22
  - id: experience_3_years_share
    title: Share with 3 or more years of experience
    kind: ratio
    numerator: experience_3_years_count
    denominator: experience_known_count
    unit: rate
    definition: >
      Employees who started in adult social care 3 completed years ago or more, divided by those whose year of
      starting is known, its middle taken.
    <<: *mean
    decimals: 0
    no_change_band: 0.02
    source: Skills for Care, local authority area summary reports 2018 (3 or more years)
  - id: experience_10_years_share
    title: Share with 10 or more years of experience
    kind: ratio
    numerator: experience_10_years_count
    denominator: experience_known_count
    unit: rate
    definition: >
      Employees who started in adult social care 10 completed years ago or more, divided by those whose year of
      starting is known, its middle taken.
    <<: *mean
    decimals: 0
    no_change_band: 0.02
    source: Skills for Care, local authority area summary reports (10 or more years)
  - id: in_role_a_year_share
    title: Share in role for a year or more
    kind: ratio
    numerator: in_role_a_year_count
    denominator: in_role_known_count
    unit: rate
    definition: >
      Employees who started in their main job role a year ago or earlier, divided by all employees, at workplaces
      that know the start date of each of their employees and whose staff total agrees with their worker records.
    <<: *mean
    decimals: 1
    no_change_band: 0.01
    source: Skills for Care, ASC-WDS benchmarks (time in role)
    caveats: >
      A workplace with one start date missing or after the date of the return is left out whole, as the national
      benchmark does. From providers' returns only.
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  experience_years: Completed years since the start in the sector; null where not known
  experience_known_count: One where they are known
  experience_3_years_count: One where they are 3 or more
  experience_10_years_count: One where they are 10 or more
  in_role_known_count: One where the workplace knows it of all its employees and counts in rates
  in_role_a_year_count: One where the employee has been in the role for 12 months or more
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Employees with 0, 2, 4 and 12 years of experience have a mean of 4.5 years; half have 3 or more, a quarter 10 or
  more.
worked_examples:
  - says: >
      Four employees with 0, 2, 4 and 12 years of experience, the first of them for less than a year in the role, and
      one of whom nothing is known.
    rows:
      - experience_years: 0
        experience_known_count: 1
        experience_3_years_count: 0
        experience_10_years_count: 0
        in_role_known_count: 1
        in_role_a_year_count: 0
      - experience_years: 2
        experience_known_count: 1
        experience_3_years_count: 0
        experience_10_years_count: 0
        in_role_known_count: 1
        in_role_a_year_count: 1
      - experience_years: 4
        experience_known_count: 1
        experience_3_years_count: 1
        experience_10_years_count: 0
        in_role_known_count: 1
        in_role_a_year_count: 1
      - experience_years: 12
        experience_known_count: 1
        experience_3_years_count: 1
        experience_10_years_count: 1
        in_role_known_count: 1
        in_role_a_year_count: 1
      - {workplace_id: w2}
    gives:
      experience_mean: 4.5
      experience_3_years_share: 0.5
      experience_10_years_share: 0.25
      in_role_a_year_share: 0.75
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
        int_counted_worker.experience_years,
        if(int_counted_worker.experience_years is null, null, 1) as experience_known_count,
        if(int_counted_worker.experience_years >= 3, 1, 0) as experience_3_years_count,
        if(int_counted_worker.experience_years >= 10, 1, 0) as experience_10_years_count,
        if(
            int_counted_worker.rate_exclusion_reason is null
            and bool_and(int_counted_worker.time_in_role_years is not null) over (
                partition by int_counted_worker.period, int_counted_worker.workplace_id
            ),
            1,
            null
        ) as in_role_known_count,
        if(int_counted_worker.time_in_role_years >= 1, 1, 0) as in_role_a_year_count,
    from int_counted_worker
)

select * from final
