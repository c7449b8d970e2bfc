/*
title: Areas
grain: one row per area
keys: [area_code]
columns:
  area_code: GSS code, or one that begins with X for an invented or a local area
  area_name: Name in full
  area_type: district, council, icb, region, country, partnership, group or unplaced
  valid_from: First day of the area; null when long ago
  valid_to: Day the area was abolished, the first without it; null while it stands
  successor_area_codes: Areas that took its place, separated by ;
  longitude: Middle of the area, degrees east; null where not known
  latitude: Middle of the area, degrees north; null where not known
  is_in_partnership: Whether it is a council of this partnership
source: >
  sql/reference/area.csv, the workspace's own areas, carecount.yaml. Codes, names, last days and successors
  of councils and districts: the mySociety register of UK local authorities (July 2025) and the ONS lookup
  of lower to upper tier (2019); councils before 2009 and changes of code alone (Gateshead, Northumberland,
  four districts, Barnsley, Sheffield): ONS register of geographic codes and the boundary orders (SI
  2012/667, 2013/595, 2013/596, 2024/1328); first days: the structural change orders of 1974 to 2023. Middles
  of councils and districts: the mySociety register, to four places. Group codes with X are our own, for
  tables that give two councils one row.
checks:
  - accepted_values:
      column: area_type
      values: [district, council, icb, region, country, partnership, group, unplaced]
    severity: warning
*/
with area as (
    select * from reference.area
),

workspace_setting as (
    select * from reference.workspace_setting
),

own as (
    select
        workspace_setting.partnership_code as area_code,
        workspace_setting.partnership_name as area_name,
        'partnership' as area_type,
        null::date as valid_from,
        null::date as valid_to,
        null::varchar as successor_area_codes,
        null::double as longitude,
        null::double as latitude,
    from workspace_setting

    union all

    select
        'unplaced' as area_code,
        'Not placed in a council' as area_name,
        'unplaced' as area_type,
        null::date as valid_from,
        null::date as valid_to,
        null::varchar as successor_area_codes,
        null::double as longitude,
        null::double as latitude,
),

all_area as (
    select
        area.area_code,
        area.area_name,
        area.area_type,
        area.valid_from,
        area.valid_to,
        area.successor_area_codes,
        area.longitude,
        area.latitude,
    from area

    union all

    select * from own
),

final as (
    select
        all_area.*,
        list_contains(workspace_setting.councils, all_area.area_code) as is_in_partnership,
    from all_area
    cross join workspace_setting
)

select * from final
