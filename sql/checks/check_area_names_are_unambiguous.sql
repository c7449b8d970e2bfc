/*
title: A name or a code stands for at most one area on any day
severity: error
message: A name or a code stands for two areas on one day, so a published figure could go to the wrong one.
*/
select
    dim_area_name.scheme,
    dim_area_name.name_key,
    dim_area_name.area_code,
    other.area_code as other_area_code,
from core.dim_area_name
inner join core.dim_area_name as other
    on dim_area_name.scheme = other.scheme
    and dim_area_name.name_key = other.name_key
    and dim_area_name.valid_from < other.valid_to
    and dim_area_name.valid_to > other.valid_from
    and (dim_area_name.area_code, dim_area_name.valid_from) <> (other.area_code, other.valid_from)
