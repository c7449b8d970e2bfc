/*
title: Which area lies in which
grain: one row per area and area that it counts in, itself included
keys: [area_code, ancestor_area_code]
columns:
  area_code: The smaller area
  ancestor_area_code: An area it counts in
  ancestor_area_type: The kind of the larger area
source: >
  The workspace's own area members, sql/reference/area_member.csv, carecount.yaml. Only areas of this
  partnership; an area above the council is there only where all its present councils are in the
  partnership, so that a region is never computed from a part of it. A district is there only where a
  workplace can be placed in it: by the postcode directory, a correction or as the home area. What counts in
  an area that has ended since is in core.bridge_area_then.
checks:
  - relationship: {column: area_code, to: core.dim_area}
  - relationship: {column: ancestor_area_code, to: core.dim_area, to_columns: [area_code]}
*/
with recursive dim_area as (
    select * from core.dim_area
),

area_member as (
    select * from reference.area_member
),

workspace_setting as (
    select * from reference.workspace_setting
),

int_area_successor as (
    select * from core.int_area_successor
),

int_area_ended as (
    select * from core.int_area_ended
),

listed as (
    select postcode.area_code
    from reference.postcode
    union
    select postcode_correction.area_code
    from raw.postcode_correction
    union
    select workspace_setting.home_area as area_code
    from workspace_setting
),

district_without_places as (
    select dim_area.area_code
    from dim_area
    where
        dim_area.area_type = 'district'
        and dim_area.area_code not in (
            select int_area_successor.successor_area_code
            from listed
            inner join int_area_successor on listed.area_code = int_area_successor.area_code
        )
),

edge as (
    select
        area_member.area_code,
        area_member.parent_area_code,
    from area_member
    anti join district_without_places
        on area_member.area_code = district_without_places.area_code

    union

    select
        dim_area.area_code,
        workspace_setting.partnership_code as parent_area_code,
    from dim_area
    cross join workspace_setting
    where dim_area.is_in_partnership or dim_area.area_type = 'unplaced'
),

closure as (
    select
        dim_area.area_code,
        dim_area.area_code as ancestor_area_code,
    from dim_area

    union

    select
        closure.area_code,
        edge.parent_area_code as ancestor_area_code,
    from closure
    inner join edge on closure.ancestor_area_code = edge.area_code
),

inside as (
    select distinct closure.area_code
    from closure
    inner join workspace_setting
        on closure.ancestor_area_code = workspace_setting.partnership_code
),

part_covered as (
    select distinct closure.ancestor_area_code as area_code
    from closure
    inner join dim_area on closure.area_code = dim_area.area_code
    where
        dim_area.area_type = 'council'
        and dim_area.valid_to is null
        and not dim_area.is_in_partnership
),

final as (
    select
        closure.area_code,
        closure.ancestor_area_code,
        dim_area.area_type as ancestor_area_type,
    from closure
    inner join inside on closure.area_code = inside.area_code
    inner join dim_area on closure.ancestor_area_code = dim_area.area_code
    left join part_covered on closure.ancestor_area_code = part_covered.area_code
    anti join int_area_ended on closure.ancestor_area_code = int_area_ended.area_code
    where part_covered.area_code is null
)

select * from final
