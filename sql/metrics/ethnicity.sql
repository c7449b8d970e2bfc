/*
title: Ethnic groups
grain: one row per worker and month
measures:
  - id: white_share
    title: Share White
    numerator: white_count
    denominator: ethnicity_known_count
    definition: Workers of any contract who are White, divided by workers whose ethnic group is known.
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
  - id: asian_share
    title: Share Asian or Asian British
    numerator: asian_count
    denominator: ethnicity_known_count
    definition: Workers of any contract who are Asian or Asian British, divided by workers whose ethnic group is known.
    <<: *share
  - id: black_share
    title: Share Black or Black British
    numerator: black_count
    denominator: ethnicity_known_count
    definition: Workers of any contract who are Black or Black British, divided by workers whose ethnic group is known.
    <<: *share
  - id: mixed_share
    title: Share of mixed or multiple ethnic groups
    numerator: mixed_count
    denominator: ethnicity_known_count
    definition: Workers of any contract of mixed or multiple ethnic groups, divided by workers whose ethnic group is known.
    <<: *share
  - id: other_ethnic_share
    title: Share of another ethnic group
    numerator: other_ethnic_count
    denominator: ethnicity_known_count
    definition: Workers of any contract of another ethnic group, divided by workers whose ethnic group is known.
    <<: *share
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  ethnicity_known_count: One whose ethnic group is known
  white_count: One White
  asian_count: One Asian or Asian British
  black_count: One Black or Black British
  mixed_count: One of mixed or multiple ethnic groups
  other_ethnic_count: One of another ethnic group
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Of two White workers, an Indian one and one whose ethnic group is not known, two of three are White, 66.7%.
worked_examples:
  - says: Two White workers, one each who is Asian, Black, of a mixed and of another group, and two who are not known.
    rows:
      - {white_count: 1, asian_count: 0, black_count: 0, mixed_count: 0, other_ethnic_count: 0, ethnicity_known_count: 1}
      - {white_count: 1, asian_count: 0, black_count: 0, mixed_count: 0, other_ethnic_count: 0, ethnicity_known_count: 1}
      - {white_count: 0, asian_count: 1, black_count: 0, mixed_count: 0, other_ethnic_count: 0, ethnicity_known_count: 1}
      - {white_count: 0, asian_count: 0, black_count: 1, mixed_count: 0, other_ethnic_count: 0, ethnicity_known_count: 1}
      - {white_count: 0, asian_count: 0, black_count: 0, mixed_count: 1, other_ethnic_count: 0, ethnicity_known_count: 1}
      - {white_count: 0, asian_count: 0, black_count: 0, mixed_count: 0, other_ethnic_count: 1, ethnicity_known_count: 1}
      - {white_count: 0, asian_count: 0, black_count: 0, mixed_count: 0, other_ethnic_count: 0}
      - {white_count: 0, asian_count: 0, black_count: 0, mixed_count: 0, other_ethnic_count: 0}
    gives:
      white_share: 0.33333333
      asian_share: 0.16666667
      black_share: 0.16666667
      mixed_share: 0.16666667
      other_ethnic_share: 0.16666667
source: core.fct_worker_month, reference.ethnicity
*/
with int_counted_worker as (
    select * from core.int_counted_worker
),

ethnicity as (
    select * from reference.ethnicity
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
        if(ethnicity.ethnicity_group is null, null, 1) as ethnicity_known_count,
        if(ethnicity.ethnicity_group = 'White', 1, 0) as white_count,
        if(ethnicity.ethnicity_group = 'Asian / Asian British', 1, 0) as asian_count,
        if(ethnicity.ethnicity_group = 'Black / African / Caribbean / Black British', 1, 0) as black_count,
        if(ethnicity.ethnicity_group = 'Mixed / multiple ethnic groups', 1, 0) as mixed_count,
        if(ethnicity.ethnicity_group = 'Other ethnic group', 1, 0) as other_ethnic_count,
    from int_counted_worker
    left join ethnicity on int_counted_worker.ethnicity_code = ethnicity.ethnicity_code
)

select * from final
