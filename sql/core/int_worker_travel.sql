/*
title: How far workers live from where they work
grain: one row per worker and month of whom both postcode sectors have a centre
keys: [period, workplace_id, worker_key]
columns:
  period: First day of the month
  workplace_id: The workplace
  worker_key: The worker, as in core.fct_worker_month
  distance_km: Straight line between the centres of the two postcode sectors, in kilometres
source: >
  core.fct_worker_month, core.fct_workplace_month, core.int_postcode_sector. Great circle of the mean radius of the
  Earth, 6,371 km. In no published file: with the workplace's postcode it draws a circle round the home.
*/
with fct_worker_month as (
    select * from core.fct_worker_month
),

fct_workplace_month as (
    select * from core.fct_workplace_month
),

int_postcode_sector as (
    select * from core.int_postcode_sector
),

placed as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        fct_worker_month.worker_key,
        radians(home.latitude) as home_latitude,
        radians(home.longitude) as home_longitude,
        radians(work.latitude) as work_latitude,
        radians(work.longitude) as work_longitude,
    from fct_worker_month
    inner join fct_workplace_month
        on fct_worker_month.period = fct_workplace_month.period
        and fct_worker_month.workplace_id = fct_workplace_month.workplace_id
    inner join int_postcode_sector as home
        on fct_worker_month.home_postcode_sector = home.postcode_sector
    inner join int_postcode_sector as work
        on left(fct_workplace_month.postcode, -2) = work.postcode_sector
),

final as (
    select
        placed.period,
        placed.workplace_id,
        placed.worker_key,
        cast(2 * 6371 * asin(sqrt(
            pow(sin((placed.home_latitude - placed.work_latitude) / 2), 2)
            + cos(placed.home_latitude) * cos(placed.work_latitude)
            * pow(sin((placed.home_longitude - placed.work_longitude) / 2), 2)
        )) as decimal(9, 3)) as distance_km,
    from placed
)

select * from final
