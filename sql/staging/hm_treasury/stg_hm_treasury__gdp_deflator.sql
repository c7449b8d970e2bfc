/*
title: GDP deflators, decoded
grain: one row per record of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  period: Financial year such as 2023-24, or calendar year such as 2023
  period_type: financial_year or calendar_year
  price_index: Prices, where the edition's base year is 100; null when missing
  change_percent: Change on the year before, percent; null in the first year
  money_gdp_gbp_million: GDP in cash, million pounds; null when not given
source: HM Treasury, GDP deflators at market prices, and money GDP
*/
with hmt_gdp_deflator as (
    select * from raw.hmt_gdp_deflator
),

final as (
    select
        hmt_gdp_deflator.delivery_id,
        hmt_gdp_deflator.record_number,
        hmt_gdp_deflator.row_state,
        hmt_gdp_deflator.year as period,
        case
            when hmt_gdp_deflator.year like '%-%' then 'financial_year'
            else 'calendar_year'
        end as period_type,
        hmt_gdp_deflator.index as price_index,
        hmt_gdp_deflator.change_percent,
        hmt_gdp_deflator.money_gdp_gbp_million,
    from hmt_gdp_deflator
)

select * from final
