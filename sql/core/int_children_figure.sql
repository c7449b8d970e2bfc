/*
title: Rates of children's social workers as published
grain: one row per rate, area, year and edition
keys: [metric_id, area_code, period, edition]
columns:
  metric_id: A rate of reference.published_metric
  area_code: GSS code, or our own of two councils that report together
  period: The day, or the year to it
  period_start: First day of the period
  period_end: Last day of the period, a 30 September
  population: Whose workforce the figure describes
  edition: DfE and the latest year of the file
  value: A fraction
  rounding: Decimal places as published, of the percentage
  source: Publication
source: staging.stg_dfe__social_worker, the rows of core.int_children_workforce
*/
with int_children_workforce as (
    select * from core.int_children_workforce
),

stg_dfe__social_worker as (
    select * from staging.stg_dfe__social_worker
),

published_metric as (
    select * from reference.published_metric
),

rate as (
    select
        published_metric.metric_id,
        published_metric.source,
        int_children_workforce.area_code,
        int_children_workforce.edition,
        make_date(int_children_workforce.year, 9, 30) as period_end,
        published_metric.metric_id in ('children_turnover_rate', 'children_absence_rate')
            as is_of_year,
        case published_metric.metric_id
            when 'children_vacancy_rate' then stg_dfe__social_worker.vacancy_percent
            when 'children_turnover_rate' then stg_dfe__social_worker.turnover_fte_percent
            when 'children_agency_rate' then stg_dfe__social_worker.agency_fte_percent
            when 'children_absence_rate' then stg_dfe__social_worker.absence_percent
        end as percent,
    from int_children_workforce
    inner join stg_dfe__social_worker
        on int_children_workforce.delivery_id = stg_dfe__social_worker.delivery_id
        and int_children_workforce.record_number = stg_dfe__social_worker.record_number
    cross join published_metric
),

final as (
    select
        rate.metric_id,
        rate.area_code,
        if(rate.is_of_year, 'year to ', '') || strftime(rate.period_end, '%-d %B %Y') as period,
        if(
            rate.is_of_year,
            cast(rate.period_end - interval 1 year + interval 1 day as date),
            rate.period_end
        ) as period_start,
        rate.period_end,
        'children and family social workers, full-time equivalent' as population,
        rate.edition,
        cast(rate.percent / 100 as decimal(18, 8)) as value,
        '1dp' as rounding,
        rate.source || ', edition of ' || right(rate.edition, 4) as source,
    from rate
    where rate.percent is not null
)

select * from final
