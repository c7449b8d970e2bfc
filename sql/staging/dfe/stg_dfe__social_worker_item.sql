/*
title: Children's social work workforce, items of one year, decoded
grain: one row per area and item of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  year: Year, at 30 September
  level: national, regional or local authority; Inner and Outer London stand beside London
  area_code: GSS code
  area_name: Authority, region or England
  item_code: Letter and number of the item, such as B3; null for children in need for each social worker
  base: fte or headcount
  measure: What is counted, as the heading has it
  value: Rounded, more so for larger areas; null when missing
  missing_reason: Why there is no value
source: Department for Education, Children's social work workforce, underlying data
*/
with dfe_csww_underlying as (
    select * from raw.dfe_csww_underlying
),

final as (
    select
        dfe_csww_underlying.delivery_id,
        dfe_csww_underlying.record_number,
        dfe_csww_underlying.row_state,
        dfe_csww_underlying.year,
        case
            when dfe_csww_underlying.area_code is not null then 'local authority'
            when dfe_csww_underlying.region_code is not null then 'regional'
            else 'national'
        end as level,
        coalesce(
            dfe_csww_underlying.area_code,
            dfe_csww_underlying.region_code,
            dfe_csww_underlying.country_code
        ) as area_code,
        coalesce(
            dfe_csww_underlying.la_name,
            dfe_csww_underlying.region_name,
            dfe_csww_underlying.country_name
        ) as area_name,
        dfe_csww_underlying.item_code,
        lower(coalesce(dfe_csww_underlying.base, dfe_csww_underlying.caseload_base)) as base,
        coalesce(dfe_csww_underlying.measure, dfe_csww_underlying.caseload_measure) as measure,
        dfe_csww_underlying.value,
        case
            when dfe_csww_underlying.value is null
                then list_filter(
                    dfe_csww_underlying.missing, lambda entry: entry.column_name = 'value'
                )[1].reason
        end as missing_reason,
    from dfe_csww_underlying
)

select * from final
