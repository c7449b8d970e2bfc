/*
title: How much of the CQC register has a current return
grain: one row per month, area and care setting (all among them) with a location in the register
keys: [period, area_code, care_setting]
columns:
  period: First day of the month
  area_code: The area, as areas are now
  care_setting: Care setting as the register has it, a broader one or all
  location_count: Locations in the register
  returned_count: Of those, how many have a return that counts in the month
  coverage: The second over the first
source: >
  core.int_registered_location, core.int_registered_workplace. The register is as it stands now, for every
  month.
checks:
  - range: {column: coverage, min: 0, max: 1}
*/
with int_return_month as (
    select * from core.int_return_month
),

int_extract_workplace as (
    select * from core.int_extract_workplace
),

int_registered_location as (
    select * from core.int_registered_location
),

int_registered_workplace as (
    select * from core.int_registered_workplace
),

bridge_area as (
    select * from core.bridge_area
),

care_setting as (
    select * from reference.care_setting
),

counted_month as (
    select int_return_month.period
    from int_return_month
    union
    select int_extract_workplace.period
    from int_extract_workplace
),

setting_member as (
    select
        care_setting.care_setting,
        care_setting.care_setting as member_of,
    from care_setting

    union

    select
        care_setting.care_setting,
        care_setting.part_of_care_setting as member_of,
    from care_setting
    where care_setting.part_of_care_setting is not null

    union

    select
        care_setting.care_setting,
        'all' as member_of,
    from care_setting
),

returned as (
    select distinct
        int_registered_workplace.period,
        int_registered_workplace.location_id,
    from int_registered_workplace
),

counted as (
    select
        counted_month.period,
        bridge_area.ancestor_area_code as area_code,
        setting_member.member_of as care_setting,
        count(int_registered_location.location_id) as location_count,
        count(returned.location_id) as returned_count,
    from int_registered_location
    cross join counted_month
    inner join bridge_area on int_registered_location.area_code = bridge_area.area_code
    inner join setting_member
        on int_registered_location.care_setting = setting_member.care_setting
    left join returned
        on counted_month.period = returned.period
        and int_registered_location.location_id = returned.location_id
    group by all
),

final as (
    select
        counted.period,
        counted.area_code,
        counted.care_setting,
        cast(counted.location_count as integer) as location_count,
        cast(counted.returned_count as integer) as returned_count,
        cast(counted.returned_count / counted.location_count as decimal(9, 6)) as coverage,
    from counted
)

select * from final
