/*
title: Locations of the CQC register, sorted by council, care setting and size
grain: one row per location
keys: [location_id]
columns:
  location_id: CQC location
  council_code: Council it lies in, as areas are now
  care_setting: Care setting, as the register has it
  size_band: >
    Beds of a care home: under_10, 10_to_24, 25_to_49, 50_and_more or not_known; not_a_care_home of any other
source: >
  core.int_registered_location, core.dim_cqc_location. Bands are our choice, at bounds of
  core.int_posts_per_bed: with more of them there would be many in which nobody returns.
*/
with int_registered_location as (
    select * from core.int_registered_location
),

dim_cqc_location as (
    select * from core.dim_cqc_location
),

bridge_area as (
    select * from core.bridge_area
    where ancestor_area_type = 'council'
),

final as (
    select
        int_registered_location.location_id,
        bridge_area.ancestor_area_code as council_code,
        int_registered_location.care_setting,
        case
            when not dim_cqc_location.is_care_home then 'not_a_care_home'
            when dim_cqc_location.bed_count < 10 then 'under_10'
            when dim_cqc_location.bed_count < 25 then '10_to_24'
            when dim_cqc_location.bed_count < 50 then '25_to_49'
            when dim_cqc_location.bed_count >= 50 then '50_and_more'
            else 'not_known'
        end as size_band,
    from int_registered_location
    inner join dim_cqc_location
        on int_registered_location.location_id = dim_cqc_location.location_id
    inner join bridge_area on int_registered_location.area_code = bridge_area.area_code
)

select * from final
