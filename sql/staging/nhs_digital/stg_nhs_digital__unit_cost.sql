/*
title: Unit costs of social care by council, from three layouts
grain: one row per council or region, indicator and part of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  layout: coded (2008-09), plain (2011-12) or wide (2014-15)
  period: Financial year, such as 2008-09; null where the file does not say
  council_code: Number of the council; null for regions and England
  council_name: Council, region or England
  is_total: Whether a row for several councils
  indicator_code: Indicator, such as 2.1A; null in the later layouts
  indicator: What is measured, in words; in the wide layout its characteristics, parted by |
  part: numerator, denominator or unit_cost
  value: Thousand pounds, units of activity, or pounds a unit; null when missing
  missing_reason: Why there is no value
source: Health and Social Care Information Centre, PSS EX1 unit costs
*/
with pss_unit_cost as (
    select * from raw.pss_unit_cost
),

pss_unit_cost_plain as (
    select * from raw.pss_unit_cost_plain
),

pss_unit_cost_wide as (
    select * from raw.pss_unit_cost_wide
),

coded as (
    select
        pss_unit_cost.delivery_id,
        pss_unit_cost.record_number,
        pss_unit_cost.row_state,
        'coded' as layout,
        pss_unit_cost.table_title,
        pss_unit_cost.council,
        pss_unit_cost.indicator_code,
        pss_unit_cost.indicator_part as indicator,
        pss_unit_cost.part,
        pss_unit_cost.value,
        list_filter(pss_unit_cost.missing, lambda entry: entry.column_name = 'value')[1].reason
            as missing_reason,
    from pss_unit_cost
),

plain as (
    select
        pss_unit_cost_plain.delivery_id,
        pss_unit_cost_plain.record_number,
        pss_unit_cost_plain.row_state,
        'plain' as layout,
        pss_unit_cost_plain.table_title,
        pss_unit_cost_plain.council,
        null::varchar as indicator_code,
        pss_unit_cost_plain.indicator_part as indicator,
        case
            when regexp_matches(pss_unit_cost_plain.indicator_part, '^(gross|net) total', 'i')
                then 'numerator'
            when regexp_matches(pss_unit_cost_plain.indicator_part, '^average (gross|net)', 'i')
                then 'unit cost'
            else 'denominator'
        end as part,
        pss_unit_cost_plain.value,
        list_filter(pss_unit_cost_plain.missing, lambda entry: entry.column_name = 'value')[1].reason
            as missing_reason,
    from pss_unit_cost_plain
),

wide as (
    select
        pss_unit_cost_wide.delivery_id,
        pss_unit_cost_wide.record_number,
        pss_unit_cost_wide.row_state,
        'wide' as layout,
        null::varchar as table_title,
        pss_unit_cost_wide.council,
        null::varchar as indicator_code,
        concat_ws(
            ' | ',
            pss_unit_cost_wide.support_type,
            pss_unit_cost_wide.age_band,
            pss_unit_cost_wide.support_reason,
            pss_unit_cost_wide.delivery_mechanism,
            pss_unit_cost_wide.provision
        ) as indicator,
        pss_unit_cost_wide.part,
        pss_unit_cost_wide.value,
        list_filter(pss_unit_cost_wide.missing, lambda entry: entry.column_name = 'value')[1].reason
            as missing_reason,
    from pss_unit_cost_wide
),

together as (
    select * from coded
    union all
    select * from plain
    union all
    select * from wide
),

final as (
    select
        together.delivery_id,
        together.record_number,
        together.row_state,
        together.layout,
        nullif(regexp_extract(together.table_title, '\d{4}-\d\d'), '') as period,
        nullif(regexp_extract(together.council, '^\d{3}'), '') as council_code,
        trim(regexp_replace(
            regexp_replace(together.council, '^\d{3} *- *', ''), '^total +', '', 'i'
        )) as council_name,
        not regexp_matches(together.council, '^\d{3}') as is_total,
        together.indicator_code,
        together.indicator,
        case
            when lower(together.part) like 'unit cost%' then 'unit_cost'
            else lower(together.part)
        end as part,
        together.value,
        case when together.value is null then together.missing_reason end as missing_reason,
    from together
)

select * from final
