/*
title: Training of workers, month by month
grain: one row per worker, category of training that the worker has had, and month
keys: [period, workplace_id, worker_key, training_category_code]
columns:
  period: First day of the month
  workplace_id: The workplace
  worker_key: The worker, as in core.fct_worker_month
  training_category_code: What the training was in
  completed_date: When it was completed, the last time; null where no record says
  expiry_date: When it runs out; null where a record of it has no such date, and it does not
  is_in_date: Whether it has not run out by the date of the return
  record_count: Records of it
  has_sharing_consent: Whether the row may be published, as the worker's
source: >
  staging.stg_asc_wds__training, the file of the same return as the worker's record. A return without a training
  file says nothing about training: none of an earlier month is taken. A record without a category that we know
  is left out.
checks:
  - relationship: {column: training_category_code, to: reference.training_category}
  - relationship: {columns: [period, workplace_id, worker_key], to: core.fct_worker_month}
*/
with stg_asc_wds__training as (
    select * from staging.stg_asc_wds__training
    where row_state = 'kept' and training_category_code is not null
),

int_return as (
    select * from core.int_return
),

int_worker_record as (
    select * from core.int_worker_record
),

fct_worker_month as (
    select * from core.fct_worker_month
),

training as (
    select
        int_worker_record.delivery_id,
        int_worker_record.record_number,
        stg_asc_wds__training.training_category_code,
        max(stg_asc_wds__training.completed_date) as completed_date,
        if(
            count(*) = count(stg_asc_wds__training.expiry_date),
            max(stg_asc_wds__training.expiry_date),
            null
        ) as expiry_date,
        count(*) as record_count,
    from stg_asc_wds__training
    inner join int_return
        on stg_asc_wds__training.delivery_id = int_return.training_delivery_id
    inner join int_worker_record
        on int_return.worker_delivery_id = int_worker_record.delivery_id
        and stg_asc_wds__training.local_establishment_id = int_worker_record.local_establishment_id
        and stg_asc_wds__training.worker_key = int_worker_record.worker_key
    group by all
),

final as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        fct_worker_month.worker_key,
        training.training_category_code,
        training.completed_date,
        training.expiry_date,
        coalesce(training.expiry_date >= fct_worker_month.as_at_date, true) as is_in_date,
        training.record_count,
        fct_worker_month.has_sharing_consent,
    from fct_worker_month
    inner join training
        on fct_worker_month.delivery_id = training.delivery_id
        and fct_worker_month.record_number = training.record_number
)

select * from final
