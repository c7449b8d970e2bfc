/*
title: Where an area stands among others
grain: one row per figure of an area and comparator, where there are others to compare with and it or one of them is published
keys: [metric_id, period, period_type, area_code, care_setting, job_role, sector, cut, comparator]
columns:
  metric_id: The measure
  period: As in metrics.measure
  period_type: As in metrics.measure
  area_code: The area that is compared
  area_type: As in metrics.measure
  care_setting: As in metrics.measure
  job_role: As in metrics.measure
  sector: As in metrics.measure
  cut: As in metrics.measure
  comparator: >
    peers (the other areas of its type: of an area that has ended those that stood when it did, of any other
    those that stand) or neighbours (those that the workspace names for it in geography.neighbours)
  other_count: Others with a published figure; only these are in the columns after it, up to the rank
  mean: Mean of the others' figures, each counting once, as published (unit of the measure)
  median: Their median
  lower_quartile: Their lower quartile, between two of them in proportion
  upper_quartile: Their upper quartile likewise
  rank: Its place among them and itself, 1 the best; equal published figures share a place
  sharing_rank: How many share it, itself included
  ranked_count: How many are ranked, itself included
  reason: >
    Why there is no rank: its own status where it has no published figure, no_other, or no_good_direction where
    neither more nor less is better; null where there is one
  partnership_value: Figure of the partnership it lies in, as published; null where there is none
  partnership_status: Its status
  icb_value: The same of the ICB; null also where it lies in two
  icb_status: Its status
  region_value: The same of the region
  region_status: Its status
  country_value: The same of England
  country_status: Its status
source: >
  metrics.measure, each figure as it is published (reference.as_published), status ok or low_base. No
  suppressed figure is in any column, and every column can be worked out from the public file, so that it
  holds this table too.
checks:
  - accepted_values: {column: comparator, values: [peers, neighbours]}
  - accepted_values: {column: reason, values: [suppressed, not_available, not_applicable, no_other, no_good_direction]}
*/
with int_figure as (
    select * from comparison.int_figure
),

int_wider_place as (
    select * from comparison.int_wider_place
),

metric as (
    select * from metrics.metric
),

dim_area as (
    select * from core.dim_area
),

bridge_area as (
    select * from core.bridge_area
),

area_neighbour as (
    select * from reference.area_neighbour
),

period_area as (
    select distinct
        place_id,
        period,
        period_type,
        area_code,
        area_type,
    from int_figure
),

present as (
    select distinct ancestor_area_code as area_code
    from bridge_area
),

place as (
    select
        period_area.*,
        present.area_code is not null as is_present,
        last_day(
            period_area.period + to_months(if(period_area.period_type = 'financial_year', 11, 0))
        ) as last_date,
        coalesce(dim_area.valid_from, last_date) <= last_date
        and coalesce(dim_area.valid_to > last_date, true) as is_standing,
    from period_area
    inner join dim_area on period_area.area_code = dim_area.area_code
    left join present on period_area.area_code = present.area_code
),

own_set as (
    select
        place_id,
        'peers' as comparator,
        concat_ws(' ', period, period_type, area_type, if(is_present, 'present', 'then')) as set_id,
    from place
    qualify count(*) over (partition by period, period_type, area_type) > 1

    union all

    select distinct
        place.place_id,
        'neighbours' as comparator,
        concat('neighbours of ', place.place_id) as set_id,
    from place
    inner join area_neighbour on place.area_code = area_neighbour.area_code
),

set_member as (
    select
        concat_ws(' ', period, period_type, area_type, 'present') as set_id,
        place_id,
    from place
    where is_present

    union all

    select
        concat_ws(' ', period, period_type, area_type, 'then') as set_id,
        place_id,
    from place
    where is_standing or not is_present

    union all

    select
        concat('neighbours of ', place.place_id) as set_id,
        other.place_id,
    from place
    inner join area_neighbour on place.area_code = area_neighbour.area_code
    inner join place as other
        on place.period = other.period
        and place.period_type = other.period_type
        and area_neighbour.neighbour_area_code = other.area_code
),

