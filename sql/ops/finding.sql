/*
title: What was wrong with what providers sent
grain: one row per finding; at most one per record, column and rule
keys: [delivery_id, record_number, column_name, rule]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1; 0 for the file as a whole
  sheet: The sheet of the workbook; null in a text file
  line: The line of the file, or row of the sheet, on which the record begins; null for the file as a whole
  column_name: The column, as the file names it
  rule: The rule it breaks
  severity: error or warning
  value: >
    What was given, only for coded columns that are not personal; of a finding on the file as a whole,
    what its words are about
  message: What it means, in words
source: the staged files' own findings, what only the whole return shows, and ops.drift
checks:
  - accepted_values: {column: severity, values: [error, warning]}
  - relationship: {column: delivery_id, to: core.int_delivery}
*/
with int_delivery as (
    select * from core.int_delivery
),

read_delivery as (
    select * from int_delivery
    where file_state in ('ready', 'rejected') and record_count > 0
),

staged_row as (
    select
        record.delivery_id,
        record.record_number,
        unnest(record.findings) as finding,
    from raw.record
    where record.findings is not null
),

row_finding as (
    select
        staged_row.delivery_id,
        staged_row.record_number,
        staged_row.finding.column_name as column_name,
        staged_row.finding.rule as rule,
        staged_row.finding.severity as severity,
        staged_row.finding.value as value,
    from staged_row
    inner join read_delivery on staged_row.delivery_id = read_delivery.delivery_id
    inner join int_delivery on staged_row.delivery_id = int_delivery.delivery_id
    where int_delivery.is_in_force or int_delivery.file_state = 'rejected'
),

file_note as (
    select
        delivery.delivery_id,
        unnest(delivery.file_notes) as note,
    from raw.delivery
    where not delivery.is_duplicate
),

file_finding as (
    select
        file_note.delivery_id,
        0 as record_number,
        file_note.note.column_name as column_name,
        file_note.note.rule as rule,
        'warning' as severity,
        file_note.note.detail as value,
    from file_note
),

worker_finding as (
    select
        int_worker_record.delivery_id,
        int_worker_record.record_number,
        case int_worker_record.exclusion_reason
            when 'workplace_missing' then 'LOCALESTID'
            when 'workplace_quarantined' then 'LOCALESTID'
            else 'UNIQUEWORKERID'
        end as column_name,
        int_worker_record.exclusion_reason as rule,
        case int_worker_record.exclusion_reason
            when 'no_earlier_values' then 'warning'
            else 'error'
        end as severity,
        null::varchar as value,
    from core.int_worker_record
    where
        int_worker_record.exclusion_reason
        in ('duplicate_worker', 'workplace_missing', 'workplace_quarantined', 'no_earlier_values')
),

repeated_workplace as (
    select
        stg_asc_wds__workplace.delivery_id,
        stg_asc_wds__workplace.record_number,
        'LOCALESTID' as column_name,
        'duplicate_workplace' as rule,
        'error' as severity,
        null::varchar as value,
    from staging.stg_asc_wds__workplace
    inner join int_delivery on stg_asc_wds__workplace.delivery_id = int_delivery.delivery_id
    where int_delivery.is_in_force and stg_asc_wds__workplace.row_state = 'kept'
    qualify
        row_number() over (
            partition by
                stg_asc_wds__workplace.delivery_id,
                stg_asc_wds__workplace.local_establishment_id
            order by stg_asc_wds__workplace.record_number
        ) > 1
),

unfounded_workplace as (
    select
        stg_asc_wds__workplace.delivery_id,
        stg_asc_wds__workplace.record_number,
        'LOCALESTID' as column_name,
        'no_earlier_values' as rule,
        'warning' as severity,
        null::varchar as value,
    from staging.stg_asc_wds__workplace
    inner join int_delivery on stg_asc_wds__workplace.delivery_id = int_delivery.delivery_id
    left join core.int_workplace_record
        on stg_asc_wds__workplace.delivery_id = int_workplace_record.delivery_id
        and stg_asc_wds__workplace.local_establishment_id
        = int_workplace_record.local_establishment_id
    where
        int_delivery.is_in_force
        and stg_asc_wds__workplace.row_state = 'kept'
        and stg_asc_wds__workplace.status in ('NOCHANGE', 'UNCHECKED')
        and int_workplace_record.delivery_id is null
),

current_workplace as (
    select * from core.fct_workplace_month
    where return_age_months = 0
),

