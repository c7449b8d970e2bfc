/*
title: Councils and districts that have ended, and the present areas in their place
grain: one row per area that has ended and present area that has some of its places
keys: [area_code, present_area_code]
columns:
  area_code: A council or a district that has ended
  area_type: council or district
  present_area_code: An area in its place that stands now
source: >
  core.int_area_change of the area and of the districts that were its members: a district may have gone
  where its council did not. Only areas whose every present area is in the partnership, and not those that
  the partnership itself names by a code that has ended.
*/
with dim_area as (
    select * from core.dim_area
),

int_area_change as (
    select * from core.int_area_change
),

area_member as (
    select * from reference.area_member
),

ended as (
    select
        dim_area.area_code,
        dim_area.area_type,
    from dim_area
    where
        dim_area.valid_to is not null
        and dim_area.area_type in ('council', 'district')
        and not dim_area.is_in_partnership
),

part as (
    select
        ended.*,
        ended.area_code as part_area_code,
    from ended

    union

    select
        ended.*,
        district.area_code as part_area_code,
    from ended
    inner join area_member on ended.area_code = area_member.parent_area_code
    inner join dim_area as district on area_member.area_code = district.area_code
    where district.area_type = 'district'
),

inside as (
    select dim_area.area_code
    from dim_area
    where dim_area.is_in_partnership

    union

    select area_member.area_code
    from area_member
    inner join dim_area on area_member.parent_area_code = dim_area.area_code
    where dim_area.is_in_partnership
),

reached as (
    select distinct
        part.area_code,
        part.area_type,
        int_area_change.later_area_code,
        later.valid_to is null as is_present,
        case
            when later.area_code is null then true
            when later.valid_to is null then inside.area_code is null
            else later.successor_area_codes is null
        end as is_lost,
    from part
    inner join int_area_change on part.part_area_code = int_area_change.area_code
    left join dim_area as later on int_area_change.later_area_code = later.area_code
    left join inside on int_area_change.later_area_code = inside.area_code
),

whole as (
    select reached.*
    from reached
    qualify not bool_or(reached.is_lost) over (partition by reached.area_code)
),

final as (
    select
        whole.area_code,
        whole.area_type,
        whole.later_area_code as present_area_code,
    from whole
    where whole.is_present
)

select * from final
