import { describe, expect, it } from 'vitest';
import { stagedOnce, xlsx } from '../helpers/published.js';
import { refusal, stageFiles } from '../helpers/staging.js';

const SFC = [['sfc_area_estimate'], ['stg_skills_for_care__area_estimate']] as const;
const LG_INFORM = [['lg_inform_export'], ['stg_lg_inform__metric']] as const;
const ASHE = [['ons_ashe_table'], ['stg_ons__earnings']] as const;

const SFC_ROWS = [
  ['CSSR (LA area)', 'Sector', 'Service', 'Job role', 'Turnover rate', 'Zero Hour Contracts - Yes'],
  ['Quern & Skerry', 'All sectors', 'All services', 'All job roles', 0.27, '12%'],
  ['Quern & Skerry', 'Independent', 'Domiciliary', 'Direct care', 0.305, 0],
  ['Quern & Skerry', 'Independent', 'Domiciliary', 'Care worker', '*', 0.25],
];

describe.each([
  [
    'a workbook',
    async () => [
      await xlsx({
        Notes: [
          ['*', 'Suppressed'],
          ['Sector', 'x'],
        ],
        'LA level data': SFC_ROWS,
      }),
    ],
  ],
  ['a CSV', () => Promise.resolve([`${SFC_ROWS.map((row) => row.join(',')).join('\n')}\n`])],
])('Skills for Care estimates in %s', (_, files) => {
  const published = stagedOnce(...SFC, files);

  it('are a row for each measure, as fractions, with the suppressed kept as such', async () => {
    expect(
      await published.rows(
        `select job_role, measure, value::double as value, missing_reason
        from staging.stg_skills_for_care__area_estimate order by record_number`,
      ),
    ).toEqual(
      [
        ['All job roles', 'Turnover rate', 0.27, null],
        ['All job roles', 'Zero Hour Contracts - Yes', 0.12, null],
        ['Direct care', 'Turnover rate', 0.305, null],
        ['Direct care', 'Zero Hour Contracts - Yes', 0, null],
        ['Care worker', 'Turnover rate', null, 'suppressed'],
        ['Care worker', 'Zero Hour Contracts - Yes', 0.25, null],
      ].map(([job_role, measure, value, missing_reason]) => ({
        job_role,
        measure,
        value,
        missing_reason,
      })),
    );
  });

  it('mark the rows that sum others up, so that nobody adds them', async () => {
    expect(
      await published.rows(
        `select distinct job_role, is_total from staging.stg_skills_for_care__area_estimate order by 1`,
      ),
    ).toEqual([
      { job_role: 'All job roles', is_total: true },
      { job_role: 'Care worker', is_total: false },
      { job_role: 'Direct care', is_total: true },
    ]);
  });
});

const SIX_ROWS = `,,,Turnover by care service type,
,,,[1340___Turnover][Careservicetype],
,,,All adult social care turnover,Domiciliary turnover
,,,19266,19269
,,,2023/24,2023/24
,,,fin_2023_24,fin_2023_24
`;
const LG_AREAS = `England,England,E92000001,24.8,24.6
Quernshire,Quernshire (upper tier),E10000099,8.5,Missing
`;

describe.each([
  ['with six header rows', SIX_ROWS],
  [
    'with rows for unit and type too, and the areas named',
    `area label,area long label,area code,Turnover by care service type,Turnover by care service type
,,,[1340___Turnover][Careservicetype],[1340___Turnover][Careservicetype]
,,,All adult social care turnover,Domiciliary turnover
,,,19266,19269
,,,2023/24,2023/24
,,,fin_2023_24,fin_2023_24
,,,%,%
,,,raw,raw
`,
  ],
  [
    'that begins with the metric and ends with unit and type',
    `,,,All adult social care turnover,Domiciliary turnover
,,,19266,19269
,,,2023/24,2023/24
,,,fin_2023_24,fin_2023_24
,,,%,%
,,,raw,raw
`,
  ],
])('an LG Inform export %s', (_, header) => {
  const published = stagedOnce(...LG_INFORM, () => Promise.resolve([`${header}${LG_AREAS}`]));

  it('is a row for each area, metric and period', async () => {
    expect(
      await published.rows(
        `select area_code, area_name, is_total, metric_number, metric_label, period, period_number,
            value::double as value, missing_reason
        from staging.stg_lg_inform__metric order by record_number`,
      ),
    ).toEqual(
      [
        ['E92000001', 'England', true, '19266', 'All adult social care turnover', 24.8, null],
        ['E92000001', 'England', true, '19269', 'Domiciliary turnover', 24.6, null],
        ['E10000099', 'Quernshire', false, '19266', 'All adult social care turnover', 8.5, null],
        ['E10000099', 'Quernshire', false, '19269', 'Domiciliary turnover', null, 'not_available'],
      ].map(([area_code, area_name, is_total, metric_number, metric_label, value, reason]) => ({
        area_code,
        area_name,
        is_total,
        metric_number,
        metric_label,
        period: '2023-24',
        period_number: 'fin_2023_24',
        value,
        missing_reason: reason,
      })),
    );
  });
});

