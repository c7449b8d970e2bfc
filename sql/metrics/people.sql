/*
title: The people
grain: one row per worker and month
measures:
  - id: age_under_25_share
    title: Share aged under 25
    numerator: age_under_25_count
    denominator: age_known_count
    definition: >
      Workers of any contract aged under 25 on the date of the return, divided by workers whose age is known.
    <<: &share
      unit: rate
      kind: ratio
      good_direction: neither
      source: Skills for Care, local authority area summary reports (demographics)
      decimals: 0
      minimum_base: 50
      no_change_band: 0.02
      caveats: >
        Workers of whom it is not known, or not answered, are left out. Workplaces whose staff total does not agree with
        their records are included. From providers' returns only.
      reviewed_on: 2026-11-22
  - id: age_25_to_34_share
    title: Share aged 25 to 34
    numerator: age_25_to_34_count
    denominator: age_known_count
    definition: >
      Workers of any contract aged 25 to 34 on the date of the return, divided by workers whose age is known.
    <<: *share
  - id: age_35_to_44_share
    title: Share aged 35 to 44
    numerator: age_35_to_44_count
    denominator: age_known_count
    definition: >
      Workers of any contract aged 35 to 44 on the date of the return, divided by workers whose age is known.
    <<: *share
  - id: age_45_to_54_share
    title: Share aged 45 to 54
    numerator: age_45_to_54_count
    denominator: age_known_count
    definition: >
      Workers of any contract aged 45 to 54 on the date of the return, divided by workers whose age is known.
    <<: *share
  - id: age_55_and_over_share
    title: Share aged 55 and over
    numerator: age_55_and_over_count
    denominator: age_known_count
    definition: >
      Workers of any contract aged 55 or over on the date of the return, divided by workers whose age is known.
    <<: *share
  - id: age_mean
    title: Mean age
    <<: *share
    unit: years
    kind: mean
    value: age_years
    decimals: 1
    no_change_band: 0.01
    definition: >
      Age in completed years on the date of the return, on average over workers of any contract whose age is known.
  - id: female_share
    title: Share female
    numerator: female_count
    denominator: gender_known_count
    definition: Workers of any contract whose gender is female, divided by workers whose gender is known.
    <<: *share
  - id: british_share
    title: Share British
    numerator: british_count
    denominator: nationality_known_count
    definition: Workers of any contract of British nationality, divided by workers whose nationality is known.
    <<: *share
  - id: eu_share
    title: Share of EU nationality
    numerator: eu_count
    denominator: nationality_group_known_count
    definition: >
      Workers of any contract who are nationals of one of the 27 countries of the European Union and not British,
      divided by workers whose country of nationality is known.
    <<: *share
    caveats: &named >
      A nationality given as other, without a country, counts in the share of British and not here. Workers of whom it
      is not known are left out. From providers' returns only.
  - id: other_nationality_share
    title: Share of other nationality
    numerator: other_nationality_count
    denominator: nationality_group_known_count
    definition: >
      Workers of any contract who are neither British nor nationals of a country of the European Union, divided by
      workers whose country of nationality is known.
    <<: *share
    caveats: *named
  - id: visa_share
    title: Share on a Health and Care visa
    numerator: visa_count
    denominator: visa_known_count
    definition: >
      Workers of any contract on a Health and Care visa, divided by workers of whom it is known; a British worker is
      known to be on none.
    <<: *share
    source: ASC-WDS bulk upload, HANDCVISA and NATIONALITY
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  age_under_25_count: One aged under 25
  age_25_to_34_count: One aged 25 to 34
  age_35_to_44_count: One aged 35 to 44
  age_45_to_54_count: One aged 45 to 54
  age_55_and_over_count: One aged 55 or over
  age_known_count: One whose age is known
  age_years: Age in completed years; null where not known
  gender_known_count: One whose gender is known
  female_count: One who is female
  nationality_known_count: One of whom it is known whether British
  british_count: One who is British
  nationality_group_known_count: One whose country of nationality is known
  eu_count: One of a country of the European Union
  other_nationality_count: One of another country
  visa_known_count: One of whom it is known whether on a Health and Care visa
  visa_count: One on such a visa
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Of a worker of 24, one of 58, one of 60 and one whose age is not known, two of three are 55 or over, 66.7%.
worked_examples:
  - says: >
      A British woman of 24, an Indian woman of 58 on a Health and Care visa, a Polish man of 60 of whom no
      visa is known, and one of whom nothing is known.
    rows:
      - age_under_25_count: 1
        age_55_and_over_count: 0
        age_known_count: 1
        age_years: 24
        female_count: 1
        gender_known_count: 1
        british_count: 1
        nationality_known_count: 1
        eu_count: 0
        other_nationality_count: 0
        nationality_group_known_count: 1
        visa_count: 0
        visa_known_count: 1
      - age_under_25_count: 0
        age_55_and_over_count: 1
        age_known_count: 1
        age_years: 58
        female_count: 1
        gender_known_count: 1
        british_count: 0
        nationality_known_count: 1
        eu_count: 0
        other_nationality_count: 1
        nationality_group_known_count: 1
        visa_count: 1
        visa_known_count: 1
      - age_under_25_count: 0
        age_55_and_over_count: 1
        age_known_count: 1
        age_years: 60
        female_count: 0
        gender_known_count: 1
        british_count: 0
        nationality_known_count: 1
        eu_count: 1
        other_nationality_count: 0
        nationality_group_known_count: 1
        visa_count: 0
      - {age_under_25_count: 0, female_count: 0, british_count: 0}
    gives:
      age_under_25_share: 0.33333333
      age_55_and_over_share: 0.66666667
      age_mean: 47.33333333
      female_share: 0.66666667
      british_share: 0.33333333
      eu_share: 0.33333333
      other_nationality_share: 0.33333333
      visa_share: 0.5
  - says: >
      Workers of 25, 34, 35 and 54: a band holds both its ends.
    rows:
      - {age_25_to_34_count: 1, age_35_to_44_count: 0, age_45_to_54_count: 0, age_known_count: 1}
      - {age_25_to_34_count: 1, age_35_to_44_count: 0, age_45_to_54_count: 0, age_known_count: 1}
      - {age_25_to_34_count: 0, age_35_to_44_count: 1, age_45_to_54_count: 0, age_known_count: 1}
      - {age_25_to_34_count: 0, age_35_to_44_count: 0, age_45_to_54_count: 1, age_known_count: 1}
    gives:
      age_25_to_34_share: 0.5
      age_35_to_44_share: 0.25
      age_45_to_54_share: 0.25
source: core.fct_worker_month, reference.nationality
*/
with int_counted_worker as (
    select * from core.int_counted_worker
),

