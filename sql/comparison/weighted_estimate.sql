/*
title: Rates weighted to the CQC register
grain: one row per metric, month, area and care setting (all among them) with a location in the register
keys: [metric_id, period, area_code, care_setting]
columns:
  metric_id: vacancy_rate or turnover_rate
  period: First day of the month
  area_code: An area that is made up of whole councils, each with a location in the register
  area_type: Its kind
  care_setting: Care setting that the workplaces give, a broader one or all
  value_weighted: >
    The rate, each workplace counting for as many locations as it stands for; null where no location counts
  value: The same rate unweighted, as in metrics.measure
  register_locations: Locations in the register, by the register's care setting
  returned_locations: Of those, how many count in the rate
  strata_used: Strata that the locations lie in (council, care setting and beds)
  strata_collapsed: >
    Strata of those in which no location counts, so that those of the care setting in the council, else in the
    partnership, stand for them
  unrepresented_locations: Locations that nothing stands for, as none of their care setting counts anywhere
  unregistered_workplaces: Workplaces that count and are in no register; each counts once
  largest_weight: Locations to each workplace that stands for them, in the stratum where that is highest
  base_workplaces: Workplaces behind the unweighted rate
  status: Status of the unweighted rate
  source_label: What the weighted rate is, in words
source: >
  metrics.measure, comparison.int_weighted_workplace, comparison.int_stratum_weight. The register is as it stands
  now, for every month. Internal file only: beside the unweighted rate it would tell of the parts.
checks:
  - relationship: {column: area_code, to: core.dim_area}
  - range: {column: value_weighted, min: 0}
*/
with measure as (
    select * from metrics.measure
    where
        period_type = 'month'
        and job_role = 'all'
        and sector = 'all'
        and cut = 'all'
),

int_weighted_workplace as (
    select * from comparison.int_weighted_workplace
),

int_stratum_weight as (
    select * from comparison.int_stratum_weight
),

bridge_area as (
    select * from core.bridge_area
),

care_setting as (
    select * from reference.care_setting
    where care_setting <> 'all'
),

setting_member as (
    select
        care_setting.care_setting,
        unnest(
            list_distinct([care_setting.care_setting, care_setting.part_of_care_setting, 'all'])
        ) as member_of,
    from care_setting
),

in_council as (
    select
        bridge_area.area_code,
        bridge_area.ancestor_area_code as council_code,
    from bridge_area
    where bridge_area.ancestor_area_type = 'council'
),

part_of_council as (
    select bridge_area.ancestor_area_code as area_code
    from bridge_area
    inner join in_council on bridge_area.area_code = in_council.area_code
    anti join bridge_area as whole
        on in_council.council_code = whole.area_code
        and bridge_area.ancestor_area_code = whole.ancestor_area_code
),

council_member as (
    select
        bridge_area.area_code as council_code,
        bridge_area.ancestor_area_code as area_code,
    from bridge_area
    semi join in_council on bridge_area.area_code = in_council.council_code
    anti join part_of_council on bridge_area.ancestor_area_code = part_of_council.area_code
),

without_register as (
    select council_member.area_code
    from council_member
    anti join int_stratum_weight on council_member.council_code = int_stratum_weight.council_code
),

standing_in as (
    select
        int_weighted_workplace.metric_id,
        int_weighted_workplace.period,
        int_weighted_workplace.council_code,
        int_weighted_workplace.stratum_care_setting,
        int_weighted_workplace.size_band,
        int_weighted_workplace.care_setting,
        sum(int_weighted_workplace.numerator) as numerator,
        sum(int_weighted_workplace.denominator) as denominator,
    from int_weighted_workplace
    where int_weighted_workplace.location_id is not null
    group by
        int_weighted_workplace.metric_id,
        int_weighted_workplace.period,
        int_weighted_workplace.stratum_care_setting,
        int_weighted_workplace.care_setting,
        grouping sets (
            (int_weighted_workplace.council_code, int_weighted_workplace.size_band),
            int_weighted_workplace.council_code,
            ()
        )
),

