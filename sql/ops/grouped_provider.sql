/*
title: Workplaces to ask whether their staff are those of the whole provider
grain: one row per workplace that was ever found so
keys: [workplace_id]
columns:
  workplace_id: Submitter and the provider's own id for the workplace
  workplace_name: Name of the workplace, as in the last of these months
  rule: The rule of core.fct_workplace_month (grouped_provider) in the last of these months
  first_period: First month in which it was found so
  last_period: Last month in which it was found so
  filled_post_count: Posts in the last of these months
  bed_count: Beds in that month, of a care home
  is_open: Whether it still was so in the latest month that it was assessed in
  has_sharing_consent: Whether the row may be published, as the workplace's
source: core.fct_workplace_month
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where grouped_provider <> 'not_assessed'
),

latest as (
    select
        fct_workplace_month.workplace_id,
        max(fct_workplace_month.period) as assessed_period,
    from fct_workplace_month
    group by all
),

found as (
    select
        fct_workplace_month.workplace_id,
        min(fct_workplace_month.period) as first_period,
        max(fct_workplace_month.period) as last_period,
    from fct_workplace_month
    where fct_workplace_month.grouped_provider <> 'no'
    group by all
),

final as (
    select
        found.workplace_id,
        fct_workplace_month.workplace_name,
        fct_workplace_month.grouped_provider as rule,
        found.first_period,
        found.last_period,
        fct_workplace_month.filled_post_count,
        fct_workplace_month.bed_count,
        found.last_period = latest.assessed_period as is_open,
        fct_workplace_month.has_sharing_consent,
    from found
    inner join latest on found.workplace_id = latest.workplace_id
    inner join fct_workplace_month
        on found.workplace_id = fct_workplace_month.workplace_id
        and found.last_period = fct_workplace_month.period
)

select * from final
