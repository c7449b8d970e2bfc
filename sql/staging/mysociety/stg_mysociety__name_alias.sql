/*
title: Other names of local authorities, decoded
grain: one row per record of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  alias: A name or spelling; one name may stand for several authorities
  authority_code: Letters of the register
source: mySociety, uk_local_authority_names_and_codes (MIT)
*/
with la_name_alias as (
    select * from raw.la_name_alias
),

final as (
    select
        la_name_alias.delivery_id,
        la_name_alias.record_number,
        la_name_alias.row_state,
        la_name_alias.alias,
        la_name_alias.authority_code,
    from la_name_alias
)

select * from final
