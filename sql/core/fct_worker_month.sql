/*
title: Workers, month by month
grain: one row per worker record that stands for a worker, and month
keys: [period, workplace_id, worker_key]
columns:
  period: First day of the month
  workplace_id: Submitter and the provider's own id for the workplace
  worker_key: Keyed hash of the submitter, the workplace and the provider's own id for the worker
  as_at_date: The date the return describes; the wage floor is the one in force on it
  values_period: The month the worker's values were last given in
  employment_status_code: Permanent, temporary, pool or bank, agency, other
  is_employee: Whether permanent or temporary
  job_role_code: Main job role, retired roles under their successor
  given_job_role_code: Main job role as given
  job_role_rule: retired_role where it is one that another has taken the place of; null where it is as given
  age_years: Age in completed years when the values were last given
  gender_code: 1 male, 2 female, 4 other
  ethnicity_code: Ethnic group
  nationality_code: ISO 3166-1 number
  country_of_birth_code: ISO 3166-1 number
  entry_year: Year of entry to the United Kingdom
  has_health_and_care_visa: Whether on a Health and Care visa
  home_postcode_sector: Home, to the postcode sector
  start_date: Start in the main job role
  sector_start_year: Year of starting in the sector
  time_in_role_years: Completed years since the start date; null where it lies after the as-at date
  experience_years: >
    Completed years since the start in the sector, of which only the year is given and its middle taken; 0 where
    that lies ahead
  recruitment_source_code: Where the worker came from
  care_certificate: completed, in_progress or none
  is_apprentice: Whether an apprentice
  has_social_care_qualification: Whether a social care qualification is held
  social_care_qualification_level: Its level; null where none is held, or its level is not known
  is_zero_hours: Whether on a zero-hours contract
  sickness_days: Working days lost in 12 months
  pay_interval: hourly or annual
  hourly_rate_gbp_hour: Hourly pay of the hourly paid, as given
  hourly_rate_clean_gbp_hour: The same, null where it cannot be true
  hourly_rate_rule: >
    Why it cannot: below_share_of_floor (under least_share_of_floor of the least minimum that can have
    applied) or above_most_pay (over most_pay of the group of roles); null where it can, or none was given
  salary_gbp_year: Annual pay of the salaried
  hourly_equivalent_gbp_hour: >
    Annual pay divided by weeks_in_year and contracted hours; for annual pay only, in no hourly measure; null
    where hours are not known
  contracted_hours: Contracted hours a week
  average_hours: Average hours a week
  wage_floor_gbp_hour: The statutory minimum for the worker's age on the as-at date
  next_wage_floor_gbp_hour: >
    The same by the next rates of the list after the month, for the worker's age on the as-at date; null where
    the list has none
  is_wage_floor_assumed: Whether the age is not known and the adult rate is taken
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  has_sharing_consent: Whether the row may be published, as the workplace's
source: >
  core.int_worker_record through core.int_return_month. Statutory rates: sql/reference/wage_floor.csv;
  an apprentice's lower rate is taken only under 19, as the return does not say the year. The least minimum
  that can have applied is the apprentice rate for any apprentice and where the age is not known, else the
  worker's own. Thresholds: reference.cleaning.
checks:
  - row_count:
      at_most: core.int_worker_record
      where: exclusion_reason is null and delivery_id in (select worker_delivery_id from core.int_return)
    where: as_at_date = last_day(period)
    message: A worker of a return is counted twice.
  - relationship: {columns: [period, workplace_id], to: core.fct_workplace_month}
    message: A worker belongs to a workplace that does not count in the month.
  - accepted_values: {column: employment_status_code, from: reference.employment_status.employment_status_code}
  - accepted_values: {column: job_role_code, from: reference.job_role.job_role_code}
  - accepted_values: {column: pay_interval, values: [hourly, annual]}
  - not_null: [is_employee, has_sharing_consent]
  - range: {column: age_years, min: 14, max: 100}
    severity: warning
  - range: {column: hourly_rate_gbp_hour, min: 0}
    severity: warning
  - range: {column: sickness_days, min: 0, max: 366}
    severity: warning
*/
with int_return_month as (
    select * from core.int_return_month
),

int_worker_record as (
    select * from core.int_worker_record
    where exclusion_reason is null
),

int_workplace_record as (
    select * from core.int_workplace_record
),

stg_asc_wds__worker as (
    select * from staging.stg_asc_wds__worker
),

job_role as (
    select * from reference.job_role
),

employment_status as (
    select * from reference.employment_status
),

wage_floor as (
    select * from reference.wage_floor
),

workspace_setting as (
    select * from reference.workspace_setting
),

cleaning as (
    select * from reference.cleaning
),

threshold as (
    select
        max(cleaning.value) filter (where cleaning.name = 'least_share_of_floor')
            as least_share_of_floor,
        max(cleaning.value) filter (where cleaning.name = 'weeks_in_year') as weeks_in_year,
    from cleaning
),

worker_month as (
    select
        int_return_month.period,
        int_return_month.as_at_date,
        int_worker_record.submitter,
        int_worker_record.local_establishment_id,
        int_worker_record.delivery_id,
        int_worker_record.record_number,
        int_worker_record.values_delivery_id,
        int_worker_record.values_record_number,
        coalesce(int_workplace_record.is_shared_with_la, false)
        or not workspace_setting.require_la_permission as has_sharing_consent,
    from int_return_month
    inner join int_worker_record
        on int_return_month.worker_delivery_id = int_worker_record.delivery_id
    inner join int_workplace_record
        on int_return_month.workplace_delivery_id = int_workplace_record.delivery_id
        and int_worker_record.local_establishment_id
        = int_workplace_record.local_establishment_id
    cross join workspace_setting
),

