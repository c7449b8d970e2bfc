/*
title: What better pay would cost
grain: one row per hourly-paid worker and month
measures:
  - id: real_living_wage_cost
    title: Annual cost of paying everyone the real living wage
    numerator: living_wage_cost_gbp_year
    good_direction: lower
    definition: >
      Over hourly-paid workers aged 18 or over, or of unknown age, who are paid less than the real living wage
      that applies: the difference an hour, times their weekly hours, times 52.143 weeks, to the penny for each
      worker.
    <<: &cost
      unit: gbp_year
      kind: count
      source: Ours; weeks as the workspace has them (weeks_in_year)
      decimals: 0
      minimum_base: 50
      no_change_band: 0.01
      caveats: >
        Pay alone, without the employer's national insurance, pension or holiday on it, and without what those paid
        more would then want. Of the workers in the returns whose hours are known, not of all there are. Weekly hours
        are contracted hours, or average hours of a worker who has none contracted.
      reviewed_on: 2026-11-22
  - id: real_living_wage_cost_workers
    title: Workers behind the cost of the real living wage
    numerator: living_wage_cost_worker_count
    good_direction: lower
    definition: Workers paid less than the real living wage that applies, whose weekly hours are known.
    <<: &workers
      unit: count
      kind: count
      source: Ours
      decimals: 0
      minimum_base: 50
      no_change_band: 0.01
      caveats: Of the workers in the returns whose hours are known, not of all there are.
      reviewed_on: 2026-11-22
  - id: real_living_wage_cost_with_on_costs
    title: Annual cost of paying everyone the real living wage, employers' on-costs included
    numerator: living_wage_cost_full_gbp_year
    good_direction: lower
    definition: >
      `real_living_wage_cost`, with the share of `metrics.employer_on_costs` of it added, to the penny for each
      worker.
    <<: &full
      unit: gbp_year
      kind: count
      source: Ours; the share as the workspace has it, one for all
      decimals: 0
      minimum_base: 50
      no_change_band: 0.01
      caveats: >
        No figure unless the workspace gives a share. What an employer pays on top differs from worker to worker: national
        insurance is due above a threshold only, and pension not by all. Else as the cost without.
      reviewed_on: 2026-11-22
  - id: next_floor_cost
    title: Annual cost of paying everyone the next adult minimum
    numerator: next_floor_cost_gbp_year
    good_direction: lower
    definition: >
      Over hourly-paid workers of any age who are paid less than the adult minimum (National Living Wage) from
      the next change of rates: the difference an hour, times their weekly hours, times 52.143 weeks, to the
      penny for each worker.
    <<: *cost
  - id: next_floor_cost_workers
    title: Workers behind the cost of the next adult minimum
    numerator: next_floor_cost_worker_count
    good_direction: lower
    definition: Workers paid less than the next adult minimum, whose weekly hours are known.
    <<: *workers
  - id: next_floor_cost_with_on_costs
    title: Annual cost of paying everyone the next adult minimum, employers' on-costs included
    numerator: next_floor_cost_full_gbp_year
    good_direction: lower
    definition: >
      `next_floor_cost`, with the share of `metrics.employer_on_costs` of it added, to the penny for each
      worker.
    <<: *full
  - id: pay_target_cost
    title: Annual cost of paying everyone a given hourly rate
    numerator: pay_target_cost_gbp_year
    good_direction: lower
    definition: >
      Over hourly-paid workers of any age who are paid less than the rate of `metrics.pay_target`: the
      difference an hour, times their weekly hours, times 52.143 weeks, to the penny for each worker.
    <<: *cost
  - id: pay_target_cost_workers
    title: Workers behind the cost of a given rate
    numerator: pay_target_cost_worker_count
    good_direction: lower
    definition: Workers paid less than a given rate, whose weekly hours are known.
    <<: *workers
  - id: pay_target_cost_with_on_costs
    title: Annual cost of paying everyone a given hourly rate, employers' on-costs included
    numerator: pay_target_cost_full_gbp_year
    good_direction: lower
    definition: >
      `pay_target_cost`, with the share of `metrics.employer_on_costs` of it added, to the penny for each
      worker.
    <<: *full
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  living_wage_cost_gbp_year: Cost of lifting the worker to the real living wage; 0 where paid it; null where hours are not known
  living_wage_cost_worker_count: One where that costs anything; null likewise
  living_wage_cost_full_gbp_year: The cost with on-costs; null also where the workspace gives none
  next_floor_cost_gbp_year: Cost of lifting the worker to the next adult minimum, likewise
  next_floor_cost_worker_count: One where that costs anything, likewise
  next_floor_cost_full_gbp_year: That cost with on-costs, likewise
  pay_target_cost_gbp_year: Cost of lifting the worker to the given rate, likewise
  pay_target_cost_worker_count: One where that costs anything, likewise
  pay_target_cost_full_gbp_year: That cost with on-costs, likewise
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  A care worker paid 12.45 an hour for 20 hours a week, where the real living wage is 13.45, would cost 1.00 x 20 x
  52.143 = 1,042.86 a year more, and with a fifth of on-costs 1,251.43.
worked_examples:
  - says: >
      Care workers paid 12.45 for 20 hours and 13.45 for 30 hours, and one paid 12.00 whose hours are not known, where the
      real living wage is 13.45, the next minimum 12.71, the given rate 13.00 and on-costs are a fifth.
    rows:
      - living_wage_cost_gbp_year: 1042.86
        living_wage_cost_worker_count: 1
        living_wage_cost_full_gbp_year: 1251.43
        next_floor_cost_gbp_year: 271.14
        next_floor_cost_worker_count: 1
        next_floor_cost_full_gbp_year: 325.37
        pay_target_cost_gbp_year: 573.57
        pay_target_cost_worker_count: 1
        pay_target_cost_full_gbp_year: 688.28
      - living_wage_cost_gbp_year: 0
        living_wage_cost_worker_count: 0
        living_wage_cost_full_gbp_year: 0
        next_floor_cost_gbp_year: 0
        next_floor_cost_worker_count: 0
        next_floor_cost_full_gbp_year: 0
        pay_target_cost_gbp_year: 0
        pay_target_cost_worker_count: 0
        pay_target_cost_full_gbp_year: 0
      - {}
    gives:
      real_living_wage_cost: 1042.86
      real_living_wage_cost_workers: 1
      real_living_wage_cost_with_on_costs: 1251.43
      next_floor_cost: 271.14
      next_floor_cost_workers: 1
      next_floor_cost_with_on_costs: 325.37
      pay_target_cost: 573.57
      pay_target_cost_workers: 1
      pay_target_cost_with_on_costs: 688.28
source: core.int_pay_shortfall, reference.pay_setting
*/
with int_pay_shortfall as (
    select * from core.int_pay_shortfall
),

