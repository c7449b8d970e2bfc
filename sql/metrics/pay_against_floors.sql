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
      London in the London region), divided by hourly-paid workers aged 18 or over, or of unknown age.
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
  - id: real_living_wage_cost
    title: Annual cost of paying everyone the real living wage
    numerator: living_wage_cost_gbp_year
    good_direction: lower
    definition: >
      Over hourly-paid workers aged 18 or over, or of unknown age, who are paid less than the real living wage that
      applies: the difference an hour, times their weekly hours, times 52.143 weeks, to the penny for each worker.
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
  - id: next_floor_cost
    title: Annual cost of paying everyone the next adult minimum
    numerator: next_floor_cost_gbp_year
    good_direction: lower
    definition: >
      Over hourly-paid workers of any age who are paid less than the adult minimum (National Living Wage) from the
      next change of rates: the difference an hour, times their weekly hours, times 52.143 weeks, to the penny for
      each worker.
    <<: *cost
  - id: next_floor_cost_workers
    title: Workers behind the cost of the next adult minimum
    numerator: next_floor_cost_worker_count
    good_direction: lower
    definition: Workers paid less than the next adult minimum, whose weekly hours are known.
    <<: *workers
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
  living_wage_cost_gbp_year: Cost of lifting the worker to it; 0 where paid it; null where hours are not known
  living_wage_cost_worker_count: One where that costs anything; null likewise
  next_floor_cost_gbp_year: Cost of lifting the worker to the next adult minimum, likewise
  next_floor_cost_worker_count: One where that costs anything, likewise
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  A care worker paid 12.45 an hour for 20 hours a week, where the real living wage is 13.45, would cost 1.00 x 20 x
  52.143 = 1,042.86 a year more.
worked_examples:
  - says: >
      Care workers paid 12.45 for 20 hours and 13.45 for 30 hours where the real living wage is 13.45 and the next
      minimum 12.71, and one paid 12.00 whose hours are not known.
    rows:
      - living_wage_count: 1
        at_living_wage_count: 0
        next_floor_count: 1
        below_next_floor_count: 1
        living_wage_cost_gbp_year: 1042.86
        living_wage_cost_worker_count: 1
        next_floor_cost_gbp_year: 271.14
        next_floor_cost_worker_count: 1
      - living_wage_count: 1
        at_living_wage_count: 1
        next_floor_count: 1
        below_next_floor_count: 0
        living_wage_cost_gbp_year: 0
        living_wage_cost_worker_count: 0
        next_floor_cost_gbp_year: 0
        next_floor_cost_worker_count: 0
      - living_wage_count: 1
        at_living_wage_count: 0
        next_floor_count: 1
        below_next_floor_count: 1
    gives:
      share_at_real_living_wage: 0.33333333
      share_below_next_floor: 0.66666667
      real_living_wage_cost: 1042.86
      real_living_wage_cost_workers: 1
      next_floor_cost: 271.14
      next_floor_cost_workers: 1
source: core.fct_worker_month, reference.real_living_wage, reference.wage_floor
*/
with fct_worker_month as (
    select * from core.fct_worker_month
    where hourly_rate_clean_gbp_hour is not null
),

fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

bridge_area as (
    select * from core.bridge_area
    where ancestor_area_code = 'E12000007'
),

real_living_wage as (
    select * from reference.real_living_wage
),

wage_floor as (
    select * from reference.wage_floor
),

cleaning as (
    select * from reference.cleaning
    where name = 'weeks_in_year'
),

paid as (
    select
        fct_worker_month.*,
        fct_workplace_month.organisation_id,
        fct_workplace_month.area_code,
        fct_workplace_month.care_setting,
        fct_workplace_month.sector,
        fct_worker_month.hourly_rate_clean_gbp_hour as rate_gbp_hour,
        coalesce(nullif(fct_worker_month.contracted_hours, 0), fct_worker_month.average_hours)
        * cleaning.value as yearly_hours,
        case
            when fct_worker_month.age_years < 18 then null
            when bridge_area.area_code is null then real_living_wage.uk_gbp_hour
            else real_living_wage.london_gbp_hour
        end as living_wage_gbp_hour,
        wage_floor.nlw_gbp_hour as next_adult_floor_gbp_hour,
    from fct_worker_month
    inner join fct_workplace_month
        on fct_worker_month.period = fct_workplace_month.period
        and fct_worker_month.workplace_id = fct_workplace_month.workplace_id
    cross join cleaning
    left join bridge_area on fct_workplace_month.area_code = bridge_area.area_code
    asof left join real_living_wage
        on fct_worker_month.as_at_date >= real_living_wage.announced_date
    asof left join wage_floor on last_day(fct_worker_month.period) < wage_floor.valid_from
),

final as (
    select
        paid.period,
        paid.workplace_id,
        paid.organisation_id,
        paid.area_code,
        paid.care_setting,
        paid.job_role_code as job_role,
        paid.sector,
        1 as worker_count,
        if(paid.living_wage_gbp_hour is null, null, 1) as living_wage_count,
        if(paid.rate_gbp_hour >= paid.living_wage_gbp_hour, 1, 0) as at_living_wage_count,
        if(paid.next_wage_floor_gbp_hour is null, null, 1) as next_floor_count,
        if(paid.rate_gbp_hour < paid.next_wage_floor_gbp_hour, 1, 0) as below_next_floor_count,
        cast(
            greatest(paid.living_wage_gbp_hour - paid.rate_gbp_hour, 0)
            * if(paid.living_wage_gbp_hour is null, null, paid.yearly_hours) as decimal(12, 2)
        ) as living_wage_cost_gbp_year,
        if(living_wage_cost_gbp_year is null, null, if(living_wage_cost_gbp_year > 0, 1, 0))
            as living_wage_cost_worker_count,
        cast(
            greatest(paid.next_adult_floor_gbp_hour - paid.rate_gbp_hour, 0)
            * if(paid.next_adult_floor_gbp_hour is null, null, paid.yearly_hours) as decimal(12, 2)
        ) as next_floor_cost_gbp_year,
        if(next_floor_cost_gbp_year is null, null, if(next_floor_cost_gbp_year > 0, 1, 0))
            as next_floor_cost_worker_count,
    from paid
)

select * from final
