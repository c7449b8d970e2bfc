/*
title: Ratings of CQC locations, decoded
grain: one row per record of a ratings file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  row_state: kept, quarantined or blank
  location_id: CQC location
  location_name: Name of the location
  postcode: Postcode of the location
  council_name: Council that the location lies in, as the CQC writes it
  region_name: Region that the location lies in, as the CQC writes it
  provider_id: CQC provider
  provider_name: Name of the provider
  brand_id: Brand that the provider belongs to
  brand_name: Name of the brand
  inspection_category: What it is inspected as
  is_care_home: Whether it is a care home
  is_social_care: Whether it is adult social care and not health care
  service_group: What of the location is rated; Overall for all of it
  domain: What is asked of it; Overall for all questions
  is_overall: Whether the row rates all of the location on all questions
  rating: Outstanding, Good, Requires improvement or Inadequate; null where there is none of these
  given_rating: The rating as given
  is_inherited: Whether the rating is an earlier provider's
  published_date: When the rating was published; null where it was not
source: Care Quality Commission, latest ratings
*/
with final as (
    select
        cqc_rating.delivery_id,
        cqc_rating.record_number,
        cqc_rating.source_id,
        cqc_rating.submitter,
        cqc_rating.period,
        cqc_rating.row_state,
        cqc_rating.location_id,
        cqc_rating.location_name,
        cqc_rating.postcode,
        cqc_rating.council_name,
        cqc_rating.region_name,
        cqc_rating.provider_id,
        cqc_rating.provider_name,
        cqc_rating.brand_id,
        cqc_rating.brand_name,
        cqc_rating.inspection_category,
        cqc_rating.care_home_code = 'Y' as is_care_home,
        lower(cqc_rating.location_type) = 'social care org' as is_social_care,
        cqc_rating.service_group,
        cqc_rating.domain,
        lower(cqc_rating.service_group) = 'overall' and lower(cqc_rating.domain) = 'overall'
            as is_overall,
        reference.cqc_rating(cqc_rating.latest_rating) as rating,
        cqc_rating.latest_rating as given_rating,
        cqc_rating.inherited_rating_code = 'Y' as is_inherited,
        cqc_rating.published_date,
    from raw.cqc_rating
)

select * from final
