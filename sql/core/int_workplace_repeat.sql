/*
title: Answers that have stayed the same from return to return
grain: one row per workplace and return
keys: [delivery_id, local_establishment_id]
columns:
  delivery_id: The delivery the workplace's record came in
  local_establishment_id: The provider's own id for the workplace
  staff_repeated_since: >
    Month of the first return with the same stated staff, where no return has changed it for more than
    repeated_after_months; null where one has, and where none was stated or it is 0
  starters_repeated_since: The same of starters by job role
  leavers_repeated_since: The same of leavers by job role
  vacancies_repeated_since: The same of vacancies by job role
source: >
  core.int_workplace_record, threshold of reference.cleaning. A record that says that nothing changed repeats
  the values before it. An answer that was not known in between starts anew. Nothing is dropped for it.
*/
with int_workplace_record as (
    select * from core.int_workplace_record
),

cleaning as (
    select * from reference.cleaning
),

threshold as (
    select
        max(cleaning.value) filter (where cleaning.name = 'repeated_after_months')
            as repeated_after_months,
    from cleaning
),

answer as (
    select
        int_workplace_record.delivery_id,
        int_workplace_record.source_id,
        int_workplace_record.submitter,
        int_workplace_record.local_establishment_id,
        int_workplace_record.period,
        int_workplace_record.job_role_codes,
        unnest([
            {'item': 'staff', 'counts': [int_workplace_record.stated_staff_count]},
            {'item': 'starters', 'counts': int_workplace_record.starter_counts},
            {'item': 'leavers', 'counts': int_workplace_record.leaver_counts},
            {'item': 'vacancies', 'counts': int_workplace_record.vacancy_counts},
        ], recursive := true),
    from int_workplace_record
),

known as (
    select
        answer.* exclude (job_role_codes, counts),
        case
            when answer.item = 'staff' and list_sum(answer.counts) > 0
                then cast(answer.counts as varchar)
            when list_sum(answer.counts) > 0 and not list_contains(answer.counts, 999)
                then concat_ws(
                    ' ', cast(answer.job_role_codes as varchar), cast(answer.counts as varchar)
                )
        end as counted,
    from answer
),

compared as (
    select
        known.*,
        known.counted is distinct from lag(known.counted) over (
            partition by
                known.source_id,
                known.submitter,
                known.local_establishment_id,
                known.item
            order by known.period
        ) as is_change,
    from known
),

dated as (
    select
        compared.*,
        max(if(compared.is_change, compared.period, null)) over (
            partition by
                compared.source_id,
                compared.submitter,
                compared.local_establishment_id,
                compared.item
            order by compared.period
        ) as same_since,
    from compared
),

repeated as (
    select
        dated.delivery_id,
        dated.local_establishment_id,
        dated.item,
        if(
            dated.counted is not null
            and datediff('month', dated.same_since, dated.period) > threshold.repeated_after_months,
            dated.same_since,
            null
        ) as repeated_since,
    from dated
    cross join threshold
),

final as (
    select
        repeated.delivery_id,
        repeated.local_establishment_id,
        max(repeated.repeated_since) filter (where repeated.item = 'staff')
            as staff_repeated_since,
        max(repeated.repeated_since) filter (where repeated.item = 'starters')
            as starters_repeated_since,
        max(repeated.repeated_since) filter (where repeated.item = 'leavers')
            as leavers_repeated_since,
        max(repeated.repeated_since) filter (where repeated.item = 'vacancies')
            as vacancies_repeated_since,
    from repeated
    group by all
)

select * from final
