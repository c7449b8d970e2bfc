import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqlDir } from '../../../src/warehouse/sql-file.js';
import { hasRealFile, ods, realFile, ROWS_TOLD, stagedOnce, xlsx } from '../helpers/published.js';

const ASCOF = [['ascof_outcome'], ['stg_dhsc__ascof_outcome']] as const;

const TITLE_6A =
  'Table 6a: the proportion of staff in the formal care workforce leaving their role in the past 12 months [note 17]';
const NOTES = 'Cells marked with an [x] indicate no data is available.';

/** An invented edition: the header stands on another row of each sheet. */
const BOOK = {
  Cover: [['Measures from an invented framework'], ['Introduction']],
  Notes: [['Notes'], ['Note number', 'Note text'], ['[note 1]', 'Invented']],
  'Table_2d(1)': [
    ['Table 2d(1): an invented proportion [note 3]'],
    ['Numerator refers to something.'],
    [NOTES],
    [
      'Local authority code',
      'Local authority [note 4]',
      'ONS area code',
      '2024 to 2025 - numerator',
      '2024 to 2025 - outcome',
    ],
    ['England', 'England', 'E92000001', 51230, 34.300000000000004],
    ['S', 'Shire Counties', '[z]', '51,230 (35,415)', '0.6 (0.5)'],
    ['WM', 'West Midlands', 'E12000005', 1000, 24.5],
    [901, 'Quernshire', 'X10000001', '[c]', '[x]'],
    ['Z9D4Z', 'North Quern', 'X06000002', '[z]', 12.3],
    ['[z]', 'Quern and Isles of Skerry', '[z]', 5, 20.2],
  ],
  Table_6a: [
    [TITLE_6A],
    [
      'Local authority code',
      'Local authority',
      'ONS area code',
      '2023-24 outcome',
      '2024-25 outcome',
    ],
    ['England', 'England', 'E92000001', 24.9, 23.8],
    ['Source: an invented source of all these figures'],
  ],
};

describe.each([
  ['an OpenDocument workbook', () => Promise.resolve([ods(BOOK)])],
  ['an Excel workbook', async () => [await xlsx(BOOK)]],
])('ASCOF tables in %s', (_, files) => {
  const published = stagedOnce(...ASCOF, files);
  const cells = (where: string) =>
    published.rows(
      `select measure, value::varchar as value, missing_reason as reason
      from staging.stg_dhsc__ascof_outcome where ${where} order by record_number`,
    );

  it('gives a row for each council, period and measure', async () => {
    expect(await published.one('select count(*)::integer from raw.ascof_outcome')).toBe(14);
    expect(await published.one(ROWS_TOLD)).toBe(10 + 4);
  });

  it('takes a table by the name of its sheet, and its title without the notes', async () => {
    expect(
      await published.rows(
        'select distinct table_code, table_title from staging.stg_dhsc__ascof_outcome order by 1',
      ),
    ).toEqual([
      { table_code: '2d(1)', table_title: 'an invented proportion' },
      {
        table_code: '6a',
        table_title:
          'the proportion of staff in the formal care workforce leaving their role in the past 12 months',
      },
    ]);
  });

  it('writes a figure as it was typed, and not as a computer held it', async () => {
    expect((await cells(`area_code = 'E92000001' and table_code = '2d(1)'`))[1]?.['value']).toBe(
      '34.3000',
    );
  });

  it('keeps why a figure is missing', async () => {
    expect(await cells(`council_code = '901'`)).toEqual([
      { measure: 'numerator', value: null, reason: 'suppressed' },
      { measure: 'outcome', value: null, reason: 'not_available' },
    ]);
    expect((await cells(`council_code = 'Z9D4Z'`))[0]?.['reason']).toBe('not_applicable');
  });

  it('takes two figures in one cell for none, and says so in a finding', async () => {
    expect(await cells(`council_code = 'S'`)).toEqual([
      { measure: 'numerator', value: null, reason: 'unreadable' },
      { measure: 'outcome', value: null, reason: 'unreadable' },
    ]);
    expect(
      await published.rows(
        'select findings[1].rule as rule, findings[1].severity as severity from raw.ascof_outcome where findings is not null',
      ),
    ).toEqual([
      { rule: 'number_format', severity: 'warning' },
      { rule: 'number_format', severity: 'warning' },
    ]);
  });

  it('marks rows for several councils, but not two councils that report as one', async () => {
    expect(
      await published.rows(
        `select distinct council_name from staging.stg_dhsc__ascof_outcome
        where is_total and table_code = '2d(1)' order by 1`,
      ),
    ).toEqual([
      { council_name: 'England' },
      { council_name: 'Shire Counties' },
      { council_name: 'West Midlands' },
    ]);
  });

  it('writes every period as a financial year', async () => {
    expect(
      await published.rows(
        `select period, measure from staging.stg_dhsc__ascof_outcome where table_code = '6a' order by 1`,
      ),
    ).toEqual([
      { period: '2023-24', measure: 'outcome' },
      { period: '2024-25', measure: 'outcome' },
    ]);
  });
});

