/*
title: Whole returns
grain: one row per source, submitter and month with both a workplace and a worker file in force
keys: [source_id, submitter, period]
columns:
  source_id: The source of the deliveries
  submitter: Who sent the files
  period: First day of the month the return describes
  as_at_date: Last day of that month
  workplace_delivery_id: The workplace file in force
  worker_delivery_id: The worker file in force
  training_delivery_id: The training file in force; null where none came with them
source: core.int_delivery
*/
with int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

final as (
    select
        workplace_file.source_id,
        workplace_file.submitter,
        workplace_file.period,
        last_day(workplace_file.period) as as_at_date,
        workplace_file.delivery_id as workplace_delivery_id,
        worker_file.delivery_id as worker_delivery_id,
        training_file.delivery_id as training_delivery_id,
    from int_delivery as workplace_file
    inner join int_delivery as worker_file
        on workplace_file.source_id = worker_file.source_id
        and workplace_file.submitter = worker_file.submitter
        and workplace_file.period = worker_file.period
    left join int_delivery as training_file
        on workplace_file.source_id = training_file.source_id
        and workplace_file.submitter = training_file.submitter
        and workplace_file.period = training_file.period
        and training_file.dataset_id = 'asc_wds_training'
    where
        workplace_file.dataset_id = 'asc_wds_workplace'
        and worker_file.dataset_id = 'asc_wds_worker'
)

select * from final
