/*
title: Worker records of each return, with what became of them
grain: one row per worker record in force that names a workplace
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month of the return
  local_establishment_id: The provider's own id for the workplace
  worker_key: Keyed hash of the provider's own id for the worker
  is_supplied: Whether the record counts as a member of staff that the provider has a record of
  exclusion_reason: >
    Why the record does not stand for a worker: deleted, duplicate_worker, workplace_missing, quarantined,
    workplace_quarantined (the record is sound, and its workplace's was set aside) or no_earlier_values;
    the first of these that is so; null when it does
  values_delivery_id: The delivery its values were last given in
  values_record_number: The record its values were last given in
source: Worker files in force
*/
with stg_asc_wds__worker as (
    select * from staging.stg_asc_wds__worker
),

stg_asc_wds__workplace as (
    select * from staging.stg_asc_wds__workplace
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

int_return as (
    select * from core.int_return
),

record as (
    select
        stg_asc_wds__worker.delivery_id,
        stg_asc_wds__worker.record_number,
        stg_asc_wds__worker.source_id,
        stg_asc_wds__worker.submitter,
        stg_asc_wds__worker.period,
        stg_asc_wds__worker.local_establishment_id,
        stg_asc_wds__worker.worker_key,
        stg_asc_wds__worker.row_state,
        stg_asc_wds__worker.status,
        stg_asc_wds__worker.is_data,
        stg_asc_wds__worker.worker_key is not null
        and row_number() over (
            partition by
                stg_asc_wds__worker.delivery_id,
                stg_asc_wds__worker.local_establishment_id,
                stg_asc_wds__worker.worker_key,
                coalesce(stg_asc_wds__worker.status = 'DELETE', false)
            order by
                stg_asc_wds__worker.row_state = 'kept' desc,
                stg_asc_wds__worker.record_number
        ) > 1 as is_repeat,
    from stg_asc_wds__worker
    inner join int_delivery
        on stg_asc_wds__worker.delivery_id = int_delivery.delivery_id
    where stg_asc_wds__worker.local_establishment_id is not null
),

return_workplace as (
    select
        int_return.worker_delivery_id,
        stg_asc_wds__workplace.local_establishment_id,
        bool_or(stg_asc_wds__workplace.row_state = 'kept') as is_kept,
    from int_return
    inner join stg_asc_wds__workplace
        on int_return.workplace_delivery_id = stg_asc_wds__workplace.delivery_id
    where stg_asc_wds__workplace.local_establishment_id is not null
    group by all
),

judged as (
    select
        record.*,
        int_return.worker_delivery_id is null or coalesce(return_workplace.is_kept, false)
            as has_workplace,
        case
            when record.status = 'DELETE' then 'deleted'
            when record.is_repeat then 'duplicate_worker'
            when
                int_return.worker_delivery_id is not null
                and return_workplace.local_establishment_id is null
                then 'workplace_missing'
            when record.row_state <> 'kept' then 'quarantined'
            when not return_workplace.is_kept then 'workplace_quarantined'
        end as exclusion_reason,
    from record
    left join int_return on record.delivery_id = int_return.worker_delivery_id
    left join return_workplace
        on record.delivery_id = return_workplace.worker_delivery_id
        and record.local_establishment_id = return_workplace.local_establishment_id
),

given as (
    select * from judged
    where
        is_data
        and coalesce(exclusion_reason, '') in ('', 'workplace_missing', 'workplace_quarantined')
        and row_state = 'kept'
),

final as (
    select
        judged.delivery_id,
        judged.record_number,
        judged.source_id,
        judged.submitter,
        judged.period,
        judged.local_establishment_id,
        judged.worker_key,
        judged.has_workplace
        and coalesce(judged.exclusion_reason, 'quarantined') = 'quarantined' as is_supplied,
        case
            when judged.exclusion_reason is null and given.delivery_id is null
                then 'no_earlier_values'
            else judged.exclusion_reason
        end as exclusion_reason,
        given.delivery_id as values_delivery_id,
        given.record_number as values_record_number,
    from judged
    asof left join given
        on judged.source_id = given.source_id
        and judged.submitter = given.submitter
        and judged.local_establishment_id = given.local_establishment_id
        and judged.worker_key = given.worker_key
        and judged.period >= given.period
)

select * from final
