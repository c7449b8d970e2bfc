/*
title: Workplaces, month by month
grain: one row per workplace and month in which it counts
keys: [period, workplace_id]
columns:
  period: First day of the month
  workplace_id: Submitter and the provider's own id for the workplace
  organisation_id: The submitter, or the CQC provider where one source holds many
  submitter: Who sent the return
  local_establishment_id: The provider's own id for the workplace
  workplace_name: Name of the workplace
  postcode: Postcode of the workplace
  area_code: The smallest area it lies in, as areas are now
  area_source: >
    How it was placed: corrected (the workspace's corrections), postcode (the directory), known_earlier
    (another return of this workplace, before this one if there is one), sector (most postcodes of its
    sector), home, unplaced; outside where corrections or directory place it outside the partnership
  main_service_code: Main service
  care_setting: Care setting of the main service
  sector: local_authority, private, voluntary or other
  is_cqc_registered: Whether it says that it is registered with the CQC
  cqc_location_id: CQC location
  return_period: The month of the return it is counted from
  return_age_months: Months between the return and this month
  as_at_date: The date the return describes
  values_period: The month its own values were last given in
  stated_staff_count: Staff of any contract that the provider states
  worker_record_count: Worker records the provider supplied, those set aside for a fault included
  employee_count: Permanent and temporary workers
  filled_post_count: Posts with a person in them, reconciled; may end in a half
  filled_post_source: agreed, mean_of_two or not_reconciled
  starter_count: Starters in 12 months; null when not known
  leaver_count: Leavers in 12 months; null when not known
  vacancy_count: Vacancies; null when not known
  vacancy_exclusion_reason: Why it is left out of the vacancy rate; null when it counts
  turnover_exclusion_reason: Why it is left out of the turnover rate; null when it counts
  has_sharing_consent: Whether the row may be published
  workplace_delivery_id: The workplace file
  workplace_record_number: Place of the record in that file
  worker_delivery_id: The worker file
source: >
  core.int_workplace_record through core.int_return_month, core.int_workplace_area. Posts are reconciled
  as Skills for Care does: stated and recorded staff that agree are taken; that differ by under 5 or under
  a tenth are averaged; else posts are not known. Reasons are those of the ASC-WDS benchmarks.
*/
with int_return_month as (
    select * from core.int_return_month
),

int_workplace_record as (
    select * from core.int_workplace_record
),

int_worker_record as (
    select * from core.int_worker_record
),

fct_worker_month as (
    select * from core.fct_worker_month
),

main_service as (
    select * from reference.main_service
),

employer_type as (
    select * from reference.employer_type
),

int_workplace_area as (
    select * from core.int_workplace_area
),

workspace_setting as (
    select * from reference.workspace_setting
),

workplace_month as (
    select
        int_return_month.period,
        concat_ws(
            '/', int_workplace_record.submitter, int_workplace_record.local_establishment_id
        ) as workplace_id,
        case
            when int_workplace_record.submitter = int_workplace_record.source_id
                then coalesce(int_workplace_record.cqc_provider_id, int_workplace_record.submitter)
            else int_workplace_record.submitter
        end as organisation_id,
        int_return_month.return_period,
        int_return_month.return_age_months,
        int_return_month.as_at_date,
        int_return_month.workplace_delivery_id,
        int_return_month.worker_delivery_id,
        int_workplace_record.* exclude (delivery_id, source_id, period),
    from int_return_month
    inner join int_workplace_record
        on int_return_month.workplace_delivery_id = int_workplace_record.delivery_id
),

supplied as (
    select
        int_worker_record.delivery_id,
        int_worker_record.local_establishment_id,
        count(*) as worker_record_count,
    from int_worker_record
    where int_worker_record.is_supplied
    group by all
),

employed as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        count(*) as employee_count,
    from fct_worker_month
    where fct_worker_month.is_employee
    group by all
),

