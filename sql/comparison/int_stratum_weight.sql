/*
title: How many locations of the CQC register each workplace stands for
grain: one row per metric, month and stratum
keys: [metric_id, period, council_code, care_setting, size_band]
columns:
  metric_id: vacancy_rate or turnover_rate
  period: First day of the month
  council_code: Council
  care_setting: Care setting, as the register has it
  size_band: As in core.int_registered_stratum
  location_count: Locations in the register
  returned_count: Of those, how many count in the rate
  from_council_code: >
    Council whose workplaces stand for the stratum; null where those of the whole partnership do
  from_size_band: Size of these; null where those of every size do
  weight: >
    Locations of the stratum to each workplace that stands for it; null where none of the care setting counts
    anywhere
source: >
  core.int_registered_stratum, comparison.int_weighted_workplace. Where none of a stratum counts, those of its care
  setting in the council stand for it, else those in the partnership.
checks:
  - range: {column: returned_count, min: 0}
*/
with int_registered_stratum as (
    select * from core.int_registered_stratum
),

int_weighted_workplace as (
    select * from comparison.int_weighted_workplace
),

metric_month as (
    select distinct
        int_weighted_workplace.metric_id,
        int_weighted_workplace.period,
    from int_weighted_workplace
),

counted as (
    select
        metric_month.metric_id,
        metric_month.period,
        int_registered_stratum.council_code,
        int_registered_stratum.care_setting,
        int_registered_stratum.size_band,
        count(distinct int_registered_stratum.location_id) as location_count,
        count(distinct int_weighted_workplace.location_id) as returned_count,
    from int_registered_stratum
    cross join metric_month
    left join int_weighted_workplace
        on metric_month.metric_id = int_weighted_workplace.metric_id
        and metric_month.period = int_weighted_workplace.period
        and int_registered_stratum.location_id = int_weighted_workplace.location_id
    group by all
),

widened as (
    select
        counted.*,
        cast(sum(counted.returned_count) over of_council as bigint) as council_returned_count,
        cast(sum(counted.returned_count) over of_partnership as bigint)
            as partnership_returned_count,
    from counted
    window
        of_council as (
            partition by
                counted.metric_id,
                counted.period,
                counted.council_code,
                counted.care_setting
        ),
        of_partnership as (
            partition by counted.metric_id, counted.period, counted.care_setting
        )
),

final as (
    select
        widened.metric_id,
        widened.period,
        widened.council_code,
        widened.care_setting,
        widened.size_band,
        widened.location_count,
        widened.returned_count,
        if(widened.council_returned_count > 0, widened.council_code, null) as from_council_code,
        if(widened.returned_count > 0, widened.size_band, null) as from_size_band,
        widened.location_count / case
            when widened.returned_count > 0 then widened.returned_count
            when widened.council_returned_count > 0 then widened.council_returned_count
            else nullif(widened.partnership_returned_count, 0)
        end as weight,
    from widened
)

select * from final
