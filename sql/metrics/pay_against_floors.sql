/*
title: Pay against the real living wage and the next minimum
grain: one row per hourly-paid worker and month
measures:
  - id: share_at_real_living_wage
    title: Share paid the real living wage or more
    numerator: at_living_wage_count
    denominator: living_wage_count
    good_direction: higher
    definition: >
      Hourly-paid workers paid at least the real living wage announced last by the date of the return (that of
      London in a London borough), divided by hourly-paid workers aged 18 or over, or of unknown age.
    <<: &share
      unit: rate
      kind: ratio
      source: Skills for Care, pay reports (March 2025 pay against the rate announced in October 2024)
      decimals: 1
      minimum_base: 50
      no_change_band: 0.01
      caveats: >
        The real living wage is voluntary, and employers have until 1 May to pay a rate announced in the autumn. A
        rate of pay that cannot be true is left out, as from median pay. Workplaces whose staff total does not agree
        are included. From providers' returns only.
      reviewed_on: 2026-11-22
  - id: share_below_next_floor
    title: Share paid below the next statutory minimum
    numerator: below_next_floor_count
    denominator: next_floor_count
    good_direction: lower
    definition: >
      Hourly-paid workers paid less than the statutory minimum that applies to their age from the next change of rates,
      divided by hourly-paid workers for whom there is one.
    <<: *share
    source: Skills for Care, pay report 2019/20 (below the next National Living Wage)
    caveats: >
      By sql/reference/wage_floor.csv, whose rates are read without regard to the day they were announced; no figure
      where it has none after the month. Age is that of the return; the adult rate is taken where it is
      not known. From providers' returns only.
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  living_wage_count: One where a real living wage applies
  at_living_wage_count: One where paid it or more
  next_floor_count: One where the next rates have a minimum for the age
  below_next_floor_count: One where paid less than it
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Of care workers paid 12.45, 13.45 and 12.00 an hour where the real living wage is 13.45 and the next minimum 12.71, 1 of
  3 is paid the real living wage, and 2 of 3 are below the next minimum.
worked_examples:
  - says: >
      Care workers paid 12.45, 13.45 and 12.00 where the real living wage is 13.45 and the next minimum 12.71.
    rows:
      - {living_wage_count: 1, at_living_wage_count: 0, next_floor_count: 1, below_next_floor_count: 1}
      - {living_wage_count: 1, at_living_wage_count: 1, next_floor_count: 1, below_next_floor_count: 0}
      - {living_wage_count: 1, at_living_wage_count: 0, next_floor_count: 1, below_next_floor_count: 1}
    gives:
      share_at_real_living_wage: 0.33333333
      share_below_next_floor: 0.66666667
source: core.int_pay_shortfall, core.fct_worker_month
*/
with int_pay_shortfall as (
    select * from core.int_pay_shortfall
),

final as (
    select
        int_pay_shortfall.period,
        int_pay_shortfall.workplace_id,
        int_pay_shortfall.organisation_id,
        int_pay_shortfall.area_code,
        int_pay_shortfall.care_setting,
        int_pay_shortfall.job_role,
        int_pay_shortfall.sector,
        1 as worker_count,
        if(int_pay_shortfall.living_wage_gbp_hour is null, null, 1) as living_wage_count,
        if(int_pay_shortfall.rate_gbp_hour >= int_pay_shortfall.living_wage_gbp_hour, 1, 0)
            as at_living_wage_count,
        if(int_pay_shortfall.next_wage_floor_gbp_hour is null, null, 1) as next_floor_count,
        if(int_pay_shortfall.rate_gbp_hour < int_pay_shortfall.next_wage_floor_gbp_hour, 1, 0)
            as below_next_floor_count,
    from int_pay_shortfall
)

select * from final
