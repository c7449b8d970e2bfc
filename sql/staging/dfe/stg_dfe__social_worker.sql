/*
title: Children's social work workforce by area, decoded
grain: one row per year and area of a file that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  row_state: kept, quarantined or blank
  year: Year, at 30 September
  level: national, regional or local authority; Inner and Outer London stand beside London
  area_code: GSS code
  area_name: Authority, region or England
  region_code: GSS code of the region
  old_la_code: Number of the authority, two where authorities report together
  inpost_fte: Social workers in post on 30 September, full-time equivalent
  inpost_headcount: Social workers in post on 30 September
  starters_fte: Started in the year, full-time equivalent
  starters_headcount: Started in the year
  leavers_fte: Left in the year, full-time equivalent
  leavers_headcount: Left in the year
  turnover_fte_percent: Leavers as a percentage of those in post, full-time equivalent
  turnover_headcount_percent: Leavers as a percentage of those in post
  agency_fte: Agency social workers, full-time equivalent
  agency_headcount: Agency social workers
  agency_fte_percent: Agency as a percentage of agency and in post, full-time equivalent
  agency_headcount_percent: Agency as a percentage of agency and in post
  agency_cover_fte: Agency social workers who cover vacancies, full-time equivalent
  agency_cover_percent: Agency social workers who cover vacancies as a percentage of agency
  vacancy_fte: Vacancies on 30 September, full-time equivalent
  vacancy_percent: Vacancies as a percentage of vacancies and in post, full-time equivalent
  vacancy_agency_cover_percent: Vacancies covered by agency as a percentage of vacancies
  case_holders_fte: Social workers who hold cases, full-time equivalent
  case_count: Cases held
  caseload: Cases for each full-time equivalent who holds any
  working_days_lost: Working days lost to sickness in the year
  absence_percent: Days lost as a percentage of 253 days for each full-time equivalent in post
  missing: The measures with a mark in place of a value, and why
source: Department for Education, Children's social work workforce
*/
with dfe_csww as (
    select * from raw.dfe_csww
),

final as (
    select
        dfe_csww.delivery_id,
        dfe_csww.record_number,
        dfe_csww.row_state,
        try_cast(left(dfe_csww.time_period, 4) as integer) as year,
        lower(dfe_csww.geographic_level) as level,
        case lower(dfe_csww.geographic_level)
            when 'national' then dfe_csww.country_code
            when 'regional' then dfe_csww.region_code
            else dfe_csww.new_la_code
        end as area_code,
        case lower(dfe_csww.geographic_level)
            when 'national' then dfe_csww.country_name
            when 'regional' then dfe_csww.region_name
            else dfe_csww.la_name
        end as area_name,
        dfe_csww.region_code,
        dfe_csww.old_la_code,
        dfe_csww.inpost_fte,
        dfe_csww.inpost_headcount,
        dfe_csww.starters_fte,
        dfe_csww.starters_headcount,
        dfe_csww.leavers_fte,
        dfe_csww.leavers_headcount,
        dfe_csww.turnover_fte_percent,
        dfe_csww.turnover_headcount_percent,
        dfe_csww.agency_fte,
        dfe_csww.agency_headcount,
        dfe_csww.agency_fte_percent,
        dfe_csww.agency_headcount_percent,
        dfe_csww.agency_cover_fte,
        dfe_csww.agency_cover_percent,
        dfe_csww.vacancy_fte,
        dfe_csww.vacancy_percent,
        dfe_csww.vacancy_agency_cover_percent,
        dfe_csww.case_holders_fte,
        dfe_csww.case_count,
        dfe_csww.caseload,
        dfe_csww.working_days_lost,
        dfe_csww.absence_percent,
        dfe_csww.missing,
    from dfe_csww
)

select * from final
