/*
title: How fresh what each provider sent is
grain: one row per source, submitter and kind of file
keys: [source_id, submitter, dataset_id]
columns:
  source_id: The source
  submitter: Who sent it
  dataset_id: What kind of file
  latest_period: First day of the latest month that a file in force describes; null where none is in force
  latest_arrival_at: When the last file arrived, in force or not, UTC
  months_behind: >
    Months between the latest month and the latest month of the data, never below 0; null where no file is
    in force
  in_force_count: Files in force
  delivery_count: Files that arrived, in force or not
source: >
  core.int_delivery and data/ledger/deliveries.jsonl. The latest month of the data is that of the latest
  whole return; where there is none, that of the latest file in force. The clock is not asked.
*/
with int_delivery as (
    select * from core.int_delivery
    where dataset_id is not null
),

int_return as (
    select * from core.int_return
),

delivery as (
    select * from raw.delivery
),

latest as (
    select coalesce(
        (select max(int_return.period) from int_return),
        max(int_delivery.period) filter (where int_delivery.is_in_force)
    ) as period
    from int_delivery
),

counted as (
    select
        int_delivery.source_id,
        int_delivery.submitter,
        int_delivery.dataset_id,
        max(int_delivery.period) filter (where int_delivery.is_in_force) as latest_period,
        max(delivery.arrived_at) as latest_arrival_at,
        count(*) filter (where int_delivery.is_in_force) as in_force_count,
        count(*) as delivery_count,
    from int_delivery
    inner join delivery on int_delivery.delivery_id = delivery.delivery_id
    group by all
),

final as (
    select
        counted.source_id,
        counted.submitter,
        counted.dataset_id,
        counted.latest_period,
        counted.latest_arrival_at,
        case
            when counted.latest_period > latest.period then 0
            else datediff('month', counted.latest_period, latest.period)
        end as months_behind,
        counted.in_force_count,
        counted.delivery_count,
    from counted
    cross join latest
)

select * from final