weighted_part as (
    select
        int_stratum_weight.metric_id,
        int_stratum_weight.period,
        council_member.area_code,
        standing_in.care_setting,
        cast(int_stratum_weight.weight * standing_in.numerator as decimal(28, 10)) as numerator,
        cast(int_stratum_weight.weight * standing_in.denominator as decimal(28, 10)) as denominator,
        0 as unregistered_count,
    from int_stratum_weight
    inner join standing_in
        on int_stratum_weight.metric_id = standing_in.metric_id
        and int_stratum_weight.period = standing_in.period
        and int_stratum_weight.care_setting = standing_in.stratum_care_setting
        and int_stratum_weight.from_council_code is not distinct from standing_in.council_code
        and int_stratum_weight.from_size_band is not distinct from standing_in.size_band
    inner join council_member
        on int_stratum_weight.council_code = council_member.council_code

    union all

    select
        int_weighted_workplace.metric_id,
        int_weighted_workplace.period,
        bridge_area.ancestor_area_code as area_code,
        int_weighted_workplace.care_setting,
        cast(int_weighted_workplace.numerator as decimal(28, 10)) as numerator,
        cast(int_weighted_workplace.denominator as decimal(28, 10)) as denominator,
        1 as unregistered_count,
    from int_weighted_workplace
    inner join bridge_area on int_weighted_workplace.area_code = bridge_area.area_code
    where int_weighted_workplace.location_id is null
),

weighted as (
    select
        weighted_part.metric_id,
        weighted_part.period,
        weighted_part.area_code,
        setting_member.member_of as care_setting,
        cast(sum(weighted_part.numerator) as double) as numerator,
        cast(sum(weighted_part.denominator) as double) as denominator,
        sum(weighted_part.unregistered_count) as unregistered_workplaces,
    from weighted_part
    inner join setting_member on weighted_part.care_setting = setting_member.care_setting
    group by all
),

register as (
    select
        int_stratum_weight.metric_id,
        int_stratum_weight.period,
        council_member.area_code,
        setting_member.member_of as care_setting,
        sum(int_stratum_weight.location_count) as register_locations,
        sum(int_stratum_weight.returned_count) as returned_locations,
        count(*) as strata_used,
        count(*) filter (
            where int_stratum_weight.from_size_band is null
            and int_stratum_weight.weight is not null
        ) as strata_collapsed,
        sum(if(int_stratum_weight.weight is null, int_stratum_weight.location_count, 0))
            as unrepresented_locations,
        max(int_stratum_weight.weight) as largest_weight,
    from int_stratum_weight
    inner join council_member
        on int_stratum_weight.council_code = council_member.council_code
    anti join without_register on council_member.area_code = without_register.area_code
    inner join setting_member on int_stratum_weight.care_setting = setting_member.care_setting
    group by all
),

final as (
    select
        measure.metric_id,
        measure.period,
        measure.area_code,
        measure.area_type,
        measure.care_setting,
        if(
            register.returned_locations > 0,
            cast(weighted.numerator / nullif(weighted.denominator, 0) as decimal(18, 8)),
            null
        ) as value_weighted,
        measure.value,
        cast(register.register_locations as integer) as register_locations,
        cast(register.returned_locations as integer) as returned_locations,
        cast(register.strata_used as integer) as strata_used,
        cast(register.strata_collapsed as integer) as strata_collapsed,
        cast(register.unrepresented_locations as integer) as unrepresented_locations,
        cast(coalesce(weighted.unregistered_workplaces, 0) as integer) as unregistered_workplaces,
        cast(register.largest_weight as decimal(18, 4)) as largest_weight,
        measure.base_workplaces,
        measure.status,
        'Returns weighted to the CQC register by council, care setting and beds' as source_label,
    from measure
    inner join register
        on measure.metric_id = register.metric_id
        and measure.period = register.period
        and measure.area_code = register.area_code
        and measure.care_setting = register.care_setting
    left join weighted
        on measure.metric_id = weighted.metric_id
        and measure.period = weighted.period
        and measure.area_code = weighted.area_code
        and measure.care_setting = weighted.care_setting
)

select * from final
