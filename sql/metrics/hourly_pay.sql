/*
title: Hourly pay
grain: one row per hourly-paid worker and month
measures:
  - id: hourly_pay_median
    title: Median hourly pay
    quantile: 0.5
    definition: Half of these workers are paid this an hour or less.
    <<: &quantile
      unit: gbp_hour
      kind: quantile
      value: hourly_rate_gbp_hour
      good_direction: higher
      source: Skills for Care, Pay in the adult social care sector (hourly paid workers, rate as entered)
      decimals: 2
      minimum_base: 50
      no_change_band: 0.01
      reviewed_on: 2026-11-21
      caveats: >
        Hourly-paid workers of any employment status, workplaces whose staff total does not agree
        included. Salaries are not converted. A rate that cannot be true is left out: too far under the least
        minimum that can have applied (under 70%, unless the workspace says otherwise), or over the most that
        is taken for the group of roles.
  - id: hourly_pay_p10
    title: Hourly pay, 10th percentile
    quantile: 0.1
    definition: One in ten of these workers is paid this an hour or less.
    <<: *quantile
  - id: hourly_pay_p25
    title: Hourly pay, lower quartile
    quantile: 0.25
    definition: A quarter of these workers are paid this an hour or less.
    <<: *quantile
  - id: hourly_pay_p75
    title: Hourly pay, upper quartile
    quantile: 0.75
    definition: Three quarters of these workers are paid this an hour or less.
    <<: *quantile
  - id: hourly_pay_p90
    title: Hourly pay, 90th percentile
    quantile: 0.9
    definition: Nine in ten of these workers are paid this an hour or less.
    <<: *quantile
  - id: hourly_pay_mean
    title: Mean hourly pay
    definition: Hourly pay on average over these workers.
    <<: *quantile
    kind: mean
    source: Skills for Care, ASC-WDS benchmarks (mean hourly rate)
  - id: hourly_pay_median_new
    title: Median hourly pay, new to the sector
    value: new_rate_gbp_hour
    quantile: 0.5
    definition: >
      Half of these workers who started in adult social care less than a year ago are paid this an hour or less. Of the
      start only the year is given; its middle is taken.
    <<: *quantile
  - id: hourly_pay_median_experienced
    title: Median hourly pay, 5 or more years in the sector
    value: experienced_rate_gbp_hour
    quantile: 0.5
    definition: >
      Half of these workers who started in adult social care 5 completed years ago or more are paid this an hour or
      less. Of the start only the year is given; its middle is taken.
    <<: *quantile
  - id: share_below_floor
    title: Share paid below the statutory minimum
    unit: rate
    kind: ratio
    numerator: below_floor_count
    denominator: floored_count
    good_direction: lower
    definition: >
      Hourly-paid workers paid less than the statutory minimum that applied to their age on the date of
      the return. They are divided by all hourly-paid workers for whom there is one.
    source: National Minimum Wage and National Living Wage rates, GOV.UK
    decimals: 1
    minimum_base: 50
    no_change_band: 0.005
    caveats: >
      The adult rate is taken where the age is not known. A rate that cannot be true is left out, as from
      median pay. A return can be out of date on the day of a rise, so a share below the minimum is a question
      to ask, not proof of underpayment.
    reviewed_on: 2026-11-21
  - id: share_at_floor
    title: Share paid at the statutory minimum
    unit: rate
    kind: ratio
    numerator: at_floor_count
    denominator: floored_count
    good_direction: lower
    definition: >
      Hourly-paid workers paid the statutory minimum for their age or up to 10p above it. They are divided by
      all hourly-paid workers for whom there is one.
    source: Skills for Care, Pay in the adult social care sector, December 2024 (within 10p)
    decimals: 1
    minimum_base: 50
    no_change_band: 0.01
    caveats: The adult rate is taken where the age is not known.
    reviewed_on: 2026-11-21
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  hourly_rate_gbp_hour: Hourly pay
  new_rate_gbp_hour: The same of those with less than a year in the sector
  experienced_rate_gbp_hour: The same of those with 5 or more
  floored_count: One where a statutory minimum applied
  below_floor_count: One where paid less than it
  at_floor_count: One where paid it, or up to 10p above it
cuts:
  - [job_role]
  - [job_role, care_setting]
job_roles: ['7', '8', '52']
uncut: false
example: >
  Care workers paid 12.21, 12.21, 12.60, 13.00 and 14.00 an hour have a median of 12.60; with a minimum
  of 12.21 none is below it and two of five are at it.
worked_examples:
  - says: >
      Care workers paid 12.21, 12.21, 12.60, 13.00 and 14.00 an hour, the minimum being 12.21: percentiles lie
      between the two nearest people.
    rows:
      - {hourly_rate_gbp_hour: 12.21, floored_count: 1, below_floor_count: 0, at_floor_count: 1}
      - {hourly_rate_gbp_hour: 12.21, floored_count: 1, below_floor_count: 0, at_floor_count: 1}
      - {hourly_rate_gbp_hour: 12.60, floored_count: 1, below_floor_count: 0, at_floor_count: 0}
      - {hourly_rate_gbp_hour: 13.00, floored_count: 1, below_floor_count: 0, at_floor_count: 0}
      - {hourly_rate_gbp_hour: 14.00, floored_count: 1, below_floor_count: 0, at_floor_count: 0}
    gives:
      hourly_pay_median: 12.6
      hourly_pay_p10: 12.21
      hourly_pay_p25: 12.21
      hourly_pay_p75: 13
      hourly_pay_p90: 13.6
      hourly_pay_mean: 12.804
      share_below_floor: 0
      share_at_floor: 0.4
  - says: Care workers new to the sector paid 12.21 and 12.31, one with 7 years in it paid 12.45, one with 2 paid 12.40.
    rows:
      - {hourly_rate_gbp_hour: 12.21, new_rate_gbp_hour: 12.21}
      - {hourly_rate_gbp_hour: 12.31, new_rate_gbp_hour: 12.31}
      - {hourly_rate_gbp_hour: 12.45, experienced_rate_gbp_hour: 12.45}
      - {hourly_rate_gbp_hour: 12.40}
    gives: {hourly_pay_median_new: 12.26, hourly_pay_median_experienced: 12.45}
source: core.fct_worker_month
*/
with int_counted_worker as (
    select * from core.int_counted_worker
    where hourly_rate_clean_gbp_hour is not null
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
        int_counted_worker.hourly_rate_clean_gbp_hour as hourly_rate_gbp_hour,
        if(
            int_counted_worker.experience_years = 0,
            int_counted_worker.hourly_rate_clean_gbp_hour,
            null
        ) as new_rate_gbp_hour,
        if(
            int_counted_worker.experience_years >= 5,
            int_counted_worker.hourly_rate_clean_gbp_hour,
            null
        ) as experienced_rate_gbp_hour,
        if(int_counted_worker.wage_floor_gbp_hour is null, null, 1) as floored_count,
        if(
            int_counted_worker.hourly_rate_clean_gbp_hour < int_counted_worker.wage_floor_gbp_hour,
            1,
            0
        ) as below_floor_count,
        if(
            int_counted_worker.hourly_rate_clean_gbp_hour
            between int_counted_worker.wage_floor_gbp_hour
            and int_counted_worker.wage_floor_gbp_hour + 0.10,
            1,
            0
        ) as at_floor_count,
    from int_counted_worker
)

select * from final
