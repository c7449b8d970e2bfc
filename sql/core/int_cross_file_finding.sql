/*
title: What only the files of a return together show
grain: one row per finding; at most one per record, column and rule
keys: [delivery_id, record_number, column_name, rule]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file; 0 for the file as a whole
  column_name: The column, as the file names it; empty for the file as a whole
  rule: The rule it breaks
  severity: error or warning
source: >
  The checks that the ASC-WDS bulk upload makes over more than one row or file, with its codes: 998
  location_repeated, 1280 manager_missing and manager_not_registered, 2300 vacancies_over_staff, 2310
  starters_over_staff, 2320 leavers_over_staff, 5010 to 5060 qualifications. A location is unique in all of
  the ASC-WDS: location_elsewhere tells every return of a month that has one that another has too, since which
  of them is wrong cannot be known; the last to arrive counts (core.int_workplace_exclusion). Within a file the
  workplace with the lowest id counts, and location_repeated tells the others. other_file_missing is ours. Workplaces and workers of a return that counts in its own month; locations,
  training and qualifications of files in force. A manager may be among records that were set aside, or wanted where
  vacancies are not known: then nothing is said. Nor of leavers that are too many for a turnover rate,
  which ops.finding says already.
*/
with int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

int_worker_record as (
    select * from core.int_worker_record
),

int_workplace_record as (
    select * from core.int_workplace_record
),

fct_workplace_month as (
    select * from core.fct_workplace_month
    where return_age_months = 0
),

fct_workplace_role_month as (
    select * from core.fct_workplace_role_month
),

fct_worker_month as (
    select * from core.fct_worker_month
),

stg_asc_wds__worker as (
    select * from staging.stg_asc_wds__worker
),

stg_asc_wds__workplace as (
    select * from staging.stg_asc_wds__workplace
),

stg_asc_wds__training as (
    select * from staging.stg_asc_wds__training
),

manager_there_or_wanted as (
    select
        fct_workplace_role_month.period,
        fct_workplace_role_month.workplace_id,
    from fct_workplace_role_month
    where
        fct_workplace_role_month.job_role_code = '4'
        and (
            fct_workplace_role_month.worker_count > 0
            or fct_workplace_role_month.vacancy_count > 0
        )
),

worker_without_values as (
    select distinct
        int_worker_record.delivery_id,
        int_worker_record.local_establishment_id,
    from int_worker_record
    where int_worker_record.exclusion_reason in ('quarantined', 'no_earlier_values')
),

manager_missing as (
    select
        fct_workplace_month.workplace_delivery_id as delivery_id,
        fct_workplace_month.workplace_record_number as record_number,
        'ALLJOBROLES' as column_name,
        'manager_missing' as rule,
        'error' as severity,
    from fct_workplace_month
    left join manager_there_or_wanted
        on fct_workplace_month.period = manager_there_or_wanted.period
        and fct_workplace_month.workplace_id = manager_there_or_wanted.workplace_id
    left join worker_without_values
        on fct_workplace_month.worker_delivery_id = worker_without_values.delivery_id
        and fct_workplace_month.local_establishment_id
        = worker_without_values.local_establishment_id
    where
        fct_workplace_month.is_cqc_registered
        and fct_workplace_month.main_service_code <> '72'
        and fct_workplace_month.vacancy_count is not null
        and manager_there_or_wanted.workplace_id is null
        and worker_without_values.delivery_id is null
),

manager_not_registered as (
    select
        fct_worker_month.delivery_id,
        fct_worker_month.record_number,
        'MAINJOBROLE' as column_name,
        'manager_not_registered' as rule,
        'error' as severity,
    from fct_worker_month
    inner join fct_workplace_month
        on fct_worker_month.period = fct_workplace_month.period
        and fct_worker_month.workplace_id = fct_workplace_month.workplace_id
    where
        fct_worker_month.job_role_code = '4'
        and not fct_workplace_month.is_cqc_registered
),

agreed_workplace as (
    select * from fct_workplace_month
    where
        stated_staff_count > 0
        and stated_staff_count = worker_record_count
),

