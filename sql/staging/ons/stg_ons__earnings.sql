/*
title: Annual Survey of Hours and Earnings, decoded
grain: one row per area or occupation, group of employees and statistic of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  table_code: Table, such as 8.7a
  table_title: The table's title
  year: Year of the survey; null where the title does not say
  is_coefficient: Whether the figures are coefficients of variation of the estimates, in percent
  employee_group: The sheet, such as All or Female Part-Time; null in a text file
  area_code: GSS code; null in a table by occupation
  occupation_code: Occupation; null in a table by area
  description: Area or occupation in words
  statistic: jobs_thousand, median, median_change, mean, mean_change, or p10 to p90
  value: In the unit of the table, percent for changes; null when missing
  missing_reason: unreliable (x), suppressed (..), not_applicable (:) or low (- nil or negligible)
source: Office for National Statistics, ASHE
*/
with ons_ashe_table as (
    select * from raw.ons_ashe_table
),

followed as (
    select
        ons_ashe_table.*,
        lower(lag(ons_ashe_table.statistic) over (
            partition by ons_ashe_table.delivery_id, ons_ashe_table.sheet, ons_ashe_table.line
            order by ons_ashe_table.record_number
        )) as statistic_before,
        regexp_extract(
            ons_ashe_table.table_title, '\bTable +(\d+\.\d+[ab]?)\b', 1, 'i'
        ) as table_found,
        list_filter(ons_ashe_table.missing, lambda entry: entry.column_name = 'value')[1].reason
            as marked_reason,
    from ons_ashe_table
),

final as (
    select
        followed.delivery_id,
        followed.record_number,
        followed.row_state,
        nullif(lower(followed.table_found), '') as table_code,
        followed.table_title,
        try_cast(nullif(regexp_extract(followed.table_title, '\b20\d\d\b'), '') as integer) as year,
        coalesce(
            lower(followed.table_found) like '%b'
            or regexp_matches(followed.table_title, 'coefficients? of variation|\bCVs?\b', 'i'),
            false
        ) as is_coefficient,
        nullif(followed.sheet, '') as employee_group,
        case
            when regexp_full_match(followed.code, '[A-Z]\d{8}') then followed.code
        end as area_code,
        case
            when regexp_full_match(followed.code, '\d{1,4}') then followed.code
        end as occupation_code,
        followed.description,
        case
            when followed.statistic ilike '%change%' then followed.statistic_before || '_change'
            when followed.statistic ilike '%thousand%' then 'jobs_thousand'
            when regexp_full_match(followed.statistic, '\d\d') then 'p' || followed.statistic
            else lower(followed.statistic)
        end as statistic,
        followed.value,
        case when followed.value is null then followed.marked_reason end as missing_reason,
    from followed
)

select * from final
