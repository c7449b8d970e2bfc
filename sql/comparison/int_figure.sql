/*
title: Figures as they are published, numbered
grain: one row per figure of metrics.measure outside the unplaced
keys: [subject_id, place_id]
columns:
  subject_id: Number of its measure, care setting, job role, sector and cut together, of this run only
  place_id: Number of its area and period together, of this run only
  metric_id: The measure
  period: As in metrics.measure
  period_type: As in metrics.measure
  area_code: As in metrics.measure
  area_type: As in metrics.measure
  care_setting: As in metrics.measure
  job_role: As in metrics.measure
  sector: As in metrics.measure
  cut: As in metrics.measure
  status: As in metrics.measure
  published_value: The figure as it is published; null where it is not
  base_workplaces: As in metrics.measure
source: metrics.measure; reference.as_published. The numbers make joins of figures with figures cheap.
*/
with measure as (
    select * from metrics.measure
    where area_type <> 'unplaced'
),

metric as (
    select * from metrics.metric
),

disclosure_profile as (
    select * from reference.disclosure_profile
),

subject as materialized (
    select
        kind.*,
        row_number() over () as subject_id,
    from (
        select distinct metric_id, care_setting, job_role, sector, cut
        from measure
    ) as kind
),

place as materialized (
    select
        period_area.*,
        row_number() over () as place_id,
    from (
        select distinct period, period_type, area_code
        from measure
    ) as period_area
),

final as (
    select
        subject.subject_id,
        place.place_id,
        measure.metric_id,
        measure.period,
        measure.period_type,
        measure.area_code,
        measure.area_type,
        measure.care_setting,
        measure.job_role,
        measure.sector,
        measure.cut,
        measure.status,
        reference.as_published(
            measure.value,
            measure.status,
            metric.kind,
            metric.unit,
            metric.decimals,
            metric.disclosure,
            disclosure_profile.round_counts_to
        ) as published_value,
        measure.base_workplaces,
    from measure
    inner join metric on measure.metric_id = metric.metric_id
    cross join disclosure_profile
    inner join subject
        on measure.metric_id = subject.metric_id
        and measure.care_setting = subject.care_setting
        and measure.job_role = subject.job_role
        and measure.sector = subject.sector
        and measure.cut = subject.cut
    inner join place
        on measure.period = place.period
        and measure.period_type = place.period_type
        and measure.area_code = place.area_code
)

select * from final
