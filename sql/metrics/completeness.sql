/*
title: How complete the worker records are
grain: one row per worker and month
measures:
  - id: pay_known_share
    title: Pay known
    numerator: pay_known_count
    definition: Worker records that give an hourly rate or a salary, divided by all worker records.
    <<: &known
      unit: rate
      kind: ratio
      denominator: record_count
      good_direction: higher
      source: Ours; the national return asks for nine tenths of each field that it needs
      decimals: 0
      minimum_base: 50
      no_change_band: 0.01
      caveats: >
        Of the worker records that stand for a worker, any contract and role; not known is not an answer. A field that
        is not asked of some (agency workers, say) is missing for them too: ops.return_completeness counts what the
        national return asks of whom. From providers' returns only.
      reviewed_on: 2026-11-22
  - id: hours_known_share
    title: Hours known
    numerator: hours_known_count
    definition: Worker records that give contracted or average hours, divided by all worker records.
    <<: *known
  - id: age_known_share
    title: Age known
    numerator: age_known_count
    definition: Worker records that give an age (of the date of birth), divided by all worker records.
    <<: *known
  - id: gender_known_share
    title: Gender known
    numerator: gender_known_count
    definition: Worker records that give a gender, divided by all worker records.
    <<: *known
  - id: ethnicity_known_share
    title: Ethnic group known
    numerator: ethnicity_known_count
    definition: Worker records that give an ethnic group, divided by all worker records.
    <<: *known
  - id: nationality_known_share
    title: Nationality known
    numerator: nationality_known_count
    definition: Worker records that give a nationality, divided by all worker records.
    <<: *known
  - id: start_date_known_share
    title: Start date known
    numerator: start_date_known_count
    definition: Worker records that give the start in the main job role, divided by all worker records.
    <<: *known
  - id: sector_start_known_share
    title: Start in the sector known
    numerator: sector_start_known_count
    definition: Worker records that give the year of starting in the sector, divided by all worker records.
    <<: *known
  - id: recruitment_source_known_share
    title: Recruitment source known
    numerator: recruitment_source_known_count
    definition: Worker records that give where the worker came from, divided by all worker records.
    <<: *known
  - id: zero_hours_known_share
    title: Zero hours known
    numerator: zero_hours_known_count
    definition: Worker records that give whether on a zero-hours contract, divided by all worker records.
    <<: *known
  - id: sickness_known_share
    title: Sickness known
    numerator: sickness_known_count
    definition: Worker records that give days lost to sickness, divided by all worker records.
    <<: *known
  - id: qualification_known_share
    title: Qualification known
    numerator: qualification_known_count
    definition: Worker records that give whether a social care qualification is held, divided by all worker records.
    <<: *known
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  record_count: One for each worker record
  pay_known_count: One that gives an hourly rate or a salary
  hours_known_count: One that gives contracted or average hours
  age_known_count: One that gives an age (of the date of birth)
  gender_known_count: One that gives a gender
  ethnicity_known_count: One that gives an ethnic group
  nationality_known_count: One that gives a nationality
  start_date_known_count: One that gives the start in the main job role
  sector_start_known_count: One that gives the year of starting in the sector
  recruitment_source_known_count: One that gives where the worker came from
  zero_hours_known_count: One that gives whether on a zero-hours contract
  sickness_known_count: One that gives days lost to sickness
  qualification_known_count: One that gives whether a social care qualification is held
cuts:
  - [care_setting]
  - [sector]
example: Of 20 worker records, 19 give an age and one says that it is not known, 95%.
worked_examples:
  - says: Two worker records, one with everything and one with a gender alone.
    rows:
      - record_count: 1
        pay_known_count: 1
        hours_known_count: 1
        age_known_count: 1
        gender_known_count: 1
        ethnicity_known_count: 1
        nationality_known_count: 1
        start_date_known_count: 1
        sector_start_known_count: 1
        recruitment_source_known_count: 1
        zero_hours_known_count: 1
        sickness_known_count: 1
        qualification_known_count: 1
      - record_count: 1
        pay_known_count: 0
        hours_known_count: 0
        age_known_count: 0
        gender_known_count: 1
        ethnicity_known_count: 0
        nationality_known_count: 0
        start_date_known_count: 0
        sector_start_known_count: 0
        recruitment_source_known_count: 0
        zero_hours_known_count: 0
        sickness_known_count: 0
        qualification_known_count: 0
    gives:
      pay_known_share: 0.5
      hours_known_share: 0.5
      age_known_share: 0.5
      gender_known_share: 1
      ethnicity_known_share: 0.5
      nationality_known_share: 0.5
      start_date_known_share: 0.5
      sector_start_known_share: 0.5
      recruitment_source_known_share: 0.5
      zero_hours_known_share: 0.5
      sickness_known_share: 0.5
      qualification_known_share: 0.5
source: core.fct_worker_month
*/
with int_counted_worker as (
    select * from core.int_counted_worker
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
        1 as record_count,
        if(
            coalesce(int_counted_worker.hourly_rate_gbp_hour, int_counted_worker.salary_gbp_year) is null,
            0,
            1
        ) as pay_known_count,
        if(
            coalesce(int_counted_worker.contracted_hours, int_counted_worker.average_hours) is null,
            0,
            1
        ) as hours_known_count,
        if(int_counted_worker.age_years is null, 0, 1)
            as age_known_count,
        if(int_counted_worker.gender_code is null, 0, 1)
            as gender_known_count,
        if(int_counted_worker.ethnicity_code is null, 0, 1)
            as ethnicity_known_count,
        if(int_counted_worker.nationality_code is null, 0, 1)
            as nationality_known_count,
        if(int_counted_worker.start_date is null, 0, 1)
            as start_date_known_count,
        if(int_counted_worker.sector_start_year is null, 0, 1)
            as sector_start_known_count,
        if(int_counted_worker.recruitment_source_code is null, 0, 1)
            as recruitment_source_known_count,
        if(int_counted_worker.is_zero_hours is null, 0, 1)
            as zero_hours_known_count,
        if(int_counted_worker.sickness_days is null, 0, 1)
            as sickness_known_count,
        if(int_counted_worker.has_social_care_qualification is null, 0, 1)
            as qualification_known_count,
    from int_counted_worker
)

select * from final
