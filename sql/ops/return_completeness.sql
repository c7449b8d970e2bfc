/*
title: How complete the worker records of a return are
grain: one row per return or workplace of it, kind of staff and field
keys: [source_id, submitter, period, level, local_establishment_id, staff_group, field]
columns:
  source_id: The source of the return
  submitter: Who sent it
  period: First day of the month the return describes
  level: return for all its workplaces together, workplace for one of them
  local_establishment_id: The provider's own id for the workplace; all for the whole return
  staff_group: agency, or staff for everybody else
  field: What has to be known of the worker
  required_share: The share of records that the national return asks to have it, 0 to 1
  known_count: Records that have it
  not_known_count: Records that answer that it is not known
  record_count: Records that are asked for it
  known_share: Records that have it, over records that are asked for it
  is_met: Whether the required share is reached
  has_sharing_consent: Whether the row may be published, as its workplaces'
source: >
  Skills for Care, guidance on the local authority return: every record of staff has an id, a main job and
  a contract; 90% have each of nine more; agency staff have an id, a contract, a job, pay and average
  hours. It does not say whether "not known" is an answer: here it is not, so that a share is never too
  high, and the records that say so are counted beside. For agency pay and hours, where it names no share,
  90% is taken. Contracted hours are asked of permanent and temporary staff without a zero-hours contract.
  Records set aside for a fault count with the values they have; a record that repeats earlier values
  counts with those.
*/
with int_worker_record as (
    select * from core.int_worker_record
    where is_supplied
),

int_workplace_record as (
    select * from core.int_workplace_record
),

int_return as (
    select * from core.int_return
),

stg_asc_wds__worker as (
    select * from staging.stg_asc_wds__worker
),

workspace_setting as (
    select * from reference.workspace_setting
),

record as (
    select
        int_worker_record.source_id,
        int_worker_record.submitter,
        int_worker_record.period,
        int_worker_record.local_establishment_id,
        coalesce(int_workplace_record.is_shared_with_la, false)
        or not workspace_setting.require_la_permission as has_sharing_consent,
        if(stg_asc_wds__worker.employment_status_code = '4', 'agency', 'staff') as staff_group,
        int_worker_record.worker_key is not null as has_id,
        stg_asc_wds__worker.* exclude (
            delivery_id, record_number, source_id, submitter, period, local_establishment_id,
            worker_key, row_state, status, is_data, findings, missing
        ),
        list_transform(stg_asc_wds__worker.missing, lambda item: item.column_name) as missing,
    from int_worker_record
    inner join int_return on int_worker_record.delivery_id = int_return.worker_delivery_id
    left join int_workplace_record
        on int_return.workplace_delivery_id = int_workplace_record.delivery_id
        and int_worker_record.local_establishment_id
        = int_workplace_record.local_establishment_id
    left join stg_asc_wds__worker
        on if(
            int_worker_record.exclusion_reason = 'quarantined',
            int_worker_record.delivery_id,
            int_worker_record.values_delivery_id
        ) = stg_asc_wds__worker.delivery_id
        and if(
            int_worker_record.exclusion_reason = 'quarantined',
            int_worker_record.record_number,
            int_worker_record.values_record_number
        ) = stg_asc_wds__worker.record_number
    cross join workspace_setting
),

asked as (
    select
        record.source_id,
        record.submitter,
        record.period,
        record.local_establishment_id,
        record.has_sharing_consent,
        record.staff_group,
        record.missing,
        unnest([
            {'field': 'worker_id', 'cell': null, 'required_share': 1.0, 'is_known': has_id},
            {
                'field': 'employment_status',
                'cell': null,
                'required_share': 1.0,
                'is_known': record.employment_status_code is not null,
            },
            {
                'field': 'main_job_role',
                'cell': null,
                'required_share': 1.0,
                'is_known': record.main_job_role_code is not null,
            },
            {
                'field': 'pay',
                'cell': 'salary_interval_code',
                'required_share': 0.9,
                'is_known': coalesce(record.hourly_rate_gbp_hour, record.salary_gbp_year) is not null,
            },
            {
                'field': 'average_hours',
                'cell': 'average_hours',
                'required_share': if(record.staff_group = 'agency', 0.9, null),
                'is_known': record.average_hours is not null,
            },
        ] || if(record.staff_group = 'agency', [], [
            {
                'field': 'date_of_birth',
                'cell': 'age_years',
                'required_share': 0.9,
                'is_known': record.age_years is not null,
            },
            {
                'field': 'gender',
                'cell': 'gender_code',
                'required_share': 0.9,
                'is_known': record.gender_code is not null,
            },
            {
                'field': 'ethnicity',
                'cell': 'ethnicity_code',
                'required_share': 0.9,
                'is_known': record.ethnicity_code is not null,
            },
            {
                'field': 'sickness',
                'cell': 'sickness_days',
                'required_share': 0.9,
                'is_known': record.sickness_days is not null,
            },
            {
                'field': 'zero_hours',
                'cell': 'zero_hours_code',
                'required_share': 0.9,
                'is_known': record.is_zero_hours is not null,
            },
            {
                'field': 'contracted_hours',
                'cell': 'contracted_hours',
                'required_share': if(
                    coalesce(record.employment_status_code, '') in ('3', '7')
                    or coalesce(record.is_zero_hours, false),
                    null,
                    0.9
                ),
                'is_known': record.contracted_hours is not null,
            },
            {
                'field': 'social_care_qualification',
                'cell': 'social_care_qualification',
                'required_share': 0.9,
                'is_known': record.social_care_qualification is not null,
            },
            {
                'field': 'other_qualification',
                'cell': 'other_qualification',
                'required_share': 0.9,
                'is_known': record.other_qualification is not null,
            },
        ]), recursive := true),
    from record
),

at_level as (
    select
        asked.*,
        unnest([
            {'level': 'workplace', 'place': asked.local_establishment_id},
            {'level': 'return', 'place': 'all'},
        ], recursive := true),
    from asked
    where asked.required_share is not null
),

counted as (
    select
        at_level.source_id,
        at_level.submitter,
        at_level.period,
        at_level.level,
        at_level.place as local_establishment_id,
        at_level.staff_group,
        at_level.field,
        cast(at_level.required_share as decimal(3, 2)) as required_share,
        count(*) filter (where at_level.is_known) as known_count,
        count(*) filter (
            where not at_level.is_known and list_contains(at_level.missing, at_level.cell)
        ) as not_known_count,
        count(*) as record_count,
        bool_and(at_level.has_sharing_consent) as has_sharing_consent,
    from at_level
    group by all
),

final as (
    select
        counted.source_id,
        counted.submitter,
        counted.period,
        counted.level,
        counted.local_establishment_id,
        counted.staff_group,
        counted.field,
        counted.required_share,
        counted.known_count,
        counted.not_known_count,
        counted.record_count,
        cast(counted.known_count / nullif(counted.record_count, 0) as decimal(9, 8)) as known_share,
        counted.known_count >= counted.required_share * counted.record_count as is_met,
        counted.has_sharing_consent,
    from counted
)

select * from final
