/*
title: Figures that others have published
grain: one row per metric, area, period, care setting, job role, population and edition
keys: [metric_id, area_code, period, care_setting, job_role, population, edition]
columns:
  metric_id: The metric it can stand beside
  area_code: GSS code, as published; an abolished council's stays under its own
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
  is_latest_edition: >
    Whether no later edition has the metric, area, period, setting, role and population: by the year that the
    edition names, then by its name
source: >
  sql/reference/published_figure.csv; the turnover table of an ASCOF workbook, measure ASC7 of an Oflog file
  and the rates of the DfE's children's social work file, where they were delivered (the latest delivery of an
  edition counts, also over the list)
checks:
  - relationship: {column: area_code, to: core.dim_area}
    severity: warning
    message: A published figure is of an area that is not in the list of areas, so it is never shown.
*/
with published_figure as (
    select * from reference.published_figure
),

dim_area as (
    select * from core.dim_area
),

int_children_figure as (
    select * from core.int_children_figure
),

delivery_in_force as (
    select int_delivery.delivery_id
    from core.int_delivery
    where int_delivery.is_in_force
),

ascof as (
    select
        stg_dhsc__ascof_outcome.delivery_id,
        stg_dhsc__ascof_outcome.record_number,
        stg_dhsc__ascof_outcome.area_code,
        stg_dhsc__ascof_outcome.period,
        'formal care workforce' as population,
        max(stg_dhsc__ascof_outcome.period) over (
            partition by stg_dhsc__ascof_outcome.delivery_id
        ) as edition_year,
        'ASCOF ' || edition_year as edition,
        stg_dhsc__ascof_outcome.value as percent,
        '1dp' as rounding,
        format(
            'DHSC, Adult Social Care Outcomes Framework {}, table {}',
            edition_year,
            stg_dhsc__ascof_outcome.table_code
        ) as source,
    from staging.stg_dhsc__ascof_outcome
    where
        stg_dhsc__ascof_outcome.row_state = 'kept'
        and stg_dhsc__ascof_outcome.measure = 'outcome'
        and regexp_matches(
            stg_dhsc__ascof_outcome.table_title, 'formal care workforce leaving|turnover', 'i'
        )
),

oflog as (
    select
        stg_oflog__measure.delivery_id,
        stg_oflog__measure.record_number,
        stg_oflog__measure.area_code,
        stg_oflog__measure.period,
        'all sectors' as population,
        max(stg_oflog__measure.period) over (
            partition by stg_oflog__measure.delivery_id
        ) as edition_year,
        'Oflog ' || edition_year as edition,
        stg_oflog__measure.value as percent,
        '8dp' as rounding,
        'Office for Local Government, adult social care measures, '
        || stg_oflog__measure.measure_code as source,
    from staging.stg_oflog__measure
    where
        stg_oflog__measure.row_state = 'kept'
        and stg_oflog__measure.measure_code = 'ASC7'
        and stg_oflog__measure.measure ilike '%turnover%'
),

turnover as (
    select * from ascof
    union all
    select * from oflog
),

delivered_turnover as (
    select
        'turnover_rate' as metric_id,
        turnover.area_code,
        turnover.period,
        make_date(cast(left(turnover.period, 4) as integer), 4, 1) as period_start,
        make_date(cast(left(turnover.period, 4) as integer) + 1, 3, 31) as period_end,
        'all' as care_setting,
        'all' as job_role,
        turnover.population,
        turnover.edition,
        cast(turnover.percent / 100 as decimal(18, 8)) as value,
        turnover.rounding,
        turnover.source,
    from turnover
    inner join delivery_in_force on turnover.delivery_id = delivery_in_force.delivery_id
    inner join dim_area on turnover.area_code = dim_area.area_code
    where turnover.percent is not null
    qualify
        row_number() over (
            partition by
                turnover.area_code,
                turnover.period,
                turnover.population,
                turnover.edition
            order by turnover.delivery_id desc, turnover.record_number
        ) = 1
),

delivered_children as (
    select
        int_children_figure.*,
        'all' as care_setting,
        'all' as job_role,
    from int_children_figure
    inner join dim_area on int_children_figure.area_code = dim_area.area_code
),

delivered as (
    select * from delivered_turnover
    union all by name
    select * from delivered_children
),

listed as (
    select published_figure.*
    from published_figure
    anti join delivered
        using (metric_id, area_code, period, care_setting, job_role, population, edition)
),

figure as (
    select * from listed
    union all by name
    select * from delivered
),

final as (
    select
        figure.*,
        row_number() over (
            partition by
                figure.metric_id,
                figure.area_code,
                figure.period,
                figure.care_setting,
                figure.job_role,
                figure.population
            order by
                regexp_extract(figure.edition, '\d{4}(-\d\d)?') desc,
                figure.edition desc
        ) = 1 as is_latest_edition,
    from figure
)

select * from final
