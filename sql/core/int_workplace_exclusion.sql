/*
title: Workplaces that count in no measure of a month, and why
grain: one row per workplace and month that is left out
keys: [period, workplace_id]
columns:
  period: First day of the month
  workplace_id: Submitter and the provider's own id for the workplace
  exclusion_reason: >
    listed (in the workspace's list of exclusions), not_amended or no_amended_date (of the analysis extract, as in
    core.fct_extract_workplace_month) or duplicate_location
  exclusion_note: The reason that the list gives; null for any other reason
source: >
  core.int_return_month, core.int_workplace_record, core.int_extract_workplace and the list that
  cleaning.exclusions of carecount.yaml names. Where several workplaces of a month have one CQC location,
  whoever sent them, one counts: a provider's own return before the analysis extract, an older return that still
  counts included; then that of the newest return; of these, of the file that arrived last; of these, with the
  lowest id.
  The same place is then never counted twice, and a provider that takes a home over replaces the one before
  it as soon as it returns. Skills for Care's own outputs leave out all of them in one place and keep one in
  another; to leave out all would lose a place for another provider's slip. A workplace that is listed, or was
  last amended too long ago, takes no other's place. One without a CQC location cannot be matched: if it is in a
  return and in an extract of one month, it counts twice.
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

exclusion as (
    select * from raw.exclusion
),

workplace_month as (
    select
        'bulk_upload' as record_source,
        int_return_month.period,
        int_return_month.submitter,
        concat_ws(
            '/', int_workplace_record.submitter, int_workplace_record.local_establishment_id
        ) as workplace_id,
        int_return_month.return_period,
        int_return_month.workplace_delivery_id,
        int_workplace_record.cqc_location_id,
        cast(null as varchar) as purge_reason,
    from int_return_month
    inner join int_workplace_record
        on int_return_month.workplace_delivery_id = int_workplace_record.delivery_id

    union all

    select
        int_extract_workplace.record_source,
        int_extract_workplace.period,
        int_extract_workplace.submitter,
        int_extract_workplace.workplace_id,
        int_extract_workplace.period as return_period,
        int_extract_workplace.workplace_delivery_id,
        int_extract_workplace.cqc_location_id,
        int_extract_workplace.purge_reason,
    from int_extract_workplace
),

listed as (
    select
        workplace_month.period,
        workplace_month.workplace_id,
        arg_min(exclusion.reason, exclusion.line) as exclusion_note,
    from workplace_month
    inner join exclusion
        on workplace_month.submitter = exclusion.submitter
        and workplace_month.workplace_id
        = coalesce(exclusion.workplace_id, workplace_month.workplace_id)
        and last_day(workplace_month.period)
        >= coalesce(exclusion.from_date, workplace_month.period)
        and workplace_month.period <= coalesce(exclusion.to_date, workplace_month.period)
    group by all
),

not_listed as (
    select workplace_month.*
    from workplace_month
    anti join listed
        on workplace_month.period = listed.period
        and workplace_month.workplace_id = listed.workplace_id
),

duplicate as (
    select
        not_listed.period,
        not_listed.workplace_id,
    from not_listed
    where
        not_listed.cqc_location_id is not null
        and not_listed.purge_reason is null
    qualify
        row_number() over (
            partition by
                not_listed.period,
                not_listed.cqc_location_id
            order by
                not_listed.record_source = 'bulk_upload' desc,
                not_listed.return_period desc,
                not_listed.workplace_delivery_id desc,
                not_listed.workplace_id
        ) > 1
),

final as (
    select
        listed.period,
        listed.workplace_id,
        'listed' as exclusion_reason,
        listed.exclusion_note,
    from listed

    union all

    select
        duplicate.period,
        duplicate.workplace_id,
        'duplicate_location' as exclusion_reason,
        cast(null as varchar) as exclusion_note,
    from duplicate

    union all

    select
        not_listed.period,
        not_listed.workplace_id,
        not_listed.purge_reason as exclusion_reason,
        cast(null as varchar) as exclusion_note,
    from not_listed
    where not_listed.purge_reason is not null
)

select * from final
