/*
title: Skills for Care workforce estimates by area, decoded
grain: one row per area, sector, service, job role and measure of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  period: Period, where the file says
  area_name: Council area, as the file names it
  area_code: Code of the area, where the file has one
  region_name: Region, where the file says
  sector: Sector, or all sectors
  service: Service, or all services
  job_role: Job role, or a group of job roles
  is_total: Whether the row sums others of the file up, by sector, service or job role
  measure: What is estimated, in words
  value: A fraction for rates, else in the unit of the measure; null when missing
  missing_reason: Why there is no value
source: Skills for Care, LA data download
*/
with sfc_area_estimate as (
    select * from raw.sfc_area_estimate
),

final as (
    select
        sfc_area_estimate.delivery_id,
        sfc_area_estimate.record_number,
        sfc_area_estimate.row_state,
        sfc_area_estimate.period_text as period,
        sfc_area_estimate.area_name,
        sfc_area_estimate.area_code,
        sfc_area_estimate.region_name,
        sfc_area_estimate.sector,
        sfc_area_estimate.service,
        sfc_area_estimate.job_role,
        coalesce(sfc_area_estimate.row_kind = 'total', false) as is_total,
        sfc_area_estimate.measure,
        sfc_area_estimate.value,
        case
            when sfc_area_estimate.value is null
                then list_filter(
                    sfc_area_estimate.missing, lambda entry: entry.column_name = 'value'
                )[1].reason
        end as missing_reason,
    from sfc_area_estimate
)

select * from final
