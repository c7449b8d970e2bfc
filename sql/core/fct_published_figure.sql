/*
title: Figures that others have published
grain: one row per metric, area, period, care setting, job role, population and edition
keys: [metric_id, area_code, period, care_setting, job_role, population, edition]
columns:
  metric_id: The metric it can stand beside
  area_code: GSS code
  period: The period as published
  period_start: First day of the period
  period_end: Last day of the period
  care_setting: Care setting, or all
  job_role: Job role, or all
  population: Whose workforce the figure describes
  edition: When or in what it was published; later editions restate earlier ones
  value: A fraction for rates, pounds an hour for pay
  rounding: Decimal places as published, of the percentage or the pounds
  source: Publication
source: sql/reference/published_figure.csv
*/
with final as (
    select * from reference.published_figure
)

select * from final
