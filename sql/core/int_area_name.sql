/*
title: Every name and code of an area, as listed
grain: one row per kind of key, key and area
keys: [scheme, name_key, area_code]
columns:
  scheme: What kind of key it is, as in core.dim_area_name
  name_key: The name or the code
  area_code: The area it stands for
  valid_from: First day on which it does
  valid_to: The day from which it no longer does
source: >
  core.dim_area, sql/reference/area_alias.csv and area_code_alias.csv. A name or a code stands for an area
  while the area stands, save where its list gives days of its own. A GSS code stands for its area on any
  day, and for the area that took its place whole from the day it did: some tables go on using it. The
  partnership is left out: it may be called like its council.
*/
with dim_area as (
    select
        dim_area.area_code,
        dim_area.area_name,
        coalesce(dim_area.valid_from, date '1900-01-01') as valid_from,
        coalesce(dim_area.valid_to, date '9999-12-31') as valid_to,
    from core.dim_area
    where dim_area.area_type not in ('unplaced', 'partnership')
),

int_area_successor as (
    select * from core.int_area_successor
),

area_alias as (
    select * from reference.area_alias
),

area_code_alias as (
    select * from reference.area_code_alias
),

gss as (
    select
        'gss' as scheme,
        int_area_successor.area_code as name_key,
        int_area_successor.successor_area_code as area_code,
        int_area_successor.starts_on as valid_from,
        int_area_successor.ends_on as valid_to,
    from int_area_successor
    inner join dim_area on int_area_successor.area_code = dim_area.area_code
),

full_name as (
    select
        'name' as scheme,
        reference.area_name_key(dim_area.area_name) as name_key,
        dim_area.area_code,
        dim_area.valid_from,
        dim_area.valid_to,
    from dim_area
),

other_name as (
    select
        'name' as scheme,
        reference.area_name_key(area_alias.alias) as name_key,
        area_alias.area_code,
        coalesce(area_alias.valid_from, dim_area.valid_from) as valid_from,
        coalesce(area_alias.valid_to, dim_area.valid_to) as valid_to,
    from area_alias
    inner join dim_area on area_alias.area_code = dim_area.area_code
),

other_code as (
    select
        area_code_alias.scheme,
        area_code_alias.code as name_key,
        area_code_alias.area_code,
        coalesce(area_code_alias.valid_from, dim_area.valid_from) as valid_from,
        coalesce(area_code_alias.valid_to, dim_area.valid_to) as valid_to,
    from area_code_alias
    inner join dim_area on area_code_alias.area_code = dim_area.area_code
),

listed as (
    select * from gss
    union all
    select * from full_name
    union all
    select * from other_name
    union all
    select * from other_code
),

final as (
    select
        listed.scheme,
        listed.name_key,
        listed.area_code,
        min(listed.valid_from) as valid_from,
        max(listed.valid_to) as valid_to,
    from listed
    where listed.name_key is not null and listed.valid_from < listed.valid_to
    group by all
)

select * from final
