/*
title: Which workplaces count in which area and care setting, numbered
grain: one row per month, workplace, area and care setting that it counts in, all of them included
keys: [month_number, workplace_number, cell_number]
columns:
  period: First day of the month
  month_number: Months since January 1970
  workplace_id: The workplace
  workplace_number: Number of the workplace, as long as its organisation, area and care setting stay the same
  workplace_area_code: The smallest area it lies in
  workplace_care_setting: Its own care setting
  area_code: An area that it counts in
  care_setting: A care setting that it counts in
  cell_number: Number of area and care setting
  part_number: Number of area, care setting and organisation
source: >
  core.fct_workplace_month by core.bridge_area and core.bridge_area_then, as the measures themselves.
  The numbers are of this run only, and make joins and groups over months of contributions cheap.
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

bridge_area as (
    select * from core.bridge_area
),

bridge_area_then as (
    select * from core.bridge_area_then
),

care_setting as (
    select * from reference.care_setting
),

setting_member as (
    select distinct
        care_setting,
        unnest(['all', care_setting, part_of_care_setting]) as member_of,
    from care_setting
    where care_setting <> 'all'
),

workplace as (
    select
        period,
        workplace_id,
        organisation_id,
        area_code,
        care_setting,
        dense_rank() over (order by workplace_id, organisation_id, area_code, care_setting)
            as workplace_number,
    from fct_workplace_month
),

in_area as (
    select
        workplace.*,
        bridge_area.ancestor_area_code as member_of_area,
    from workplace
    inner join bridge_area on workplace.area_code = bridge_area.area_code

    union all

    select
        workplace.*,
        bridge_area_then.area_code as member_of_area,
    from workplace
    inner join bridge_area_then
        on workplace.period = bridge_area_then.period
        and workplace.workplace_id = bridge_area_then.workplace_id
),

final as (
    select
        in_area.period,
        cast(date_diff('month', date '1970-01-01', in_area.period) as integer) as month_number,
        in_area.workplace_id,
        cast(in_area.workplace_number as integer) as workplace_number,
        in_area.area_code as workplace_area_code,
        in_area.care_setting as workplace_care_setting,
        in_area.member_of_area as area_code,
        setting_member.member_of as care_setting,
        cast(
            dense_rank() over (order by in_area.member_of_area, setting_member.member_of) as integer
        ) as cell_number,
        cast(
            dense_rank() over (
                order by in_area.member_of_area, setting_member.member_of, in_area.organisation_id
            ) as integer
        ) as part_number,
    from in_area
    inner join setting_member on in_area.care_setting = setting_member.care_setting
)

select * from final
