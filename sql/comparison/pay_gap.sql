/*
title: Care workers' pay against others
grain: one row per area, period and care setting with a care worker's pay, and pay it is compared with
keys: [period, period_type, area_code, care_setting, compared_with]
columns:
  period: As in metrics.measure
  period_type: As in metrics.measure
  area_code: The area
  area_type: As in metrics.measure
  care_setting: As in metrics.measure
  compared_with: >
    Whose pay stands in other_gbp_hour: new_workers (under a year in the sector, against care workers with 5 years or
    more), care_workers (against senior care workers), year_before (the same figure of a year before, in the prices of
    now), or an occupation of reference.compared_occupation
  pay_gbp_hour: Median hourly pay of care workers, of those with 5 years or more, or of senior care workers
  other_gbp_hour: The median it is compared with
  gap_gbp_hour: The first less the second
  gap_share: That as a share of the second
  status: low_base where a side is of low reliability, else ok; null without a gap
  edition: The file of prices, with both years, or the title of the survey's table; null where neither is used
  reason: >
    Why there is no gap: the status of a side of ours, the first of them; not_supplied where no file has the other's
    pay or the prices; not_published where the survey has no figure of it; null where there is one
source: >
  comparison.int_figure, so that every column can be worked out from the public file. Prices: core.fct_price_index by the
  financial year of the month, of which the last is a forecast. Surveys: core.fct_occupation_pay, the last of April in or
  before the month; of the United Kingdom, overtime left out where the table has it.
checks:
  - accepted_values: {column: reason, values: [suppressed, not_available, not_supplied, not_published]}
*/
with int_figure as (
    select * from comparison.int_figure
    where
        sector = 'all'
        and cut = 'all'
        and period_type = 'month'
        and starts_with(metric_id, 'hourly_pay_median')
        and job_role in ('7', '8')
),

fct_price_index as (
    select * from core.fct_price_index
),

fct_occupation_pay as (
    select * from core.fct_occupation_pay
),

compared_occupation as (
    select * from reference.compared_occupation
),

pay as (
    select
        int_figure.period,
        int_figure.period_type,
        int_figure.area_code,
        int_figure.area_type,
        int_figure.care_setting,
        int_figure.metric_id,
        int_figure.job_role,
        int_figure.published_value as gbp_hour,
        int_figure.status,
        concat(
            year(int_figure.period - interval 3 month), '-',
            right(cast(year(int_figure.period + interval 9 month) as varchar), 2)
        ) as financial_year,
    from int_figure
),

care_worker as (
    select * from pay
    where metric_id = 'hourly_pay_median' and job_role = '8'
),

senior as (
    select * from pay
    where metric_id = 'hourly_pay_median' and job_role = '7'
),

experienced as (
    select * from pay
    where metric_id = 'hourly_pay_median_experienced' and job_role = '8'
),

newcomer as (
    select * from pay
    where metric_id = 'hourly_pay_median_new' and job_role = '8'
),

surveyed as (
    select
        care_worker.*,
        compared_occupation.compared_with,
        max(fct_occupation_pay.survey_year) as survey_year,
    from care_worker
    cross join compared_occupation
    left join fct_occupation_pay
        on compared_occupation.compared_with = fct_occupation_pay.compared_with
        and make_date(fct_occupation_pay.survey_year, 4, 1) <= care_worker.period
    group by all
),

side as (
    select
        experienced.*,
        'new_workers' as compared_with,
        newcomer.gbp_hour as other_gbp_hour,
        newcomer.status as other_status,
        cast(null as varchar) as edition,
    from experienced
    inner join newcomer using (period, period_type, area_code, care_setting)

    union all

    select
        senior.*,
        'care_workers' as compared_with,
        care_worker.gbp_hour as other_gbp_hour,
        care_worker.status as other_status,
        null as edition,
    from senior
    inner join care_worker using (period, period_type, area_code, care_setting)

    union all

    select
        care_worker.*,
        'year_before' as compared_with,
        earlier.gbp_hour * prices.price_index / nullif(earlier_prices.price_index, 0)
            as other_gbp_hour,
        case
            when earlier.gbp_hour is null then coalesce(earlier.status, 'not_available')
            when prices.price_index is null or earlier_prices.price_index is null
                then 'not_supplied'
            else earlier.status
        end as other_status,
        concat(
            prices.edition, ', ', earlier_prices.financial_year, ' to ', prices.financial_year
        ) as edition,
    from care_worker
    left join care_worker as earlier
        on care_worker.period = earlier.period + interval 1 year
        and care_worker.area_code = earlier.area_code
        and care_worker.care_setting = earlier.care_setting
    left join fct_price_index as prices on care_worker.financial_year = prices.financial_year
    left join fct_price_index as earlier_prices
        on earlier.financial_year = earlier_prices.financial_year

    union all

    select
        surveyed.* exclude (survey_year),
        fct_occupation_pay.median_gbp_hour as other_gbp_hour,
        case
            when surveyed.survey_year is null then 'not_supplied'
            when fct_occupation_pay.median_gbp_hour is null then 'not_published'
            else 'ok'
        end as other_status,
        fct_occupation_pay.edition,
    from surveyed
    left join fct_occupation_pay
        on surveyed.compared_with = fct_occupation_pay.compared_with
        and surveyed.survey_year = fct_occupation_pay.survey_year
),

gapped as (
    select
        side.period,
        side.period_type,
        side.area_code,
        side.area_type,
        side.care_setting,
        side.compared_with,
        cast(side.gbp_hour as decimal(8, 2)) as pay_gbp_hour,
        cast(round(side.other_gbp_hour, 2) as decimal(8, 2)) as other_gbp_hour,
        pay_gbp_hour - cast(round(side.other_gbp_hour, 2) as decimal(8, 2)) as gap_gbp_hour,
        side.status as own_status,
        side.other_status,
        side.edition,
    from side
),

final as (
    select
        gapped.period,
        gapped.period_type,
        gapped.area_code,
        gapped.area_type,
        gapped.care_setting,
        gapped.compared_with,
        gapped.pay_gbp_hour,
        gapped.other_gbp_hour,
        gapped.gap_gbp_hour,
        cast(
            gapped.gap_gbp_hour / nullif(gapped.other_gbp_hour, 0) as decimal(9, 4)
        ) as gap_share,
        case
            when gapped.gap_gbp_hour is null then null
            when 'low_base' in (gapped.own_status, gapped.other_status) then 'low_base'
            else 'ok'
        end as status,
        if(gapped.other_gbp_hour is null, null, gapped.edition) as edition,
        case
            when gapped.pay_gbp_hour is null then gapped.own_status
            when gapped.other_gbp_hour is null then gapped.other_status
        end as reason,
    from gapped
)

select * from final
