/*
title: What each organisation brings to a rate, and what it brought in the same month last year
grain: one row per metric, month, area, organisation, care setting and job role
keys: [metric_id, period, area_code, organisation_id, care_setting, job_role]
columns:
  metric_id: Metric, one sum over another
  period: First day of the month
  area_code: A council or the partnership
  organisation_id: The organisation; of what is no workplace, its own id
  care_setting: Care setting
  job_role: Job role; all where the metric does not tell roles apart
  has_sharing_consent: >
    Whether all workplaces behind the row have agreed to share; null where it is of no workplace
  is_now: Whether it is in the rate of the month
  is_previous: Whether it was in that of a year before
  numerator: Above the line; 0 where it is not in the rate
  denominator: Below the line; likewise
  previous_numerator: Above the line a year before; likewise
  previous_denominator: Below the line a year before; likewise
source: >
  contribution.measure in the areas and months of comparison.int_year_change, core.fct_workplace_month. What counts in
  an area is in core.bridge_area, of one that has ended since in core.bridge_area_then.
*/
with contribution as (
    select * from contribution.measure
),

int_year_change as (
    select * from comparison.int_year_change
),

fct_workplace_month as (
    select * from core.fct_workplace_month
),

bridge_area as (
    select * from core.bridge_area
),

bridge_area_then as (
    select * from core.bridge_area_then
),

side as (
    select
        int_year_change.metric_id,
        int_year_change.period,
        int_year_change.area_code,
        int_year_change.period as side_period,
        true as is_now,
    from int_year_change

    union all

    select
        int_year_change.metric_id,
        int_year_change.period,
        int_year_change.area_code,
        int_year_change.previous_period as side_period,
        false as is_now,
    from int_year_change
),

compared as (
    select
        contribution.metric_id,
        contribution.period,
        contribution.workplace_id,
        contribution.area_code,
        coalesce(fct_workplace_month.organisation_id, contribution.workplace_id)
            as organisation_id,
        contribution.care_setting,
        contribution.job_role,
        fct_workplace_month.has_sharing_consent,
        contribution.numerator,
        contribution.denominator,
    from contribution
    semi join side
        on contribution.metric_id = side.metric_id
        and contribution.period = side.side_period
    left join fct_workplace_month
        on contribution.period = fct_workplace_month.period
        and contribution.workplace_id = fct_workplace_month.workplace_id
),

placed as (
    select
        compared.* exclude (area_code),
        bridge_area.ancestor_area_code as area_code,
    from compared
    inner join bridge_area on compared.area_code = bridge_area.area_code

    union all by name

    select
        compared.* exclude (area_code),
        bridge_area_then.area_code,
    from compared
    inner join bridge_area_then
        on compared.period = bridge_area_then.period
        and compared.workplace_id = bridge_area_then.workplace_id
),

final as (
    select
        side.metric_id,
        side.period,
        side.area_code,
        placed.organisation_id,
        placed.care_setting,
        placed.job_role,
        bool_and(placed.has_sharing_consent) as has_sharing_consent,
        bool_or(side.is_now) as is_now,
        not bool_and(side.is_now) as is_previous,
        sum(if(side.is_now, placed.numerator, 0)) as numerator,
        sum(if(side.is_now, placed.denominator, 0)) as denominator,
        sum(if(side.is_now, 0, placed.numerator)) as previous_numerator,
        sum(if(side.is_now, 0, placed.denominator)) as previous_denominator,
    from placed
    inner join side
        on placed.metric_id = side.metric_id
        and placed.area_code = side.area_code
        and placed.period = side.side_period
    group by all
)

select * from final
