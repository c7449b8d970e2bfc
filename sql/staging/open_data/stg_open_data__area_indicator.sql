/*
title: Indicators by area in long form, decoded
grain: one row per record of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  area_code: GSS code
  area_name: Area
  period: Period, as published
  indicator: What is measured
  measure: How it is measured
  unit: Of what
  value: In the unit of the measure; null when missing
  missing_reason: Why there is no value
source: Open data sites of councils
*/
with area_indicator as (
    select * from raw.area_indicator
),

final as (
    select
        area_indicator.delivery_id,
        area_indicator.record_number,
        area_indicator.row_state,
        area_indicator.area_code,
        area_indicator.area_name,
        area_indicator.period_text as period,
        area_indicator.indicator,
        area_indicator.measure,
        area_indicator.unit,
        area_indicator.value,
        case
            when area_indicator.value is null
                then list_filter(
                    area_indicator.missing, lambda entry: entry.column_name = 'value'
                )[1].reason
        end as missing_reason,
    from area_indicator
)

select * from final
