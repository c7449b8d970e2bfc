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
  age_years: Age in completed years when the values were last given
  gender_code: 1 male, 2 female, 4 other
  ethnicity_code: Ethnic group
  nationality_code: ISO 3166-1 number
  home_postcode_sector: Home, to the postcode sector
  start_date: Start in the main job role
  sector_start_year: Year of starting in the sector
  recruitment_source_code: Where the worker came from
  is_zero_hours: Whether on a zero-hours contract
  sickness_days: Working days lost in 12 months
  pay_interval: hourly or annual
  hourly_rate_gbp_hour: Hourly pay of the hourly paid
  salary_gbp_year: Annual pay of the salaried
  contracted_hours: Contracted hours a week
  average_hours: Average hours a week
  wage_floor_gbp_hour: The statutory minimum for the worker's age on the as-at date
  is_wage_floor_assumed: Whether the age is not known and the adult rate is taken
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  has_sharing_consent: Whether the row may be published, as the workplace's
source: >
  core.int_worker_record through core.int_return_month. Statutory rates: sql/reference/wage_floor.csv;
  an apprentice's lower rate is taken only under 19, as the return does not say the year.
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
    from valued
    asof left join wage_floor on valued.as_at_date >= wage_floor.valid_from
),

final as (
    select
        floored.period,
        concat_ws('/', floored.submitter, floored.local_establishment_id) as workplace_id,
        left(sha256(concat_ws('/', floored.submitter, floored.worker_key)), 32) as worker_key,
        floored.as_at_date,
        floored.values_period,
        floored.employment_status_code,
        employment_status.is_employee,
        coalesce(job_role.successor_job_role_code, job_role.job_role_code) as job_role_code,
        floored.age_years,
        floored.gender_code,
        floored.ethnicity_code,
        floored.nationality_code,
        floored.home_postcode_sector,
        floored.start_date,
        floored.sector_start_year,
        floored.recruitment_source_code,
        floored.is_zero_hours,
        floored.sickness_days,
        floored.pay_interval,
        floored.hourly_rate_gbp_hour,
        floored.salary_gbp_year,
        floored.contracted_hours,
        floored.average_hours,
        floored.wage_floor_gbp_hour,
        floored.age_years is null as is_wage_floor_assumed,
        floored.delivery_id,
        floored.record_number,
        floored.has_sharing_consent,
    from floored
    inner join employment_status
        on floored.employment_status_code = employment_status.employment_status_code
    inner join job_role on floored.main_job_role_code = job_role.job_role_code
)

select * from final
