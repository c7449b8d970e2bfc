/*
title: Staff by contract
grain: one row per workplace, job role and month
measures:
  - id: employees
    title: Employees
    numerator: employee_count
    definition: Permanent and temporary workers on the date of the return, one for each worker record.
    <<: &count
      unit: count
      kind: count
      good_direction: neither
      source: Skills for Care, ASC-WDS benchmarks (permanent and temporary worker records)
      decimals: 0
      minimum_base: 50
      no_change_band: 0
      caveats: >
        Of the workplaces that sent a return, not of all there are, and not weighted; workplaces whose staff total
        does not agree with their records included.
      reviewed_on: 2026-11-22
  - id: vacancies
    title: Vacancies
    numerator: vacancy_count
    definition: >
      Vacancies on the date of the return, at workplaces that answered; none is an answer, not known is not.
    <<: *count
    good_direction: lower
    source: ASC-WDS bulk upload, VACANCIES
  - id: bank_workers
    title: Bank and pool workers
    numerator: bank_count
    definition: Workers of contract pool or bank (3) on the date of the return.
    <<: *count
    source: ASC-WDS bulk upload, EMPLSTATUS
  - id: agency_workers
    title: Agency workers
    numerator: agency_count
    definition: Workers of contract agency (4) on the date of the return.
    <<: *count
    good_direction: lower
    source: ASC-WDS bulk upload, EMPLSTATUS
  - id: bank_share
    title: Share of workers who are bank or pool
    numerator: bank_count
    denominator: contract_count
    good_direction: neither
    definition: Pool or bank workers divided by workers of any contract.
    <<: &share
      unit: rate
      kind: ratio
      source: ASC-WDS bulk upload, EMPLSTATUS
      decimals: 1
      minimum_base: 50
      no_change_band: 0.01
      caveats: >
        By head, not by hours. From providers' returns only: the analysis extract does not tell contracts by role.
      reviewed_on: 2026-11-22
  - id: agency_share
    title: Share of workers who are agency
    numerator: agency_count
    denominator: contract_count
    good_direction: lower
    definition: Agency workers divided by workers of any contract.
    <<: *share
  - id: fte_posts
    title: Full-time-equivalent posts
    numerator: fte_post_count
    definition: >
      Weekly hours divided by 37, of workers whose hours are known: contracted hours, or average hours of a worker
      who has none contracted (bank, agency, zero hours).
    <<: *count
    source: Skills for Care, Size and structure 2015; NHS Digital (hours over 37)
    caveats: >
      Workers whose hours are not known are left out, so it is too low by their share; overtime is not in contracted
      hours. Rounded to 0.01 for each workplace and role before it is summed.
  - id: fte_per_post
    title: Full-time-equivalent posts per post
    unit: posts
    kind: ratio
    numerator: fte_post_count
    denominator: hours_known_count
    good_direction: neither
    definition: Full-time-equivalent posts divided by the workers whose hours are known, as in that measure.
    source: Skills for Care, Size and structure 2015 (0.76 over all posts)
    decimals: 2
    minimum_base: 50
    no_change_band: 0.01
    caveats: A worker counts as one however short the hours.
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
  employee_count: Permanent and temporary workers
  vacancy_count: Vacancies; null where not known
  bank_count: Pool or bank workers; null of the analysis extract, and of a role that nobody works in
  agency_count: Agency workers; null likewise
  contract_count: Workers whose contract is known, which a return always says; null likewise
  fte_post_count: Hours over 37; null where nobody's hours are known
  hours_known_count: Workers whose hours are known; null where there are none
cuts:
  - [care_setting]
  - [job_role]
  - [sector]
example: >
  10 workers, of whom 6 are employees, 3 bank and 1 agency: agency share 10%. Two of them with 37 and 18.5 hours a
  week known are 1.5 full-time equivalents, 0.75 a post.
worked_examples:
  - says: >
      A home has 10 care workers, of whom 6 employees, 3 bank and 1 agency, with 2 vacancies; two with 37 and 18.5
      hours a week known. Of a service of the extract only 20 employees among 25 workers are known.
    rows:
      - workplace_id: w1
        worker_count: 10
        employee_count: 6
        vacancy_count: 2
        bank_count: 3
        agency_count: 1
        contract_count: 10
        fte_post_count: 1.5
        hours_known_count: 2
      - {workplace_id: w2, worker_count: 25, employee_count: 20}
    gives:
      employees: 26
      vacancies: 2
      bank_workers: 3
      agency_workers: 1
      bank_share: 0.3
      agency_share: 0.1
      fte_posts: 1.5
      fte_per_post: 0.75
source: core.fct_workplace_role_month and core.fct_worker_month
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

fct_workplace_role_month as (
    select * from core.fct_workplace_role_month
),

fct_worker_month as (
    select
        fct_worker_month.*,
        coalesce(nullif(contracted_hours, 0), average_hours) as weekly_hours,
    from core.fct_worker_month
),

method as (
    select 37 as full_time_hours
),

contract as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        fct_worker_month.job_role_code,
        count(*) filter (where fct_worker_month.employment_status_code = '3') as bank_count,
        count(*) filter (where fct_worker_month.employment_status_code = '4') as agency_count,
        count(*) as contract_count,
        nullif(count(fct_worker_month.weekly_hours), 0) as hours_known_count,
        sum(fct_worker_month.weekly_hours) as weekly_hours,
    from fct_worker_month
    group by all
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
        fct_workplace_role_month.employee_count,
        fct_workplace_role_month.vacancy_count,
        contract.bank_count,
        contract.agency_count,
        contract.contract_count,
        cast(contract.weekly_hours / method.full_time_hours as decimal(12, 2)) as fte_post_count,
        contract.hours_known_count,
    from fct_workplace_month
    inner join fct_workplace_role_month
        on fct_workplace_month.period = fct_workplace_role_month.period
        and fct_workplace_month.workplace_id = fct_workplace_role_month.workplace_id
    left join contract
        on fct_workplace_role_month.period = contract.period
        and fct_workplace_role_month.workplace_id = contract.workplace_id
        and fct_workplace_role_month.job_role_code = contract.job_role_code
    cross join method
)

select * from final
