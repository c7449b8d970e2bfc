/*
title: Postcodes of the ONS postcode directory
grain: one row per postcode and delivery
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  postcode: Postcode with one space
  district_code: GSS code of the district or unitary authority
  region_code: GSS code of the region
  icb_code: GSS code of the integrated care board
  latitude: Latitude; null where it is not known
  longitude: Longitude; null where it is not known
  introduced_month: Month it came into use, yyyymm
  terminated_month: Month it went out of use, yyyymm; null while in use
source: Office for National Statistics, ONS Postcode Directory or National Statistics Postcode Lookup
*/
with final as (
    select
        ons_postcode.delivery_id,
        ons_postcode.record_number,
        ons_postcode.postcode,
        ons_postcode.district_code,
        ons_postcode.region_code,
        ons_postcode.icb_code,
        if(ons_postcode.latitude < 90, ons_postcode.latitude, null) as latitude,
        if(ons_postcode.latitude < 90, ons_postcode.longitude, null) as longitude,
        ons_postcode.introduced_month,
        ons_postcode.terminated_month,
    from raw.ons_postcode
    where ons_postcode.row_state = 'kept'
)

select * from final
