/*
title: Why a rate moved since the same month last year, by care setting and by job role
grain: one row per metric, month, area, dimension and group
keys: [metric_id, period, area_code, dimension, group_code]
columns:
  metric_id: Metric, one sum over another
  period: First day of the month
  previous_period: First day of the same month last year
  area_code: A council or the partnership
  area_type: Its kind
  dimension: care_setting or job_role; only the first of a metric that does not tell roles apart
  group_code: The care setting or the job role
  share: Share of the group in what is below the line
  previous_share: The same a year before
  rate: Rate of the group; null where nothing of it is below the line
  previous_rate: The same a year before
  mix_change: >
    What of the change comes of the group's share: how much that changed, times how far the group's rate is from
    that of all (rates: mean of the two months)
  within_change: >
    What of it comes of the group's own rate: how much that changed, times the group's share (mean of the two
    months); 0 where the group has a rate in one of the months only, which makes all of it mix
  value: The rate of all groups together
  previous_value: The same a year before
  change: The first less the second; mix_change and within_change of a dimension's groups add up to it
source: >
  comparison.int_year_change, comparison.int_year_contribution. Internal file only: a group may be few people.
checks:
  - relationship: {column: area_code, to: core.dim_area}
  - accepted_values: {column: dimension, values: [care_setting, job_role]}
*/
with int_year_change as (
    select * from comparison.int_year_change
),

int_year_contribution as (
    select * from comparison.int_year_contribution
),

grouped as (
    select
        int_year_contribution.metric_id,
        int_year_contribution.period,
        int_year_contribution.area_code,
        if(grouping(int_year_contribution.care_setting) = 0, 'care_setting', 'job_role')
            as dimension,
        coalesce(int_year_contribution.care_setting, int_year_contribution.job_role) as group_code,
        cast(sum(int_year_contribution.numerator) as double) as numerator,
        cast(sum(int_year_contribution.denominator) as double) as denominator,
        cast(sum(int_year_contribution.previous_numerator) as double) as previous_numerator,
        cast(sum(int_year_contribution.previous_denominator) as double) as previous_denominator,
    from int_year_contribution
    group by
        int_year_contribution.metric_id,
        int_year_contribution.period,
        int_year_contribution.area_code,
        grouping sets (
            int_year_contribution.care_setting, int_year_contribution.job_role
        )
    having int_year_contribution.job_role is distinct from 'all'
),

rated as (
    select
        int_year_change.metric_id,
        int_year_change.period,
        int_year_change.previous_period,
        int_year_change.area_code,
        int_year_change.area_type,
        grouped.dimension,
        grouped.group_code,
        grouped.denominator / int_year_change.denominator as share,
        grouped.previous_denominator / int_year_change.previous_denominator as previous_share,
        grouped.numerator / nullif(grouped.denominator, 0) as rate,
        grouped.previous_numerator / nullif(grouped.previous_denominator, 0) as previous_rate,
        grouped.numerator / int_year_change.denominator as value_part,
        grouped.previous_numerator / int_year_change.previous_denominator as previous_value_part,
        int_year_change.value,
        int_year_change.previous_value,
        int_year_change.mean_value,
        int_year_change.change,
    from grouped
    inner join int_year_change
        on grouped.metric_id = int_year_change.metric_id
        and grouped.period = int_year_change.period
        and grouped.area_code = int_year_change.area_code
),

parted as (
    select
        rated.*,
        rated.value_part
        - rated.previous_value_part
        - (rated.share - rated.previous_share) * rated.mean_value as group_change,
        coalesce(
            (rated.share + rated.previous_share) / 2 * (rated.rate - rated.previous_rate), 0
        ) as within_change,
    from rated
),

final as (
    select
        parted.metric_id,
        parted.period,
        parted.previous_period,
        parted.area_code,
        parted.area_type,
        parted.dimension,
        parted.group_code,
        parted.share,
        parted.previous_share,
        parted.rate,
        parted.previous_rate,
        parted.group_change - parted.within_change as mix_change,
        parted.within_change,
        parted.value,
        parted.previous_value,
        parted.change,
    from parted
)

select * from final
