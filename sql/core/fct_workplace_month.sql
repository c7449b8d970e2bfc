/*
title: Workplaces, month by month
grain: one row per workplace and month in which it counts
keys: [period, workplace_id]
columns:
  period: First day of the month
  workplace_id: >
    Submitter and the provider's own id for the workplace; of the analysis extract, analysis_extract and the
    service's own number
  record_source: bulk_upload (a provider's own return) or analysis_extract
  organisation_id: The submitter, or the CQC provider where one source holds many
  submitter: Who sent the return, or the extract
  local_establishment_id: The provider's own id for the workplace; of the extract, the service's
  workplace_name: Name of the workplace
  postcode: Postcode of the workplace
  listed_area_code: >
    The area that the directory, the correction or the extract lists it under, as they give it; it may have
    ended. Which areas it lay in then: core.bridge_area_then
  area_code: The smallest area it lies in, as areas are now
  area_source: >
    How it was placed: corrected (the workspace's corrections), postcode (the directory), council_code (the
    extract's own code of the council), known_earlier
    (another return of this workplace, before this one if there is one), sector (most postcodes of its
    sector), home, unplaced; outside where corrections, directory or code place it outside the partnership
  main_service_code: Main service
  care_setting: Care setting of the main service
  sector: local_authority, private, voluntary or other
  is_cqc_registered: Whether it says that it is registered with the CQC
  cqc_location_id: CQC location
  return_period: The month of the return it is counted from; null of the extract, which is no return
  return_age_months: Months between the return and this month; null of the extract
  as_at_date: The date the return or extract describes
  values_period: The month its own values were last given in
  stated_staff_count: Staff of any contract that the provider states
  stated_staff_clean_count: The same, null where it cannot be a total
  stated_staff_rule: staff_out_of_range where it cannot
  worker_record_count: Worker records the provider supplied, those set aside for a fault included
  employee_count: Permanent and temporary workers
  filled_post_count: Posts with a person in them, reconciled; may end in a half
  filled_post_source: agreed, mean_of_two, too_few or not_reconciled
  filled_post_clean_count: The same, those of a care home moved to what is permitted for its beds
  filled_post_rule: posts_per_bed_raised, posts_per_bed_lowered, posts_per_bed_flagged; null where nothing is wrong
  bed_count: Beds of a care home
  bed_source: register or return
  bed_clean_count: The same, null where it cannot be
  bed_rule: beds_out_of_range where it cannot
  capacity_count: Places of the main service; null when not known, and of the extract
  people_count: People that the main service cares for; null likewise
  has_sick_pay: Whether it pays more than statutory sick pay; null likewise
  has_pension: Whether it pays more than the least pension contribution; null likewise
  holiday_days: Days of leave a year; null likewise
  starter_count: Starters in 12 months; null when not known
  leaver_count: Leavers in 12 months; null when not known
  vacancy_count: Vacancies; null when not known
  grouped_provider: >
    Whether its posts may be those of its whole provider: not_assessed (its location is in no CQC register at
    hand, or its posts are not known), no, or the rule that says so, as in core.int_grouped_provider
  staff_repeated_since: >
    Month of the first return that stated the same staff, where none has changed it for more than
    repeated_after_months; null where one has
  starters_repeated_since: The same of starters by job role
  leavers_repeated_since: The same of leavers by job role
  vacancies_repeated_since: The same of vacancies by job role
  exclusion_reason: >
    Why it counts in no measure (listed, duplicate_location; of the extract, not_amended or no_amended_date);
    null when it counts
  exclusion_note: What the list of exclusions says of it; null for any other reason
  rate_exclusion_reason: >
    Why it is left out of every rate of its employees: exclusion_reason, outside_partnership, no_staff_total,
    mismatch_workers (the staff total does not agree with the records) or no_perm_or_temp; null when it counts
  vacancy_exclusion_reason: Why it is left out of the vacancy rate; null when it counts
  turnover_exclusion_reason: Why it is left out of the turnover rate; null when it counts
  has_sharing_consent: Whether the row may be published
  workplace_delivery_id: The workplace file, or the extract
  workplace_record_number: Place of the record in that file
  worker_delivery_id: The worker file; null of the extract, which counts workers by job role
source: >
  core.int_workplace_record through core.int_return_month, core.int_extract_workplace, core.int_workplace_area,
  core.int_workplace_exclusion, core.int_workplace_post and core.int_posts_per_bed (how posts and beds are
  cleaned), core.int_grouped_provider, core.int_workplace_repeat. Reasons are those of
  the ASC-WDS benchmarks.
checks:
  - row_count:
      equals: core.int_workplace_record
      where: delivery_id in (select workplace_delivery_id from core.int_return)
    where: return_age_months = 0
    message: A workplace of a return is lost or counted twice.
  - row_count: {equals: core.int_extract_workplace}
    where: record_source = 'analysis_extract'
    message: A workplace of the analysis extract is lost or counted twice.
  - relationship: {column: area_code, to: core.dim_area}
    message: A workplace lies in an area that is not in the list of areas, so it counts in no council.
  - not_null: [area_code, care_setting, sector, has_sharing_consent]
  - accepted_values: {column: care_setting, from: reference.care_setting.care_setting}
  - accepted_values: {column: sector, from: reference.employer_type.sector}
  - accepted_values: {column: main_service_code, from: reference.main_service.main_service_code}
    severity: warning
  - range: {column: return_age_months, min: 0}
  - range: {column: stated_staff_count, min: 0}
  - range: {column: employee_count, min: 0}
  - range: {column: vacancy_count, min: 0}
  - range: {column: leaver_count, min: 0}
  - range: {column: starter_count, min: 0}
  - sum_of_parts: {whole: starter_count, over: core.fct_workplace_role_month}
    message: Starters by job role do not add up to their workplace.
*/
with int_return_month as (
    select * from core.int_return_month
),

