/*
title: Adult social care locations registered with the CQC
grain: one row per location that any register in force names
keys: [location_id]
columns:
  location_id: CQC location
  provider_id: CQC provider
  location_name: Name of the location
  provider_name: Name of the provider
  postcode: Postcode of the location
  council_name: Council that the location lies in, as the CQC writes it
  care_setting: >
    The care setting its services make it; residential where nothing says whether a home has nursing
  is_care_home: Whether it is a care home
  is_dormant: Whether it serves nobody at present; null when not known
  bed_count: Beds; null when not known
  is_registered: >
    Whether the latest month of its source that speaks of its council still names it; a location that only
    earlier months name has left the register
  rating: Latest overall rating, one of four; null where it has none
  rating_published_date: When that rating was published
  register: What the row is from, active_locations, directory or ratings (only where there is no other)
  as_at_period: The latest month that names it
  source_id: The source of the delivery that the row is from
  delivery_id: The delivery that the row is from
source: >
  CQC registers and ratings in force. The newest month counts, and of one month the active locations
  before the directory. Locations of health care are left out.
checks:
  - accepted_values: {column: care_setting, from: reference.care_setting.care_setting}
  - range: {column: bed_count, min: 0}
    severity: warning
*/
with stg_cqc__location as (
    select * from staging.stg_cqc__location
    where row_state = 'kept' and is_social_care and location_id is not null
),

stg_cqc__overall_rating as (
    select * from staging.stg_cqc__overall_rating
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

registered as (
    select stg_cqc__location.*
    from stg_cqc__location
    inner join int_delivery on stg_cqc__location.delivery_id = int_delivery.delivery_id
),

rated as (
    select stg_cqc__overall_rating.*
    from stg_cqc__overall_rating
    inner join int_delivery on stg_cqc__overall_rating.delivery_id = int_delivery.delivery_id
),

rated_only as (
    select * from rated
    where not exists (select 1 from registered)
),

candidate as (
    select
        location_id,
        provider_id,
        location_name,
        provider_name,
        postcode,
        council_name,
        care_setting,
        is_care_home,
        is_dormant,
        register,
        period,
        source_id,
        submitter,
        delivery_id,
        record_number,
    from registered
    union all by name
    select
        location_id,
        provider_id,
        location_name,
        provider_name,
        postcode,
        council_name,
        care_setting,
        is_care_home,
        'ratings' as register,
        period,
        source_id,
        submitter,
        delivery_id,
        record_number,
    from rated_only
),

placed as (
    select
        *,
        period = max(period) over (partition by source_id, submitter, register, council_name)
            as is_of_latest_month,
    from candidate
),

located as (
    select
        *,
        bool_or(is_of_latest_month) over (partition by location_id) as is_registered,
    from placed
    qualify
        row_number() over (
            partition by location_id
            order by period desc, register, delivery_id desc, record_number
        ) = 1
),

bed as (
    select
        location_id,
        max_by(bed_count, delivery_id) as bed_count,
    from registered
    where bed_count is not null
    group by all
),

given_rating as (
    select location_id, rating, published_date, period, delivery_id
    from rated
    union all
    select location_id, rating, rating_published_date, period, delivery_id
    from registered
    where register = 'active_locations'
),

latest_rating as (
    select
        location_id,
        rating,
        published_date,
    from given_rating
    qualify
        row_number() over (
            partition by location_id
            order by period desc, published_date desc nulls last, delivery_id desc
        ) = 1
),

final as (
    select
        located.location_id,
        located.provider_id,
        located.location_name,
        located.provider_name,
        located.postcode,
        located.council_name,
        located.care_setting,
        located.is_care_home,
        located.is_dormant,
        bed.bed_count,
        located.is_registered,
        latest_rating.rating,
        latest_rating.published_date as rating_published_date,
        located.register,
        located.period as as_at_period,
        located.source_id,
        located.delivery_id,
    from located
    left join bed on located.location_id = bed.location_id
    left join latest_rating on located.location_id = latest_rating.location_id
)

select * from final
