/*
title: Names of CQC providers
grain: one row per delivery and provider
keys: [delivery_id, provider_id]
columns:
  delivery_id: The delivery the name came in
  source_id: The source of the delivery
  period: First day of the month the file describes
  provider_id: CQC provider
  provider_name: Name of the provider; the first in the file where it is written in two ways
  brand_id: Brand that the provider belongs to; null where the file does not say or there is none
  brand_name: Name of the brand
  location_count: Locations of the provider in the file
source: Care Quality Commission, care directory, active locations and latest ratings
*/
with named as (
    select
        delivery_id, record_number, source_id, period,
        provider_id, provider_name, location_id,
        null::varchar as brand_id, null::varchar as brand_name,
    from staging.stg_cqc__location
    where row_state = 'kept'
    union all
    select
        delivery_id, record_number, source_id, period,
        provider_id, provider_name, location_id,
        brand_id, brand_name,
    from staging.stg_cqc__rating
    where row_state = 'kept'
),

final as (
    select
        named.delivery_id,
        named.source_id,
        named.period,
        named.provider_id,
        min_by(named.provider_name, named.record_number) as provider_name,
        min_by(named.brand_id, named.record_number) as brand_id,
        min_by(named.brand_name, named.record_number) as brand_name,
        count(distinct named.location_id) as location_count,
    from named
    where named.provider_id is not null
    group by all
)

select * from final