describe('an ASCOF table saved as CSV', () => {
  const published = stagedOnce(...ASCOF, () =>
    Promise.resolve([
      `"${TITLE_6A}",,,\n"${NOTES}",,,\nLocal authority code,Local authority,ONS area code,2024 to 2025 - outcome\n901,Quernshire,X10000001,[c]\n902,Skerry,X06000009,24.4\n`,
    ]),
  );

  it('takes the table from its title', async () => {
    expect(
      await published.rows(
        'select table_code, period, value::double as value, missing_reason from staging.stg_dhsc__ascof_outcome order by record_number',
      ),
    ).toEqual([
      { table_code: '6a', period: '2024-25', value: null, missing_reason: 'suppressed' },
      { table_code: '6a', period: '2024-25', value: 24.4, missing_reason: null },
    ]);
  });
});

describe.skipIf(!hasRealFile('ascof_2024_25.ods'))('the ASCOF workbook of 2024-25', () => {
  const published = stagedOnce(...ASCOF, () => Promise.resolve([realFile('ascof_2024_25.ods')]));
  const turnover = async (area: string) =>
    (
      await published.rows(
        `select value::double as value from staging.stg_dhsc__ascof_outcome
        where table_code = '6a' and area_code = '${area}' order by period`,
      )
    ).map((row) => row['value']);

  it('is read from every one of its 25 tables', async () => {
    expect(
      await published.one(
        'select count(distinct table_code)::integer from staging.stg_dhsc__ascof_outcome',
      ),
    ).toBe(25);
    expect(await published.one('select len(file_notes)::integer from raw.delivery')).toBe(0);
  });

  it.each([
    ['England', 'E92000001', [24.8, 23.7]],
    ['West Midlands', 'E12000005', [26.7, 23.3]],
    ['South West', 'E12000009', [26.1, 25.2]],
    ['Staffordshire', 'E10000028', [26.2, 24.4]],
    ['Stoke-on-Trent', 'E06000021', [35.8, 34.3]],
    ['Plymouth', 'E06000026', [20.9, 19.1]],
    ['Dorset under its old code', 'E10000009', [36.5, 34.6]],
  ])('gives the turnover of %s', async (_, area, expected) => {
    expect(await turnover(area)).toEqual(expected);
  });

  it('gives every figure of its edition in the list of published figures', async () => {
    const path = join(sqlDir, 'reference/published_figure.csv');
    expect(
      await published.rows(
        `select
            count(*)::integer as listed,
            count(*) filter (where abs(listed.value - outcome.value::double / 100) < 1e-9)::integer as equal
        from read_csv('${path}') as listed
        left join staging.stg_dhsc__ascof_outcome as outcome
            on listed.area_code = outcome.area_code
            and listed.period = outcome.period
            and outcome.table_code = '6a'
        where listed.edition = 'ASCOF 2024-25'`,
      ),
    ).toEqual([{ listed: 27, equal: 27 }]);
  });

  it('has no figure with more places than were published', async () => {
    expect(
      await published.one(
        `select count(*)::integer from staging.stg_dhsc__ascof_outcome
        where table_code = '6a' and value <> round(value, 1)`,
      ),
    ).toBe(0);
  });

  it('accounts for every cell that is no number', async () => {
    expect(
      await published.rows(
        `select missing_reason, count(*)::integer as cells from staging.stg_dhsc__ascof_outcome
        where value is null group by all order by 2 desc`,
      ),
    ).toEqual([
      { missing_reason: 'not_applicable', cells: 17_471 },
      { missing_reason: 'not_available', cells: 3_649 },
      { missing_reason: 'unreadable', cells: 2_490 },
      { missing_reason: 'suppressed', cells: 135 },
    ]);
  });

  it('gives Cornwall and Scilly together where each alone is not available', async () => {
    expect(
      await published.rows(
        `select value::double as value, missing_reason, is_total from staging.stg_dhsc__ascof_outcome
        where table_code = '6a' and period = '2024-25'
            and (council_name ilike '%scilly%' or council_name = 'Cornwall') order by value`,
      ),
    ).toEqual([
      { value: 20.2, missing_reason: null, is_total: false },
      { value: null, missing_reason: 'not_available', is_total: false },
      { value: null, missing_reason: 'not_available', is_total: false },
    ]);
  });
});
