insert into metrics.metric values
    ('vacancy_rate', 'Vacancy rate', 'rate', 'ratio', 'lower',
        'Vacancies as a share of permanent and temporary employees and vacancies together',
        'Skills for Care, benchmarks service', 1, 10, 0.005,
        'Workplaces whose staff total and worker records disagree are left out', '2026-05-01'),
    ('turnover_rate', 'Turnover rate', 'rate', 'ratio', 'lower',
        'Leavers in the last 12 months as a share of permanent and temporary employees',
        'Skills for Care, benchmarks service', 1, 10, 0.01, null, '2026-05-01'),
    ('hourly_pay_median', 'Median hourly pay', 'gbp_hour', 'quantile', 'higher',
        'The hourly rate that half of hourly-paid care workers earn less than',
        'Skills for Care, pay in the adult social care sector', 2, 20, 0.01, null, '2026-05-01'),
    ('hourly_pay_p10', 'Hourly pay, 10th percentile', 'gbp_hour', 'quantile', 'higher', 'The hourly rate that 10% earn less than', 'As the median', 2, 20, 0.01, null, null),
    ('hourly_pay_p25', 'Hourly pay, 25th percentile', 'gbp_hour', 'quantile', 'higher', 'The hourly rate that 25% earn less than', 'As the median', 2, 20, 0.01, null, null),
    ('hourly_pay_p75', 'Hourly pay, 75th percentile', 'gbp_hour', 'quantile', 'higher', 'The hourly rate that 75% earn less than', 'As the median', 2, 20, 0.01, null, null),
    ('hourly_pay_p90', 'Hourly pay, 90th percentile', 'gbp_hour', 'quantile', 'higher', 'The hourly rate that 90% earn less than', 'As the median', 2, 20, 0.01, null, null),
    ('share_below_floor', 'Share below the statutory floor', 'rate', 'ratio', 'lower',
        'Hourly-paid care workers whose rate is below the floor for their age', 'Low Pay Commission',
        1, 20, 0.005, null, '2026-05-01'),
    ('share_at_floor', 'Share at the statutory floor', 'rate', 'ratio', 'neither',
        'Hourly-paid care workers at the floor for their age or up to 10p above it', 'Skills for Care',
        1, 20, 0.01, null, '2026-05-01'),
    ('returned_workplaces', 'Workplaces counted', 'count', 'count', 'neither', 'Workplaces counted in the month', 'Carecount', 0, 0, 0, null, null),
    ('carried_workplaces', 'Workplaces carried', 'count', 'count', 'neither', 'Of those, counted from an earlier return', 'Carecount', 0, 0, 0, null, null),
    ('mismatched_workplaces', 'Workplaces left out', 'count', 'count', 'neither', 'Left out of the rates', 'Carecount', 0, 0, 0, null, null);

insert into core.fct_published_figure values
    ('vacancy_rate', 'E92000001', '2023-24', '2023-04-01', '2024-03-31', 'all', 'all', 'all sectors', '2024-07', 0.083, '1dp', 'Invented source, July 2024', true),
    ('vacancy_rate', 'E92000001', '2024-25', '2024-04-01', '2025-03-31', 'all', 'all', 'all sectors', '2025-01', 0.075, '1dp', 'Invented source, January 2025', false),
    ('vacancy_rate', 'E92000001', '2024-25', '2024-04-01', '2025-03-31', 'all', 'all', 'all sectors', '2025-07', 0.070, '1dp', 'Invented source, July 2025', true),
    ('turnover_rate', 'E92000001', '2024-25', '2024-04-01', '2025-03-31', 'all', 'all', 'independent sector', '2025-07', 0.247, '1dp', 'Invented source, July 2025', true),
    ('hourly_pay_median', 'E92000001', 'December 2025', '2025-12-01', '2025-12-31', 'all', '8', 'independent sector', '2026-03', 12.60, '2dp', 'Invented source, March 2026', true);

insert into reference.care_setting values
    ('all', 'All care settings', 1),
    ('residential', 'Care homes (with and without nursing)', 2),
    ('care_home_nursing', 'Care homes with nursing', 3),
    ('care_home', 'Care homes without nursing', 4),
    ('domiciliary', 'Home care, supported living and extra care', 5),
    ('day', 'Day care', 6),
    ('community', 'Community care', 7),
    ('other', 'Other services', 8);

insert into reference.job_role values ('8', 'Care worker', 'direct_care');

insert into reference.wage_floor values
    ('2025-04-01', 21, 12.21, null, 10.00, 7.55, 7.55),
    ('2026-04-01', 21, 12.71, null, 10.85, 8.00, 8.00);

insert into ops.run values
    ('20260504T020000Z', '2026-05-04 02:00:00', '0.1.0', '5f1d3c0a9b7e4d2860c1f3a5b7d9e1f0',
        'c0de', '5e1ec7', 'c0ff', 'de11', 42);

insert into comparison.area values
    ('vacancy_rate', '2026-04-01', 'month', 'X10000001', 'all', 'all', 'all', 'all', 'peers', 2,
        0.08, 0.08, 0.075, 0.085, 3, 1, 3),
    ('vacancy_rate', '2026-04-01', 'month', 'X10000001', 'all', '8', 'all', 'all', 'peers', 2,
        0.094, 0.094, 0.089, 0.099, 3, 1, 3),
    ('turnover_rate', '2026-04-01', 'month', 'X10000001', 'all', 'all', 'all', 'all', 'neighbours', 3,
        0.291, 0.291, 0.285, 0.297, 1, 2, 4);

insert into core.bridge_area values ('X10000001', 'X12000001', 'region');

insert into comparison.movement values
    ('vacancy_rate', '2026-04-01', 'X10000001', 'care_setting', 'domiciliary', 0.001, 0.012),
    ('vacancy_rate', '2026-04-01', 'X10000001', 'care_setting', 'day', 0.000, 0.002);

insert into reference.published_metric values
    ('children_vacancy_rate', 'Vacancy rate of children’s social workers', 'rate', 'lower',
        'vacancy_rate', 'Invented definition', 'Invented source');

insert into core.fct_published_figure values
    ('children_vacancy_rate', 'X10000001', '2024', '2024-09-30', '2024-09-30', 'all', 'all', 'children and family social workers', '2024', 0.171, '1dp', 'Invented source, 2024', true),
    ('children_vacancy_rate', 'X10000001', '2025', '2025-09-30', '2025-09-30', 'all', 'all', 'children and family social workers', '2025', 0.153, '1dp', 'Invented source, 2025', true),
    ('children_vacancy_rate', 'E92000001', '2025', '2025-09-30', '2025-09-30', 'all', 'all', 'children and family social workers', '2025', 0.160, '1dp', 'Invented source, 2025', true);
