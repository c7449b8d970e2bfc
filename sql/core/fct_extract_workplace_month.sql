/*
title: Workplaces of the ASC-WDS analysis extract, month by month
grain: one row per kept record of an extract in force
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  period: First day of the month that the row describes
  establishment_id: The service's own number for the workplace
  organisation_id: The parent workplace, or the workplace itself
  is_parent: Whether it answers for other workplaces
  cqc_location_id: CQC location
  care_setting: Care setting of the main service
  sector: local_authority, private, voluntary or other
  stated_staff_count: Staff of any contract that the provider states
  worker_record_count: Worker records that the workplace has
  last_amended_date: Last change to the workplace or one of its workers
  judged_amended_date: The same, for a parent the last of its whole organisation
  purge_date: The day before which a last change is too long ago
  exclusion_reason: >
    Why no measure counts it: not_amended (last changed before the purge date) or no_amended_date; null where
    one may
  has_sharing_consent: Whether the row may be published
source: >
  staging.stg_asc_wds_extract__workplace, threshold purge_after_months of reference.cleaning. Skills for Care
  purges a workplace that was last amended more than 24 months before, a parent by the last change in its
  organisation. Rows are labelled, not dropped; core.fct_workplace_month says which of the others count. Returns
  by bulk upload have no such date: stale_after_months governs them.
*/
with stg_asc_wds_extract__workplace as (
    select * from staging.stg_asc_wds_extract__workplace
    where row_state = 'kept'
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

main_service as (
    select * from reference.main_service
),

employer_type as (
    select * from reference.employer_type
),

workspace_setting as (
    select * from reference.workspace_setting
),

cleaning as (
    select * from reference.cleaning
),

threshold as (
    select
        max(cleaning.value) filter (where cleaning.name = 'purge_after_months')
            as purge_after_months,
    from cleaning
),

workplace as (
    select stg_asc_wds_extract__workplace.*
    from stg_asc_wds_extract__workplace
    inner join int_delivery
        on stg_asc_wds_extract__workplace.delivery_id = int_delivery.delivery_id
),

organisation as (
    select
        workplace.delivery_id,
        workplace.period,
        workplace.organisation_id,
        max(workplace.last_amended_date) as last_amended_date,
    from workplace
    where workplace.organisation_id is not null
    group by all
),

dated as (
    select
        workplace.*,
        case
            when workplace.is_parent
                then coalesce(organisation.last_amended_date, workplace.last_amended_date)
            else workplace.last_amended_date
        end as judged_amended_date,
        cast(
            last_day(workplace.period) - to_months(cast(threshold.purge_after_months as integer))
            as date
        ) as purge_date,
    from workplace
    cross join threshold
    left join organisation
        on workplace.delivery_id = organisation.delivery_id
        and workplace.period = organisation.period
        and workplace.organisation_id = organisation.organisation_id
),

final as (
    select
        dated.delivery_id,
        dated.record_number,
        dated.period,
        dated.establishment_id,
        dated.organisation_id,
        dated.is_parent,
        dated.cqc_location_id,
        coalesce(main_service.care_setting, 'other') as care_setting,
        coalesce(employer_type.sector, 'other') as sector,
        dated.stated_staff_count,
        dated.worker_record_count,
        dated.last_amended_date,
        dated.judged_amended_date,
        dated.purge_date,
        case
            when dated.judged_amended_date is null then 'no_amended_date'
            when dated.judged_amended_date < dated.purge_date then 'not_amended'
        end as exclusion_reason,
        coalesce(dated.is_shared_with_la, false)
        or not workspace_setting.require_la_permission as has_sharing_consent,
    from dated
    cross join workspace_setting
    left join main_service on dated.main_service_code = main_service.main_service_code
    left join employer_type on dated.employer_type_code = employer_type.employer_type_code
)

select * from final
