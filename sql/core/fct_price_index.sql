/*
title: Prices of the whole economy
grain: one row per financial year
keys: [financial_year]
columns:
  financial_year: Such as 2025-26
  price_index: Prices, where the base year of the edition is 100
  edition: The file it is of
source: staging.stg_hm_treasury__gdp_deflator, the file that was delivered last; nothing without one
*/
with stg_hm_treasury__gdp_deflator as (
    select * from staging.stg_hm_treasury__gdp_deflator
    where
        row_state = 'kept'
        and period_type = 'financial_year'
        and price_index is not null
    qualify delivery_id = max(delivery_id) over ()
),

delivery as (
    select * from raw.delivery
),

final as (
    select
        stg_hm_treasury__gdp_deflator.period as financial_year,
        stg_hm_treasury__gdp_deflator.price_index,
        concat('GDP deflators, HM Treasury, ', parse_filename(delivery.path)) as edition,
    from stg_hm_treasury__gdp_deflator
    inner join delivery on stg_hm_treasury__gdp_deflator.delivery_id = delivery.delivery_id
)

select * from final
