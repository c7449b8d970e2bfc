/**
 * Every workplace of every month, those too that have not agreed to share: where it counts, and each reason
 * why it does not. It is in no published file.
 */
export const WORKPLACE_SQL = `select
    period, workplace_id, submitter, area_code, care_setting, sector, worker_record_count,
    has_sharing_consent, columns('exclusion_reason$')
from core.fct_workplace_month`;

/**
 * What of each workplace was left out below the workplace itself: worker records that stand for no worker,
 * and workers of whom a rule leaves a value out. One row per month, workplace, job role (null of a record),
 * column that says why, and reason. No worker is in it, only how many.
 */
export const LEFT_OUT_SQL = `with rule as (
    unpivot (
        select period, workplace_id, job_role_code as job_role, columns('_rule$')
        from core.fct_worker_month
    )
    on columns('_rule$') into name reason_column value reason
),
record as (
    select
        workplace.period, workplace.workplace_id, cast(null as varchar) as job_role,
        'worker_record' as reason_column, worker_record.exclusion_reason as reason
    from core.int_worker_record as worker_record
    inner join core.fct_workplace_month as workplace
        on worker_record.delivery_id = workplace.worker_delivery_id
        and worker_record.local_establishment_id = workplace.local_establishment_id
    where worker_record.exclusion_reason is not null
)
select period, workplace_id, job_role, reason_column, reason, count(*) as worker_count
from (
    select period, workplace_id, job_role, reason_column, reason from rule
    union all
    select * from record
)
group by all`;
