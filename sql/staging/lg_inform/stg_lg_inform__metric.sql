/*
title: Metrics exported from LG Inform, decoded
grain: one row per area, metric and period of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  area_code: GSS code
  area_name: Area
  is_total: Whether a region or a country
  group_label: What the metric is one of, in words; null when the file does not say
  metric_number: Number of the metric, such as 19266
  metric_label: The metric in words
  period: As published; financial years such as 2023-24
  period_number: The period's id, such as fin_2023_24
  unit_label: Unit, where a header row has it
  value_type: raw and so on, where a header row has it
  value: In the unit of the metric (percent for rates); null when missing
  missing_reason: Why there is no value
source: Local Government Association, LG Inform
*/
with lg_inform_export as (
    select * from raw.lg_inform_export
),

parted as (
    select
        lg_inform_export.*,
        string_split(lg_inform_export.heading, ' | ') as parts,
    from lg_inform_export
),

placed as (
    select
        parted.*,
        list_position(
            list_transform(parted.parts, lambda part: regexp_full_match(part, '\d{4,6}')), true
        ) as metric_at,
        list_position(
            list_transform(
                parted.parts, lambda part: regexp_full_match(part, '[a-z]+_\d{4}.*', 'i')
            ),
            true
        ) as period_at,
    from parted
),

final as (
    select
        placed.delivery_id,
        placed.record_number,
        placed.row_state,
        placed.area_code,
        coalesce(placed.area_name, placed.area_long_name) as area_name,
        coalesce(placed.row_kind = 'total', false) as is_total,
        case when placed.metric_at > 2 then placed.parts[1] end as group_label,
        placed.parts[placed.metric_at] as metric_number,
        case when placed.metric_at > 1 then placed.parts[placed.metric_at - 1] end as metric_label,
        regexp_replace(
            list_filter(
                placed.parts[placed.metric_at + 1 :],
                lambda part: regexp_full_match(part, '\d{4}(/\d{2,4})?.*')
            )[1],
            '^(\d{4})/(?:\d\d)?(\d\d)$', '\1-\2'
        ) as period,
        placed.parts[placed.period_at] as period_number,
        placed.parts[placed.period_at + 1] as unit_label,
        placed.parts[placed.period_at + 2] as value_type,
        placed.value,
        case
            when placed.value is null
                then list_filter(placed.missing, lambda entry: entry.column_name = 'value')[1].reason
        end as missing_reason,
    from placed
)

select * from final
