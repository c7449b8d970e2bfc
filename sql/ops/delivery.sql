/*
title: Everything that arrived, and what became of it
grain: one row per delivery
keys: [delivery_id]
columns:
  delivery_id: Counts from 1 in the order of arrival
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  path: Where the file lay in its source
  member: The path within the archive it came in; null where it came by itself
  dataset_id: What the file is; null when not recognised
  state: accepted, accepted_with_warnings, rejected, superseded, duplicate or unrecognised
  reason: Why it was not read, in words
  decision: The last decision taken on the file, retry or accept; null where there is none
  decision_reason: Why it was taken, as whoever took it wrote
  replaced_by_delivery_id: >
    The delivery in force that stands in its place: a later one of the same submitter, month and dataset,
    or from the same path; null where it is itself in force, or nothing has come in its place
  record_count: Records in the file
  kept_count: Records kept
  quarantined_count: Records set aside
  blank_count: Records with no value at all
  finding_count: Findings on the file
  row_count: Rows of the file that are not blank; null where it was not read
  preamble_row_count: Of these, rows above the table, and between its header and its records
  header_row_count: Of these, rows of the header
  record_row_count: Of these, rows that became records; several each where columns become rows
  note_row_count: Of these, rows left out as notes, repeated headers, or empty under every known heading
  footer_row_count: Of these, rows below the end of the table
  encoding: How the text was encoded
  header_variant: The known header it has; null for a new one
  size: Bytes
  sha256: Fingerprint of the bytes
  landed_path: Where the bytes lie under data/raw
  modified_at: When the file was last changed where it lay
  arrived_at: When it was landed
  run_id: The run that landed it
source: data/ledger/deliveries.jsonl, core.int_delivery, ops.finding, and what reading the files counted
checks:
  - row_count: {equals: core.int_delivery}
  - accepted_values:
      column: state
      values: [accepted, accepted_with_warnings, rejected, superseded, duplicate, unrecognised]
*/
with delivery as (
    select * from raw.delivery
),

int_delivery as (
    select * from core.int_delivery
),

counted as (
    select
        finding.delivery_id,
        count(*) as finding_count,
    from ops.finding
    group by all
),

standing as (
    select
        int_delivery.delivery_id,
        int_delivery.source_id,
        int_delivery.submitter,
        int_delivery.period,
        int_delivery.dataset_id,
        delivery.path,
        delivery.member,
        dataset.one_per,
    from int_delivery
    inner join delivery on int_delivery.delivery_id = delivery.delivery_id
    inner join raw.dataset on int_delivery.dataset_id = dataset.dataset_id
    where int_delivery.is_in_force
),

same_place as (
    select
        delivery.delivery_id,
        max(standing.delivery_id) as standing_delivery_id,
    from delivery
    inner join standing
        on delivery.source_id = standing.source_id
        and delivery.path = standing.path
        and delivery.member is not distinct from standing.member
        and delivery.delivery_id < standing.delivery_id
    group by all
),

same_return as (
    select
        delivery.delivery_id,
        max(standing.delivery_id) as standing_delivery_id,
    from delivery
    inner join standing
        on delivery.source_id = standing.source_id
        and delivery.submitter = standing.submitter
        and delivery.period = standing.period
        and delivery.dataset_id = standing.dataset_id
        and delivery.delivery_id < standing.delivery_id
    where standing.one_per = 'submitter_and_period'
    group by all
),

final as (
    select
        delivery.delivery_id,
        delivery.source_id,
        delivery.submitter,
        delivery.period,
        delivery.path,
        delivery.member,
        delivery.dataset_id,
        case
            when int_delivery.file_state <> 'ready' then int_delivery.file_state
            when not int_delivery.is_in_force then 'superseded'
            when counted.finding_count > 0 then 'accepted_with_warnings'
            else 'accepted'
        end as state,
        int_delivery.reason,
        int_delivery.decision,
        int_delivery.decision_reason,
        case
            when not int_delivery.is_in_force
                then coalesce(same_return.standing_delivery_id, same_place.standing_delivery_id)
        end as replaced_by_delivery_id,
        int_delivery.record_count,
        int_delivery.kept_count,
        int_delivery.quarantined_count,
        int_delivery.blank_count,
        coalesce(counted.finding_count, 0) as finding_count,
        delivery.preamble_rows
        + delivery.header_rows
        + delivery.read_rows
        + delivery.note_rows
        + delivery.footer_rows as row_count,
        delivery.preamble_rows as preamble_row_count,
        delivery.header_rows as header_row_count,
        delivery.read_rows as record_row_count,
        delivery.note_rows as note_row_count,
        delivery.footer_rows as footer_row_count,
        delivery.encoding,
        delivery.variant as header_variant,
        delivery.size,
        delivery.sha256,
        delivery.landed_path,
        delivery.modified_at,
        delivery.arrived_at,
        delivery.run_id,
    from delivery
    inner join int_delivery on delivery.delivery_id = int_delivery.delivery_id
    left join counted on delivery.delivery_id = counted.delivery_id
    left join same_return on delivery.delivery_id = same_return.delivery_id
    left join same_place on delivery.delivery_id = same_place.delivery_id
)

select * from final
