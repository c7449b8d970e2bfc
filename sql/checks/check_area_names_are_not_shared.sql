/*
title: No two areas claim one name or code on one day
severity: warning
message: >
  Two areas claim one name or code on one day, so it stands for neither: figures published under it are
  not found. Give the area in geography.areas another name.
*/
select
    int_area_name.scheme,
    int_area_name.name_key,
    int_area_name.area_code,
from core.int_area_name
left join core.dim_area_name
    on int_area_name.scheme = dim_area_name.scheme
    and int_area_name.name_key = dim_area_name.name_key
    and int_area_name.valid_from = dim_area_name.valid_from
where dim_area_name.area_code is null
