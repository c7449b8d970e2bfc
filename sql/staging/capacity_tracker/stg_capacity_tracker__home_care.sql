/*
title: Home care agencies of the Capacity Tracker, decoded
grain: one row per record of an extract that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  row_state: kept, quarantined or blank
  location_id: CQC location
  location_name: Name of the location
  council_name: Council that the location lies in, as the tracker writes it
  updated_date: When it was last filled in
  care_worker_count: Care workers employed
  service_user_count: People served
  funded_user_count: People paid for by the NHS or a council
  self_funded_user_count: People who pay for themselves
  paid_hours: Hours paid, in the period asked about
  overtime_hours: Hours of overtime
  agency_hours: Hours of agency staff
  absence_hours: Hours of absence
  absence_days: Days of absence
  implausible_rules: The plausibility rules that the row breaks; it is flagged and kept
source: Capacity Tracker extract, home care
*/
with capacity_tracker_home_care as (
    select * from raw.capacity_tracker_home_care
),

final as (
    select
        capacity_tracker_home_care.delivery_id,
        capacity_tracker_home_care.record_number,
        capacity_tracker_home_care.source_id,
        capacity_tracker_home_care.submitter,
        capacity_tracker_home_care.period,
        capacity_tracker_home_care.row_state,
        capacity_tracker_home_care.location_id,
        capacity_tracker_home_care.location_name,
        capacity_tracker_home_care.council_name,
        capacity_tracker_home_care.updated_date,
        capacity_tracker_home_care.care_worker_count,
        capacity_tracker_home_care.service_user_count,
        capacity_tracker_home_care.funded_user_count,
        capacity_tracker_home_care.self_funded_user_count,
        capacity_tracker_home_care.paid_hours,
        capacity_tracker_home_care.overtime_hours,
        capacity_tracker_home_care.agency_hours,
        capacity_tracker_home_care.absence_hours,
        capacity_tracker_home_care.absence_days,
        reference.broken_rules(
            capacity_tracker_home_care.findings,
            [
                'staff_implausible',
                'users_implausible',
                'before_capacity_tracker_settled',
            ]
        ) as implausible_rules,
    from capacity_tracker_home_care
)

select * from final
