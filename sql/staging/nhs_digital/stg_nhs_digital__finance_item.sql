/*
title: Items of the adult social care finance return, decoded
grain: one row per record of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  period: Financial year, such as 2016-17
  council_code: Number of the council
  area_code: GSS code
  region_code: GSS code of the region
  item_id: The item
  data_source_key: Where the figure comes from, as the publication's list numbers it
  data_type_key: What kind of figure, as the list numbers it
  age_band_key: Age of the people supported, as the list numbers it
  finance_type_key: What kind of cost or income, as the list numbers it
  support_reason_key: Why they are supported, as the list numbers it
  total_key: Which total it belongs to, as the list numbers it
  value: In the unit of the item; null when missing
  missing_reason: Why there is no value
source: NHS Digital, Adult Social Care Activity and Finance Report, finance data
*/
with ascfr_item as (
    select * from raw.ascfr_item
),

final as (
    select
        ascfr_item.delivery_id,
        ascfr_item.record_number,
        ascfr_item.row_state,
        format('{}-{:02d}', ascfr_item.year_ending - 1, ascfr_item.year_ending % 100) as period,
        ascfr_item.council_code,
        ascfr_item.area_code,
        ascfr_item.region_code,
        ascfr_item.item_id,
        ascfr_item.data_source_key,
        ascfr_item.data_type_key,
        ascfr_item.age_band_key,
        ascfr_item.finance_type_key,
        ascfr_item.support_reason_key,
        ascfr_item.total_key,
        ascfr_item.value,
        case
            when ascfr_item.value is null
                then list_filter(ascfr_item.missing, lambda entry: entry.column_name = 'value')[1].reason
        end as missing_reason,
    from ascfr_item
)

select * from final
