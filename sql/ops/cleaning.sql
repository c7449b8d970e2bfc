/*
title: Values that were changed or left out, with what they were
grain: one row per value that a rule changed, month by month
keys: [period, workplace_id, worker_key, column_name]
columns:
  period: First day of the month
  workplace_id: Submitter and the provider's own id for the workplace
  worker_key: The worker as in core.fct_worker_month; empty where the value is the workplace's
  column_name: The column of core.fct_worker_month or core.fct_workplace_month that was given
  original_value: The value as given, as text
  cleaned_value: What figures use in its place; null where they leave it out
  rule: The rule that changed it
  reason: The rule in words
  has_sharing_consent: Whether the row may be published, as the workplace's
source: >
  core.fct_worker_month and core.fct_workplace_month. A value that is flagged and not changed is here with
  itself as cleaned value. A whole workplace that is left out is in core.fct_workplace_month (exclusion_reason);
  ops.exclusion counts both.
*/
with fct_worker_month as (
    select * from core.fct_worker_month
),

fct_workplace_month as (
    select * from core.fct_workplace_month
),

cleaning_rule as (
    select * from reference.cleaning_rule
),

worker as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        fct_worker_month.worker_key,
        unnest([
            {
                'column_name': 'hourly_rate_gbp_hour',
                'original_value': cast(fct_worker_month.hourly_rate_gbp_hour as varchar),
                'cleaned_value': cast(fct_worker_month.hourly_rate_clean_gbp_hour as varchar),
                'rule': fct_worker_month.hourly_rate_rule
            },
            {
                'column_name': 'given_job_role_code',
                'original_value': fct_worker_month.given_job_role_code,
                'cleaned_value': fct_worker_month.job_role_code,
                'rule': fct_worker_month.job_role_rule
            },
        ], recursive := true),
        fct_worker_month.has_sharing_consent,
    from fct_worker_month
    where
        fct_worker_month.hourly_rate_rule is not null
        or fct_worker_month.job_role_rule is not null
),

workplace as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        '' as worker_key,
        unnest([
            {
                'column_name': 'stated_staff_count',
                'original_value': cast(fct_workplace_month.stated_staff_count as varchar),
                'cleaned_value': cast(fct_workplace_month.stated_staff_clean_count as varchar),
                'rule': fct_workplace_month.stated_staff_rule
            },
            {
                'column_name': 'bed_count',
                'original_value': cast(fct_workplace_month.bed_count as varchar),
                'cleaned_value': cast(fct_workplace_month.bed_clean_count as varchar),
                'rule': fct_workplace_month.bed_rule
            },
            {
                'column_name': 'filled_post_count',
                'original_value': cast(fct_workplace_month.filled_post_count as varchar),
                'cleaned_value': cast(fct_workplace_month.filled_post_clean_count as varchar),
                'rule': fct_workplace_month.filled_post_rule
            },
        ], recursive := true),
        fct_workplace_month.has_sharing_consent,
    from fct_workplace_month
),

changed as (
    select * from worker
    union all
    select * from workplace
),

final as (
    select
        changed.period,
        changed.workplace_id,
        changed.worker_key,
        changed.column_name,
        changed.original_value,
        changed.cleaned_value,
        changed.rule,
        cleaning_rule.reason,
        changed.has_sharing_consent,
    from changed
    left join cleaning_rule on changed.rule = cleaning_rule.rule
    where changed.rule is not null
)

select * from final
