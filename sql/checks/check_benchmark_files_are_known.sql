/*
title: Benchmarks files have names that say what they are about
severity: warning
message: A Benchmarks file has a name that says no comparison group, so its figures are not used. Give it its own name.
*/
with stg_asc_wds_benchmark__figure as (
    select * from staging.stg_asc_wds_benchmark__figure
),

int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

final as (
    select distinct
        stg_asc_wds_benchmark__figure.delivery_id,
        stg_asc_wds_benchmark__figure.file_name,
        stg_asc_wds_benchmark__figure.benchmark_metric,
        stg_asc_wds_benchmark__figure.benchmark_grain,
    from stg_asc_wds_benchmark__figure
    inner join int_delivery
        on stg_asc_wds_benchmark__figure.delivery_id = int_delivery.delivery_id
    where not stg_asc_wds_benchmark__figure.is_known_file
)

select * from final
