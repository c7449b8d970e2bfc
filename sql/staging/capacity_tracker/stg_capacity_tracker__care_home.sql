/*
title: Care homes of the Capacity Tracker, decoded
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
  bed_count: Beds the home can use
  used_bed_count: Beds in use
  free_bed_count: Beds declared free, not vacancies of staff
  nurse_count: Nurses employed
  care_worker_count: Care workers employed
  other_worker_count: Other staff employed
  agency_nurse_count: Agency nurses
  agency_care_worker_count: Agency care workers
  agency_other_worker_count: Other agency staff
  paid_hours: Hours paid, in the period asked about
  overtime_hours: Hours of overtime
  agency_hours: Hours of agency staff
  absence_hours: Hours of absence
  absence_days: Days of absence
  employed_count: Nurses, care workers and other staff employed; null unless all three are known
  implausible_rules: The plausibility rules that the row breaks; it is flagged and kept
source: Capacity Tracker extract, care homes
*/
with capacity_tracker_care_home as (
    select * from raw.capacity_tracker_care_home
),

final as (
    select
        capacity_tracker_care_home.delivery_id,
        capacity_tracker_care_home.record_number,
        capacity_tracker_care_home.source_id,
        capacity_tracker_care_home.submitter,
        capacity_tracker_care_home.period,
        capacity_tracker_care_home.row_state,
        capacity_tracker_care_home.location_id,
        capacity_tracker_care_home.location_name,
        capacity_tracker_care_home.council_name,
        capacity_tracker_care_home.updated_date,
        capacity_tracker_care_home.bed_count,
        capacity_tracker_care_home.used_bed_count,
        capacity_tracker_care_home.free_bed_count,
        capacity_tracker_care_home.nurse_count,
        capacity_tracker_care_home.care_worker_count,
        capacity_tracker_care_home.other_worker_count,
        capacity_tracker_care_home.agency_nurse_count,
        capacity_tracker_care_home.agency_care_worker_count,
        capacity_tracker_care_home.agency_other_worker_count,
        capacity_tracker_care_home.paid_hours,
        capacity_tracker_care_home.overtime_hours,
        capacity_tracker_care_home.agency_hours,
        capacity_tracker_care_home.absence_hours,
        capacity_tracker_care_home.absence_days,
        capacity_tracker_care_home.nurse_count + capacity_tracker_care_home.care_worker_count
            + capacity_tracker_care_home.other_worker_count as employed_count,
        reference.broken_rules(
            capacity_tracker_care_home.findings,
            [
                'staff_implausible',
                'agency_repeats_employed',
                'staff_for_beds_implausible',
                'before_capacity_tracker_settled',
            ]
        ) as implausible_rules,
    from capacity_tracker_care_home
)

select * from final