int_workplace_record as (
    select * from core.int_workplace_record
),

int_extract_workplace as (
    select * from core.int_extract_workplace
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

int_workplace_exclusion as (
    select * from core.int_workplace_exclusion
),

int_workplace_post as (
    select * from core.int_workplace_post
),

int_posts_per_bed as (
    select * from core.int_posts_per_bed
),

int_grouped_provider as (
    select * from core.int_grouped_provider
),

int_workplace_repeat as (
    select * from core.int_workplace_repeat
),

workspace_setting as (
    select * from reference.workspace_setting
),

workplace_month as (
    select
        'bulk_upload' as record_source,
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
        int_workplace_record.* exclude (delivery_id, source_id, period, bed_count),
    from int_return_month
    inner join int_workplace_record
        on int_return_month.workplace_delivery_id = int_workplace_record.delivery_id
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

counted as (
    select
        workplace_month.* exclude (starter_counts, leaver_counts, vacancy_counts),
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
    left join employed
        on workplace_month.period = employed.period
        and workplace_month.workplace_id = employed.workplace_id

    union all by name

    select
        int_extract_workplace.* exclude (
            source_id, council_area_code, worker_record_count, purge_reason
        ),
    from int_extract_workplace
),

summed as (
    select
        counted.*,
        int_workplace_post.* exclude (
            period, workplace_id, cqc_location_id, main_service_code
        ),
    from counted
    inner join int_workplace_post
        on counted.period = int_workplace_post.period
        and counted.workplace_id = int_workplace_post.workplace_id
),

judged as (
    select
        summed.*,
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
        judged.record_source,
        judged.organisation_id,
        judged.submitter,
        judged.local_establishment_id,
        judged.workplace_name,
        judged.postcode,
        int_workplace_area.listed_area_code,
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
        judged.stated_staff_clean_count,
        judged.stated_staff_rule,
        judged.worker_record_count,
        judged.employee_count,
        judged.filled_post_count,
        judged.filled_post_source,
        coalesce(int_posts_per_bed.filled_post_clean_count, judged.filled_post_count)
            as filled_post_clean_count,
        int_posts_per_bed.filled_post_rule,
        judged.bed_count,
        judged.bed_source,
        judged.bed_clean_count,
        judged.bed_rule,
        judged.capacity_count,
        judged.people_count,
        judged.has_sick_pay,
        judged.has_pension,
        judged.holiday_days,
        judged.starter_count,
        judged.leaver_count,
        judged.vacancy_count,
        case
            when int_grouped_provider.workplace_id is null then 'not_assessed'
            else coalesce(int_grouped_provider.rule, 'no')
        end as grouped_provider,
        int_workplace_repeat.staff_repeated_since,
        int_workplace_repeat.starters_repeated_since,
        int_workplace_repeat.leavers_repeated_since,
        int_workplace_repeat.vacancies_repeated_since,
        int_workplace_exclusion.exclusion_reason,
        int_workplace_exclusion.exclusion_note,
        coalesce(
            int_workplace_exclusion.exclusion_reason,
            case when not int_workplace_area.is_inside then 'outside_partnership' end,
            judged.rate_exclusion_reason
        ) as rate_exclusion_reason,
        coalesce(
            int_workplace_exclusion.exclusion_reason,
            case when not int_workplace_area.is_inside then 'outside_partnership' end,
            judged.rate_exclusion_reason,
            case when judged.vacancy_count is null then 'no_vacancies' end
        ) as vacancy_exclusion_reason,
        coalesce(
            int_workplace_exclusion.exclusion_reason,
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
    left join int_posts_per_bed
        on judged.period = int_posts_per_bed.period
        and judged.workplace_id = int_posts_per_bed.workplace_id
    left join int_grouped_provider
        on judged.period = int_grouped_provider.period
        and judged.workplace_id = int_grouped_provider.workplace_id
    left join int_workplace_repeat
        on judged.workplace_delivery_id = int_workplace_repeat.delivery_id
        and judged.local_establishment_id = int_workplace_repeat.local_establishment_id
    left join int_workplace_exclusion
        on judged.period = int_workplace_exclusion.period
        and judged.workplace_id = int_workplace_exclusion.workplace_id
    left join main_service on judged.main_service_code = main_service.main_service_code
    left join employer_type on judged.employer_type_code = employer_type.employer_type_code
)

select * from final
