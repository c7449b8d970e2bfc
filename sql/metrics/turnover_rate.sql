/*
title: Turnover
grain: one row per eligible workplace, job role and month
measures:
  - id: turnover_rate
    title: Turnover rate
    unit: rate
    kind: ratio
    numerator: leaver_count
    denominator: employee_count
    range: positive
    good_direction: lower
    definition: >
      Employees who left in the 12 months before the return. They are divided by the permanent and
      temporary employees on its date.
    source: Skills for Care, ASC-WDS benchmarks (leavers over permanent and temporary workers)
    decimals: 1
    minimum_base: 50
    no_change_band: 0.01
    caveats: >
      Bank, agency and other workers are on neither side. A workplace counts only where its staff total
      agrees with its worker records and it answered the question. A rate above 995% is taken for a slip
      and left out.
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
  leaver_count: Leavers in the last 12 months
  employee_count: Permanent and temporary employees
cuts:
  - [care_setting]
  - [job_role]
  - [sector]
example: 90 permanent and temporary workers and 27 leavers give 27 / 90 = 30.0%.
worked_examples:
  - says: 30 employees and 7 leavers in one home, 60 and 20 in another.
    rows:
      - {worker_count: 30, leaver_count: 7, employee_count: 30}
      - {workplace_id: w2, worker_count: 60, leaver_count: 20, employee_count: 60}
    gives: {turnover_rate: 0.3}
source: core.fct_workplace_role_month
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where turnover_exclusion_reason is null
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
        fct_workplace_role_month.leaver_count,
        fct_workplace_role_month.employee_count,
    from fct_workplace_month
    inner join fct_workplace_role_month
        on fct_workplace_month.period = fct_workplace_role_month.period
        and fct_workplace_month.workplace_id = fct_workplace_role_month.workplace_id
    where
        fct_workplace_role_month.employee_count > 0
        or fct_workplace_role_month.leaver_count > 0
)

select * from final