staff_total as (
    select
        current_workplace.workplace_delivery_id as delivery_id,
        current_workplace.workplace_record_number as record_number,
        'TOTALPERMTEMP' as column_name,
        'staff_total_mismatch' as rule,
        'warning' as severity,
        null::varchar as value,
    from current_workplace
    where current_workplace.stated_staff_count <> current_workplace.worker_record_count
),

turnover as (
    select
        current_workplace.workplace_delivery_id as delivery_id,
        current_workplace.workplace_record_number as record_number,
        'LEAVERS' as column_name,
        'turnover_implausible' as rule,
        'error' as severity,
        null::varchar as value,
    from current_workplace
    where current_workplace.turnover_exclusion_reason = 'incorrect_turnover'
),

postcode as (
    select
        current_workplace.workplace_delivery_id as delivery_id,
        current_workplace.workplace_record_number as record_number,
        'POSTCODE' as column_name,
        case
            when current_workplace.area_source in ('known_earlier', 'sector') then 'postcode_guessed'
            else 'postcode_unplaced'
        end as rule,
        'warning' as severity,
        null::varchar as value,
    from current_workplace
    inner join staging.stg_asc_wds__workplace
        on current_workplace.workplace_delivery_id = stg_asc_wds__workplace.delivery_id
        and current_workplace.workplace_record_number = stg_asc_wds__workplace.record_number
    where
        current_workplace.area_source in ('known_earlier', 'sector', 'home', 'unplaced')
        and stg_asc_wds__workplace.postcode is not null
),

cross_file_finding as (
    select
        int_cross_file_finding.delivery_id,
        int_cross_file_finding.record_number,
        int_cross_file_finding.column_name,
        int_cross_file_finding.rule,
        int_cross_file_finding.severity,
        null::varchar as value,
    from core.int_cross_file_finding
),

provider_return_finding as (
    select
        int_provider_return_finding.delivery_id,
        int_provider_return_finding.record_number,
        int_provider_return_finding.column_name,
        int_provider_return_finding.rule,
        int_provider_return_finding.severity,
        null::varchar as value,
    from core.int_provider_return_finding
),

file_drift as (
    select * from ops.drift
    where is_warning
),

fewer_records as (
    select
        file_drift.delivery_id,
        0 as record_number,
        file_drift.column_name,
        'fewer_records' as rule,
        'warning' as severity,
        format(
            '{} after {}',
            cast(file_drift.current_value as bigint),
            cast(file_drift.previous_value as bigint)
        ) as value,
    from file_drift
    where file_drift.measure = 'record_count'
),

less_known as (
    select
        file_drift.delivery_id,
        0 as record_number,
        file_drift.column_name,
        'less_known' as rule,
        'warning' as severity,
        format(
            '{}% after {}%',
            cast(round(100 * file_drift.current_value) as integer),
            cast(round(100 * file_drift.previous_value) as integer)
        ) as value,
    from file_drift
    where file_drift.measure = 'known_share'
),

contract_rule as (
    select * from raw.rule
    where rule is not null
),

finding as (
    select * from row_finding
    union all
    select * from file_finding
    union all
    select * from worker_finding
    union all
    select * from repeated_workplace
    union all
    select * from unfounded_workplace
    union all
    select * from staff_total
    union all
    select * from turnover
    union all
    select * from postcode
    union all
    select * from cross_file_finding
    union all
    select * from provider_return_finding
    union all
    select * from fewer_records
    union all
    select * from less_known
),

place as (
    select
        record.delivery_id,
        record.record_number,
        record.sheet,
        record.line,
    from raw.record
),

final as (
    select
        finding.delivery_id,
        finding.record_number,
        nullif(place.sheet, '') as sheet,
        case
            when finding.record_number > 0 then coalesce(place.line, finding.record_number + 1)
        end as line,
        finding.column_name,
        finding.rule,
        finding.severity,
        finding.value,
        coalesce(
            contract_rule.message,
            replace(rule_wording.message, '{value}', coalesce(finding.value, ''))
        ) as message,
    from finding
    left join place
        on finding.delivery_id = place.delivery_id
        and finding.record_number = place.record_number
    left join int_delivery on finding.delivery_id = int_delivery.delivery_id
    left join contract_rule
        on int_delivery.dataset_id = contract_rule.dataset_id
        and finding.rule = contract_rule.rule
    left join reference.rule_wording on finding.rule = rule_wording.rule
)

select * from final
