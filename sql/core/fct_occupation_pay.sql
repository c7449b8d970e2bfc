/*
title: Pay in other occupations
grain: one row per year of the survey and occupation that care work is compared with
keys: [survey_year, compared_with]
columns:
  survey_year: Year of the survey, which is of April
  compared_with: The occupation, as in reference.compared_occupation
  median_gbp_hour: Median hourly pay of all employees; null where it is not published
  edition: The table's title
source: >
  staging.stg_ons__earnings, ASHE table 14 of the estimates: hourly pay without overtime (14.6a), else gross (14.5a), by
  SOC 2020, which the survey has since 2021. Of two files of a table and year that holds which was delivered last;
  nothing without one.
*/
with stg_ons__earnings as (
    select * from staging.stg_ons__earnings
    where
        row_state = 'kept'
        and table_code in ('14.5a', '14.6a')
        and not is_coefficient
        and year >= 2021
        and statistic = 'median'
        and lower(employee_group) = 'all'
),

compared_occupation as (
    select * from reference.compared_occupation
),

final as (
    select
        stg_ons__earnings.year as survey_year,
        compared_occupation.compared_with,
        cast(stg_ons__earnings.value as decimal(8, 2)) as median_gbp_hour,
        regexp_replace(trim(stg_ons__earnings.table_title), '\s+', ' ', 'g') as edition,
    from stg_ons__earnings
    inner join compared_occupation
        on stg_ons__earnings.occupation_code = compared_occupation.occupation_code
    qualify
        row_number() over (
            partition by stg_ons__earnings.year, compared_occupation.compared_with
            order by
                stg_ons__earnings.table_code desc,
                stg_ons__earnings.delivery_id desc,
                stg_ons__earnings.record_number
        ) = 1
)

select * from final
