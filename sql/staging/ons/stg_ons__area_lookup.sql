/*
title: Which larger areas an area lies in (ONS), decoded
grain: one row per record that was read, area and kind of larger area
keys: [delivery_id, line, parent_level]
columns:
  delivery_id: The delivery the record came in
  line: Line of the file
  area_code: GSS code of the district or council
  area_name: District or council
  parent_level: Kind of larger area, such as RGN, UTLA or CTY
  boundary_year: Year of the boundaries
  parent_area_code: GSS code of the larger area
  parent_area_name: The larger area
source: Office for National Statistics, Open Geography lookups
*/
with ons_area_lookup as (
    select * from raw.ons_area_lookup
    where row_state = 'kept'
),

final as (
    select
        ons_area_lookup.delivery_id,
        ons_area_lookup.line,
        any_value(ons_area_lookup.area_code) as area_code,
        any_value(ons_area_lookup.area_name) as area_name,
        ons_area_lookup.parent_level,
        2000 + max(try_cast(ons_area_lookup.boundary_year as integer)) as boundary_year,
        max(ons_area_lookup.value) filter (where ons_area_lookup.part = 'CD') as parent_area_code,
        max(ons_area_lookup.value) filter (where ons_area_lookup.part = 'NM') as parent_area_name,
    from ons_area_lookup
    group by all
)

select * from final
