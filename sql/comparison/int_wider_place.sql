/*
title: The larger areas that an area lies in, by number
grain: one row per area and period of comparison.int_figure that lies in a larger area
keys: [place_id]
columns:
  place_id: As in comparison.int_figure
  partnership_place_id: The same of its partnership; null where there is none
  icb_place_id: The same of its ICB; null also where it lies in two
  region_place_id: The same of its region
  country_place_id: The same of England
source: core.bridge_area; the areas that figures are made of
*/
with int_figure as (
    select * from comparison.int_figure
),

bridge_area as (
    select * from core.bridge_area
),

place as (
    select distinct
        place_id,
        period,
        period_type,
        area_code,
        area_type,
    from int_figure
),

wider as (
    select
        place.place_id,
        larger.area_type,
        min(larger.place_id) as wider_place_id,
    from place
    inner join bridge_area on place.area_code = bridge_area.area_code
    inner join place as larger
        on place.period = larger.period
        and place.period_type = larger.period_type
        and bridge_area.ancestor_area_code = larger.area_code
    where place.area_type <> larger.area_type
    group by all
    having count(*) = 1
),

final as (
    select
        place_id,
        max(wider_place_id) filter (where area_type = 'partnership') as partnership_place_id,
        max(wider_place_id) filter (where area_type = 'icb') as icb_place_id,
        max(wider_place_id) filter (where area_type = 'region') as region_place_id,
        max(wider_place_id) filter (where area_type = 'country') as country_place_id,
    from wider
    group by all
)

select * from final
