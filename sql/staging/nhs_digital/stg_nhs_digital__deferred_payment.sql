/*
title: Deferred payment agreements by council, decoded
grain: one row per record of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  period: Financial year, such as 2015-16
  council_code: Number of the council
  council_name: Council
  indicator_id: Indicator, characteristic and age
  indicator: What is counted
  time_period: In the year, or at its end
  characteristic: By what it is broken down
  characteristic_value: Which part of the breakdown
  age_band: Age of the person
  value: Agreements (rounded to 5) or pounds; null when missing
  missing_reason: Why there is no value
source: NHS Digital, Personal Social Services expenditure and unit costs, deferred payments
*/
with pss_deferred_payments as (
    select * from raw.pss_deferred_payments
),

final as (
    select
        pss_deferred_payments.delivery_id,
        pss_deferred_payments.record_number,
        pss_deferred_payments.row_state,
        regexp_replace(
            pss_deferred_payments.period_text, '^(\d{4})[-/](?:\d\d)?(\d\d)$', '\1-\2'
        ) as period,
        pss_deferred_payments.council_code,
        pss_deferred_payments.council_name,
        pss_deferred_payments.indicator_id,
        pss_deferred_payments.indicator,
        pss_deferred_payments.time_period,
        pss_deferred_payments.characteristic,
        pss_deferred_payments.characteristic_value,
        pss_deferred_payments.age_band,
        pss_deferred_payments.value,
        case
            when pss_deferred_payments.value is null
                then list_filter(
                    pss_deferred_payments.missing, lambda entry: entry.column_name = 'value'
                )[1].reason
        end as missing_reason,
    from pss_deferred_payments
)

select * from final
