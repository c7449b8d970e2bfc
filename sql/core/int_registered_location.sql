/*
title: Locations of this partnership that the CQC register has as serving somebody
grain: one row per location
keys: [location_id]
columns:
  location_id: CQC location
  area_code: The smallest area it lies in, as areas are now
  care_setting: Care setting, as the register has it
source: >
  core.dim_cqc_location, without those that have left the register or serve nobody. Placed by the workspace's
  corrections, else the postcode directory, else the council that the CQC names; one that none of them places
  in the partnership is left out.
checks:
  - relationship: {column: area_code, to: core.bridge_area}
*/
with dim_cqc_location as (
    select * from core.dim_cqc_location
    where is_registered and not coalesce(is_dormant, false)
),

postcode as (
    select * from reference.postcode
),

postcode_correction as (
    select * from raw.postcode_correction
),

dim_area_name as (
    select * from core.dim_area_name
    where scheme = 'name'
),

int_area_successor as (
    select * from core.int_area_successor
),

area_inside as (
    select distinct bridge_area.area_code
    from core.bridge_area
    where bridge_area.area_code <> 'unplaced'
),

area_now as (
    select
        int_area_successor.area_code,
        arg_max(int_area_successor.successor_area_code, int_area_successor.step_count)
            as current_area_code,
    from int_area_successor
    inner join area_inside on int_area_successor.successor_area_code = area_inside.area_code
    group by all
),

council as (
    select
        dim_cqc_location.location_id,
        min(dim_area_name.area_code) as area_code,
    from dim_cqc_location
    inner join dim_area_name
        on reference.area_name_key(dim_cqc_location.council_name) = dim_area_name.name_key
        and last_day(dim_cqc_location.as_at_period) >= dim_area_name.valid_from
        and last_day(dim_cqc_location.as_at_period) < dim_area_name.valid_to
    group by all
),

listed as (
    select
        dim_cqc_location.location_id,
        dim_cqc_location.care_setting,
        coalesce(
            postcode_correction.area_code,
            corrected.area_code,
            postcode.area_code,
            council.area_code
        ) as area_code,
    from dim_cqc_location
    left join postcode_correction on dim_cqc_location.postcode = postcode_correction.postcode
    left join postcode as corrected on postcode_correction.corrected_postcode = corrected.postcode
    left join postcode on dim_cqc_location.postcode = postcode.postcode
    left join council on dim_cqc_location.location_id = council.location_id
),

final as (
    select
        listed.location_id,
        area_now.current_area_code as area_code,
        listed.care_setting,
    from listed
    inner join area_now on listed.area_code = area_now.area_code
)

select * from final
