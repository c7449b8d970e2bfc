/*
title: What it would take to pay each hourly-paid worker given wages
grain: one row per hourly-paid worker whose rate can be true, of a workplace that counts, and month
keys: [period, workplace_id, worker_key]
columns:
  period: First day of the month
  workplace_id: The workplace
  worker_key: The worker, as in core.fct_worker_month
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Main job role
  sector: Sector
  rate_gbp_hour: Hourly pay
  next_wage_floor_gbp_hour: The minimum for the worker's age by the next rates, as in core.fct_worker_month
  living_wage_gbp_hour: The real living wage announced last by the date of the return; null of those under 18
  next_adult_floor_gbp_hour: The adult minimum (National Living Wage) by the next rates; null where there are none
  pay_target_gbp_hour: The rate of metrics.pay_target in carecount.yaml; null where none is set
  living_wage_cost_gbp_year: >
    What paying the worker the real living wage would cost a year: the difference an hour, times weekly hours, times
    weeks_in_year, to the penny; 0 where paid it; null without weekly hours or without the wage
  next_floor_cost_gbp_year: The same of the next adult minimum
  pay_target_cost_gbp_year: The same of the given rate
source: >
  core.int_counted_worker. Weekly hours are contracted hours, or average hours of a worker who has none contracted.
  The real living wage of London is that of workplaces in a London borough, be all of London in the partnership or not.
*/
with int_counted_worker as (
    select * from core.int_counted_worker
    where hourly_rate_clean_gbp_hour is not null
),

area_member as (
    select * from reference.area_member
    where parent_area_code = 'E12000007'
),

real_living_wage as (
    select * from reference.real_living_wage
),

wage_floor as (
    select * from reference.wage_floor
),

pay_setting as (
    select * from reference.pay_setting
),

cleaning as (
    select * from reference.cleaning
    where name = 'weeks_in_year'
),

paid as (
    select
        int_counted_worker.period,
        int_counted_worker.workplace_id,
        int_counted_worker.worker_key,
        int_counted_worker.organisation_id,
        int_counted_worker.area_code,
        int_counted_worker.care_setting,
        int_counted_worker.job_role,
        int_counted_worker.sector,
        int_counted_worker.hourly_rate_clean_gbp_hour as rate_gbp_hour,
        int_counted_worker.next_wage_floor_gbp_hour,
        coalesce(nullif(int_counted_worker.contracted_hours, 0), int_counted_worker.average_hours)
        * cleaning.value as yearly_hours,
        case
            when int_counted_worker.age_years < 18 then null
            when area_member.area_code is null then real_living_wage.uk_gbp_hour
            else real_living_wage.london_gbp_hour
        end as living_wage_gbp_hour,
        wage_floor.nlw_gbp_hour as next_adult_floor_gbp_hour,
        pay_setting.pay_target_gbp_hour,
    from int_counted_worker
    cross join cleaning
    cross join pay_setting
    left join area_member on int_counted_worker.area_code = area_member.area_code
    asof left join real_living_wage
        on int_counted_worker.as_at_date >= real_living_wage.announced_date
    asof left join wage_floor on last_day(int_counted_worker.period) < wage_floor.valid_from
),

final as (
    select
        paid.* exclude (yearly_hours),
        reference.yearly_shortfall(
            paid.living_wage_gbp_hour, paid.rate_gbp_hour, paid.yearly_hours
        ) as living_wage_cost_gbp_year,
        reference.yearly_shortfall(
            paid.next_adult_floor_gbp_hour, paid.rate_gbp_hour, paid.yearly_hours
        ) as next_floor_cost_gbp_year,
        reference.yearly_shortfall(
            paid.pay_target_gbp_hour, paid.rate_gbp_hour, paid.yearly_hours
        ) as pay_target_cost_gbp_year,
    from paid
)

select * from final
