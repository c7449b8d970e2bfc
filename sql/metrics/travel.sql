/*
title: How far workers live from work
grain: one row per worker of whom the distance is known, and month
measures:
  - id: travel_under_2_km_share
    title: Share living under 2 km from work
    numerator: under_2_km_count
    denominator: distance_known_count
    definition: Workers who live under 2 km from their workplace, divided by those of whom it is known.
    <<: &share
      unit: rate
      kind: ratio
      good_direction: neither
      source: Ours, from the postcode sectors of home and workplace and a postcode directory
      decimals: 0
      minimum_base: 50
      no_change_band: 0.02
      caveats: >
        In a straight line between the centres of two postcode sectors, each of some 3,000 addresses: by road it is
        further. Workers of any contract, those of home care too, whose workplace is the office. No figure unless an ONS
        postcode directory is delivered. From providers' returns only.
      reviewed_on: 2026-11-22
  - id: travel_2_to_5_km_share
    title: Share living 2 to 5 km from work
    numerator: from_2_to_5_km_count
    denominator: distance_known_count
    definition: Workers who live 2 km or more and under 5 km from their workplace, divided by those of whom it is known.
    <<: *share
  - id: travel_5_to_10_km_share
    title: Share living 5 to 10 km from work
    numerator: from_5_to_10_km_count
    denominator: distance_known_count
    definition: Workers who live 5 km or more and under 10 km from their workplace, divided by those of whom it is known.
    <<: *share
  - id: travel_10_to_20_km_share
    title: Share living 10 to 20 km from work
    numerator: from_10_to_20_km_count
    denominator: distance_known_count
    definition: Workers who live 10 km or more and under 20 km from their workplace, divided by those of whom it is known.
    <<: *share
  - id: travel_over_20_km_share
    title: Share living 20 km or more from work
    numerator: over_20_km_count
    denominator: distance_known_count
    definition: Workers who live 20 km or more from their workplace, divided by those of whom it is known.
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
  distance_known_count: One
  under_2_km_count: One who lives under 2 km from work
  from_2_to_5_km_count: One who lives 2 km or more, under 5 km
  from_5_to_10_km_count: One who lives 5 km or more, under 10 km
  from_10_to_20_km_count: One who lives 10 km or more, under 20 km
  over_20_km_count: One who lives 20 km or more
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: Of workers 1, 3, 7, 15 and 40 km from work, a fifth is in each band.
worked_examples:
  - says: Workers who live 1, 2, 7 and 20 km from work.
    rows:
      - &near
        distance_known_count: 1
        under_2_km_count: 1
        from_2_to_5_km_count: 0
        from_5_to_10_km_count: 0
        from_10_to_20_km_count: 0
        over_20_km_count: 0
      - {<<: *near, under_2_km_count: 0, from_2_to_5_km_count: 1}
      - {<<: *near, under_2_km_count: 0, from_5_to_10_km_count: 1}
      - {<<: *near, under_2_km_count: 0, over_20_km_count: 1}
    gives:
      travel_under_2_km_share: 0.25
      travel_2_to_5_km_share: 0.25
      travel_5_to_10_km_share: 0.25
      travel_10_to_20_km_share: 0
      travel_over_20_km_share: 0.25
source: core.int_worker_travel, core.fct_worker_month
*/
with int_counted_worker as (
    select * from core.int_counted_worker
),

int_worker_travel as (
    select * from core.int_worker_travel
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
        1 as distance_known_count,
        if(int_worker_travel.distance_km < 2, 1, 0) as under_2_km_count,
        if(int_worker_travel.distance_km >= 2 and int_worker_travel.distance_km < 5, 1, 0)
            as from_2_to_5_km_count,
        if(int_worker_travel.distance_km >= 5 and int_worker_travel.distance_km < 10, 1, 0)
            as from_5_to_10_km_count,
        if(int_worker_travel.distance_km >= 10 and int_worker_travel.distance_km < 20, 1, 0)
            as from_10_to_20_km_count,
        if(int_worker_travel.distance_km >= 20, 1, 0) as over_20_km_count,
    from int_counted_worker
    inner join int_worker_travel
        on int_counted_worker.period = int_worker_travel.period
        and int_counted_worker.workplace_id = int_worker_travel.workplace_id
        and int_counted_worker.worker_key = int_worker_travel.worker_key
)

select * from final
