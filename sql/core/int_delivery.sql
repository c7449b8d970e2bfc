/*
title: Which delivery of a return holds
grain: one row per delivery
keys: [delivery_id]
columns:
  delivery_id: Counts from 1 in the order of arrival
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  dataset_id: What the file is; null when not recognised
  file_state: ready, rejected, unrecognised or duplicate, before supersession
  reason: Why it was not read, in words
  record_count: Records in the file
  kept_count: Records kept
  quarantined_count: Records set aside for a fault in what identifies them
  blank_count: Records with no value at all
  decision: >
    The last decision taken on the file, which alone holds: accept takes its good records whatever share is
    set aside, retry has it read again and judged like any other; null where there is none
  decision_reason: Why it was taken, as whoever took it wrote
  is_in_force: Whether this is the delivery that counts for its submitter, period and dataset (or for its path)
source: data/ledger/deliveries.jsonl, data/ledger/decisions.jsonl and what reading the files found
checks:
  - row_count: {equals: raw.delivery}
    message: A delivery of the ledger is lost or counted twice.
  - accepted_values: {column: file_state, values: [ready, rejected, unrecognised, duplicate]}
*/
with delivery as (
    select * from raw.delivery
),

dataset as (
    select * from raw.dataset
),

counted as (
    select
        record.delivery_id,
        count(*) as record_count,
        count(*) filter (where record.row_state = 'kept') as kept_count,
        count(*) filter (where record.row_state = 'quarantined') as quarantined_count,
        count(*) filter (where record.row_state = 'blank') as blank_count,
    from raw.record
    group by all
),

decided as (
    select
        decision.delivery_id,
        arg_max(decision.action, decision.decision_id) as last_action,
        arg_max(coalesce(decision.reason, ''), decision.decision_id) as last_reason,
    from raw.decision
    group by all
),

judged as (
    select
        delivery.delivery_id,
        delivery.source_id,
        delivery.submitter,
        delivery.period,
        delivery.dataset_id,
        coalesce(counted.record_count, 0) as record_count,
        coalesce(counted.kept_count, 0) as kept_count,
        coalesce(counted.quarantined_count, 0) as quarantined_count,
        coalesce(counted.blank_count, 0) as blank_count,
        case
            when delivery.is_duplicate then 'duplicate'
            when delivery.outcome <> 'ready' then delivery.outcome
            when counted.kept_count = 0 then 'rejected'
            when decided.last_action = 'accept' then 'ready'
            when
                counted.quarantined_count >= dataset.reject_from_bad_rows
                and counted.quarantined_count
                > dataset.reject_above_bad_share * (counted.record_count - counted.blank_count)
                then 'rejected'
            else 'ready'
        end as file_state,
        delivery.reason,
        decided.last_action as decision,
        nullif(decided.last_reason, '') as decision_reason,
        dataset.reject_above_bad_share,
        delivery.slot,
    from delivery
    left join dataset on delivery.dataset_id = dataset.dataset_id
    left join counted on delivery.delivery_id = counted.delivery_id
    left join decided on delivery.delivery_id = decided.delivery_id
),

final as (
    select
        judged.delivery_id,
        judged.source_id,
        judged.submitter,
        judged.period,
        judged.dataset_id,
        judged.file_state,
        case
            when judged.reason is not null or judged.file_state <> 'rejected' then judged.reason
            when judged.record_count = judged.blank_count
                then 'No record of the file has a value. Fill it in and send it again.'
            when judged.kept_count = 0
                then 'Not one record of the file can be used. Mend them and send the file again.'
            else format(
                '{} of {} records cannot be used: more than {}% of the file. Mend them and send the file again.',
                judged.quarantined_count,
                judged.record_count - judged.blank_count,
                cast(round(100 * judged.reject_above_bad_share) as integer)
            )
        end as reason,
        judged.record_count,
        judged.kept_count,
        judged.quarantined_count,
        judged.blank_count,
        judged.decision,
        judged.decision_reason,
        judged.file_state = 'ready'
        and row_number() over (
            partition by
                judged.slot,
                judged.file_state
            order by judged.delivery_id desc
        ) = 1 as is_in_force,
    from judged
)

select * from final
