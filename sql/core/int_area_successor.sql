/*
title: Areas, and those that took their place whole
grain: one row per area and area that in turn took its place, itself included
keys: [area_code, successor_area_code]
columns:
  area_code: The area
  successor_area_code: Itself, the one area that took its place, the one that took that one's, and so on
  step_count: How many areas on; 0 for itself
  starts_on: The day from which it stands for the area
  ends_on: The day from which another one does; 9999-12-31 for the last
source: >
  core.dim_area. An area that was split ends the line: nothing says which of its parts a postcode or a
  figure belongs to.
*/
with recursive dim_area as (
    select * from core.dim_area
),

replaced as (
    select
        dim_area.area_code,
        dim_area.successor_area_codes as successor_area_code,
        dim_area.valid_to,
    from dim_area
    inner join dim_area as successor on dim_area.successor_area_codes = successor.area_code
    where dim_area.valid_to is not null
),

line as (
    select
        dim_area.area_code,
        dim_area.area_code as successor_area_code,
        date '1900-01-01' as starts_on,
        [dim_area.area_code] as path,
    from dim_area

    union all

    select
        line.area_code,
        replaced.successor_area_code,
        replaced.valid_to as starts_on,
        list_append(line.path, replaced.successor_area_code) as path,
    from line
    inner join replaced on line.successor_area_code = replaced.area_code
    where not list_contains(line.path, replaced.successor_area_code)
),

final as (
    select
        line.area_code,
        line.successor_area_code,
        len(line.path) - 1 as step_count,
        line.starts_on,
        lead(line.starts_on, 1, date '9999-12-31') over (
            partition by line.area_code order by len(line.path)
        ) as ends_on,
    from line
)

select * from final
