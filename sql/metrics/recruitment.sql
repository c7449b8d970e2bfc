/*
title: Where recruits come from
grain: one row per employee who started in the main job role in the 12 months before the return, and month
measures:
  - id: recruited_in_sector_share
    title: Share of recruits from adult social care
    numerator: from_sector_count
    denominator: source_known_count
    good_direction: neither
    definition: >
      Employees who started in their role in the 12 months before the return and came from another adult social care
      employer (recruitment source 1 or 2), divided by those whose source is known. An internal move (8) is no
      recruitment and is left out.
    <<: &share
      unit: rate
      kind: ratio
      source: Skills for Care (share of starters recruited from within adult social care); its exact base is not published
      decimals: 0
      minimum_base: 50
      no_change_band: 0.02
      caveats: >
        Permanent and temporary employees with a start date, workplaces whose staff total does not agree included;
        those who started and have left again are not seen. From providers' returns only.
      reviewed_on: 2026-11-22
  - id: new_to_sector_share
    title: Share of recruits new to adult social care
    numerator: new_to_sector_count
    denominator: sector_start_known_count
    good_direction: neither
    definition: >
      Employees who started in their role in the 12 months before the return, and in the sector in the same calendar
      year or a later one, divided by those whose year of starting in the sector is known.
    <<: *share
    source: Ours, from STARTDATE and STARTINSECT of the bulk upload, of which the second has the year alone
  - id: international_recruit_share
    title: Share of direct care recruits from abroad
    numerator: international_count
    denominator: arrival_known_count
    good_direction: neither
    definition: >
      Employees in a direct care role who started in it in the 12 months before the return, are not British, and came
      to the United Kingdom in the calendar year of that start, divided by those of whom that is known: the
      nationality, and for others than British a country of birth that is the United Kingdom, or the year of entry.
    <<: *share
    source: Skills for Care (arrived in the United Kingdom that year to take a direct care job), read to the letter
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  source_known_count: One where the recruitment source is known and no internal move
  from_sector_count: One where it is adult social care
  sector_start_known_count: One where the year of starting in the sector is known
  new_to_sector_count: One where it is the year of the start in the role, or later
  arrival_known_count: One where it is known whether the worker came to the United Kingdom that year
  international_count: One where the worker did, and is not British
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Of 5 recruits, 2 came from another care employer, 1 from retail, 1 moved up within the home and 1 does not say: 2 of
  3 were recruited from adult social care, 66.7%.
worked_examples:
  - says: >
      Five recruits: two from other care employers, one from retail, new to the sector and from abroad, one who moved
      up within the home, and one of whom nothing is known.
    rows:
      - from_sector_count: 1
        source_known_count: 1
        new_to_sector_count: 0
        sector_start_known_count: 1
        international_count: 0
        arrival_known_count: 1
      - {from_sector_count: 1, source_known_count: 1}
      - from_sector_count: 0
        source_known_count: 1
        new_to_sector_count: 1
        sector_start_known_count: 1
        international_count: 1
        arrival_known_count: 1
      - {from_sector_count: 0, new_to_sector_count: 0, sector_start_known_count: 1}
      - {from_sector_count: 0}
    gives:
      recruited_in_sector_share: 0.66666667
      new_to_sector_share: 0.33333333
      international_recruit_share: 0.5
source: core.fct_worker_month
*/
with int_counted_worker as (
    select * from core.int_counted_worker
    where is_employee and time_in_role_years = 0
),

job_role as (
    select * from reference.job_role
),

recruit as (
    select
        int_counted_worker.*,
        int_counted_worker.recruitment_source_code not in ('8', '16') as is_source_known,
        int_counted_worker.nationality_code = 826 as is_british,
        job_role.job_role_group = 'direct_care'
        and int_counted_worker.nationality_code is not null
        and (
            int_counted_worker.nationality_code = 826
            or int_counted_worker.country_of_birth_code = 826
            or int_counted_worker.entry_year is not null
        ) as is_arrival_known,
        year(int_counted_worker.start_date) as start_year,
    from int_counted_worker
    inner join job_role on int_counted_worker.job_role = job_role.job_role_code
),

final as (
    select
        recruit.period,
        recruit.workplace_id,
        recruit.organisation_id,
        recruit.area_code,
        recruit.care_setting,
        recruit.job_role,
        recruit.sector,
        1 as worker_count,
        if(recruit.is_source_known, 1, null) as source_known_count,
        if(recruit.recruitment_source_code in ('1', '2'), 1, 0) as from_sector_count,
        if(recruit.sector_start_year is null, null, 1) as sector_start_known_count,
        if(recruit.sector_start_year >= recruit.start_year, 1, 0) as new_to_sector_count,
        if(recruit.is_arrival_known, 1, null) as arrival_known_count,
        if(not recruit.is_british and recruit.entry_year = recruit.start_year, 1, 0)
            as international_count,
    from recruit
)

select * from final
