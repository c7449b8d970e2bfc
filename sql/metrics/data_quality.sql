/*
title: How fresh the data is
grain: one row per workplace of a provider's return, and month
measures:
  - id: return_rate
    title: Return rate
    unit: rate
    kind: ratio
    numerator: returned_count
    denominator: counted_count
    good_direction: higher
    definition: >
      Workplaces with a return of the month itself, divided by workplaces that count in the month from a return of it
      or of an earlier month that is not stale.
    <<: &fresh
      source: Ours, from the returns
      decimals: 1
      minimum_base: 0
      no_change_band: 0.01
      caveats: >
        A workplace that has never sent a return, or none for longer than the workspace allows, is on neither side: what
        share of all workplaces sends returns is for the CQC's register to say. Workplaces of the analysis extract are
        left out. It describes no person and is not suppressed.
      reviewed_on: 2026-11-22
  - id: data_age_mean
    title: Mean age of the data
    unit: months
    kind: mean
    value: return_age_months
    good_direction: lower
    definition: >
      Months between the return that a workplace is counted from and the month, on average over the workplaces that
      count in it; 0 for a return of the month itself.
    <<: *fresh
    caveats: >
      A record that its provider marks as not changed is as old as the return that says so. Workplaces of the analysis
      extract are left out. It describes no person and is not suppressed.
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: all
  sector: Sector
  worker_count: Worker records behind the row
  counted_count: One for each workplace
  returned_count: One where it is counted from a return of the month
  return_age_months: Months between its return and the month
cuts:
  - [care_setting]
  - [sector]
disclosure: none
example: >
  Four workplaces, one of them counted from the return of two months before, give a return rate of 75% and a mean age
  of 0.5 months.
worked_examples:
  - says: Four workplaces, one of them counted from the return of two months before.
    rows:
      - {workplace_id: w1, counted_count: 1, returned_count: 1, return_age_months: 0}
      - {workplace_id: w2, counted_count: 1, returned_count: 1, return_age_months: 0}
      - {workplace_id: w3, counted_count: 1, returned_count: 1, return_age_months: 0}
      - {workplace_id: w4, counted_count: 1, returned_count: 0, return_age_months: 2}
    gives: {return_rate: 0.75, data_age_mean: 0.5}
source: core.fct_workplace_month
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null and return_age_months is not null
),

final as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        fct_workplace_month.organisation_id,
        fct_workplace_month.area_code,
        fct_workplace_month.care_setting,
        'all' as job_role,
        fct_workplace_month.sector,
        fct_workplace_month.worker_record_count as worker_count,
        1 as counted_count,
        if(fct_workplace_month.return_age_months = 0, 1, 0) as returned_count,
        fct_workplace_month.return_age_months,
    from fct_workplace_month
)

select * from final
