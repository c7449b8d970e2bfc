/*
title: Workplaces whose posts may be those of their whole provider
grain: one row per workplace and month whose posts are known and whose location is in a CQC register
keys: [period, workplace_id]
columns:
  period: First day of the month
  workplace_id: Submitter and the provider's own id for the workplace
  provider_id: CQC provider
  location_id: CQC location
  is_care_home: Whether the location is a care home
  filled_post_count: Posts with a person in them, reconciled
  location_count: Registered locations of the provider
  returned_location_count: Of these, those that a workplace of the month has
  bed_count: Beds of the location
  provider_bed_count: Beds of all registered locations of the provider
  people_count: People the location employs, by its provider information returns (mean)
  provider_people_count: The same of all registered locations of the provider
  people_location_count: How many of them have said
  rule: >
    times_beds, times_provider_beds (a care home), times_people or times_provider_people (any other): posts are
    many times what the location, or even the provider, has; null where nothing looks wrong
source: >
  core.int_workplace_post, core.dim_cqc_location, provider information returns in force, thresholds of
  reference.cleaning. As Skills for Care detects providers that enter the staff of all their locations in one
  account: only where the provider has several locations and one of them alone is in a return. Posts are labelled,
  not dropped.
*/
with int_workplace_post as (
    select * from core.int_workplace_post
    where filled_post_count is not null
),

int_workplace_exclusion as (
    select * from core.int_workplace_exclusion
),

dim_cqc_location as (
    select * from core.dim_cqc_location
    where is_registered and provider_id is not null
),

stg_cqc__provider_return as (
    select * from staging.stg_cqc__provider_return
    where row_state = 'kept' and is_latest and employed_people_count > 0
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

cleaning as (
    select * from reference.cleaning
),

threshold as (
    select
        max(cleaning.value) filter (where cleaning.name = 'grouped_posts_care_home')
            as posts_care_home,
        max(cleaning.value) filter (where cleaning.name = 'grouped_posts_other') as posts_other,
        max(cleaning.value) filter (where cleaning.name = 'grouped_times_beds') as times_beds,
        max(cleaning.value) filter (where cleaning.name = 'grouped_times_provider_beds')
            as times_provider_beds,
        max(cleaning.value) filter (where cleaning.name = 'grouped_times_people') as times_people,
        max(cleaning.value) filter (where cleaning.name = 'grouped_times_provider_people')
            as times_provider_people,
    from cleaning
),

people as (
    select
        stg_cqc__provider_return.location_id,
        cast(
            sum(stg_cqc__provider_return.employed_people_count) / count(*) as decimal(12, 2)
        ) as people_count,
    from stg_cqc__provider_return
    inner join int_delivery on stg_cqc__provider_return.delivery_id = int_delivery.delivery_id
    group by all
),

location as (
    select
        dim_cqc_location.location_id,
        dim_cqc_location.provider_id,
        dim_cqc_location.is_care_home,
        dim_cqc_location.bed_count,
        people.people_count,
    from dim_cqc_location
    left join people on dim_cqc_location.location_id = people.location_id
),

provider as (
    select
        location.provider_id,
        count(*) as location_count,
        sum(location.bed_count) as provider_bed_count,
        sum(location.people_count) as provider_people_count,
        count(location.people_count) as people_location_count,
    from location
    group by all
),

workplace as (
    select
        int_workplace_post.period,
        int_workplace_post.workplace_id,
        int_workplace_post.filled_post_count,
        location.*,
    from int_workplace_post
    inner join location on int_workplace_post.cqc_location_id = location.location_id
    left join int_workplace_exclusion
        on int_workplace_post.period = int_workplace_exclusion.period
        and int_workplace_post.workplace_id = int_workplace_exclusion.workplace_id
    where int_workplace_exclusion.workplace_id is null
),

returned as (
    select
        workplace.period,
        workplace.provider_id,
        count(*) as returned_location_count,
    from workplace
    group by all
),

compared as (
    select
        workplace.*,
        provider.* exclude (provider_id),
        returned.returned_location_count,
        provider.location_count > 1
        and returned.returned_location_count = 1
        and workplace.filled_post_count >= if(
            workplace.is_care_home, threshold.posts_care_home, threshold.posts_other
        ) as is_candidate,
    from workplace
    cross join threshold
    inner join provider on workplace.provider_id = provider.provider_id
    inner join returned
        on workplace.period = returned.period
        and workplace.provider_id = returned.provider_id
),

final as (
    select
        compared.period,
        compared.workplace_id,
        compared.provider_id,
        compared.location_id,
        compared.is_care_home,
        compared.filled_post_count,
        compared.location_count,
        compared.returned_location_count,
        compared.bed_count,
        compared.provider_bed_count,
        compared.people_count,
        compared.provider_people_count,
        compared.people_location_count,
        case
            when not compared.is_candidate then null
            when
                compared.is_care_home
                and compared.filled_post_count >= threshold.times_beds * compared.bed_count
                then 'times_beds'
            when
                compared.is_care_home
                and compared.filled_post_count
                >= threshold.times_provider_beds * compared.provider_bed_count
                then 'times_provider_beds'
            when compared.is_care_home then null
            when compared.filled_post_count >= threshold.times_people * compared.people_count
                then 'times_people'
            when
                compared.people_count is not null
                and compared.people_location_count > 1
                and compared.filled_post_count
                >= threshold.times_provider_people * compared.provider_people_count
                then 'times_provider_people'
        end as rule,
    from compared
    cross join threshold
)

select * from final