over_staff as (
    select
        agreed_workplace.workplace_delivery_id as delivery_id,
        agreed_workplace.workplace_record_number as record_number,
        unnest([
            {
                'column_name': 'STARTERS',
                'rule': 'starters_over_staff',
                'is_broken': agreed_workplace.starter_count > agreed_workplace.stated_staff_count
            },
            {
                'column_name': 'LEAVERS',
                'rule': 'leavers_over_staff',
                'is_broken': agreed_workplace.leaver_count >= agreed_workplace.stated_staff_count
                and agreed_workplace.turnover_exclusion_reason is distinct from 'incorrect_turnover'
            },
            {
                'column_name': 'VACANCIES',
                'rule': 'vacancies_over_staff',
                'is_broken': agreed_workplace.vacancy_count >= agreed_workplace.stated_staff_count
            },
        ], recursive := true),
        'warning' as severity,
    from agreed_workplace
),

location_repeated as (
    select
        int_workplace_record.delivery_id,
        int_workplace_record.record_number,
        'LOCATIONID' as column_name,
        'location_repeated' as rule,
        'error' as severity,
    from int_workplace_record
    where int_workplace_record.cqc_location_id is not null
    qualify
        row_number() over (
            partition by
                int_workplace_record.delivery_id,
                int_workplace_record.cqc_location_id
            order by int_workplace_record.local_establishment_id
        ) > 1
),

location_elsewhere as (
    select
        int_workplace_record.delivery_id,
        int_workplace_record.record_number,
        'LOCATIONID' as column_name,
        'location_elsewhere' as rule,
        'warning' as severity,
    from int_workplace_record
    where int_workplace_record.cqc_location_id is not null
    window location as (
        partition by
            int_workplace_record.period,
            int_workplace_record.cqc_location_id
    )
    qualify
        min(int_workplace_record.delivery_id) over location
        < max(int_workplace_record.delivery_id) over location
),

other_file_missing as (
    select
        int_delivery.delivery_id,
        0 as record_number,
        '' as column_name,
        'other_file_missing' as rule,
        'warning' as severity,
    from int_delivery
    left join int_delivery as other_file
        on int_delivery.source_id = other_file.source_id
        and int_delivery.submitter = other_file.submitter
        and int_delivery.period = other_file.period
        and int_delivery.dataset_id <> other_file.dataset_id
        and other_file.dataset_id in ('asc_wds_workplace', 'asc_wds_worker')
    where
        int_delivery.dataset_id in ('asc_wds_workplace', 'asc_wds_worker')
        and other_file.delivery_id is null
),

worker_qualification as (
    select
        stg_asc_wds__worker.delivery_id,
        stg_asc_wds__worker.record_number,
        year(stg_asc_wds__worker.period) as return_year,
        unnest(stg_asc_wds__worker.qualifications) as qualification,
        generate_subscripts(stg_asc_wds__worker.qualifications, 1) as place,
    from stg_asc_wds__worker
    inner join int_delivery on stg_asc_wds__worker.delivery_id = int_delivery.delivery_id
    where
        stg_asc_wds__worker.is_data
        and stg_asc_wds__worker.row_state = 'kept'
),

qualification_part as (
    select
        worker_qualification.delivery_id,
        worker_qualification.record_number,
        worker_qualification.return_year,
        format('QUALACH{:02d}', worker_qualification.place) as column_name,
        trim(split_part(worker_qualification.qualification, ';', 1)) as qualification_code,
        trim(split_part(worker_qualification.qualification, ';', 2)) as qualification_year,
    from worker_qualification
    where worker_qualification.qualification is not null
),

qualification_rule as (
    select
        qualification_part.delivery_id,
        qualification_part.record_number,
        qualification_part.column_name,
        unnest([
            {
                'rule': 'qualification_unknown',
                'severity': 'error',
                'is_broken': qualification.qualification_code is null
            },
            {
                'rule': 'qualification_year_missing',
                'severity': 'warning',
                'is_broken': qualification_part.qualification_year = ''
            },
            {
                'rule': 'qualification_year_impossible',
                'severity': 'error',
                'is_broken': qualification_part.qualification_year <> ''
                and not coalesce(
                    try_cast(qualification_part.qualification_year as integer)
                    between qualification_part.return_year - 100 and qualification_part.return_year,
                    false
                )
            },
        ], recursive := true),
    from qualification_part
    left join reference.qualification
        on qualification_part.qualification_code = qualification.qualification_code
),

