/*
title: Which row of the children's social work files holds
grain: one row per area, year and edition
keys: [area_code, year, edition]
columns:
  area_code: >
    GSS code; of two councils that report together the code of the two; as published where no area has it
  year: Year, at 30 September
  edition: DfE and the latest year of the file
  delivery_id: >
    The delivery the row came in: the latest in force of the edition, of those that have who is in post where one
    has, so that a file of a single topic does not hide the whole
  record_number: Place of the record in its file
  is_latest_edition: Whether no later edition has the area's year
source: staging.stg_dfe__social_worker, core.int_delivery, core.dim_area, core.dim_area_name
*/
with stg_dfe__social_worker as (
    select * from staging.stg_dfe__social_worker
    where row_state = 'kept' and year is not null
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

dim_area as (
    select * from core.dim_area
),

dim_area_name as (
    select * from core.dim_area_name
    where scheme = 'name'
),

placed as (
    select
        coalesce(
            dim_area.area_code, dim_area_name.area_code, stg_dfe__social_worker.area_code
        ) as area_code,
        stg_dfe__social_worker.year,
        max(stg_dfe__social_worker.year) over (
            partition by stg_dfe__social_worker.delivery_id
        ) as edition_year,
        stg_dfe__social_worker.delivery_id,
        stg_dfe__social_worker.record_number,
        stg_dfe__social_worker.inpost_fte is not null as has_inpost,
    from stg_dfe__social_worker
    inner join int_delivery on stg_dfe__social_worker.delivery_id = int_delivery.delivery_id
    left join dim_area on stg_dfe__social_worker.area_code = dim_area.area_code
    left join dim_area_name
        on dim_area.area_code is null
        and reference.area_name_key(stg_dfe__social_worker.area_name) = dim_area_name.name_key
        and make_date(stg_dfe__social_worker.year, 9, 30) >= dim_area_name.valid_from
        and make_date(stg_dfe__social_worker.year, 9, 30) < dim_area_name.valid_to
),

final as (
    select
        placed.area_code,
        placed.year,
        'DfE ' || placed.edition_year as edition,
        placed.delivery_id,
        placed.record_number,
        placed.edition_year = max(placed.edition_year) over (
            partition by
                placed.area_code,
                placed.year
        ) as is_latest_edition,
    from placed
    where placed.area_code is not null
    qualify
        row_number() over (
            partition by
                placed.area_code,
                placed.year,
                placed.edition_year
            order by placed.has_inpost desc, placed.delivery_id desc, placed.record_number
        ) = 1
)

select * from final
