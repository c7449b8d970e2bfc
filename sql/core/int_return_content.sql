/*
title: Which bytes each month's return or analysis extract holds
grain: one row per source, submitter and month in which the submitter counts
keys: [source_id, submitter, period]
columns:
  source_id: The source of the return
  submitter: Who sent it
  period: First day of the month that is counted
  return_period: First day of the month of the return it is counted from; of an extract, the same month
  content: The same for the same bytes, those of earlier returns that the return repeats values of included
  last_delivery_id: The latest of its files
source: >
  core.int_return_month, core.int_extract_workplace, and the deliveries that their records have their values from
*/
with int_return_month as (
    select * from core.int_return_month
),

int_worker_record as (
    select * from core.int_worker_record
),

int_workplace_record as (
    select * from core.int_workplace_record
),

int_return as (
    select * from core.int_return
),

int_extract_workplace as (
    select * from core.int_extract_workplace
),

delivery as (
    select * from raw.delivery
),

behind as (
    select
        int_worker_record.delivery_id as worker_delivery_id,
        int_worker_record.values_delivery_id as delivery_id,
    from int_worker_record
    where int_worker_record.values_delivery_id is not null
    union
    select
        int_return.worker_delivery_id,
        given.workplace_delivery_id as delivery_id,
    from int_return
    inner join int_workplace_record
        on int_return.workplace_delivery_id = int_workplace_record.delivery_id
    inner join int_return as given
        on int_workplace_record.source_id = given.source_id
        and int_workplace_record.submitter = given.submitter
        and int_workplace_record.values_period = given.period
    union
    select
        int_return.worker_delivery_id,
        int_return.workplace_delivery_id as delivery_id,
    from int_return
    union
    select
        int_return.worker_delivery_id,
        int_return.worker_delivery_id as delivery_id,
    from int_return
    union
    select
        int_return.worker_delivery_id,
        int_return.training_delivery_id as delivery_id,
    from int_return
    where int_return.training_delivery_id is not null
),

hashed as (
    select
        behind.worker_delivery_id,
        md5(string_agg(distinct delivery.sha256, ' ' order by delivery.sha256)) as content,
    from behind
    inner join delivery on behind.delivery_id = delivery.delivery_id
    group by all
),

extract_file as (
    select
        int_extract_workplace.source_id,
        int_extract_workplace.submitter,
        int_extract_workplace.period,
        md5(string_agg(distinct delivery.sha256, ' ' order by delivery.sha256)) as content,
        max(delivery.delivery_id) as last_delivery_id,
    from int_extract_workplace
    inner join delivery on int_extract_workplace.workplace_delivery_id = delivery.delivery_id
    group by all
),

counted as (
    select
        int_return_month.source_id,
        int_return_month.submitter,
        int_return_month.period,
        int_return_month.return_period,
        hashed.content,
        greatest(
            int_return_month.workplace_delivery_id,
            int_return_month.worker_delivery_id,
            int_return_month.training_delivery_id
        ) as last_delivery_id,
    from int_return_month
    inner join hashed on int_return_month.worker_delivery_id = hashed.worker_delivery_id

    union all

    select
        extract_file.source_id,
        extract_file.submitter,
        extract_file.period,
        extract_file.period as return_period,
        extract_file.content,
        extract_file.last_delivery_id,
    from extract_file
),

final as (
    select
        counted.source_id,
        counted.submitter,
        counted.period,
        max(counted.return_period) as return_period,
        string_agg(counted.content, ' ' order by counted.content) as content,
        max(counted.last_delivery_id) as last_delivery_id,
    from counted
    group by all
)

select * from final
