/*
title: Every row of a file is a record or left out and counted, and every record is kept, quarantined or blank
severity: error
message: A file's rows or records do not add up, so some were lost or counted twice.
*/
select
    int_delivery.delivery_id,
    delivery.read_rows as rows_read,
    delivery.records as records_read,
    int_delivery.kept_count + int_delivery.quarantined_count + int_delivery.blank_count
        as records_accounted_for,
from core.int_delivery
inner join raw.delivery on int_delivery.delivery_id = delivery.delivery_id
inner join raw.dataset on delivery.dataset_id = dataset.dataset_id
where
    delivery.outcome = 'ready'
    and not delivery.is_duplicate
    and (
        delivery.records
        <> int_delivery.kept_count + int_delivery.quarantined_count + int_delivery.blank_count
        or delivery.records is null
        or delivery.read_rows is null
        or delivery.records < delivery.read_rows
        or (dataset.is_row_per_record and delivery.records <> delivery.read_rows)
    )
