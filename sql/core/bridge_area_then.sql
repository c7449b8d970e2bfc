/*
title: Which area that has ended since a workplace lay in then
grain: one row per workplace, month and tier
keys: [period, workplace_id, area_type]
columns:
  period: First day of a month on whose last day the area stood
  workplace_id: The workplace
  area_code: A council or a district that has ended since
  area_type: council or district
  has_sharing_consent: Whether the row may be published, as the workplace's
source: >
  core.fct_workplace_month, those that count, by core.int_area_then. An area is there for a month only where
  none of its workplaces can be missing: every area in its place is in the partnership
  (core.int_area_ended), no workplace of the month in one of these is undecided at its tier, and none that
  may have lain in it is undecided or placed outside the partnership. Empty where no area has ended since
  the first month.
checks:
  - relationship: {column: area_code, to: core.dim_area}
  - accepted_values: {column: area_type, values: [council, district]}
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

int_area_then as (
    select * from core.int_area_then
),

int_area_ended as (
    select * from core.int_area_ended
),

bridge_area as (
    select * from core.bridge_area
),

place as (
    select distinct
        fct_workplace_month.period,
        fct_workplace_month.listed_area_code,
        fct_workplace_month.area_code,
        fct_workplace_month.area_source = 'outside' as is_outside,
    from fct_workplace_month
    semi join int_area_then on fct_workplace_month.period = int_area_then.period
),

place_then as (
    select
        place.period,
        place.area_code,
        place.is_outside,
        int_area_then.area_type,
        int_area_then.is_decided,
        int_area_then.possible_area_codes,
    from place
    inner join int_area_then
        on place.period = int_area_then.period
        and place.listed_area_code = int_area_then.listed_area_code
),

incomplete as (
    select distinct
        place_then.period,
        int_area_ended.area_code,
    from place_then
    inner join int_area_ended on place_then.area_type = int_area_ended.area_type
    left join bridge_area
        on place_then.area_code = bridge_area.area_code
        and int_area_ended.present_area_code = bridge_area.ancestor_area_code
    where
        (not place_then.is_decided and bridge_area.area_code is not null)
        or (
            (place_then.is_outside or not place_then.is_decided)
            and list_contains(place_then.possible_area_codes, int_area_ended.area_code)
        )
),

final as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        int_area_then.area_code,
        int_area_then.area_type,
        fct_workplace_month.has_sharing_consent,
    from fct_workplace_month
    inner join int_area_then
        on fct_workplace_month.period = int_area_then.period
        and fct_workplace_month.listed_area_code = int_area_then.listed_area_code
    semi join int_area_ended on int_area_then.area_code = int_area_ended.area_code
    anti join incomplete
        on int_area_then.period = incomplete.period
        and int_area_then.area_code = incomplete.area_code
)

select * from final
