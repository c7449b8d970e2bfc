/*
title: Training rows of the bulk upload, decoded
grain: one row per record of a training file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1, header not counted
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  row_state: kept, quarantined or blank
  local_establishment_id: The provider's own id for the workplace
  worker_key: Keyed hash of the provider's own id for the worker, as in the worker file
  training_key: Keyed hash of the service's own id for the record; null where the file has none
  training_category_code: What the training was in
  completed_date: When it was completed
  expiry_date: When it runs out
  is_accredited: Whether accredited; null when not known
  findings: What was wrong with the row
source: ASC-WDS bulk upload, training file
*/
with final as (
    select
        asc_wds_training.delivery_id,
        asc_wds_training.record_number,
        asc_wds_training.source_id,
        asc_wds_training.submitter,
        asc_wds_training.period,
        asc_wds_training.row_state,
        asc_wds_training.local_establishment_id,
        asc_wds_training.worker_key,
        asc_wds_training.training_key,
        asc_wds_training.training_category_code,
        asc_wds_training.completed_date,
        asc_wds_training.expiry_date,
        asc_wds_training.accredited_code = '1' as is_accredited,
        asc_wds_training.findings,
    from raw.asc_wds_training
)

select * from final
