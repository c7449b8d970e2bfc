/*
title: What a name or a code stood for on a day
grain: one row per kind of key, key and day from which it stands for an area
keys: [scheme, name_key, valid_from]
columns:
  scheme: >
    name (as reference.area_name_key writes it), gss, cssr (numbers of councils with social services and
    letters of regions), nhs, ons_old (before 2011) or asc_wds_region
  name_key: The name or the code
  area_code: The area it stands for
  valid_from: First day on which it does; 1900-01-01 when long ago
  valid_to: The day from which it no longer does; 9999-12-31 while it does
source: >
  core.int_area_name. To find the area of a name in a published table, ask for scheme = 'name',
  name_key = reference.area_name_key(name), day >= valid_from and day < valid_to: at most one row. A key
  that two areas claim on one day stands for neither.
checks:
  - relationship: {column: area_code, to: core.dim_area}
*/
with int_area_name as (
    select * from core.int_area_name
),

contested as (
    select distinct
        one.scheme,
        one.name_key,
        one.area_code,
    from int_area_name as one
    inner join int_area_name as other
        on one.scheme = other.scheme
        and one.name_key = other.name_key
        and one.area_code <> other.area_code
        and one.valid_from < other.valid_to
        and one.valid_to > other.valid_from
),

final as (
    select
        int_area_name.scheme,
        int_area_name.name_key,
        int_area_name.area_code,
        int_area_name.valid_from,
        int_area_name.valid_to,
    from int_area_name
    anti join contested
        on int_area_name.scheme = contested.scheme
        and int_area_name.name_key = contested.name_key
        and int_area_name.area_code = contested.area_code
)

select * from final
