/*
title: Changes from month to month that are out of the ordinary
grain: one row per area or large provider, quantity and month that has a month before it
keys: [subject_type, subject_id, quantity, period]
columns:
  subject_type: area or provider
  subject_id: The area's code, or the organisation
  subject_name: The area's name, or the organisation
  quantity: >
    employees; vacancies or leavers of workplaces that count in the vacancy rate or in turnover in both months,
    so that a workplace that is left out in one of them is no change
  period: First day of the month
  previous_count: The quantity in the month before
  current_count: The quantity in the month
  change_count: The month's less that of the month before
  log_change: Natural logarithm of the one over the other; one is added to both, so that 0 counts
  past_change_count: Months before this one that the change is compared with
  median_log_change: Median of their log changes; null where there are too few
  mad_log_change: Median of their distances from that median; null where there are too few
  robust_z: >
    Distance from the median over 1.4826 times the larger of that and 0.01; null where there are too few
  floor_count: The least change that is looked at
  test: robust where there are six past changes or more, else floor
  is_anomaly: >
    Whether the change is at least the floor and, where there are six past changes, more than 3.5 away
  has_sharing_consent: Whether the row may be published, as the provider's workplaces; of an area, yes
source: >
  core.fct_workplace_month, those that count in no measure left out, and those of the analysis extract, which
  are of its month only. Distance by median and MAD with 3.5 as limit: Iglewicz and Hoaglin, How to
  Detect and Handle Outliers (1993); 1.4826 makes MAD the standard deviation of a normal. Large is 250
  employees or more in the month before, as Skills for Care bands employers. Ours, without a source: six
  past changes of the 24 months before; the floor of 20 or a tenth (of a quarter, and 20, where there are
  too few past changes); 0.01, so that a series that never moves does not make of one person an anomaly.
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where
        area_source <> 'outside'
        and exclusion_reason is null
        and return_age_months is not null
),

bridge_area as (
    select * from core.bridge_area
),

dim_area as (
    select * from core.dim_area
),

counted as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        fct_workplace_month.area_code,
        fct_workplace_month.organisation_id,
        fct_workplace_month.has_sharing_consent,
        unnest([
            {'quantity': 'employees', 'amount': fct_workplace_month.employee_count},
            {
                'quantity': 'vacancies',
                'amount': if(
                    fct_workplace_month.vacancy_exclusion_reason is null,
                    fct_workplace_month.vacancy_count,
                    null
                ),
            },
            {
                'quantity': 'leavers',
                'amount': if(
                    fct_workplace_month.turnover_exclusion_reason is null,
                    fct_workplace_month.leaver_count,
                    null
                ),
            },
        ], recursive := true),
    from fct_workplace_month
),

sided as (
    select
        counted.*,
        counted.amount as current_amount,
        null as previous_amount,
    from counted
    where counted.amount is not null
    union all by name
    select
        counted.* exclude (period),
        cast(counted.period + interval 1 month as date) as period,
        null as current_amount,
        counted.amount as previous_amount,
    from counted
    where counted.amount is not null
),

compared_workplace as (
    select sided.*
    from sided
    qualify
        sided.quantity = 'employees'
        or count(*) over (partition by sided.workplace_id, sided.quantity, sided.period) = 2
),

subject as (
    select
        compared_workplace.*,
        'area' as subject_type,
        bridge_area.ancestor_area_code as subject_id,
    from compared_workplace
    inner join bridge_area on compared_workplace.area_code = bridge_area.area_code
    where bridge_area.ancestor_area_code <> 'unplaced'
    union all by name
    select
        compared_workplace.*,
        'provider' as subject_type,
        compared_workplace.organisation_id as subject_id,
    from compared_workplace
),

series as (
    select
        subject.subject_type,
        subject.subject_id,
        subject.quantity,
        subject.period,
        cast(sum(subject.previous_amount) as bigint) as previous_count,
        cast(sum(subject.current_amount) as bigint) as current_count,
        subject.subject_type = 'area' or bool_and(subject.has_sharing_consent)
            as has_sharing_consent,
    from subject
    group by subject.subject_type, subject.subject_id, subject.quantity, subject.period
    having count(subject.previous_amount) > 0 and count(subject.current_amount) > 0
),

employer as (
    select
        series.subject_id,
        series.period,
        series.previous_count >= 250 as is_large,
    from series
    where series.subject_type = 'provider' and series.quantity = 'employees'
),

paired as (
    select
        series.*,
        series.current_count - series.previous_count as change_count,
        round(ln((series.current_count + 1) / (series.previous_count + 1)), 8) as log_change,
    from series
),

compared as (
    select
        paired.*,
        count(*) over past as past_change_count,
        median(paired.log_change) over past as median_log_change,
        mad(paired.log_change) over past as mad_log_change,
    from paired
    window past as (
        partition by paired.subject_type, paired.subject_id, paired.quantity
        order by paired.period
        range between interval 24 month preceding and interval 1 month preceding
    )
),

judged as (
    select
        compared.* exclude (median_log_change, mad_log_change),
        if(compared.past_change_count >= 6, compared.median_log_change, null)
            as median_log_change,
        if(compared.past_change_count >= 6, compared.mad_log_change, null) as mad_log_change,
        if(compared.past_change_count >= 6, 'robust', 'floor') as test,
        greatest(
            20,
            ceil(if(compared.past_change_count >= 6, 0.10, 0.25) * compared.previous_count)
        ) as floor_count,
    from compared
),

scored as (
    select
        judged.*,
        round(
            (judged.log_change - judged.median_log_change)
            / (1.4826 * greatest(judged.mad_log_change, 0.01)),
            2
        ) as robust_z,
    from judged
),

final as (
    select
        scored.subject_type,
        scored.subject_id,
        coalesce(dim_area.area_name, scored.subject_id) as subject_name,
        scored.quantity,
        scored.period,
        scored.previous_count,
        scored.current_count,
        scored.change_count,
        scored.log_change,
        scored.past_change_count,
        scored.median_log_change,
        scored.mad_log_change,
        scored.robust_z,
        cast(scored.floor_count as bigint) as floor_count,
        scored.test,
        abs(scored.change_count) >= scored.floor_count
        and coalesce(abs(scored.robust_z) > 3.5, true) as is_anomaly,
        scored.has_sharing_consent,
    from scored
    left join dim_area
        on scored.subject_type = 'area'
        and scored.subject_id = dim_area.area_code
    left join employer
        on scored.subject_type = 'provider'
        and scored.subject_id = employer.subject_id
        and scored.period = employer.period
    where scored.subject_type = 'area' or employer.is_large
)

select * from final
