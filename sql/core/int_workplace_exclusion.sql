/*
title: Workplaces that count in no measure of a month, and why
grain: one row per workplace and month that is left out
keys: [period, workplace_id]
columns:
  period: First day of the month
  workplace_id: Submitter and the provider's own id for the workplace
  exclusion_reason: listed (in the workspace's list of exclusions) or duplicate_location
  exclusion_note: The reason that the list gives; null for a duplicate
source: >
  core.int_return_month, core.int_workplace_record and the list that cleaning.exclusions of carecount.yaml
  names. Where several workplaces of a month have one CQC location, whoever sent them, one counts: that of
  the newest return; of these, of the workplace file that arrived last; of these, with the lowest id.
  The same place is then never counted twice, and a provider that takes a home over replaces the one before
  it as soon as it returns. Skills for Care's own outputs leave out all of them in one place and keep one in
  another; to leave out all would lose a place for another provider's slip. A listed workplace takes no other's
  place.
*/
with int_return_month as (
    select * from core.int_return_month
),

int_workplace_record as (
    select * from core.int_workplace_record
),

exclusion as (
    select * from raw.exclusion
),

workplace_month as (
    select
        int_return_month.period,
        int_return_month.submitter,
        concat_ws(
            '/', int_workplace_record.submitter, int_workplace_record.local_establishment_id
        ) as workplace_id,
        int_return_month.return_period,
        int_return_month.workplace_delivery_id,
        int_workplace_record.cqc_location_id,
    from int_return_month
    inner join int_workplace_record
        on int_return_month.workplace_delivery_id = int_workplace_record.delivery_id
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

duplicate as (
    select
        workplace_month.period,
        workplace_month.workplace_id,
    from workplace_month
    left join listed
        on workplace_month.period = listed.period
        and workplace_month.workplace_id = listed.workplace_id
    where
        workplace_month.cqc_location_id is not null
        and listed.workplace_id is null
    qualify
        row_number() over (
            partition by
                workplace_month.period,
                workplace_month.cqc_location_id
            order by
                workplace_month.return_period desc,
                workplace_month.workplace_delivery_id desc,
                workplace_month.workplace_id
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
)

select * from final
