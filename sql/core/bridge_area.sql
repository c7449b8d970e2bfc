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
  partnership, so that a region is never computed from a part of it.
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

edge as (
    select
        area_member.area_code,
        area_member.parent_area_code,
    from area_member

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
    where part_covered.area_code is null
)

select * from final
