/*
title: What each workplace brings to the rates that are weighted to the CQC register
grain: one row per metric, month and workplace
keys: [metric_id, period, workplace_id]
columns:
  metric_id: vacancy_rate or turnover_rate
  period: First day of the month
  workplace_id: The workplace
  area_code: The smallest area it lies in, as areas are now
  care_setting: Care setting that the workplace gives
  location_id: The location of the register that it is; null where it is none
  council_code: Council of the location
  stratum_care_setting: Care setting of the location
  size_band: Size of the location, as in core.int_registered_stratum
  numerator: Above the line
  denominator: Below the line
source: >
  contribution.measure, core.int_registered_workplace, core.int_registered_stratum. Only the two rates whose parts
  a workplace states as a whole: what is missing of one that does not return is then both of them.
*/
with contribution as (
    select * from contribution.measure
    where metric_id in ('vacancy_rate', 'turnover_rate')
),

int_registered_workplace as (
    select * from core.int_registered_workplace
),

int_registered_stratum as (
    select * from core.int_registered_stratum
),

final as (
    select
        contribution.metric_id,
        contribution.period,
        contribution.workplace_id,
        contribution.area_code,
        contribution.care_setting,
        int_registered_stratum.location_id,
        int_registered_stratum.council_code,
        int_registered_stratum.care_setting as stratum_care_setting,
        int_registered_stratum.size_band,
        cast(sum(contribution.numerator) as decimal(18, 2)) as numerator,
        cast(sum(contribution.denominator) as decimal(18, 2)) as denominator,
    from contribution
    left join int_registered_workplace
        on contribution.period = int_registered_workplace.period
        and contribution.workplace_id = int_registered_workplace.workplace_id
    left join int_registered_stratum
        on int_registered_workplace.location_id = int_registered_stratum.location_id
    group by all
)

select * from final
