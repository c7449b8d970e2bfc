/*
title: Every record that was read is kept, quarantined or blank
severity: error
message: A file's records do not add up, so some were lost or counted twice.
*/
select
    int_delivery.delivery_id,
    delivery.records as records_read,
    int_delivery.kept_count + int_delivery.quarantined_count + int_delivery.blank_count
        as records_accounted_for,
from core.int_delivery
inner join raw.delivery on int_delivery.delivery_id = delivery.delivery_id
where
    delivery.outcome = 'ready'
    and not delivery.is_duplicate
    and delivery.records
    <> int_delivery.kept_count + int_delivery.quarantined_count + int_delivery.blank_count
