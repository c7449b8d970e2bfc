/*
title: Locations of the CQC's registers
grain: one row per record of a care directory or an active locations workbook that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  row_state: kept, quarantined or blank
  register: active_locations or directory
  location_id: CQC location; null in some rows of the directory
  location_name: Name of the location
  postcode: Postcode of the location
  council_name: Council that the location lies in, as the CQC writes it
  region_name: Region that the location lies in, as the CQC writes it
  provider_id: CQC provider
  provider_name: Name of the provider
  service_types: Kinds of service, in the CQC's words of the year
  care_setting: >
    The care setting its services make it: with nursing before without, a home before home care;
    residential where nothing says whether the home has nursing
  is_care_home: Whether it is a care home
  is_social_care: Whether it is adult social care and not health care
  is_dormant: Whether it serves nobody at present; null in the directory
  bed_count: Beds; null where it has none and in the directory
  registered_date: Registered since; null in the directory
  latest_check_date: Latest inspection; null in the workbook
  rating: Latest overall rating, one of four; null in the directory
  rating_published_date: When the rating was published
source: Care Quality Commission, care directory and HSCA active locations
*/
with cqc_location as (
    select * from raw.cqc_location
),

cqc_active_location as (
    select * from raw.cqc_active_location
),

directory as (
    select
        *,
        lower(array_to_string(service_types, '|')) as services,
    from cqc_location
),

directory_setting as (
    select
        *,
        case
            when regexp_matches(services, 'nursing homes?|care homes?[^|]* with nursing')
                then 'care_home_nursing'
            when regexp_matches(services, 'care homes?|residential homes?') then 'care_home'
            when regexp_matches(services, 'homecare|home care|domiciliary|supported living|extra care')
                then 'domiciliary'
            when regexp_matches(services, 'nurses agency') then 'domiciliary'
            when regexp_matches(services, 'shared lives') then 'community'
            else 'other'
        end as care_setting,
    from directory
),

active_setting as (
    select
        *,
        list_filter([
            if(care_home_nursing_code = 'Y', 'Care home service with nursing', null),
            if(care_home_only_code = 'Y', 'Care home service without nursing', null),
            if(home_care_code = 'Y', 'Domiciliary care service', null),
            if(supported_living_code = 'Y', 'Supported living service', null),
            if(extra_care_code = 'Y', 'Extra Care housing services', null),
            if(shared_lives_code = 'Y', 'Shared Lives', null)
        ], lambda service: service is not null) as service_types,
        case
            when care_home_nursing_code = 'Y' then 'care_home_nursing'
            when care_home_only_code = 'Y' then 'care_home'
            when care_home_code = 'Y' then 'residential'
            when 'Y' in (home_care_code, supported_living_code, extra_care_code)
                then 'domiciliary'
            when shared_lives_code = 'Y' then 'community'
            else 'other'
        end as care_setting,
    from cqc_active_location
),

final as (
    select
        directory_setting.delivery_id,
        directory_setting.record_number,
        directory_setting.source_id,
        directory_setting.submitter,
        directory_setting.period,
        directory_setting.row_state,
        'directory' as register,
        directory_setting.location_id,
        directory_setting.location_name,
        directory_setting.postcode,
        directory_setting.council_name,
        directory_setting.region_name,
        directory_setting.provider_id,
        directory_setting.provider_name,
        directory_setting.service_types,
        directory_setting.care_setting,
        directory_setting.care_setting in ('care_home_nursing', 'care_home') as is_care_home,
        directory_setting.care_setting <> 'other' as is_social_care,
        null::boolean as is_dormant,
        null::integer as bed_count,
        null::date as registered_date,
        directory_setting.latest_check_date,
        null::varchar as rating,
        null::date as rating_published_date,
    from directory_setting
    union all
    select
        active_setting.delivery_id,
        active_setting.record_number,
        active_setting.source_id,
        active_setting.submitter,
        active_setting.period,
        active_setting.row_state,
        'active_locations' as register,
        active_setting.location_id,
        active_setting.location_name,
        active_setting.postcode,
        active_setting.council_name,
        active_setting.region_name,
        active_setting.provider_id,
        active_setting.provider_name,
        active_setting.service_types,
        active_setting.care_setting,
        active_setting.care_home_code = 'Y' as is_care_home,
        lower(active_setting.location_type) = 'social care org' as is_social_care,
        active_setting.dormant_code = 'Y' as is_dormant,
        active_setting.bed_count,
        active_setting.registered_date,
        null::date as latest_check_date,
        reference.cqc_rating(active_setting.latest_rating) as rating,
        active_setting.rating_published_date,
    from active_setting
)

select * from final
