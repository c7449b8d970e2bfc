/*
title: Overall ratings of adult social care locations
grain: one row per delivery and location of adult social care
keys: [delivery_id, location_id]
columns:
  delivery_id: The delivery the rating came in
  record_number: Place of the record in its file
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  location_id: CQC location
  location_name: Name of the location
  postcode: Postcode of the location
  council_name: Council that the location lies in, as the CQC writes it
  region_name: Region that the location lies in, as the CQC writes it
  provider_id: CQC provider
  provider_name: Name of the provider
  care_setting: residential or domiciliary, as the ratings do not say more; other where neither
  is_care_home: Whether it is a care home
  rating: Outstanding, Good, Requires improvement or Inadequate; null where there is none of these
  given_rating: The rating as given
  published_date: When the rating was published; null where it was not
source: >
  Care Quality Commission, latest ratings: the rows with Overall as both group and domain, of Social Care
  Org. A location that has two in a file keeps the one published last.
*/
with stg_cqc__rating as (
    select * from staging.stg_cqc__rating
    where row_state = 'kept' and is_overall and is_social_care
),

final as (
    select
        stg_cqc__rating.delivery_id,
        stg_cqc__rating.record_number,
        stg_cqc__rating.source_id,
        stg_cqc__rating.submitter,
        stg_cqc__rating.period,
        stg_cqc__rating.location_id,
        stg_cqc__rating.location_name,
        stg_cqc__rating.postcode,
        stg_cqc__rating.council_name,
        stg_cqc__rating.region_name,
        stg_cqc__rating.provider_id,
        stg_cqc__rating.provider_name,
        case
            when stg_cqc__rating.is_care_home then 'residential'
            when lower(stg_cqc__rating.inspection_category) like 'community based%'
                then 'domiciliary'
            else 'other'
        end as care_setting,
        stg_cqc__rating.is_care_home,
        stg_cqc__rating.rating,
        stg_cqc__rating.given_rating,
        stg_cqc__rating.published_date,
    from stg_cqc__rating
    qualify
        row_number() over (
            partition by stg_cqc__rating.delivery_id, stg_cqc__rating.location_id
            order by
                stg_cqc__rating.published_date desc nulls last,
                stg_cqc__rating.record_number
        ) = 1
)

select * from final
