/*
title: Centres of postcode sectors
grain: one row per postcode sector
keys: [postcode_sector]
columns:
  postcode_sector: A postcode without its last two letters
  latitude: Mean latitude of its postcodes
  longitude: Mean longitude of its postcodes
source: The latest ONS postcode directory that was delivered; nothing without one
*/
with stg_ons__postcode as (
    select * from staging.stg_ons__postcode
    where latitude is not null
    qualify delivery_id = max(delivery_id) over ()
),

final as (
    select
        left(stg_ons__postcode.postcode, -2) as postcode_sector,
        avg(cast(stg_ons__postcode.latitude as double)) as latitude,
        avg(cast(stg_ons__postcode.longitude as double)) as longitude,
    from stg_ons__postcode
    group by all
)

select * from final
