/*
title: Sick pay, pension and holiday
grain: one row per workplace and month
measures:
  - id: sick_pay_share
    title: Share of workplaces that pay more than statutory sick pay
    unit: rate
    kind: ratio
    numerator: sick_pay_count
    denominator: sick_pay_known_count
    definition: Workplaces that pay more than statutory sick pay, divided by workplaces of which it is known.
    source: ASC-WDS bulk upload, SICKPAY
    <<: &workplace
      good_direction: higher
      decimals: 0
      minimum_base: 50
      no_change_band: 0.02
      caveats: >
        Each workplace counts as one, however many work there. Those of which it is not known, or not answered, are
        left out. From providers' returns only.
      reviewed_on: 2026-11-22
  - id: pension_share
    title: Share of workplaces that pay more than the least pension
    unit: rate
    kind: ratio
    numerator: pension_count
    denominator: pension_known_count
    definition: >
      Workplaces that pay more than the least contribution to a workplace pension, divided by workplaces of which it is
      known.
    source: ASC-WDS bulk upload, PENSION
    <<: *workplace
  - id: holiday_days_mean
    title: Mean days of holiday a year
    unit: days
    kind: mean
    value: holiday_days
    definition: Days of leave a year, on average over the workplaces that give them.
    source: ASC-WDS bulk upload, HOLIDAY
    <<: *workplace
    decimals: 1
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: all
  sector: Sector
  worker_count: Worker records behind the row
  sick_pay_known_count: One where it is known
  sick_pay_count: One where it pays more than statutory sick pay
  pension_known_count: One where it is known
  pension_count: One where it pays more than the least contribution
  holiday_days: Days of leave a year; null where not known
cuts:
  - [care_setting]
  - [sector]
example: Of three workplaces, one pays more than statutory sick pay, one does not and one does not know, 50%.
worked_examples:
  - says: >
      Three workplaces: one pays more than statutory sick pay and gives 28 days of leave, one does neither more of sick
      pay nor of pension and gives 33, and of one nothing is known.
    rows:
      - {workplace_id: w1, sick_pay_known_count: 1, sick_pay_count: 1, holiday_days: 28}
      - workplace_id: w2
        sick_pay_known_count: 1
        sick_pay_count: 0
        pension_known_count: 1
        pension_count: 0
        holiday_days: 33
      - {workplace_id: w3, sick_pay_count: 0, pension_count: 0}
    gives: {sick_pay_share: 0.5, pension_share: 0, holiday_days_mean: 30.5}
source: core.fct_workplace_month
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
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
        if(fct_workplace_month.has_sick_pay is null, null, 1) as sick_pay_known_count,
        if(fct_workplace_month.has_sick_pay, 1, 0) as sick_pay_count,
        if(fct_workplace_month.has_pension is null, null, 1) as pension_known_count,
        if(fct_workplace_month.has_pension, 1, 0) as pension_count,
        fct_workplace_month.holiday_days,
    from fct_workplace_month
)

select * from final
