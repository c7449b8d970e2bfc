/*
title: Annual pay
grain: one row per salaried worker and month
measures:
  - id: annual_pay_median
    title: Median annual full-time-equivalent pay
    quantile: 0.5
    kind: quantile
    value: annual_fte_gbp_year
    definition: >
      Half of these workers are paid this a year or less, were they to work 37 hours a week: annual pay divided by
      contracted hours a week, times 37.
    <<: &annual
      unit: gbp_year
      good_direction: higher
      source: >
        Skills for Care, ASC-WDS benchmarks (annual full-time-equivalent pay of registered managers and registered
        nurses) and area summary reports (of social workers); how it converts is not published
      decimals: 0
      minimum_base: 50
      no_change_band: 0.01
      caveats: >
        Salaried workers of any employment status with contracted hours; the hourly paid are not converted. Left out is
        pay that comes to less an hour than 70% of the statutory minimum for the age, or to more than is taken for the
        group of roles (both unless the workspace says otherwise), with a year of 52.143 weeks. Workplaces whose staff
        total does not agree are included. From providers' returns only.
      reviewed_on: 2026-11-22
  - id: annual_pay_mean
    title: Mean annual full-time-equivalent pay
    kind: mean
    value: annual_fte_gbp_year
    definition: >
      Annual pay divided by contracted hours a week, times 37, to the penny, on average over these workers.
    <<: *annual
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  annual_fte_gbp_year: Annual pay were the worker to work 37 hours a week
cuts:
  - [job_role]
  - [job_role, care_setting]
job_roles: ['4', '6', '16']
uncut: false
example: A registered manager paid 20,000 a year for 18.5 hours a week has a full-time equivalent of 40,000.
worked_examples:
  - says: Three registered managers whose full-time equivalents are 36,000, 38,000 and 46,000.
    rows:
      - {job_role: '4', annual_fte_gbp_year: 36000}
      - {job_role: '4', annual_fte_gbp_year: 38000}
      - {job_role: '4', annual_fte_gbp_year: 46000}
    gives: {annual_pay_median: 38000, annual_pay_mean: 40000}
source: core.fct_worker_month
*/
with int_counted_worker as (
    select * from core.int_counted_worker
    where hourly_equivalent_gbp_hour is not null
),

job_role as (
    select * from reference.job_role
),

cleaning as (
    select * from reference.cleaning
),

method as (
    select
        37 as full_time_hours,
        max(cleaning.value) filter (where cleaning.name = 'least_share_of_floor')
            as least_share_of_floor,
    from cleaning
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
        cast(
            int_counted_worker.salary_gbp_year
            * method.full_time_hours
            / int_counted_worker.contracted_hours as decimal(12, 2)
        ) as annual_fte_gbp_year,
    from int_counted_worker
    inner join job_role on int_counted_worker.job_role = job_role.job_role_code
    cross join method
    left join cleaning as most_pay
        on concat('most_pay_', job_role.job_role_group) = most_pay.name
    where
        int_counted_worker.hourly_equivalent_gbp_hour
        >= coalesce(method.least_share_of_floor * int_counted_worker.wage_floor_gbp_hour, 0)
        and int_counted_worker.hourly_equivalent_gbp_hour
        <= coalesce(most_pay.value, int_counted_worker.hourly_equivalent_gbp_hour)
)

select * from final