nationality as (
    select * from reference.nationality
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
        if(int_counted_worker.age_years < 25, 1, 0) as age_under_25_count,
        if(int_counted_worker.age_years between 25 and 34, 1, 0) as age_25_to_34_count,
        if(int_counted_worker.age_years between 35 and 44, 1, 0) as age_35_to_44_count,
        if(int_counted_worker.age_years between 45 and 54, 1, 0) as age_45_to_54_count,
        if(int_counted_worker.age_years >= 55, 1, 0) as age_55_and_over_count,
        if(int_counted_worker.age_years is null, null, 1) as age_known_count,
        int_counted_worker.age_years,
        if(int_counted_worker.gender_code is null, null, 1) as gender_known_count,
        if(int_counted_worker.gender_code = '2', 1, 0) as female_count,
        if(int_counted_worker.nationality_code is null, null, 1) as nationality_known_count,
        if(nationality.nationality_group = 'british', 1, 0) as british_count,
        if(nationality.nationality_group is null, null, 1) as nationality_group_known_count,
        if(nationality.nationality_group = 'eu', 1, 0) as eu_count,
        if(nationality.nationality_group = 'other', 1, 0) as other_nationality_count,
        if(
            nationality.nationality_group = 'british'
            or int_counted_worker.has_health_and_care_visa is not null,
            1,
            null
        ) as visa_known_count,
        if(
            int_counted_worker.has_health_and_care_visa
            and nationality.nationality_group is distinct from 'british',
            1,
            0
        ) as visa_count,
    from int_counted_worker
    left join nationality
        on cast(int_counted_worker.nationality_code as varchar) = nationality.nationality_code
)

select * from final