pay_setting as (
    select * from reference.pay_setting
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
        int_pay_shortfall.living_wage_cost_gbp_year,
        cast(int_pay_shortfall.living_wage_cost_gbp_year > 0 as integer) as living_wage_cost_worker_count,
        cast(
            int_pay_shortfall.living_wage_cost_gbp_year * (1 + pay_setting.employer_on_costs)
            as decimal(12, 2)
        ) as living_wage_cost_full_gbp_year,
        int_pay_shortfall.next_floor_cost_gbp_year,
        cast(int_pay_shortfall.next_floor_cost_gbp_year > 0 as integer) as next_floor_cost_worker_count,
        cast(
            int_pay_shortfall.next_floor_cost_gbp_year * (1 + pay_setting.employer_on_costs)
            as decimal(12, 2)
        ) as next_floor_cost_full_gbp_year,
        int_pay_shortfall.pay_target_cost_gbp_year,
        cast(int_pay_shortfall.pay_target_cost_gbp_year > 0 as integer) as pay_target_cost_worker_count,
        cast(
            int_pay_shortfall.pay_target_cost_gbp_year * (1 + pay_setting.employer_on_costs)
            as decimal(12, 2)
        ) as pay_target_cost_full_gbp_year,
    from int_pay_shortfall
    cross join pay_setting
)

select * from final
