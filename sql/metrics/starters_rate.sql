/*
title: Starters and net change
grain: one row per eligible workplace, job role and month
measures:
  - id: starters_rate
    title: Starters rate
    numerator: starter_count
    denominator: employee_count
    definition: >
      Employees who started in the 12 months before the return, divided by permanent and temporary employees on the
      date of the return.
    <<: &rate
      unit: rate
      kind: ratio
      range: positive
      good_direction: neither
      source: Skills for Care, recruitment page (2017/18, starters over permanent and temporary workers)
      decimals: 1
      minimum_base: 50
      no_change_band: 0.01
      caveats: >
        Bank, agency and other workers are on neither side. A workplace counts only where its staff total agrees
        with its worker records and it answered the question. A rate above 995% is taken for a slip and left out.
      reviewed_on: 2026-11-22
  - id: net_change
    title: Net change of employees
    numerator: net_change_count
    denominator: net_employee_count
    range: any
    definition: >
      Starters less leavers of the 12 months before the return, divided by permanent and temporary employees on the
      date of the return, at workplaces that count in the starters rate and in the turnover rate.
    <<: *rate
    good_direction: higher
    source: Ours, from starters and leavers of the returns
    caveats: >
      Less than nothing where more left than started. It is over the employees there are now, not those of a year
      ago, and says nothing of workplaces that opened or closed.
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Permanent and temporary employees
  starter_count: Starters in the last 12 months; null of a role with leavers and neither starters nor employees
  employee_count: Permanent and temporary employees; null likewise
  net_change_count: Starters less leavers; null where the workplace does not count in the turnover rate
  net_employee_count: Permanent and temporary employees, null likewise
cuts:
  - [care_setting]
  - [job_role]
  - [sector]
example: 100 employees, 37 starters and 30 leavers in 12 months give a starters rate of 37.0% and a net change of 7.0%.
worked_examples:
  - says: >
      60 employees, 22 starters and 30 leavers; 40 employees and 15 starters where the leavers are not known.
    rows:
      - worker_count: 60
        starter_count: 22
        employee_count: 60
        net_change_count: -8
        net_employee_count: 60
      - {workplace_id: w2, worker_count: 40, starter_count: 15, employee_count: 40}
    gives: {starters_rate: 0.37, net_change: -0.13333333}
source: core.fct_workplace_role_month
*/
with fct_workplace_month as (
    select
        fct_workplace_month.*,
        turnover_exclusion_reason is null as has_turnover,
    from core.fct_workplace_month
    where
        rate_exclusion_reason is null
        and starter_count <= 9.95 * employee_count
),

fct_workplace_role_month as (
    select
        fct_workplace_role_month.*,
        employee_count = 0 and starter_count = 0 as is_only_left,
    from core.fct_workplace_role_month
    where employee_count > 0 or starter_count > 0 or leaver_count > 0
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
        if(
            fct_workplace_role_month.is_only_left, null, fct_workplace_role_month.starter_count
        ) as starter_count,
        if(
            fct_workplace_role_month.is_only_left, null, fct_workplace_role_month.employee_count
        ) as employee_count,
        if(
            fct_workplace_month.has_turnover,
            fct_workplace_role_month.starter_count - fct_workplace_role_month.leaver_count,
            null
        ) as net_change_count,
        if(fct_workplace_month.has_turnover, fct_workplace_role_month.employee_count, null)
            as net_employee_count,
    from fct_workplace_month
    inner join fct_workplace_role_month
        on fct_workplace_month.period = fct_workplace_role_month.period
        and fct_workplace_month.workplace_id = fct_workplace_role_month.workplace_id
)

select * from final
