/*
title: Changes since the month before and the same month last year
grain: one row per figure and earlier figure of the same area, where there is one
keys: [metric_id, period, period_type, area_code, care_setting, job_role, sector, cut, against]
columns:
  metric_id: The measure
  period: As in metrics.measure
  period_type: As in metrics.measure
  area_code: As in metrics.measure
  area_type: As in metrics.measure
  care_setting: As in metrics.measure
  job_role: As in metrics.measure
  sector: As in metrics.measure
  cut: As in metrics.measure
  against: month_before or year_before
  previous_period: The period of the earlier figure
  previous_value: The earlier figure as published (unit of the measure); null where it is not
  change: The figure as published less that; null where one of them is not published
  is_material: >
    Whether that is not nothing and at least no_change_band of the measure: of a rate in itself, of anything
    else as a share of the earlier figure; null where there is no change
  status: The lesser of the two figures' statuses, which says why there is no change
source: >
  metrics.measure, each figure as it is published. Every column can be worked out from the public file, so that
  it holds this table too.
checks:
  - accepted_values: {column: against, values: [month_before, year_before]}
*/
with int_figure as (
    select * from comparison.int_figure
),

metric as (
    select * from metrics.metric
),

place as (
    select distinct
        place_id,
        period,
        period_type,
        area_code,
    from int_figure
),

earlier as (
    select
        place.place_id,
        before.place_id as previous_place_id,
        before.period as previous_period,
        if(before.period = place.period - interval 1 month, 'month_before', 'year_before') as against,
    from place
    inner join place as before
        on place.period_type = before.period_type
        and place.area_code = before.area_code
        and before.period in (place.period - interval 1 month, place.period - interval 12 month)
),

later as materialized (
    select
        int_figure.*,
        earlier.against,
        earlier.previous_period,
        earlier.previous_place_id,
    from int_figure
    inner join earlier on int_figure.place_id = earlier.place_id
),

final as (
    select
        later.metric_id,
        later.period,
        later.period_type,
        later.area_code,
        later.area_type,
        later.care_setting,
        later.job_role,
        later.sector,
        later.cut,
        later.against,
        later.previous_period,
        before.published_value as previous_value,
        later.published_value - before.published_value as change,
        change <> 0
        and abs(change)
        >= metric.no_change_band * if(metric.unit = 'rate', 1, abs(before.published_value)) as is_material,
        case
            when 'not_available' in (later.status, before.status) then 'not_available'
            when 'suppressed' in (later.status, before.status) then 'suppressed'
            when 'low_base' in (later.status, before.status) then 'low_base'
            else later.status
        end as status,
    from later
    inner join metric on later.metric_id = metric.metric_id
    inner join int_figure as before
        on later.subject_id = before.subject_id
        and later.previous_place_id = before.place_id
)

select * from final
