/*
title: Leavers by reason and destination
grain: one row per workplace of an analysis extract with a leaver of known reason, reason for leaving and month
measures:
  - id: leaver_reason_share
    title: Share of leavers who left for this reason
    unit: rate
    kind: ratio
    numerator: reason_count
    denominator: reason_known_count
    good_direction: neither
    definition: >
      Of the permanent and temporary employees whose records were taken off in the 12 months to the end of the month
      of the extract, and of whom a reason or a destination is given, those with this one.
    source: Ours, from the leaver file of the ASC-WDS analysis extract
    decimals: 0
    minimum_base: 50
    no_change_band: 0.02
    caveats: >
      Of the analysis extract only: the reasons of the bulk upload are codes without a published meaning. The day is
      that of taking the record off, which may be long after the worker left, so these are not the leavers of the
      turnover rate. A reason in other words than the service's, or not known, is left out.
    reviewed_on: 2026-11-22
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Always all
  sector: Sector
  worker_count: Leavers whose reason is known
  leaving_reason: Reason for leaving, or destination
  reason_known_count: The same leavers
  reason_count: Of those, the ones with this reason
further_cut: {column: leaving_reason, from: reference.leaving_reason.leaving_reason_code}
uncut: false
cuts:
  - [further_cut]
example: Of 20 leavers of known reason 3 have retired, which is 15%.
worked_examples:
  - says: Of 20 leavers of known reason 3 have retired.
    rows:
      - {leaving_reason: '6', worker_count: 20, reason_known_count: 20, reason_count: 3}
    gives:
      leaver_reason_share: 0.15
source: core.fct_extract_leaver, reference.leaving_reason
*/
with fct_extract_leaver as (
    select * from core.fct_extract_leaver
    where leaving_reason_code is not null
),

fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

leaving_reason as (
    select * from reference.leaving_reason
),

final as (
    select
        fct_extract_leaver.period,
        fct_extract_leaver.workplace_id,
        fct_workplace_month.organisation_id,
        fct_workplace_month.area_code,
        fct_workplace_month.care_setting,
        'all' as job_role,
        fct_workplace_month.sector,
        count(*) as worker_count,
        leaving_reason.leaving_reason_code as leaving_reason,
        count(*) as reason_known_count,
        count(*) filter (
            where fct_extract_leaver.leaving_reason_code = leaving_reason.leaving_reason_code
        ) as reason_count,
    from fct_extract_leaver
    inner join fct_workplace_month
        on fct_extract_leaver.period = fct_workplace_month.period
        and fct_extract_leaver.workplace_id = fct_workplace_month.workplace_id
    cross join leaving_reason
    group by all
)

select * from final
