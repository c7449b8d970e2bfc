/*
title: Children's social workers by area and year
grain: one row per area and year, of the latest edition of the national file
keys: [area_code, year]
columns:
  area_code: >
    GSS code; of two councils that report together the code of the two; as published where no area has it
  year: Year, at 30 September
  area_name: Authority, region or England, as published
  area_level: national, regional or local authority; Inner and Outer London stand beside London
  edition: DfE and the latest year of the file
  inpost_fte: Social workers in post on 30 September, full-time equivalent
  inpost_headcount: Social workers in post on 30 September
  starters_fte: Started in the year, full-time equivalent
  starters_headcount: Started in the year
  leavers_fte: Left in the year, full-time equivalent
  leavers_headcount: Left in the year
  agency_fte: Agency social workers on 30 September, full-time equivalent
  agency_headcount: Agency social workers on 30 September
  vacancy_fte: Vacancies on 30 September, full-time equivalent; the file has no number of posts
  working_days_lost: Working days lost to sickness in the year
  turnover_fte_rate: Leavers divided by those in post, full-time equivalent
  turnover_headcount_rate: Leavers divided by those in post
  vacancy_rate: Vacancies divided by vacancies and in post
  agency_fte_rate: Agency divided by agency and in post, full-time equivalent
  agency_headcount_rate: Agency divided by agency and in post
  absence_rate: Days lost divided by 253 days for each full-time equivalent in post
  published_turnover_fte_rate: The same as published, and so are the next five
  published_turnover_headcount_rate: By headcount
  published_vacancy_rate: Vacancies
  published_agency_fte_rate: Agency, full-time equivalent
  published_agency_headcount_rate: Agency by headcount
  published_absence_rate: Absence
  missing: >
    The columns above with a mark in place of a value, and why: a list of column_name and reason. A rate of ours is
    null where one of its parts is
  delivery_id: The delivery the row came in
  record_number: Place of the record in its file
source: staging.stg_dfe__social_worker, the rows of core.int_children_workforce
checks:
  - relationship: {column: area_code, to: core.dim_area}
    severity: warning
    message: >
      An area of the children's social work file is not in the list of areas, so its rates are not among the
      published figures.
  - accepted_values: {column: area_level, values: [national, regional, local authority]}
*/
with int_children_workforce as (
    select * from core.int_children_workforce
    where is_latest_edition
),

stg_dfe__social_worker as (
    select * from staging.stg_dfe__social_worker
),

held as (
    select
        int_children_workforce.area_code,
        int_children_workforce.edition,
        stg_dfe__social_worker.* exclude (area_code),
        253 as working_days_in_a_year,
    from int_children_workforce
    inner join stg_dfe__social_worker
        on int_children_workforce.delivery_id = stg_dfe__social_worker.delivery_id
        and int_children_workforce.record_number = stg_dfe__social_worker.record_number
),

final as (
    select
        held.area_code,
        held.year,
        held.area_name,
        held.level as area_level,
        held.edition,
        held.inpost_fte,
        held.inpost_headcount,
        held.starters_fte,
        held.starters_headcount,
        held.leavers_fte,
        held.leavers_headcount,
        held.agency_fte,
        held.agency_headcount,
        held.vacancy_fte,
        held.working_days_lost,
        cast(
            held.leavers_fte / nullif(held.inpost_fte, 0) as decimal(18, 8)
        ) as turnover_fte_rate,
        cast(
            held.leavers_headcount / nullif(held.inpost_headcount, 0) as decimal(18, 8)
        ) as turnover_headcount_rate,
        cast(
            held.vacancy_fte / nullif(held.vacancy_fte + held.inpost_fte, 0) as decimal(18, 8)
        ) as vacancy_rate,
        cast(
            held.agency_fte / nullif(held.agency_fte + held.inpost_fte, 0) as decimal(18, 8)
        ) as agency_fte_rate,
        cast(
            held.agency_headcount
            / nullif(held.agency_headcount + held.inpost_headcount, 0) as decimal(18, 8)
        ) as agency_headcount_rate,
        cast(
            held.working_days_lost
            / nullif(held.working_days_in_a_year * held.inpost_fte, 0) as decimal(18, 8)
        ) as absence_rate,
        cast(held.turnover_fte_percent / 100 as decimal(18, 8)) as published_turnover_fte_rate,
        cast(
            held.turnover_headcount_percent / 100 as decimal(18, 8)
        ) as published_turnover_headcount_rate,
        cast(held.vacancy_percent / 100 as decimal(18, 8)) as published_vacancy_rate,
        cast(held.agency_fte_percent / 100 as decimal(18, 8)) as published_agency_fte_rate,
        cast(
            held.agency_headcount_percent / 100 as decimal(18, 8)
        ) as published_agency_headcount_rate,
        cast(held.absence_percent / 100 as decimal(18, 8)) as published_absence_rate,
        list_transform(
            list_filter(
                held.missing,
                lambda entry: not regexp_matches(entry.column_name, 'cover|case')
            ),
            lambda entry: {
                'column_name': regexp_replace(
                    entry.column_name, '^(.*)_percent$', 'published_\1_rate'
                ),
                'reason': entry.reason
            }
        ) as missing,
        held.delivery_id,
        held.record_number,
    from held
)

select * from final
