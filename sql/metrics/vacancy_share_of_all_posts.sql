/*
title: Vacancies over all posts
grain: one row per eligible workplace, job role and month
measures:
  - id: vacancy_share_of_all_posts
    title: Vacancies as a share of all posts
    unit: rate
    kind: ratio
    numerator: vacancy_count
    denominator: all_post_count
    good_direction: lower
    definition: >
      Vacancies on the date of the return, divided by workers of any contract plus vacancies.
    source: >
      Ours, from the definitions of Skills for Care (total posts are filled and vacant posts); not the vacancy rate
      that it publishes
    decimals: 1
    minimum_base: 50
    no_change_band: 0.005
    caveats: >
      Not the vacancy rate: bank, agency and other workers are below the line here, which makes it lower (of England
      in 2021/22, 9.2% and not 10.7%). The same workplaces count as in the vacancy rate.
    reviewed_on: 2026-11-22
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers of any contract
  vacancy_count: Vacancies
  all_post_count: Workers of any contract plus vacancies
cuts:
  - [care_setting]
  - [sector]
example: >
  90 permanent and temporary workers, 10 bank workers and 10 vacancies give 10 / (100 + 10) = 9.1%, where the vacancy
  rate is 10.0%.
worked_examples:
  - says: 60 permanent and temporary workers, 8 bank and 2 agency workers, and 10 vacancies.
    rows:
      - {worker_count: 70, vacancy_count: 10, all_post_count: 80}
    gives: {vacancy_share_of_all_posts: 0.125}
source: core.fct_workplace_role_month
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where vacancy_exclusion_reason is null
),

fct_workplace_role_month as (
    select * from core.fct_workplace_role_month
    where worker_count > 0 or vacancy_count > 0
),

final as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        fct_workplace_month.organisation_id,
        fct_workplace_month.area_code,
        fct_workplace_month.care_setting,
        fct_workplace_role_month.job_role_code as job_role,
        fct_workplace_month.sector,
        fct_workplace_role_month.worker_count,
        fct_workplace_role_month.vacancy_count,
        fct_workplace_role_month.worker_count + fct_workplace_role_month.vacancy_count
            as all_post_count,
    from fct_workplace_month
    inner join fct_workplace_role_month
        on fct_workplace_month.period = fct_workplace_role_month.period
        and fct_workplace_month.workplace_id = fct_workplace_role_month.workplace_id
)

select * from final