describe('unit and type of value of an LG Inform export', () => {
  const published = stagedOnce(...LG_INFORM, () =>
    Promise.resolve([
      `,,,Turnover\n,,,19266\n,,,2023/24\n,,,fin_2023_24\n,,,%\n,,,raw\n${LG_AREAS.replace(/,[^,]*\n/g, '\n')}`,
    ]),
  );

  it('are taken from the rows below the period', async () => {
    expect(
      await published.rows(
        'select distinct unit_label, value_type from staging.stg_lg_inform__metric',
      ),
    ).toEqual([{ unit_label: '%', value_type: 'raw' }]);
  });
});

/** An invented table: four lines above a header in two parts, notes at the foot. */
const asheSheet = (title: string, first: (string | number)[]) => [
  [title],
  ['United Kingdom'],
  ['', '', 'Number', '', 'Annual', '', 'Annual', 'Percentiles'],
  ['', '', 'of jobs', '', 'percentage', '', 'percentage'],
  ['Description', 'Code', '(thousand)', 'Median', 'change', 'Mean', 'change', 10, 25, 90],
  ['United Kingdom', 'K02000001', '28,000', 31461, 6.2, 'x', '..', ':', '-', 60000],
  first,
  ['a  Employees on adult rates whose pay was not affected by absence.'],
];
const AREA = ['Quernshire UA', 'X06000099', 75, 12.6, -1.5, 13, 0, 11.44, 12, 20];
const OCCUPATION = ['Care workers and home carers', 6135, 75, 12.6, -1.5, 13, 0, 11.44, 12, 20];

describe('tables of the earnings survey', () => {
  const published = stagedOnce(...ASHE, async () => [
    await xlsx({
      'CV notes': [['Coefficients of variation']],
      All: asheSheet(
        'Table 8.7a    Annual pay - Gross (£) - For all employee jobs: Wittleland, 2024',
        AREA,
      ),
      'Female Part-Time': asheSheet(
        'Table 8.7a    Annual pay - Gross (£) - For female part-time jobs: Wittleland, 2024',
        AREA,
      ),
    }),
    await xlsx({
      All: asheSheet(
        'Table 8.7b    Coefficients of variation - Annual pay - Gross: Wittleland, 2024',
        AREA,
      ),
    }),
    await xlsx({
      All: asheSheet('PROV - Table 14.5a   Hourly pay - Gross (£): Wittleland, 2025', OCCUPATION),
    }),
  ]);

  it('tell every statistic, and whose change a change is', async () => {
    expect(
      await published.rows(
        `select statistic, value::double as value from staging.stg_ons__earnings
        where delivery_id = 1 and employee_group = 'All' and area_code = 'X06000099' order by record_number`,
      ),
    ).toEqual(
      [
        ['jobs_thousand', 75],
        ['median', 12.6],
        ['median_change', -1.5],
        ['mean', 13],
        ['mean_change', 0],
        ['p10', 11.44],
        ['p25', 12],
        ['p90', 20],
      ].map(([statistic, value]) => ({ statistic, value })),
    );
  });

  it('keep what each mark means', async () => {
    expect(
      await published.rows(
        `select statistic, missing_reason from staging.stg_ons__earnings
        where delivery_id = 1 and employee_group = 'All' and area_code = 'K02000001' and value is null
        order by record_number`,
      ),
    ).toEqual([
      { statistic: 'mean', missing_reason: 'unreliable' },
      { statistic: 'mean_change', missing_reason: 'suppressed' },
      { statistic: 'p10', missing_reason: 'not_applicable' },
      { statistic: 'p25', missing_reason: 'low' },
    ]);
  });

  it('are told apart by their titles: estimates, coefficients of variation, occupations', async () => {
    expect(
      await published.rows(
        `select distinct table_code, year, is_coefficient, employee_group, occupation_code
        from staging.stg_ons__earnings where area_code is null or area_code like 'X%' order by all`,
      ),
    ).toEqual([
      {
        table_code: '14.5a',
        year: 2025,
        is_coefficient: false,
        employee_group: 'All',
        occupation_code: '6135',
      },
      {
        table_code: '8.7a',
        year: 2024,
        is_coefficient: false,
        employee_group: 'All',
        occupation_code: null,
      },
      {
        table_code: '8.7a',
        year: 2024,
        is_coefficient: false,
        employee_group: 'Female Part-Time',
        occupation_code: null,
      },
      {
        table_code: '8.7b',
        year: 2024,
        is_coefficient: true,
        employee_group: 'All',
        occupation_code: null,
      },
    ]);
  });
});

describe('publications that nobody has described yet', () => {
  it.each([
    [
      'council spending with a column for each council',
      ',,WM\nSupport type,Accounting category,901 - Quernshire\nLong term,Income,5\n',
      /"Unit costs of social care, a column for each council" \(pss_unit_cost_wide\), but lacks: Unit cost category/,
    ],
    [
      'another table by council number',
      'CASSR_CODE,CASSR_NAME,Characteristic_Child,Amount\n901,Quernshire,Age 18 to 64,:\n',
      /\(pss_deferred_payments\), but lacks: Indicator_Desc, Value\. It has, and we do not know: Amount\./,
    ],
    [
      'another education table',
      'time_period,geographic_level,new_la_code,pupil_count\n2024,National,,5\n',
      /\(dfe_csww\), but lacks: inpost_fte or inpost_headcount/,
    ],
  ])('are refused with the nearest kind named: %s', async (_, text, expected) => {
    expect(refusal(await stageFiles(text))).toMatchObject({ outcome: 'unrecognised' });
    expect(refusal(await stageFiles(text)).reason).toMatch(expected);
  });
});
