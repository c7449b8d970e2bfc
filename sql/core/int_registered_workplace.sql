/*
title: Workplaces that are locations of the CQC register
grain: one row per workplace and month in which it counts
keys: [period, workplace_id]
columns:
  period: First day of the month
  workplace_id: The workplace
  location_id: The location of the register that it is
source: core.fct_workplace_month and core.int_registered_location, the register as it stands now
*/
with fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

int_registered_location as (
    select * from core.int_registered_location
),

final as (
    select
        fct_workplace_month.period,
        fct_workplace_month.workplace_id,
        int_registered_location.location_id,
    from fct_workplace_month
    inner join int_registered_location
        on fct_workplace_month.cqc_location_id = int_registered_location.location_id
)

select * from final
