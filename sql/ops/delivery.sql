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
  dataset_id: What the file is; null when not recognised
  state: accepted, accepted_with_warnings, rejected, superseded, duplicate or unrecognised
  reason: Why it was not read, in words
  record_count: Records in the file
  kept_count: Records kept
  quarantined_count: Records set aside
  blank_count: Records with no value at all
  finding_count: Findings on the file
  encoding: How the text was encoded
  header_variant: The known header it has; null for a new one
  size: Bytes
  sha256: Fingerprint of the bytes
  landed_path: Where the bytes lie under data/raw
  modified_at: When the file was last changed where it lay
  arrived_at: When it was landed
  run_id: The run that landed it
source: data/ledger/deliveries.jsonl, core.int_delivery, ops.finding
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

final as (
    select
        delivery.delivery_id,
        delivery.source_id,
        delivery.submitter,
        delivery.period,
        delivery.path,
        delivery.dataset_id,
        case
            when int_delivery.file_state <> 'ready' then int_delivery.file_state
            when not int_delivery.is_in_force then 'superseded'
            when counted.finding_count > 0 then 'accepted_with_warnings'
            else 'accepted'
        end as state,
        int_delivery.reason,
        int_delivery.record_count,
        int_delivery.kept_count,
        int_delivery.quarantined_count,
        int_delivery.blank_count,
        coalesce(counted.finding_count, 0) as finding_count,
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
)

select * from final
