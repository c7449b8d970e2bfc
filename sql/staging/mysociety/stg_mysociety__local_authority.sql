/*
title: Register of UK local authorities, decoded
grain: one row per record of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  authority_code: Letters of the register
  authority_name: Name in use
  official_name: Name in full
  area_code: GSS code
  valid_from: First day; null when long ago
  valid_to: Day it ended; null while it stands
  replaced_by_codes: Letters of the authorities that took its place
  nation: England, Scotland, Wales or Northern Ireland
  region_name: Region
  authority_type: Type, in letters (CTY, UA, MD, LBO, NMD, SRA, CC, COMB)
  county_code: Letters of the county that a district lies in
  is_current: Whether it stands
  population_2020: People living there; null when not given
source: mySociety, uk_local_authority_names_and_codes (MIT)
*/
with uk_local_authority as (
    select * from raw.uk_local_authority
),

final as (
    select
        uk_local_authority.delivery_id,
        uk_local_authority.record_number,
        uk_local_authority.row_state,
        uk_local_authority.authority_code,
        uk_local_authority.authority_name,
        uk_local_authority.official_name,
        uk_local_authority.area_code,
        uk_local_authority.start_date as valid_from,
        uk_local_authority.end_date as valid_to,
        uk_local_authority.replaced_by_codes,
        uk_local_authority.nation,
        uk_local_authority.region_name,
        uk_local_authority.authority_type,
        uk_local_authority.county_code,
        uk_local_authority.is_current_text = 'TRUE' as is_current,
        uk_local_authority.population_2020,
    from uk_local_authority
)

select * from final
