/*
title: Oflog measures of adult social care by council, decoded
grain: one row per record of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  period: Financial year, such as 2022-23
  area_code: GSS code; Dorset and Buckinghamshire appear under old and new codes
  area_name: Council
  council_type: Type of council
  region_name: Region
  measure_code: Measure, such as ASC7 for workforce turnover
  measure: The measure in words
  value: As published, in the unit of the measure (percent for turnover); null when missing
  missing_reason: Why there is no value; a blank is suppressed
  median: Median of the councils with a value that year, in the unit of the measure
  median_deviations: Distance from the median in median absolute deviations
  rank_order: ASC or DESC; null when no end is better
source: Office for Local Government, data explorer, adult social care
*/
with oflog_measure as (
    select * from raw.oflog_measure
),

final as (
    select
        oflog_measure.delivery_id,
        oflog_measure.record_number,
        oflog_measure.row_state,
        replace(oflog_measure.financial_year, '/', '-') as period,
        oflog_measure.area_code,
        oflog_measure.area_name,
        oflog_measure.council_type,
        oflog_measure.region_name,
        oflog_measure.measure_code,
        oflog_measure.measure,
        oflog_measure.value,
        case
            when oflog_measure.value is null
                then coalesce(
                    list_filter(
                        oflog_measure.missing, lambda entry: entry.column_name = 'value'
                    )[1].reason,
                    'suppressed'
                )
        end as missing_reason,
        oflog_measure.median,
        oflog_measure.median_deviations,
        oflog_measure.rank_order,
    from oflog_measure
)

select * from final