summed as (
    select
        workplace_month.*,
        coalesce(supplied.worker_record_count, 0) as worker_record_count,
        coalesce(employed.employee_count, 0) as employee_count,
        case
            when not list_contains(workplace_month.starter_counts, 999)
                then list_sum(workplace_month.starter_counts)
        end as starter_count,
        case
            when not list_contains(workplace_month.leaver_counts, 999)
                then list_sum(workplace_month.leaver_counts)
        end as leaver_count,
        case
            when not list_contains(workplace_month.vacancy_counts, 999)
                then list_sum(workplace_month.vacancy_counts)
        end as vacancy_count,
    from workplace_month
    left join supplied
        on workplace_month.worker_delivery_id = supplied.delivery_id
        and workplace_month.local_establishment_id = supplied.local_establishment_id
    left join employed
        on workplace_month.period = employed.period
        and workplace_month.workplace_id = employed.workplace_id
),

judged as (
    select
        summed.*,
        abs(summed.stated_staff_count - summed.worker_record_count) as staff_difference,
        (summed.stated_staff_count + summed.worker_record_count) / 2 as staff_mean,
        case
            when summed.stated_staff_count is null then 'no_staff_total'
            when
                summed.stated_staff_count = 0
                or summed.stated_staff_count <> summed.worker_record_count
                then 'mismatch_workers'
            when summed.employee_count = 0 then 'no_perm_or_temp'
        end as rate_exclusion_reason,
    from summed
),

final as (
    select
        judged.period,
        judged.workplace_id,
        judged.organisation_id,
        judged.submitter,
        judged.local_establishment_id,
        judged.workplace_name,
        judged.postcode,
        int_workplace_area.area_code,
        int_workplace_area.area_source,
        judged.main_service_code,
        coalesce(main_service.care_setting, 'other') as care_setting,
        coalesce(employer_type.sector, 'other') as sector,
        judged.registration_type_code = '2' as is_cqc_registered,
        judged.cqc_location_id,
        judged.return_period,
        judged.return_age_months,
        judged.as_at_date,
        judged.values_period,
        judged.stated_staff_count,
        judged.worker_record_count,
        judged.employee_count,
        case
            when judged.staff_difference < 5 or judged.staff_difference / nullif(judged.staff_mean, 0) < 0.1
                then cast(judged.staff_mean as decimal(9, 1))
        end as filled_post_count,
        case
            when judged.staff_difference = 0 then 'agreed'
            when judged.staff_difference < 5 or judged.staff_difference / nullif(judged.staff_mean, 0) < 0.1
                then 'mean_of_two'
            else 'not_reconciled'
        end as filled_post_source,
        judged.starter_count,
        judged.leaver_count,
        judged.vacancy_count,
        coalesce(
            case when not int_workplace_area.is_inside then 'outside_partnership' end,
            judged.rate_exclusion_reason,
            case when judged.vacancy_count is null then 'no_vacancies' end
        ) as vacancy_exclusion_reason,
        coalesce(
            case when not int_workplace_area.is_inside then 'outside_partnership' end,
            judged.rate_exclusion_reason,
            case
                when judged.leaver_count is null then 'no_leavers'
                when judged.leaver_count > 9.95 * judged.employee_count then 'incorrect_turnover'
            end
        ) as turnover_exclusion_reason,
        coalesce(judged.is_shared_with_la, false)
        or not workspace_setting.require_la_permission as has_sharing_consent,
        judged.workplace_delivery_id,
        judged.record_number as workplace_record_number,
        judged.worker_delivery_id,
    from judged
    cross join workspace_setting
    inner join int_workplace_area
        on judged.workplace_delivery_id = int_workplace_area.delivery_id
        and judged.local_establishment_id = int_workplace_area.local_establishment_id
    left join main_service on judged.main_service_code = main_service.main_service_code
    left join employer_type on judged.employer_type_code = employer_type.employer_type_code
)

select * from final
