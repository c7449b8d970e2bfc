/*
title: Which district and council the places of a listed area lay in, month by month
grain: one row per month, area that a workplace is listed under, and tier
keys: [period, listed_area_code, area_type]
columns:
  period: First day of a month on whose last day an area stood that has ended since
  listed_area_code: The area, as in core.fct_workplace_month
  area_type: The tier, district or council
  area_code: >
    The one area of the tier that stood on the last day of the month; null of a council without districts, and
    where it is not decided
  is_decided: Whether the tier is known; a council without districts is known to be in none
  possible_area_codes: Every area of the tier that its places may have lain in
source: >
  core.fct_workplace_month, core.int_area_ended, core.dim_area, core.int_area_change. A listed area that had
  ended by then is followed forward over whole replacements; any other back, to all that its places came
  from. The council of a district is the one it was a member of and that stood. Where an area grew and kept
  its code, nothing says which of its places came later: its tier is not decided.
*/
with dim_area as (
    select * from core.dim_area
    where area_type in ('district', 'council')
),

int_area_change as (
    select * from core.int_area_change
),

int_area_successor as (
    select * from core.int_area_successor
),

area_member as (
    select * from reference.area_member
),

int_area_ended as (
    select * from core.int_area_ended
),

listed_ever as (
    select distinct
        fct_workplace_month.period,
        last_day(fct_workplace_month.period) as last_date,
        fct_workplace_month.listed_area_code,
    from core.fct_workplace_month
),

ended_later as (
    select distinct
        listed_ever.period,
        listed_ever.last_date,
    from listed_ever
    inner join dim_area
        on listed_ever.last_date >= coalesce(dim_area.valid_from, date '1900-01-01')
        and listed_ever.last_date < dim_area.valid_to
    semi join int_area_ended on dim_area.area_code = int_area_ended.area_code
),

listed as (
    select listed_ever.*
    from listed_ever
    semi join ended_later on listed_ever.period = ended_later.period
),

standing as (
    select
        ended_later.period,
        dim_area.area_code,
        dim_area.area_type,
    from ended_later
    inner join dim_area
        on ended_later.last_date >= coalesce(dim_area.valid_from, date '1900-01-01')
        and ended_later.last_date < coalesce(dim_area.valid_to, date '9999-12-31')
),

district_council as (
    select
        district.period,
        district.area_code as district_code,
        council.area_code as council_code,
    from standing as district
    inner join area_member on district.area_code = area_member.area_code
    inner join standing as council
        on area_member.parent_area_code = council.area_code
        and district.period = council.period
    where district.area_type = 'district' and council.area_type = 'council'
),

candidate as (
    select
        listed.period,
        listed.listed_area_code,
        standing.area_code,
        standing.area_type,
        true as is_certain,
    from listed
    inner join dim_area on listed.listed_area_code = dim_area.area_code
    inner join int_area_change on listed.listed_area_code = int_area_change.later_area_code
    inner join standing
        on listed.period = standing.period
        and int_area_change.area_code = standing.area_code
    where coalesce(dim_area.valid_to > listed.last_date, true)

    union all

    select
        listed.period,
        listed.listed_area_code,
        standing.area_code,
        standing.area_type,
        int_area_successor.area_code is not null as is_certain,
    from listed
    inner join dim_area on listed.listed_area_code = dim_area.area_code
    inner join int_area_change on listed.listed_area_code = int_area_change.area_code
    inner join standing
        on listed.period = standing.period
        and int_area_change.later_area_code = standing.area_code
    left join int_area_successor
        on listed.listed_area_code = int_area_successor.area_code
        and standing.area_code = int_area_successor.successor_area_code
    where dim_area.valid_to <= listed.last_date
),

by_district as (
    select
        candidate.*,
        district_council.council_code,
    from candidate
    left join district_council
        on candidate.period = district_council.period
        and candidate.area_code = district_council.district_code
    where candidate.area_type = 'district'
),

by_council as (
    select
        candidate.*,
        district_council.district_code,
    from candidate
    anti join by_district
        on candidate.period = by_district.period
        and candidate.listed_area_code = by_district.listed_area_code
        and candidate.area_code = by_district.council_code
    left join district_council
        on candidate.period = district_council.period
        and candidate.area_code = district_council.council_code
    where candidate.area_type = 'council'
),

possible as (
    select
        by_district.period,
        by_district.listed_area_code,
        unnest([
            {
                'area_type': 'district',
                'area_code': by_district.area_code,
                'is_certain': by_district.is_certain,
            },
            {
                'area_type': 'council',
                'area_code': by_district.council_code,
                'is_certain': by_district.is_certain and by_district.council_code is not null,
            },
        ], recursive := true),
    from by_district

    union all

    select
        by_council.period,
        by_council.listed_area_code,
        unnest([
            {
                'area_type': 'district',
                'area_code': coalesce(by_council.district_code, 'none'),
                'is_certain': by_council.is_certain and by_council.district_code is null,
            },
            {
                'area_type': 'council',
                'area_code': by_council.area_code,
                'is_certain': by_council.is_certain,
            },
        ], recursive := true),
    from by_council
),

decided as (
    select
        possible.period,
        possible.listed_area_code,
        possible.area_type,
        min(possible.area_code) as area_code,
        bool_and(possible.is_certain) and count(distinct possible.area_code) = 1 as is_decided,
        list_sort(list(distinct possible.area_code) filter (possible.area_code <> 'none'))
            as possible_area_codes,
    from possible
    group by all
),

final as (
    select
        listed.period,
        listed.listed_area_code,
        tier.area_type,
        case when decided.is_decided then nullif(decided.area_code, 'none') end as area_code,
        coalesce(decided.is_decided, false) as is_decided,
        coalesce(decided.possible_area_codes, []) as possible_area_codes,
    from listed
    cross join (values ('district'), ('council')) as tier (area_type)
    left join decided
        on listed.period = decided.period
        and listed.listed_area_code = decided.listed_area_code
        and tier.area_type = decided.area_type
)

select * from final
