/*
title: Hours, contracts and sickness
grain: one row per worker and month
measures:
  - id: zero_hours_share
    title: Share on zero-hours contracts
    unit: rate
    kind: ratio
    numerator: zero_hours_count
    denominator: zero_hours_known_count
    good_direction: lower
    definition: Workers on a zero-hours contract divided by workers of any contract of whom it is known.
    source: Skills for Care, local authority area summary reports (zero-hours contracts)
    decimals: 0
    minimum_base: 50
    no_change_band: 0.02
    caveats: &known >
      Workers of whom it is not known, or not answered, are left out. Workplaces whose staff total does not agree with
      their records are included. From providers' returns only.
    reviewed_on: 2026-11-22
  - id: over_30_hours_share
    title: Share contracted for more than 30 hours a week
    unit: rate
    kind: ratio
    numerator: over_30_hours_count
    denominator: contracted_count
    good_direction: neither
    definition: >
      Workers with more than 30 contracted hours a week divided by workers whose contracted hours are known and more
      than none.
    source: Office for National Statistics, Annual Survey of Hours and Earnings (full-time is more than 30 paid hours)
    decimals: 0
    minimum_base: 50
    no_change_band: 0.02
    caveats: >
      Not the full-time share that Skills for Care publishes: that is the employer's own word, without a threshold,
      which the bulk upload does not ask for. Workers without contracted hours (zero hours, bank, agency) are left
      out. From providers' returns only.
    reviewed_on: 2026-11-22
  - id: contracted_hours_mean
    title: Mean contracted hours a week
    unit: hours
    kind: mean
    value: contracted_hours
    good_direction: neither
    definition: >
      Contracted hours a week, on average over workers whose contracted hours are known and more than none.
    source: Ours, from CONTHOURS of the bulk upload
    decimals: 1
    minimum_base: 50
    no_change_band: 0.01
    caveats: *known
    reviewed_on: 2026-11-22
  - id: average_hours_mean
    title: Mean hours worked of those without contracted hours
    unit: hours
    kind: mean
    value: average_hours
    good_direction: neither
    definition: >
      Average hours a week, on average over the workers of whom they are known, which are asked of bank, agency and
      other workers and of those on zero-hours contracts.
    source: Ours, from AVGHOURS of the bulk upload
    decimals: 1
    minimum_base: 50
    no_change_band: 0.01
    caveats: *known
    reviewed_on: 2026-11-22
  - id: sickness_days_mean
    title: Mean days lost to sickness
    unit: days
    kind: mean
    value: sickness_days
    good_direction: lower
    definition: >
      Working days lost to sickness in the 12 months before the return, on average over workers of any contract whose
      days are known; none is known.
    source: Skills for Care, ASC-WDS benchmarks (mean days of workers whose sickness is known)
    decimals: 1
    minimum_base: 50
    no_change_band: 0.02
    caveats: *known
    reviewed_on: 2026-11-22
  - id: sickness_days_lost
    title: Days lost to sickness
    unit: days
    kind: count
    numerator: sickness_days
    good_direction: lower
    definition: >
      Working days lost to sickness in the 12 months before the return, of workers of any contract whose days are
      known, added up.
    source: Ours, from DAYSSICK of the bulk upload
    decimals: 0
    minimum_base: 50
    no_change_band: 0.02
    caveats: >
      Of the workers in the returns whose days are known, not of all there are: of two areas the one whose providers
      answer more has lost more days. From providers' returns only.
    reviewed_on: 2026-11-22
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  zero_hours_known_count: One where it is known
  zero_hours_count: One on a zero-hours contract
  contracted_count: One with contracted hours
  over_30_hours_count: One with more than 30 of them
  contracted_hours: Contracted hours a week; null where there are none or they are not known
  average_hours: Average hours a week; null where not known
  sickness_days: Working days lost in 12 months; null where not known
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Workers with 0, 4 and 9 days lost, and one whose days are not known, have a mean of 13 / 3 = 4.3 days.
worked_examples:
  - says: >
      Two employees with 37.5 and 20 contracted hours and 0 and 9 days lost, one on a zero-hours contract with 12 hours
      on average and 4 days, and one of whom nothing is known.
    rows:
      - zero_hours_known_count: 1
        zero_hours_count: 0
        contracted_count: 1
        over_30_hours_count: 1
        contracted_hours: 37.5
        sickness_days: 0
      - zero_hours_known_count: 1
        zero_hours_count: 0
        contracted_count: 1
        over_30_hours_count: 0
        contracted_hours: 20
        sickness_days: 9
      - {zero_hours_known_count: 1, zero_hours_count: 1, average_hours: 12, sickness_days: 4}
      - {zero_hours_count: 0}
    gives:
      zero_hours_share: 0.33333333
      over_30_hours_share: 0.5
      contracted_hours_mean: 28.75
      average_hours_mean: 12
      sickness_days_mean: 4.33333333
      sickness_days_lost: 13
source: core.fct_worker_month
*/
with int_counted_worker as (
    select
        int_counted_worker.* exclude (contracted_hours),
        nullif(contracted_hours, 0) as contracted_hours,
    from core.int_counted_worker
),

final as (
    select
        int_counted_worker.period,
        int_counted_worker.workplace_id,
        int_counted_worker.organisation_id,
        int_counted_worker.area_code,
        int_counted_worker.care_setting,
        int_counted_worker.job_role,
        int_counted_worker.sector,
        1 as worker_count,
        if(int_counted_worker.is_zero_hours is null, null, 1) as zero_hours_known_count,
        if(int_counted_worker.is_zero_hours, 1, 0) as zero_hours_count,
        if(int_counted_worker.contracted_hours is null, null, 1) as contracted_count,
        if(int_counted_worker.contracted_hours > 30, 1, 0) as over_30_hours_count,
        int_counted_worker.contracted_hours,
        int_counted_worker.average_hours,
        int_counted_worker.sickness_days,
    from int_counted_worker
)

select * from final
