/*
title: Posts and beds of each workplace, cleaned
grain: one row per workplace and month in which it counts
keys: [period, workplace_id]
columns:
  period: First day of the month
  workplace_id: Submitter and the provider's own id for the workplace
  cqc_location_id: CQC location
  main_service_code: Main service
  worker_record_count: Worker records the provider supplied, those set aside for a fault included
  stated_staff_clean_count: Staff that the provider states; null where it cannot be a total
  stated_staff_rule: staff_out_of_range where it cannot; null where it can, or none was given
  filled_post_count: Posts with a person in them, reconciled; may end in a half; null where they are not known
  filled_post_source: agreed, mean_of_two, too_few (fewer than posts_from) or not_reconciled
  bed_count: Beds of a care home, as the CQC's register has them, else as the return does
  bed_source: register or return; null where neither says
  bed_clean_count: The same, null where it cannot be
  bed_rule: beds_out_of_range where it cannot be; null where it can, or none was given
source: >
  core.int_workplace_record and core.int_worker_record through core.int_return_month,
  core.int_extract_workplace (which has no beds), core.dim_cqc_location, thresholds of reference.cleaning. Staff are reconciled as Skills for Care does: stated and recorded staff that
  agree are taken; that differ by little are averaged; else posts are not known.
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

int_worker_record as (
    select * from core.int_worker_record
    where is_supplied
),

dim_cqc_location as (
    select * from core.dim_cqc_location
),

cleaning as (
    select * from reference.cleaning
),

threshold as (
    select
        max(cleaning.value) filter (where cleaning.name = 'posts_from') as posts_from,
        max(cleaning.value) filter (where cleaning.name = 'posts_differ_below')
            as posts_differ_below,
        max(cleaning.value) filter (where cleaning.name = 'posts_differ_below_share')
            as posts_differ_below_share,
        max(cleaning.value) filter (where cleaning.name = 'staff_from') as staff_from,
        max(cleaning.value) filter (where cleaning.name = 'staff_to') as staff_to,
        max(cleaning.value) filter (where cleaning.name = 'beds_from') as beds_from,
        max(cleaning.value) filter (where cleaning.name = 'beds_to') as beds_to,
    from cleaning
),

supplied as (
    select
        int_worker_record.delivery_id,
        int_worker_record.local_establishment_id,
        count(*) as worker_record_count,
    from int_worker_record
    group by all
),

workplace as (
    select
        int_return_month.period,
        concat_ws(
            '/', int_workplace_record.submitter, int_workplace_record.local_establishment_id
        ) as workplace_id,
        int_workplace_record.cqc_location_id,
        int_workplace_record.main_service_code,
        int_workplace_record.stated_staff_count,
        coalesce(supplied.worker_record_count, 0) as worker_record_count,
        int_workplace_record.bed_count as given_bed_count,
    from int_return_month
    inner join int_workplace_record
        on int_return_month.workplace_delivery_id = int_workplace_record.delivery_id
    left join supplied
        on int_return_month.worker_delivery_id = supplied.delivery_id
        and int_workplace_record.local_establishment_id = supplied.local_establishment_id

    union all

    select
        int_extract_workplace.period,
        int_extract_workplace.workplace_id,
        int_extract_workplace.cqc_location_id,
        int_extract_workplace.main_service_code,
        int_extract_workplace.stated_staff_count,
        int_extract_workplace.worker_record_count,
        cast(null as integer) as given_bed_count,
    from int_extract_workplace
),

given as (
    select
        workplace.* exclude (given_bed_count),
        coalesce(dim_cqc_location.bed_count, workplace.given_bed_count) as bed_count,
        if(dim_cqc_location.bed_count is null, 'return', 'register') as bed_source,
    from workplace
    left join dim_cqc_location
        on workplace.cqc_location_id = dim_cqc_location.location_id
        and workplace.main_service_code in ('1', '2')
),

ranged as (
    select
        given.period,
        given.workplace_id,
        given.cqc_location_id,
        given.main_service_code,
        given.worker_record_count,
        if(
            given.stated_staff_count between threshold.staff_from and threshold.staff_to,
            given.stated_staff_count,
            null
        ) as stated_staff_clean_count,
        if(
            given.stated_staff_count not between threshold.staff_from and threshold.staff_to,
            'staff_out_of_range',
            null
        ) as stated_staff_rule,
        given.bed_count,
        if(given.bed_count is null, null, given.bed_source) as bed_source,
        if(
            given.bed_count between threshold.beds_from and threshold.beds_to,
            given.bed_count,
            null
        ) as bed_clean_count,
        if(
            given.bed_count not between threshold.beds_from and threshold.beds_to,
            'beds_out_of_range',
            null
        ) as bed_rule,
    from given
    cross join threshold
),

compared as (
    select
        ranged.*,
        abs(ranged.stated_staff_clean_count - ranged.worker_record_count) as staff_difference,
        (ranged.stated_staff_clean_count + ranged.worker_record_count) / 2 as staff_mean,
        least(ranged.stated_staff_clean_count, ranged.worker_record_count) >= threshold.posts_from
            as is_enough,
    from ranged
    cross join threshold
),

sourced as (
    select
        compared.*,
        case
            when compared.stated_staff_clean_count is null then 'not_reconciled'
            when not compared.is_enough then 'too_few'
            when compared.staff_difference = 0 then 'agreed'
            when
                compared.staff_difference < threshold.posts_differ_below
                or compared.staff_difference / compared.staff_mean
                < threshold.posts_differ_below_share
                then 'mean_of_two'
            else 'not_reconciled'
        end as filled_post_source,
    from compared
    cross join threshold
),

reconciled as (
    select
        sourced.*,
        case
            when sourced.filled_post_source in ('agreed', 'mean_of_two')
                then cast(sourced.staff_mean as decimal(9, 1))
        end as filled_post_count,
    from sourced
),

final as (
    select
        reconciled.period,
        reconciled.workplace_id,
        reconciled.cqc_location_id,
        reconciled.main_service_code,
        reconciled.worker_record_count,
        reconciled.stated_staff_clean_count,
        reconciled.stated_staff_rule,
        reconciled.filled_post_count,
        reconciled.filled_post_source,
        reconciled.bed_count,
        reconciled.bed_source,
        reconciled.bed_clean_count,
        reconciled.bed_rule,
    from reconciled
)

select * from final
