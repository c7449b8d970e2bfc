/*
title: What was wrong with what providers sent
grain: one row per finding; at most one per record, column and rule
keys: [delivery_id, record_number, column_name, rule]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1; 0 for the file as a whole
  column_name: The column, as the file names it
  rule: The rule it breaks
  severity: error or warning
  value: What was given, only for coded columns that are not personal
  message: What it means, in words
source: the staged files' own findings, and what only the whole return shows
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
        stg_asc_wds__workplace.delivery_id,
        stg_asc_wds__workplace.record_number,
        unnest(stg_asc_wds__workplace.findings) as finding,
    from staging.stg_asc_wds__workplace

    union all

    select
        stg_asc_wds__worker.delivery_id,
        stg_asc_wds__worker.record_number,
        unnest(stg_asc_wds__worker.findings) as finding,
    from staging.stg_asc_wds__worker
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

unknown_column as (
    select
        delivery.delivery_id,
        0 as record_number,
        unnest(delivery.unknown_columns) as column_name,
        'column_unknown' as rule,
        'warning' as severity,
        null::varchar as value,
    from raw.delivery
    where not delivery.is_duplicate
),

worker_finding as (
    select
        int_worker_record.delivery_id,
        int_worker_record.record_number,
        case int_worker_record.exclusion_reason
            when 'workplace_missing' then 'LOCALESTID'
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
        in ('duplicate_worker', 'workplace_missing', 'no_earlier_values')
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
        'postcode_unplaced' as rule,
        'warning' as severity,
        null::varchar as value,
    from current_workplace
    inner join staging.stg_asc_wds__workplace
        on current_workplace.workplace_delivery_id = stg_asc_wds__workplace.delivery_id
        and current_workplace.workplace_record_number = stg_asc_wds__workplace.record_number
    where
        current_workplace.area_source in ('home', 'unplaced')
        and stg_asc_wds__workplace.postcode is not null
),

finding as (
    select * from row_finding
    union all
    select * from unknown_column
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
),

final as (
    select
        finding.*,
        rule_wording.message,
    from finding
    left join reference.rule_wording on finding.rule = rule_wording.rule
)

select * from final
