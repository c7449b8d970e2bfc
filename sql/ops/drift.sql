/*
title: How a file differs from the one before it
grain: >
  one row per delivery in force, what is measured, and column: always one for the count of records where
  there is a file before, others only where something changed
keys: [delivery_id, measure, column_name]
columns:
  delivery_id: The delivery in force
  previous_delivery_id: >
    The one it is compared with: of the same source, submitter and dataset, the one in force for the
    latest earlier month (of a publication, the one before at the same path); null where there is none
  measure: >
    record_count, known_share (of the records that carry fresh data, where it fell by at least
    known_share_fall), column_unknown, column_missing, column_renamed or code_unknown
  column_name: The column, as the file names it; empty for the file as a whole
  previous_value: Records, or share known (0 to 1), in the file before
  current_value: Records, or share known (0 to 1), in this file; for code_unknown the records with a new code
  detail: What a renamed column may be, or the unknown codes that the file before had not
  is_warning: Whether it is told as a finding (fewer_records, less_known)
source: >
  raw.known_share, core.int_delivery and the notes and findings of the files. Thresholds, ours: a fall of
  more than 20% and at least 5 records; a share known lower by at least 10 points, in at least 5 records,
  and by more than 4 standard errors of the difference of two shares, so that chance in small files is
  no warning. A column that another layout of the file does not have is none either: where it should be
  there, its absence is told as column_missing.
*/
with threshold as (
    select
        0.2 as record_fall_share,
        5 as least_records,
        0.1 as known_share_fall,
        4 as standard_errors,
),

known as materialized (
    select * from raw.known_share
),

file as (
    select
        int_delivery.delivery_id,
        int_delivery.source_id,
        int_delivery.submitter,
        int_delivery.period,
        int_delivery.dataset_id,
        int_delivery.record_count - int_delivery.blank_count as record_count,
        int_delivery.is_in_force,
        delivery.slot,
        delivery.variant,
        dataset.one_per,
    from core.int_delivery
    inner join raw.delivery on int_delivery.delivery_id = delivery.delivery_id
    inner join raw.dataset on int_delivery.dataset_id = dataset.dataset_id
    where int_delivery.file_state = 'ready'
),

pair as (
    select
        file.delivery_id,
        previous.delivery_id as previous_delivery_id,
        file.record_count,
        previous.record_count as previous_record_count,
        file.variant is not distinct from previous.variant as is_same_layout,
    from file
    inner join file as previous
        on file.source_id = previous.source_id
        and file.submitter = previous.submitter
        and file.dataset_id = previous.dataset_id
    where
        file.is_in_force
        and case
            when file.one_per = 'path'
                then previous.slot = file.slot and previous.delivery_id < file.delivery_id
            else previous.is_in_force and previous.period < file.period
        end
    qualify
        row_number() over (
            partition by file.delivery_id
            order by previous.period desc, previous.delivery_id desc
        ) = 1
),

record_count as (
    select
        pair.delivery_id,
        pair.previous_delivery_id,
        'record_count' as measure,
        '' as column_name,
        cast(pair.previous_record_count as double) as previous_value,
        cast(pair.record_count as double) as current_value,
        null::varchar as detail,
        pair.previous_record_count - pair.record_count >= threshold.least_records
        and pair.previous_record_count - pair.record_count
        > threshold.record_fall_share * pair.previous_record_count as is_warning,
    from pair
    cross join threshold
),

-- Stored before it meets itself: joined in one go, the columns of all files would meet by name alone.
current_share as materialized (
    select
        pair.delivery_id,
        pair.previous_delivery_id,
        known.column_name,
        known.heading,
        known.known_count,
        known.record_count,
        pair.is_same_layout,
    from pair
    inner join known on pair.delivery_id = known.delivery_id
),

share as (
    select
        current_share.delivery_id,
        current_share.previous_delivery_id,
        current_share.heading,
        previous.known_count / nullif(previous.record_count, 0) as previous_value,
        current_share.known_count / nullif(current_share.record_count, 0) as current_value,
        current_share.record_count,
        current_share.is_same_layout or current_share.known_count > 0 as may_be_slip,
        (previous.known_count + current_share.known_count)
        / nullif(previous.record_count + current_share.record_count, 0) as pooled_share,
        1 / nullif(previous.record_count, 0)
        + 1 / nullif(current_share.record_count, 0) as inverse_count,
    from current_share
    inner join known as previous
        on current_share.previous_delivery_id = previous.delivery_id
        and current_share.column_name = previous.column_name
),

share_fall as (
    select
        share.delivery_id,
        share.previous_delivery_id,
        'known_share' as measure,
        share.heading as column_name,
        round(share.previous_value, 4) as previous_value,
        round(share.current_value, 4) as current_value,
        null::varchar as detail,
        share.may_be_slip
        and (share.previous_value - share.current_value) * share.record_count
        >= threshold.least_records
        and share.previous_value - share.current_value
        > threshold.standard_errors
        * sqrt(share.pooled_share * (1 - share.pooled_share) * share.inverse_count) as is_warning,
    from share
    cross join threshold
    where share.previous_value - share.current_value >= threshold.known_share_fall
),

note as (
    select
        delivery.delivery_id,
        unnest(delivery.file_notes) as note,
    from raw.delivery
),

header_change as (
    select
        file.delivery_id,
        pair.previous_delivery_id,
        note.note.rule as measure,
        note.note.column_name as column_name,
        null::double as previous_value,
        null::double as current_value,
        note.note.detail as detail,
        false as is_warning,
    from note
    inner join file on note.delivery_id = file.delivery_id
    left join pair on file.delivery_id = pair.delivery_id
    where
        file.is_in_force
        and note.note.rule in ('column_unknown', 'column_missing', 'column_renamed')
),

cell_finding as (
    select
        record.delivery_id,
        record.record_number,
        unnest(record.findings) as finding,
    from raw.record
    where record.findings is not null
),

unknown_code as (
    select
        cell_finding.delivery_id,
        cell_finding.finding.column_name as column_name,
        cell_finding.finding.value as code,
        count(*) as record_count,
    from cell_finding
    where cell_finding.finding.rule = 'code_unknown' and cell_finding.finding.value is not null
    group by all
),

code_change as (
    select
        file.delivery_id,
        pair.previous_delivery_id,
        'code_unknown' as measure,
        unknown_code.column_name,
        null::double as previous_value,
        cast(sum(unknown_code.record_count) as double) as current_value,
        string_agg(unknown_code.code, ', ' order by unknown_code.code) as detail,
        false as is_warning,
    from unknown_code
    inner join file on unknown_code.delivery_id = file.delivery_id
    left join pair on file.delivery_id = pair.delivery_id
    left join unknown_code as earlier
        on pair.previous_delivery_id = earlier.delivery_id
        and unknown_code.column_name = earlier.column_name
        and unknown_code.code = earlier.code
    where file.is_in_force and earlier.delivery_id is null
    group by all
),

final as (
    select * from record_count
    union all
    select * from share_fall
    union all
    select * from header_change
    union all
    select * from code_change
)

select * from final
