insert into metrics.metric
    (metric_id, title, unit, kind, good_direction, definition, source, decimals, minimum_base,
        no_change_band)
values
    ('filled_posts', 'Filled posts', 'count', 'count', 'neither', 'Posts with a person in them', 'Invented', 0, 50, 0),
    ('vacancies', 'Vacancies', 'count', 'count', 'lower', 'Posts without one', 'Invented', 0, 50, 0),
    ('starters_rate', 'Starters rate', 'rate', 'ratio', 'neither', 'Starters of 12 months by employees', 'Invented', 1, 50, 0.01),
    ('net_change', 'Net change of employees', 'rate', 'ratio', 'higher', 'Starters less leavers by employees', 'Invented', 1, 50, 0.01),
    ('zero_hours_share', 'Zero-hours contracts', 'rate', 'ratio', 'neither', 'Workers on zero-hours contracts', 'Invented', 1, 50, 0.01),
    ('sickness_days_mean', 'Mean days lost to sickness', 'days', 'mean', 'lower', 'Days lost in 12 months', 'Invented', 1, 50, 0.02),
    ('qualified_share', 'Qualified at level 2 or above', 'rate', 'ratio', 'higher', 'Direct care workers with a level', 'Invented', 1, 50, 0.01),
    ('visa_share', 'Share on a Health and Care visa', 'rate', 'ratio', 'neither', 'Workers on such a visa', 'Invented', 1, 50, 0.01),
    ('international_recruit_share', 'Share of recruits from abroad', 'rate', 'ratio', 'neither', 'Recruits of 12 months', 'Invented', 1, 50, 0.01),
    ('experience_mean', 'Mean experience in adult social care', 'years', 'mean', 'higher', 'Years since the start', 'Invented', 1, 50, 0.05),
    ('return_rate', 'Return rate', 'rate', 'ratio', 'higher', 'Returned of those that count', 'Invented', 1, 0, 0.01),
    ('data_age_mean', 'Mean age of the data', 'months', 'mean', 'lower', 'Months since the return', 'Invented', 1, 0, 0.01);

update core.dim_area
set longitude = place.longitude, latitude = place.latitude
from (
    values
        ('X10000001', -2.4, 54.9),
        ('X06000001', -1.6, 54.8),
        ('X06000002', -2.3, 54.1),
        ('X06000003', -1.5, 54.2)
) as place (area_code, longitude, latitude)
where dim_area.area_code = place.area_code;

-- A year ago day care had too few workers for those who hold the data, too.
update metrics.measure
set base_workers = 9
where area_code = 'X10000001' and care_setting = 'day' and period = '2025-04-01';
