/*
title: Workplaces of the analysis extract, each month of them once
grain: one row per workplace of an extract in force, and month that an extract describes
keys: [period, workplace_id]
columns:
  record_source: analysis_extract
  period: First day of the month
  workplace_id: The word analysis_extract and the service's own number for the workplace
  organisation_id: >
    The organisation that a return of the month gives the same CQC provider; else the lowest CQC provider among
    the workplaces of its parent; else its parent
  source_id: The source of the delivery
  submitter: Who sent the extract
  local_establishment_id: The service's own number for the workplace
  workplace_delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  as_at_date: Last day of the month
  values_period: The same month
  workplace_name: Name of the workplace
  postcode: Postcode of the workplace
  council_area_code: The area of the extract's own council code, as on the last day of the month
  employer_type_code: Kind of employer
  is_shared_with_la: Whether the provider lets the local authority see this workplace
  registration_type_code: 0 not CQC registered, 2 CQC registered
  cqc_provider_id: CQC provider
  cqc_location_id: CQC location
  main_service_code: Main service
  stated_staff_count: Staff of any contract that the provider states
  worker_record_count: Worker records that the workplace has
  employee_count: Permanent and temporary workers, all job roles together
  starter_count: Starters in 12 months, all job roles together; null where one of them is not known
  leaver_count: Leavers, likewise
  vacancy_count: Vacancies, likewise
  purge_reason: not_amended or no_amended_date, as in core.fct_extract_workplace_month; null where it counts
source: >
  core.fct_extract_workplace_month, staging.stg_asc_wds_extract__workplace and its counts by job role. Of two
  records of a workplace and month, that of the extract which arrived last holds; of these, the first. An
  extract counts in its own month only: it is a picture of one day, and no later file says which of its
  workplaces have closed since. The whole is the sum of the job roles we know, so that they add up to it; the
  file's own totals, of the workplace and of groups of roles, are never added to it.
checks:
  - row_count:
      at_most: core.fct_extract_workplace_month
*/
with fct_extract_workplace_month as (
    select * from core.fct_extract_workplace_month
),

stg_asc_wds_extract__workplace as (
    select * from staging.stg_asc_wds_extract__workplace
),

stg_asc_wds_extract__workplace_role as (
    select * from staging.stg_asc_wds_extract__workplace_role
),

job_role as (
    select * from reference.job_role
),

dim_area_name as (
    select * from core.dim_area_name
    where scheme = 'cssr'
),

int_return_month as (
    select * from core.int_return_month
),

int_workplace_record as (
    select * from core.int_workplace_record
    where cqc_provider_id is not null
),

workplace as (
    select
        stg_asc_wds_extract__workplace.*,
        fct_extract_workplace_month.exclusion_reason as purge_reason,
        coalesce(
            stg_asc_wds_extract__workplace.organisation_id,
            stg_asc_wds_extract__workplace.establishment_id
        ) as parent_id,
    from fct_extract_workplace_month
    inner join stg_asc_wds_extract__workplace
        on fct_extract_workplace_month.delivery_id = stg_asc_wds_extract__workplace.delivery_id
        and fct_extract_workplace_month.record_number = stg_asc_wds_extract__workplace.record_number
    qualify
        row_number() over (
            partition by
                stg_asc_wds_extract__workplace.period,
                stg_asc_wds_extract__workplace.establishment_id
            order by
                stg_asc_wds_extract__workplace.delivery_id desc,
                stg_asc_wds_extract__workplace.record_number
        ) = 1
),

returned_provider as (
    select
        int_return_month.period,
        int_workplace_record.cqc_provider_id,
        min(if(
            int_workplace_record.submitter = int_workplace_record.source_id,
            int_workplace_record.cqc_provider_id,
            int_workplace_record.submitter
        )) as organisation_id,
    from int_return_month
    inner join int_workplace_record
        on int_return_month.workplace_delivery_id = int_workplace_record.delivery_id
    group by all
),

organisation as (
    select
        workplace.period,
        workplace.parent_id,
        coalesce(
            min(returned_provider.organisation_id), min(workplace.cqc_provider_id)
        ) as organisation_id,
    from workplace
    left join returned_provider
        on workplace.period = returned_provider.period
        and workplace.cqc_provider_id = returned_provider.cqc_provider_id
    group by all
),

known_role as (
    select stg_asc_wds_extract__workplace_role.*
    from stg_asc_wds_extract__workplace_role
    inner join job_role
        on stg_asc_wds_extract__workplace_role.job_role_code = job_role.job_role_code
),

counted as (
    select
        known_role.delivery_id,
        known_role.record_number,
        cast(sum(known_role.employee_count) as bigint) as employee_count,
        if(bool_or(contains(known_role.starter_source, 'not_')), null, sum(known_role.starter_count))
            as starter_count,
        if(bool_or(contains(known_role.leaver_source, 'not_')), null, sum(known_role.leaver_count))
            as leaver_count,
        if(bool_or(contains(known_role.vacancy_source, 'not_')), null, sum(known_role.vacancy_count))
            as vacancy_count,
    from known_role
    group by all
),

final as (
    select
        'analysis_extract' as record_source,
        workplace.period,
        concat_ws('/', 'analysis_extract', workplace.establishment_id) as workplace_id,
        coalesce(
            organisation.organisation_id,
            concat_ws('/', 'analysis_extract', workplace.parent_id)
        ) as organisation_id,
        workplace.source_id,
        workplace.submitter,
        workplace.establishment_id as local_establishment_id,
        workplace.delivery_id as workplace_delivery_id,
        workplace.record_number,
        last_day(workplace.period) as as_at_date,
        workplace.period as values_period,
        workplace.workplace_name,
        workplace.postcode,
        dim_area_name.area_code as council_area_code,
        workplace.employer_type_code,
        workplace.is_shared_with_la,
        workplace.registration_type_code,
        workplace.cqc_provider_id,
        workplace.cqc_location_id,
        workplace.main_service_code,
        workplace.stated_staff_count,
        coalesce(workplace.worker_record_count, 0) as worker_record_count,
        coalesce(counted.employee_count, 0) as employee_count,
        counted.starter_count,
        counted.leaver_count,
        counted.vacancy_count,
        workplace.purge_reason,
    from workplace
    inner join organisation
        on workplace.period = organisation.period
        and workplace.parent_id = organisation.parent_id
    left join counted
        on workplace.delivery_id = counted.delivery_id
        and workplace.record_number = counted.record_number
    left join dim_area_name
        on cast(workplace.cssr_code as varchar) = dim_area_name.name_key
        and last_day(workplace.period) >= dim_area_name.valid_from
        and last_day(workplace.period) < dim_area_name.valid_to
)

select * from final