valued as (
    select
        worker_month.*,
        stg_asc_wds__worker.* exclude (
            delivery_id, record_number, source_id, submitter, period, local_establishment_id,
            row_state, status, is_data, findings
        ),
        stg_asc_wds__worker.period as values_period,
    from worker_month
    inner join stg_asc_wds__worker
        on worker_month.values_delivery_id = stg_asc_wds__worker.delivery_id
        and worker_month.values_record_number = stg_asc_wds__worker.record_number
),

floored as (
    select
        valued.*,
        case
            when valued.age_years < 16 then null
            when valued.is_apprentice and valued.age_years < 19
                then wage_floor.apprentice_gbp_hour
            when valued.age_years is null or valued.age_years >= wage_floor.nlw_min_age
                then wage_floor.nlw_gbp_hour
            when valued.age_years >= 21 then wage_floor.from_21_below_nlw_age_gbp_hour
            when valued.age_years >= 18 then wage_floor.age_18_20_gbp_hour
            else wage_floor.age_16_17_gbp_hour
        end as wage_floor_gbp_hour,
        case
            when valued.age_years < 16 then null
            when valued.is_apprentice and valued.age_years < 19
                then next_floor.apprentice_gbp_hour
            when valued.age_years is null or valued.age_years >= next_floor.nlw_min_age
                then next_floor.nlw_gbp_hour
            when valued.age_years >= 21 then next_floor.from_21_below_nlw_age_gbp_hour
            when valued.age_years >= 18 then next_floor.age_18_20_gbp_hour
            else next_floor.age_16_17_gbp_hour
        end as next_wage_floor_gbp_hour,
        if(
            valued.is_apprentice or valued.age_years is null,
            wage_floor.apprentice_gbp_hour,
            wage_floor_gbp_hour
        ) as least_floor_gbp_hour,
    from valued
    asof left join wage_floor on valued.as_at_date >= wage_floor.valid_from
    asof left join wage_floor as next_floor on last_day(valued.period) < next_floor.valid_from
),

judged as (
    select
        floored.*,
        case
            when
                floored.hourly_rate_gbp_hour
                < threshold.least_share_of_floor * floored.least_floor_gbp_hour
                then 'below_share_of_floor'
            when floored.hourly_rate_gbp_hour > most_pay.value then 'above_most_pay'
        end as hourly_rate_rule,
        round(
            floored.salary_gbp_year
            / nullif(threshold.weeks_in_year * floored.contracted_hours, 0),
            2
        ) as hourly_equivalent_gbp_hour,
        coalesce(job_role.successor_job_role_code, job_role.job_role_code) as job_role_code,
    from floored
    cross join threshold
    inner join job_role on floored.main_job_role_code = job_role.job_role_code
    left join cleaning as most_pay
        on concat('most_pay_', job_role.job_role_group) = most_pay.name
),

final as (
    select
        judged.period,
        concat_ws('/', judged.submitter, judged.local_establishment_id) as workplace_id,
        left(sha256(concat_ws('/', judged.submitter, judged.worker_key)), 32) as worker_key,
        judged.as_at_date,
        judged.values_period,
        judged.employment_status_code,
        employment_status.is_employee,
        judged.job_role_code,
        judged.main_job_role_code as given_job_role_code,
        if(judged.job_role_code <> judged.main_job_role_code, 'retired_role', null) as job_role_rule,
        judged.age_years,
        judged.gender_code,
        judged.ethnicity_code,
        judged.nationality_code,
        judged.country_of_birth_code,
        judged.entry_year,
        judged.has_health_and_care_visa,
        judged.home_postcode_sector,
        judged.start_date,
        judged.sector_start_year,
        if(
            judged.start_date <= judged.as_at_date,
            date_sub('year', judged.start_date, judged.as_at_date),
            null
        ) as time_in_role_years,
        if(
            judged.sector_start_year is null,
            null,
            greatest(year(judged.as_at_date - interval 6 month) - judged.sector_start_year, 0)
        ) as experience_years,
        judged.recruitment_source_code,
        judged.care_certificate,
        judged.is_apprentice,
        split_part(judged.social_care_qualification, ';', 1) = '1'
            as has_social_care_qualification,
        try_cast(split_part(judged.social_care_qualification, ';', 2) as integer)
            as social_care_qualification_level,
        judged.is_zero_hours,
        judged.sickness_days,
        judged.pay_interval,
        judged.hourly_rate_gbp_hour,
        if(judged.hourly_rate_rule is null, judged.hourly_rate_gbp_hour, null)
            as hourly_rate_clean_gbp_hour,
        judged.hourly_rate_rule,
        judged.salary_gbp_year,
        cast(judged.hourly_equivalent_gbp_hour as decimal(12, 2)) as hourly_equivalent_gbp_hour,
        judged.contracted_hours,
        judged.average_hours,
        judged.wage_floor_gbp_hour,
        judged.next_wage_floor_gbp_hour,
        judged.age_years is null as is_wage_floor_assumed,
        judged.delivery_id,
        judged.record_number,
        judged.has_sharing_consent,
    from judged
    inner join employment_status
        on judged.employment_status_code = employment_status.employment_status_code
)

select * from final