in_order as (
    select
        set_member.set_id,
        int_figure.subject_id,
        list(int_figure.published_value order by int_figure.published_value) as figures,
    from set_member
    semi join own_set on set_member.set_id = own_set.set_id
    inner join int_figure on set_member.place_id = int_figure.place_id
    where int_figure.published_value is not null
    group by all
),

beside as (
    select
        int_figure.*,
        own_set.comparator,
        metric.good_direction,
        case
            when own_set.comparator = 'peers'
                then list_position(in_order.figures, int_figure.published_value)
        end as own_position,
        case
            when own_position is null then coalesce(in_order.figures, [])
            else list_concat(in_order.figures[:own_position - 1], in_order.figures[own_position + 1:])
        end as others,
    from int_figure
    inner join metric on int_figure.metric_id = metric.metric_id
    inner join own_set on int_figure.place_id = own_set.place_id
    left join in_order
        on own_set.set_id = in_order.set_id
        and int_figure.subject_id = in_order.subject_id
),

compared as (
    select
        * exclude (others),
        len(others) as other_count,
        list_aggregate(others, 'avg') as mean,
        list_aggregate(cast(others as double[]), 'quantile_cont', [0.25, 0.5, 0.75]) as quartiles,
        len(list_filter(others, lambda other: other < published_value)) as lower_count,
        len(list_filter(others, lambda other: other = published_value)) as equal_count,
        if(
            good_direction = 'lower', lower_count, other_count - lower_count - equal_count
        ) as better_count,
    from beside
    where published_value is not null or len(others) > 0
),

reasoned as (
    select
        *,
        case
            when published_value is null then status
            when other_count = 0 then 'no_other'
            when good_direction = 'neither' then 'no_good_direction'
        end as reason,
    from compared
),

wider_figure as (
    select * from int_figure
    where area_type in ('partnership', 'icb', 'region', 'country')
),

final as (
    select
        reasoned.metric_id,
        reasoned.period,
        reasoned.period_type,
        reasoned.area_code,
        reasoned.area_type,
        reasoned.care_setting,
        reasoned.job_role,
        reasoned.sector,
        reasoned.cut,
        reasoned.comparator,
        cast(reasoned.other_count as integer) as other_count,
        cast(reasoned.mean as decimal(18, 8)) as mean,
        cast(reasoned.quartiles[2] as decimal(18, 8)) as median,
        cast(reasoned.quartiles[1] as decimal(18, 8)) as lower_quartile,
        cast(reasoned.quartiles[3] as decimal(18, 8)) as upper_quartile,
        if(reasoned.reason is null, cast(reasoned.better_count + 1 as integer), null) as rank,
        if(reasoned.reason is null, cast(reasoned.equal_count + 1 as integer), null) as sharing_rank,
        if(reasoned.reason is null, cast(reasoned.other_count + 1 as integer), null) as ranked_count,
        reasoned.reason,
        in_partnership.published_value as partnership_value,
        in_partnership.status as partnership_status,
        in_icb.published_value as icb_value,
        in_icb.status as icb_status,
        in_region.published_value as region_value,
        in_region.status as region_status,
        in_country.published_value as country_value,
        in_country.status as country_status,
    from reasoned
    left join int_wider_place on reasoned.place_id = int_wider_place.place_id
    left join wider_figure as in_partnership
        on reasoned.subject_id = in_partnership.subject_id
        and int_wider_place.partnership_place_id = in_partnership.place_id
    left join wider_figure as in_icb
        on reasoned.subject_id = in_icb.subject_id
        and int_wider_place.icb_place_id = in_icb.place_id
    left join wider_figure as in_region
        on reasoned.subject_id = in_region.subject_id
        and int_wider_place.region_place_id = in_region.place_id
    left join wider_figure as in_country
        on reasoned.subject_id = in_country.subject_id
        and int_wider_place.country_place_id = in_country.place_id
)

select * from final
