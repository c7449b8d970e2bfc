/*
title: Areas, and every area that took their place or a part of it
grain: one row per area and area that in turn came of it, itself included
keys: [area_code, later_area_code]
columns:
  area_code: The area
  later_area_code: Itself, each area that took its place, those that took theirs, and so on
source: >
  core.dim_area. Unlike core.int_area_successor this goes through splits too: it says where the places of
  an area may lie later, not where they do. A later area may be one that no list has.
*/
with recursive dim_area as (
    select * from core.dim_area
),

replaced as (
    select
        dim_area.area_code,
        trim(unnest(string_split(dim_area.successor_area_codes, ';'))) as later_area_code,
    from dim_area
    where dim_area.valid_to is not null
),

final as (
    select
        dim_area.area_code,
        dim_area.area_code as later_area_code,
    from dim_area

    union

    select
        final.area_code,
        replaced.later_area_code,
    from final
    inner join replaced on final.later_area_code = replaced.area_code
)

select * from final