training as (
    select
        stg_asc_wds__training.delivery_id,
        stg_asc_wds__training.record_number,
        stg_asc_wds__training.local_establishment_id,
        stg_asc_wds__training.worker_key,
        stg_asc_wds__training.completed_date,
        workplace_file.delivery_id as workplace_delivery_id,
        worker_file.delivery_id as worker_delivery_id,
    from stg_asc_wds__training
    inner join int_delivery on stg_asc_wds__training.delivery_id = int_delivery.delivery_id
    left join int_delivery as workplace_file
        on int_delivery.source_id = workplace_file.source_id
        and int_delivery.submitter = workplace_file.submitter
        and int_delivery.period = workplace_file.period
        and workplace_file.dataset_id = 'asc_wds_workplace'
    left join int_delivery as worker_file
        on int_delivery.source_id = worker_file.source_id
        and int_delivery.submitter = worker_file.submitter
        and int_delivery.period = worker_file.period
        and worker_file.dataset_id = 'asc_wds_worker'
    where stg_asc_wds__training.row_state = 'kept'
),

file_workplace as (
    select distinct
        stg_asc_wds__workplace.delivery_id,
        stg_asc_wds__workplace.local_establishment_id,
    from stg_asc_wds__workplace
    where stg_asc_wds__workplace.local_establishment_id is not null
),

training_workplace_missing as (
    select
        training.delivery_id,
        training.record_number,
        'LOCALESTID' as column_name,
        'training_workplace_missing' as rule,
        'error' as severity,
    from training
    left join file_workplace
        on training.workplace_delivery_id = file_workplace.delivery_id
        and training.local_establishment_id = file_workplace.local_establishment_id
    where
        training.workplace_delivery_id is not null
        and file_workplace.delivery_id is null
),

file_worker as (
    select distinct
        stg_asc_wds__worker.delivery_id,
        stg_asc_wds__worker.worker_key,
    from stg_asc_wds__worker
    where stg_asc_wds__worker.worker_key is not null
),

training_worker_missing as (
    select
        training.delivery_id,
        training.record_number,
        'UNIQUEWORKERID' as column_name,
        'training_worker_missing' as rule,
        'error' as severity,
    from training
    left join file_worker
        on training.worker_delivery_id = file_worker.delivery_id
        and training.worker_key = file_worker.worker_key
    left join training_workplace_missing
        on training.delivery_id = training_workplace_missing.delivery_id
        and training.record_number = training_workplace_missing.record_number
    where
        training.worker_delivery_id is not null
        and file_worker.delivery_id is null
        and training_workplace_missing.delivery_id is null
),

training_before_birth as (
    select distinct
        training.delivery_id,
        training.record_number,
        'DATECOMPLETED' as column_name,
        'training_before_birth' as rule,
        'warning' as severity,
    from training
    inner join int_worker_record
        on training.worker_delivery_id = int_worker_record.delivery_id
        and training.worker_key = int_worker_record.worker_key
    inner join stg_asc_wds__worker
        on int_worker_record.values_delivery_id = stg_asc_wds__worker.delivery_id
        and int_worker_record.values_record_number = stg_asc_wds__worker.record_number
    where
        training.completed_date
        <= last_day(stg_asc_wds__worker.period) - to_years(stg_asc_wds__worker.age_years + 1)
),

final as (
    select * from manager_missing
    union all
    select * from manager_not_registered
    union all
    select * exclude (is_broken) from over_staff
    where is_broken
    union all
    select * from location_repeated
    union all
    select * from location_elsewhere
    union all
    select * from other_file_missing
    union all
    select * exclude (is_broken) from qualification_rule
    where is_broken
    union all
    select * from training_workplace_missing
    union all
    select * from training_worker_missing
    union all
    select * from training_before_birth
)

select * from final
