/*
title: The providers that account for most of a rate's change since the same month last year
grain: one row per metric, month, area and line
keys: [metric_id, period, area_code, line]
columns:
  metric_id: Metric, one sum over another
  period: First day of the month
  previous_period: First day of the same month last year
  area_code: A council or the partnership
  area_type: Its kind
  line: >
    1 to 5 for the organisations whose contribution is largest, whatever its sign, 6 for all others together, 7 for
    those that have not agreed to share
  organisation_id: The organisation; null of several together
  provider_label: Its id, or in words who is together
  organisation_count: How many organisations the line is of
  presence: >
    both, entered (in the rate only now) or left (only a year before); null of several together
  numerator: Above the line
  denominator: Below the line
  previous_numerator: Above the line a year before
  previous_denominator: Below the line a year before
  contribution: >
    What it brings to the change: its part of the rate less that a year before, less the change in its share at the
    rate of all (mean of the two months), as mix and within of comparison.movement together
  share_of_change: The same as a share of the change; null where there is no change
  value: The rate of all
  previous_value: The same a year before
  change: The first less the second; the contributions of the lines add up to it
source: >
  comparison.int_year_change, comparison.int_year_contribution, core.fct_workplace_month. An organisation with a
  workplace in either rate that has not agreed to share is named nowhere. Internal file only: it names providers.
checks:
  - relationship: {column: area_code, to: core.dim_area}
  - range: {column: line, min: 1, max: 7}
*/
with int_year_change as (
    select * from comparison.int_year_change
),

int_year_contribution as (
    select * from comparison.int_year_contribution
),

by_organisation as (
    select
        int_year_contribution.metric_id,
        int_year_contribution.period,
        int_year_contribution.area_code,
        int_year_contribution.organisation_id,
        bool_and(int_year_contribution.has_sharing_consent) as has_sharing_consent,
        bool_or(int_year_contribution.is_now) as is_now,
        bool_or(int_year_contribution.is_previous) as is_previous,
        sum(int_year_contribution.numerator) as numerator,
        sum(int_year_contribution.denominator) as denominator,
        sum(int_year_contribution.previous_numerator) as previous_numerator,
        sum(int_year_contribution.previous_denominator) as previous_denominator,
    from int_year_contribution
    where int_year_contribution.has_sharing_consent is not null
    group by all
),

contributed as (
    select
        by_organisation.*,
        cast(
            (by_organisation.numerator - int_year_change.mean_value * by_organisation.denominator)
            / int_year_change.denominator
            - (
                by_organisation.previous_numerator
                - int_year_change.mean_value * by_organisation.previous_denominator
            )
            / int_year_change.previous_denominator as decimal(38, 18)
        ) as contribution,
    from by_organisation
    inner join int_year_change
        on by_organisation.metric_id = int_year_change.metric_id
        and by_organisation.period = int_year_change.period
        and by_organisation.area_code = int_year_change.area_code
),

ranked as (
    select
        contributed.*,
        if(
            contributed.has_sharing_consent,
            least(6, row_number() over by_size),
            7
        ) as line,
    from contributed
    window
        by_size as (
            partition by
                contributed.metric_id,
                contributed.period,
                contributed.area_code,
                contributed.has_sharing_consent
            order by
                abs(contributed.contribution) desc,
                contributed.organisation_id
        )
),

lined as (
    select
        ranked.metric_id,
        ranked.period,
        ranked.area_code,
        ranked.line,
        min(ranked.organisation_id) filter (where ranked.line <= 5) as organisation_id,
        count(*) as organisation_count,
        bool_or(ranked.is_now) as is_now,
        bool_or(ranked.is_previous) as is_previous,
        cast(sum(ranked.numerator) as decimal(18, 2)) as numerator,
        cast(sum(ranked.denominator) as decimal(18, 2)) as denominator,
        cast(sum(ranked.previous_numerator) as decimal(18, 2)) as previous_numerator,
        cast(sum(ranked.previous_denominator) as decimal(18, 2)) as previous_denominator,
        cast(sum(ranked.contribution) as double) as contribution,
    from ranked
    group by all
),

final as (
    select
        lined.metric_id,
        lined.period,
        int_year_change.previous_period,
        lined.area_code,
        int_year_change.area_type,
        cast(lined.line as integer) as line,
        lined.organisation_id,
        case lined.line
            when 6 then 'all other providers'
            when 7 then 'providers that have not agreed to share'
            else lined.organisation_id
        end as provider_label,
        cast(lined.organisation_count as integer) as organisation_count,
        case
            when lined.organisation_id is null then null
            when not lined.is_previous then 'entered'
            when not lined.is_now then 'left'
            else 'both'
        end as presence,
        lined.numerator,
        lined.denominator,
        lined.previous_numerator,
        lined.previous_denominator,
        lined.contribution,
        lined.contribution / nullif(int_year_change.change, 0) as share_of_change,
        int_year_change.value,
        int_year_change.previous_value,
        int_year_change.change,
    from lined
    inner join int_year_change
        on lined.metric_id = int_year_change.metric_id
        and lined.period = int_year_change.period
        and lined.area_code = int_year_change.area_code
)

select * from final
