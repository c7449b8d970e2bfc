/*
title: Vacancies
grain: one row per eligible workplace, job role and month
measures:
  - id: vacancy_rate
    title: Vacancy rate
    unit: rate
    kind: ratio
    numerator: vacancy_count
    denominator: post_count
    good_direction: lower
    definition: >
      Vacancies, divided by vacancies plus permanent and temporary employees. Both are counted on the date
      of the return.
    source: Skills for Care, ASC-WDS benchmarks (vacancies over employees plus vacancies)
    decimals: 1
    minimum_base: 50
    no_change_band: 0.005
    caveats: >
      Bank, agency and other workers are on neither side. A workplace counts only where its staff total
      agrees with its worker records and it answered the question.
    reviewed_on: 2026-11-21
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row
  vacancy_count: Vacancies
  post_count: Permanent and temporary employees plus vacancies
rolling: true
cuts:
  - [care_setting]
  - [job_role]
  - [sector]
example: >
  90 permanent and temporary workers, 10 bank workers and 10 vacancies give 10 / (90 + 10) = 10.0%.
worked_examples:
  - says: 90 permanent and temporary workers, 10 bank workers and 10 vacancies.
    rows:
      - {worker_count: 90, vacancy_count: 10, post_count: 100}
    gives: {vacancy_rate: 0.1}
source: core.fct_workplace_role_month
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where vacancy_exclusion_reason is null
),

fct_workplace_role_month as (
    select * from core.fct_workplace_role_month
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
        fct_workplace_role_month.employee_count as worker_count,
        fct_workplace_role_month.vacancy_count,
        fct_workplace_role_month.employee_count + fct_workplace_role_month.vacancy_count
            as post_count,
    from fct_workplace_month
    inner join fct_workplace_role_month
        on fct_workplace_month.period = fct_workplace_role_month.period
        and fct_workplace_month.workplace_id = fct_workplace_role_month.workplace_id
    where
        fct_workplace_role_month.employee_count > 0
        or fct_workplace_role_month.vacancy_count > 0
)

select * from final
