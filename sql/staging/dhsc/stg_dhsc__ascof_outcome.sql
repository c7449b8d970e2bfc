/*
title: Social care outcomes (ASCOF) by council, decoded
grain: one row per council or group of councils, period and measure of a table that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  table_code: The table in small letters, such as 6a or 2d(1); codes were renumbered in 2023-24
  table_title: What the table is about, in words
  council_code: Number of the council, or letters of a group of councils
  council_name: Council, region, type of council or England
  area_code: GSS code; null for types of council
  is_total: Whether a row for several councils
  period: Financial year, such as 2024-25
  measure: outcome, numerator, denominator, number of respondents, margin of error and so on
  value: As published, in the unit of the measure (percent for proportions); null when missing
  missing_reason: Why there is no value; unreadable for two figures in one cell
source: Department of Health and Social Care, ASCOF time series
*/
with ascof_outcome as (
    select * from raw.ascof_outcome
),

said as (
    select
        ascof_outcome.*,
        regexp_replace(ascof_outcome.table_title, '\[[^\]]*\]', ' ', 'g') as plain_title,
        regexp_extract(
            ascof_outcome.heading,
            '((?:19|20)\d\d) ?(?:to|[-/–]) ?(?:20)?(\d\d)\b',
            ['first_year', 'last_year']
        ) as years,
        regexp_replace(
            ascof_outcome.heading, '(?:19|20)\d\d ?(?:to|[-/–]) ?(?:20)?\d\d\b', '', 'g'
        ) as heading_text,
        list_filter(ascof_outcome.missing, lambda entry: entry.column_name = 'value')[1].reason
            as marked_reason,
    from ascof_outcome
),

final as (
    select
        said.delivery_id,
        said.record_number,
        said.row_state,
        lower(coalesce(
            nullif(said.table_sheet, ''),
            nullif(regexp_extract(said.plain_title, '^Table[ _]*([^:\s]+)', 1, 'i'), '')
        )) as table_code,
        nullif(trim(regexp_replace(said.plain_title, '^Table[^:]*:', '', 'i')), '') as table_title,
        said.council_code,
        said.council_name,
        said.area_code,
        coalesce(said.row_kind = 'total', false) as is_total,
        said.years.first_year || '-' || said.years.last_year as period,
        lower(trim(said.heading_text, ' -–:|,')) as measure,
        said.value,
        case
            when said.value is null and said.marked_reason is not null then said.marked_reason
            when said.value is null and said.findings is not null then 'unreadable'
        end as missing_reason,
    from said
)

select * from final
