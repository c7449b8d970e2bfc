/*
title: Posts of care homes, moved to what is permitted for their beds
grain: one row per care home with posts and beds, and month in which it counts
keys: [period, workplace_id]
columns:
  period: First day of the month
  workplace_id: Submitter and the provider's own id for the workplace
  least_posts: Fewest posts that are permitted for its beds, to a tenth
  most_posts: Most posts that are permitted for its beds
  filled_post_clean_count: Filled posts, moved to the nearer of the two where they are beyond it
  filled_post_rule: >
    posts_per_bed_raised or posts_per_bed_lowered where they were moved; posts_per_bed_flagged where they
    look wrong and too few homes are of like size to move them; null where nothing is wrong
source: >
  core.int_workplace_post, thresholds of reference.cleaning. Posts per bed are judged as Skills for Care does.
  Each month, the posts expected of a home are its beds times the mean posts per bed of homes in its band of
  beds; its residual is (posts - expected) / sqrt(expected). Homes in the two tails of residuals in their care
  setting are set aside, and the least and most posts per bed of the rest of the band are what is permitted,
  never under posts_per_bed_low and posts_per_bed_high. Workplaces that count in no measure are not judged.
*/
with int_workplace_post as (
    select * from core.int_workplace_post
),

int_workplace_exclusion as (
    select * from core.int_workplace_exclusion
),

cleaning as (
    select * from reference.cleaning
),

threshold as (
    select
        max(cleaning.value) filter (where cleaning.name = 'posts_per_bed_tail')
            as posts_per_bed_tail,
        max(cleaning.value) filter (where cleaning.name = 'posts_per_bed_low') as posts_per_bed_low,
        max(cleaning.value) filter (where cleaning.name = 'posts_per_bed_high')
            as posts_per_bed_high,
        max(cleaning.value) filter (where cleaning.name = 'fewest_homes_in_band')
            as fewest_homes_in_band,
    from cleaning
),

home as (
    select
        int_workplace_post.period,
        int_workplace_post.workplace_id,
        int_workplace_post.main_service_code,
        int_workplace_post.filled_post_count,
        int_workplace_post.bed_clean_count,
        cast(int_workplace_post.filled_post_count / int_workplace_post.bed_clean_count as decimal(18, 8))
            as posts_per_bed,
        case
            when int_workplace_post.bed_clean_count < 3 then 1
            when int_workplace_post.bed_clean_count < 5 then 3
            when int_workplace_post.bed_clean_count < 10 then 5
            when int_workplace_post.bed_clean_count < 15 then 10
            when int_workplace_post.bed_clean_count < 20 then 15
            when int_workplace_post.bed_clean_count < 25 then 20
            when int_workplace_post.bed_clean_count < 50 then 25
            else 50
        end as band_from_beds,
    from int_workplace_post
    left join int_workplace_exclusion
        on int_workplace_post.period = int_workplace_exclusion.period
        and int_workplace_post.workplace_id = int_workplace_exclusion.workplace_id
    where
        int_workplace_post.filled_post_count is not null
        and int_workplace_post.bed_clean_count > 0
        and int_workplace_exclusion.workplace_id is null
),

banded as (
    select
        home.*,
        count(*) over band as home_count,
        home.bed_clean_count * sum(home.posts_per_bed) over band / count(*) over band
            as expected_posts,
    from home
    window band as (partition by home.period, home.band_from_beds)
),

measured as (
    select
        banded.*,
        (banded.filled_post_count - banded.expected_posts) / sqrt(banded.expected_posts)
            as residual,
    from banded
),

placed as (
    select
        measured.*,
        count(*) over setting - 1 as other_count,
        count(*) over setting - rank() over upwards as above_count,
        count(*) over setting - rank() over downwards as below_count,
    from measured
    window
        setting as (partition by measured.period, measured.main_service_code),
        upwards as (
            partition by
                measured.period,
                measured.main_service_code
            order by measured.residual
        ),
        downwards as (
            partition by
                measured.period,
                measured.main_service_code
            order by measured.residual desc
        )
),

permitted as (
    select
        placed.period,
        placed.band_from_beds,
        min(placed.posts_per_bed) as least_posts_per_bed,
        max(placed.posts_per_bed) as most_posts_per_bed,
    from placed
    cross join threshold
    where
        least(placed.above_count, placed.below_count)
        >= threshold.posts_per_bed_tail * placed.other_count
    group by all
),

limited as (
    select
        banded.period,
        banded.workplace_id,
        banded.filled_post_count,
        banded.bed_clean_count,
        banded.home_count >= threshold.fewest_homes_in_band as is_moved,
        greatest(
            threshold.posts_per_bed_low,
            if(
                banded.home_count >= threshold.fewest_homes_in_band,
                permitted.least_posts_per_bed,
                null
            )
        ) as least_posts_per_bed,
        greatest(
            threshold.posts_per_bed_high,
            if(
                banded.home_count >= threshold.fewest_homes_in_band,
                permitted.most_posts_per_bed,
                null
            )
        ) as most_posts_per_bed,
    from banded
    cross join threshold
    left join permitted
        on banded.period = permitted.period
        and banded.band_from_beds = permitted.band_from_beds
),

judged as (
    select
        limited.period,
        limited.workplace_id,
        limited.filled_post_count,
        limited.is_moved,
        cast(limited.bed_clean_count * limited.least_posts_per_bed as decimal(9, 1)) as least_posts,
        cast(limited.bed_clean_count * limited.most_posts_per_bed as decimal(9, 1)) as most_posts,
    from limited
),

final as (
    select
        judged.period,
        judged.workplace_id,
        judged.least_posts,
        judged.most_posts,
        if(
            judged.is_moved,
            least(greatest(judged.filled_post_count, judged.least_posts), judged.most_posts),
            judged.filled_post_count
        ) as filled_post_clean_count,
        case
            when judged.filled_post_count between judged.least_posts and judged.most_posts
                then null
            when not judged.is_moved then 'posts_per_bed_flagged'
            when judged.filled_post_count < judged.least_posts then 'posts_per_bed_raised'
            else 'posts_per_bed_lowered'
        end as filled_post_rule,
    from judged
)

select * from final
