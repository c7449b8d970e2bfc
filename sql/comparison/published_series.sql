/*
title: What others have published, period by period
grain: one row per metric, area, care setting, job role, population and period
keys: [metric_id, area_code, care_setting, job_role, population, period]
columns:
  metric_id: The metric it can stand beside, or one of reference.published_metric
  area_code: GSS code, as published
  care_setting: Care setting, or all
  job_role: Job role, or all
  population: Whose workforce the figure describes; a line is of one population
  period: The period as published
  period_start: First day of the period
  period_end: Last day of the period
  edition: The latest edition that has the period
  previous_edition: That of the period before; null for the first of a line
  is_break: >
    Whether the edition is another than that of the period before, so that a change between the two may be one of
    method; false for the first of a line
  value: A fraction for rates, pounds an hour for pay
  rounding: Decimal places as published, of the percentage or the pounds
  source: Publication
source: core.fct_published_figure, the latest edition of each period
*/
with fct_published_figure as (
    select * from core.fct_published_figure
    where is_latest_edition
),

final as (
    select
        fct_published_figure.metric_id,
        fct_published_figure.area_code,
        fct_published_figure.care_setting,
        fct_published_figure.job_role,
        fct_published_figure.population,
        fct_published_figure.period,
        fct_published_figure.period_start,
        fct_published_figure.period_end,
        fct_published_figure.edition,
        lag(fct_published_figure.edition) over line as previous_edition,
        coalesce(
            fct_published_figure.edition <> lag(fct_published_figure.edition) over line, false
        ) as is_break,
        fct_published_figure.value,
        fct_published_figure.rounding,
        fct_published_figure.source,
    from fct_published_figure
    window
        line as (
            partition by
                fct_published_figure.metric_id,
                fct_published_figure.area_code,
                fct_published_figure.care_setting,
                fct_published_figure.job_role,
                fct_published_figure.population
            order by
                fct_published_figure.period_end,
                fct_published_figure.period
        )
)

select * from final
