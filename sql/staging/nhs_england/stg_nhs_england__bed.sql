/*
title: Beds available and occupied overnight (KH03), decoded
grain: one row per trust or region, band and sector of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  financial_year: Financial year, such as 2020-21
  quarter_end_date: Last day of the quarter; null when the month is not given in words
  quarter_label: The quarter in words
  level: trust, region or country
  region_code: Region of the NHS
  trust_code: Trust; null for regions and England
  area_name: Trust, region or England
  is_total: Whether a row for several trusts
  band: available, occupied or occupied_rate
  sector: General & Acute, Maternity and so on, or Total
  value: Average daily beds, or occupied over available as a fraction; null when missing
  missing_reason: Why there is no value; not_applicable where there are no beds
source: NHS England, KH03 quarterly workbook
*/
with nhs_kh03_beds as (
    select * from raw.nhs_kh03_beds
),

dated as (
    select
        nhs_kh03_beds.*,
        try_strptime(
            left(nhs_kh03_beds.period_end_month, 3) || ' ' || left(nhs_kh03_beds.financial_year, 4),
            '%b %Y'
        )::date as month_in_first_year,
    from nhs_kh03_beds
),

final as (
    select
        dated.delivery_id,
        dated.record_number,
        dated.row_state,
        dated.financial_year,
        last_day(
            dated.month_in_first_year
            + case when month(dated.month_in_first_year) < 4 then interval 1 year else interval 0 year end
        )::date as quarter_end_date,
        dated.quarter_label,
        case
            when lower(coalesce(dated.region_name, dated.trust_name)) like 'england%' then 'country'
            when dated.region_name is not null then 'region'
            else 'trust'
        end as level,
        dated.region_code,
        dated.trust_code,
        coalesce(dated.region_name, dated.trust_name) as area_name,
        coalesce(dated.row_kind = 'total', false) as is_total,
        case
            when lower(dated.band) = 'available' then 'available'
            when lower(dated.band) = 'occupied' then 'occupied'
            else 'occupied_rate'
        end as band,
        dated.sector,
        dated.value,
        case
            when dated.value is null
                then list_filter(dated.missing, lambda entry: entry.column_name = 'value')[1].reason
        end as missing_reason,
    from dated
)

select * from final
