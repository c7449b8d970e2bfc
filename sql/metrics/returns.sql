/*
title: Returns behind the figures
grain: one row per workplace and month
measures:
  - id: returned_workplaces
    title: Workplaces counted
    numerator: workplace_count
    good_direction: higher
    definition: >
      Workplaces with a return of this month, or of an earlier one that is not stale, and those of this month's
      analysis extract; one that is listed as left out, whose CQC location another workplace counts for, or that
      an extract has as last amended too long ago, is not among them.
    <<: &count
      unit: count
      kind: count
      source: Providers' returns, analysis extract
      decimals: 0
      minimum_base: 0
      no_change_band: 0
      caveats: A count of workplaces, which describes no person; it is not suppressed.
      reviewed_on: 2026-11-21
  - id: carried_workplaces
    title: Workplaces counted from an earlier return
    numerator: carried_count
    good_direction: lower
    definition: >
      Workplaces counted in this month from a return of an earlier one.
    <<: *count
  - id: mismatched_workplaces
    title: Workplaces whose staff total disagrees
    numerator: mismatched_count
    good_direction: lower
    definition: >
      Workplaces whose staff total does not agree with their worker records, so that they count in no
      vacancy or turnover rate.
    <<: *count
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: all
  sector: Sector
  worker_count: Worker records behind the row
  workplace_count: One for each workplace
  carried_count: One where counted from an earlier return
  mismatched_count: One where the staff total does not agree
cuts: []
disclosure: none
example: Three workplaces, one of them counted from last month's return, give 3 counted and 1 carried.
worked_examples:
  - says: Three workplaces, one of them counted from last month's return, one whose staff total disagrees.
    rows:
      - {workplace_id: w1, workplace_count: 1, carried_count: 1, mismatched_count: 0}
      - {workplace_id: w2, workplace_count: 1, carried_count: 0, mismatched_count: 1}
      - {workplace_id: w3, workplace_count: 1, carried_count: 0, mismatched_count: 0}
    gives: {returned_workplaces: 3, carried_workplaces: 1, mismatched_workplaces: 1}
source: core.fct_workplace_month
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

final as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        fct_workplace_month.organisation_id,
        fct_workplace_month.area_code,
        fct_workplace_month.care_setting,
        'all' as job_role,
        fct_workplace_month.sector,
        fct_workplace_month.worker_record_count as worker_count,
        1 as workplace_count,
        if(fct_workplace_month.return_age_months > 0, 1, 0) as carried_count,
        if(fct_workplace_month.vacancy_exclusion_reason = 'mismatch_workers', 1, 0)
            as mismatched_count,
    from fct_workplace_month
)

select * from final
