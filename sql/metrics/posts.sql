/*
title: Posts, beds and places
grain: one row per workplace and month
measures:
  - id: filled_posts
    title: Filled posts
    numerator: filled_post_count
    definition: >
      Posts with a person in them, of any contract, at workplaces whose number of posts is known: the staff total
      and the worker records agree, or differ by so little that their mean is taken; those of a care home moved
      to what is permitted for its beds.
    <<: &count
      unit: count
      kind: count
      good_direction: neither
      source: Skills for Care, filled posts of ASC-WDS workplaces (DataEngineering repository, August 2026)
      decimals: 0
      minimum_base: 50
      no_change_band: 0
      caveats: >
        Of the workplaces that sent a return, not of all there are, and not weighted. A workplace with fewer than
        three staff, or whose two totals differ by much, is not counted: its posts are not known.
      reviewed_on: 2026-11-22
  - id: total_posts
    title: Posts, filled and vacant
    numerator: total_post_count
    definition: >
      Filled posts plus vacancies, at workplaces where both are known.
    <<: *count
  - id: beds
    title: Care home beds
    numerator: bed_count
    definition: >
      Beds of care homes that sent a return, as the CQC's register has them, else as the return does; a number
      that cannot be true is not known.
    <<: *count
    source: CQC register of locations; returns
    caveats: Of the homes that sent a return; all homes of an area are in the CQC's register.
  - id: posts_per_bed
    title: Filled posts per bed
    unit: posts
    kind: ratio
    numerator: bedded_post_count
    denominator: bedded_bed_count
    good_direction: neither
    definition: Filled posts divided by beds, at care homes where both are known.
    source: Skills for Care, filled posts per bed (DataEngineering repository, August 2026)
    decimals: 2
    minimum_base: 50
    no_change_band: 0.01
    caveats: Filled posts are counted by head, not by hours.
    reviewed_on: 2026-11-22
  - id: places
    title: Places of services
    numerator: place_count
    definition: >
      Places (CAPACITY) that workplaces give for their main service, where it is one that has places.
    <<: *count
    source: ASC-WDS bulk upload, CAPACITY
    caveats: As the return gives them, of the workplaces that do; not of all there are.
  - id: people_cared_for
    title: People cared for
    numerator: people_count
    definition: People (UTILISATION) that workplaces say their main service cares for.
    <<: *count
    source: ASC-WDS bulk upload, UTILISATION
    caveats: As the return gives them, of the workplaces that do; a person with two services counts in both.
  - id: utilisation
    title: Places in use
    unit: rate
    kind: ratio
    numerator: used_place_count
    denominator: usable_place_count
    good_direction: neither
    definition: >
      People cared for divided by places of the main service, where both are given, there is at least one place,
      and the people are no more than the places.
    source: ASC-WDS bulk upload, CAPACITY and UTILISATION
    decimals: 1
    minimum_base: 50
    no_change_band: 0.01
    caveats: >
      More people than places is taken for a slip and left out, also of day care, where it can be true. Home care
      has no places. Its base counts the staff of these workplaces, not the people cared for.
    reviewed_on: 2026-11-22
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: all
  sector: Sector
  worker_count: Worker records behind the row
  filled_post_count: Filled posts, cleaned; null where not known
  total_post_count: The same and vacancies; null where either is not known
  bed_count: Beds of a care home, cleaned; null where not known
  bedded_post_count: Filled posts where beds are known too
  bedded_bed_count: Beds where filled posts are known too
  place_count: Places of the main service; null where not known
  people_count: People its main service cares for; null where not known
  used_place_count: The same where places are known too, and are no fewer
  usable_place_count: Places, likewise
cuts:
  - [care_setting]
  - [sector]
example: >
  A home of 40 beds with 50 filled posts and 5 vacancies, and 36 people in its 40 places, has 55 posts, 1.25 filled
  posts a bed, and 90% of its places in use.
worked_examples:
  - says: >
      A home of 40 beds with 50 filled posts, 5 vacancies, and 36 people in 40 places; a home care service with 10
      filled posts, whose vacancies are not known, and 30 people.
    rows:
      - workplace_id: w1
        filled_post_count: 50
        total_post_count: 55
        bed_count: 40
        bedded_post_count: 50
        bedded_bed_count: 40
        place_count: 40
        people_count: 36
        used_place_count: 36
        usable_place_count: 40
      - {workplace_id: w2, filled_post_count: 10, people_count: 30}
    gives:
      filled_posts: 60
      total_posts: 55
      beds: 40
      posts_per_bed: 1.25
      places: 40
      people_cared_for: 66
      utilisation: 0.9
source: core.fct_workplace_month
*/
with fct_workplace_month as (
    select
        fct_workplace_month.*,
        filled_post_clean_count is not null and bed_clean_count > 0 as is_bedded,
        capacity_count > 0 and people_count <= capacity_count as is_usable,
    from core.fct_workplace_month
    where exclusion_reason is null
),

final as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        fct_workplace_month.organisation_id,
        fct_workplace_month.area_code,
        fct_workplace_month.care_setting,
        'all' as job_role,
        fct_workplace_month.sector,
        fct_workplace_month.worker_record_count as worker_count,
        fct_workplace_month.filled_post_clean_count as filled_post_count,
        fct_workplace_month.filled_post_clean_count + fct_workplace_month.vacancy_count
            as total_post_count,
        fct_workplace_month.bed_clean_count as bed_count,
        if(fct_workplace_month.is_bedded, fct_workplace_month.filled_post_clean_count, null)
            as bedded_post_count,
        if(fct_workplace_month.is_bedded, fct_workplace_month.bed_clean_count, null)
            as bedded_bed_count,
        fct_workplace_month.capacity_count as place_count,
        fct_workplace_month.people_count,
        if(fct_workplace_month.is_usable, fct_workplace_month.people_count, null)
            as used_place_count,
        if(fct_workplace_month.is_usable, fct_workplace_month.capacity_count, null)
            as usable_place_count,
    from fct_workplace_month
)

select * from final
