import { describe, expect, it } from 'vitest';
import { contractsOf } from './helpers/contracts.js';
import { line, workers, type Cells } from './helpers/files.js';
import { records, rowsOf, stagedOnce, stageReturns, stageUnder } from './helpers/staging.js';
import { day, workbookOf, type CellContent } from './helpers/workbooks.js';

describe('a value of a worker that is not known', () => {
  const cases: (readonly [change: Cells, as: string])[] = [
    [{ GENDER: '3' }, 'gender_code'],
    [{ ETHNICITY: '99' }, 'ethnicity_code'],
    [{ NATIONALITY: '998' }, 'nationality_code'],
    [{ DISABLED: '3' }, 'disabled_code'],
    [{ RECSOURCE: '16' }, 'recruitment_source_code'],
    [{ STARTINSECT: '999' }, 'sector_start_year'],
    [{ DAYSSICK: '999' }, 'sickness_days'],
    [{ CONTHOURS: '999' }, 'contracted_hours'],
    [{ SALARYINT: '999' }, 'salary_interval_code'],
    [{ CWPCATEGORY: '998' }, 'care_workforce_pathway_code'],
  ];
  const byColumn = { NATIONALITY: '999', AVGHOURS: '999' };
  const unanswered = { GENDER: '', CONTHOURS: '  ' };
  const zero = { DAYSSICK: '0', CONTHOURS: '0.0', DISABLED: '0' };
  const rowOf = stagedOnce('worker', [
    ...cases.map(([change]) => change),
    byColumn,
    unanswered,
    zero,
  ]);

  it.each(cases)('is listed, is no fault and is no value: %o', (change, as) => {
    expect(rowOf(change)).toMatchObject({
      [as]: null,
      missing: [{ column_name: as, reason: 'not_known' }],
      findings: null,
    });
  });

  it('differs by column: 999 is a country, and not known where hours are asked', () => {
    expect(rowOf(byColumn)).toMatchObject({
      nationality_code: 999,
      average_hours: null,
      missing: [{ column_name: 'average_hours', reason: 'not_known' }],
    });
  });

  it('is not one that was not answered', () => {
    expect(rowOf(unanswered)).toMatchObject({
      gender_code: null,
      contracted_hours: null,
      missing: null,
      findings: null,
    });
  });

  it('is not a true zero', () => {
    expect(rowOf(zero)).toMatchObject({
      sickness_days: 0,
      contracted_hours: 0,
      disabled_code: '0',
      missing: null,
    });
  });
});

describe('a value of a worker that is known', () => {
  const ages: (readonly [change: Cells, age: number])[] = [
    [{ DOB: '30/04/1966' }, 60],
    [{ DOB: '01/05/1966' }, 59],
    [{ DOB: '29/02/2008' }, 18],
    [{ DOB: '30/04/2012' }, 14],
    [{ DOB: '01/05/1925' }, 100],
    [{ DOB: '1/5/1990' }, 35],
  ];
  const homes: (readonly [change: Cells, sector: string])[] = [
    [{ POSTCODE: 'ab1 2cd' }, 'AB1 2'],
    [{ POSTCODE: 'SW1A1AA' }, 'SW1A 1'],
    [{ POSTCODE: ' W1 1AA ' }, 'W1 1'],
  ];
  const group = {
    QUALACH01: '1;2019',
    QUALACH01NOTES: 'hush hush',
    QUALACH02: '',
    QUALACH03: '20;2024',
    QUALACH04: '7',
  };
  const pay = { SALARYINT: '3', HOURLYRATE: '12.60', CONTHOURS: '37.5' };
  const shortYear = { STARTDATE: '01/04/19' };
  const nearlyWhole = { SALARY: '24000.00001' };
  const rowOf = stagedOnce('worker', [
    ...ages.map(([change]) => change),
    ...homes.map(([change]) => change),
    group,
    pay,
    shortYear,
    nearlyWhole,
  ]);

  it.each(ages)('%o is %i on the last day of April 2026', (change, age) => {
    expect(rowOf(change)).toMatchObject({ age_years: age, findings: null });
  });

  it.each(homes)('%o is kept to its sector %s', (change, sector) => {
    expect(rowOf(change)).toMatchObject({ home_postcode_sector: sector, findings: null });
  });

  it('of a numbered group is a list, each in the place of its number, without the notes', () => {
    const row = rowOf(group);
    expect(row['qualifications']).toEqual(['1;2019', null, '20;2024', '7']);
    expect(JSON.stringify(row)).not.toContain('hush');
  });

  it('is pay to the penny and hours to the half', () => {
    expect(rowOf(pay)).toMatchObject({
      hourly_rate_gbp_hour: 12.6,
      contracted_hours: 37.5,
      findings: null,
    });
  });

  it('has no year of two digits', () => {
    expect(rowOf(shortYear)).toMatchObject({
      start_date: null,
      findings: [{ rule: 'date_format' }],
    });
  });

  it('is no whole number that only rounding makes whole', () => {
    expect(rowOf(nearlyWhole)['salary_gbp_year']).toBeNull();
  });

  it('has its age on the date its own file describes, in one batch with others', async () => {
    const bytes = workers({ DOB: '29/02/2004' });
    const rows = await records(
      await stageReturns(
        { bytes, period: '2024-02' },
        { bytes, period: '2024-01' },
        { bytes, period: '2025-03' },
      ),
    );
    expect(rows.map((row) => row['age_years'])).toEqual([20, 19, 21]);
  });

  it('is a year older only in March where a leap-day birthday meets a common year', async () => {
    const [row] = await records(
      await stageReturns({ bytes: workers({ DOB: '29/02/2004' }), period: '2025-02' }),
    );
    expect(row?.['age_years']).toBe(20);
  });
});

describe('a value of a workplace', () => {
  const counts: (readonly [change: Cells, counts: (number | null)[] | null])[] = [
    [{ ALLJOBROLES: '', VACANCIES: '0' }, [0]],
    [{ ALLJOBROLES: '8;4', VACANCIES: '0;0' }, [0, 0]],
    [{ ALLJOBROLES: '8;4', VACANCIES: ' 1 ; 2 ' }, [1, 2]],
    [{ ALLJOBROLES: '8', VACANCIES: '7' }, [7]],
    [{ ALLJOBROLES: '8;4', VACANCIES: '999;2' }, [999, 2]],
    [{ ALLJOBROLES: '8;4', VACANCIES: '' }, null],
  ];
  const notKnown = [{ VACANCIES: '999' }, { ALLJOBROLES: '', VACANCIES: '999' }];
  const sickPay: (readonly [change: Cells, markers: object[] | null])[] = [
    [{ SICKPAY: 'unknown' }, [{ column_name: 'sick_pay_code', reason: 'not_known' }]],
    [{ SICKPAY: '999' }, null],
  ];
  const place = { LOCALESTID: ' HO ME\t1 ', POSTCODE: 'ab12cd' };
  const hardSpace = { LOCALESTID: 'HO\u00a0ME1\u00a0' };
  const rowOf = stagedOnce('workplace', [
    ...counts.map(([change]) => change),
    ...notKnown,
    ...sickPay.map(([change]) => change),
    place,
    hardSpace,
  ]);

  it.each(counts)('%o counts %o', (change, expected) => {
    expect(rowOf(change)).toMatchObject({
      vacancy_counts: expected,
      missing: null,
      findings: null,
    });
  });

  it.each(notKnown)('is not known for the whole list where it is a single 999: %o', (change) => {
    expect(rowOf(change)).toMatchObject({
      vacancy_counts: null,
      missing: [{ column_name: 'vacancy_counts', reason: 'not_known' }],
      findings: null,
    });
  });

  it.each(sickPay)('%o has the markers %o', (change, markers) => {
    expect(rowOf(change)).toMatchObject({ sick_pay_code: null, missing: markers });
  });

  it('is an id without its white space, as the service has it, and a postcode in one form', () => {
    expect(rowOf(place)).toMatchObject({ local_establishment_id: 'HOME1', postcode: 'AB1 2CD' });
  });

  it('is an id without the hard spaces that a spreadsheet leaves', () => {
    expect(rowOf(hardSpace)).toMatchObject({ local_establishment_id: 'HOME1' });
  });
});

/** What becomes of one column's cells under an invented contract, in the order of the cells. */
async function read(column: string, cells: readonly string[]) {
  const contracts = contractsOf({
    recognise: '[HOME, CELL]',
    columns: `
  - { name: HOME, as: home_id, type: id, description: The home }
  - { name: CELL, as: cell, ${column}, description: Invented }`,
  });
  const text = ['HOME,CELL', ...cells.map((cell) => line(['H', cell]))].join('\n');
  return rowsOf(
    await stageUnder(contracts, `${text}\n`),
    `select cell, missing[1].reason as reason, findings[1].rule as rule, row_state
    from raw.beds order by record_number`,
  );
}

describe('a text that stands for a missing value', () => {
  const markers = 'markers: { c: suppressed, x: not_available, z: not_applicable, low: low }';

  it.each(['integer', 'decimal', 'text', 'date', 'code, codes: [q]', 'text_list, codes: [q]'])(
    'is no value and no fault, and keeps its reason, in a column of %s',
    async (type) => {
      const rows = await read(`type: ${type}, not_known: ['?'], ${markers}`, ['c', 'x', 'z', '?']);
      expect(rows).toEqual(
        ['suppressed', 'not_available', 'not_applicable', 'not_known'].map((reason) => ({
          cell: null,
          reason,
          rule: null,
          row_state: 'kept',
        })),
      );
    },
  );

  it('is no value in a column of postcodes either', async () => {
    expect(await read(`type: postcode, ${markers}`, ['z', 'AB1 2CD'])).toMatchObject([
      { cell: null, reason: 'not_applicable', rule: null },
      { cell: 'AB1 2CD', reason: null, rule: null },
    ]);
  });

  it('is looked for as it is written, spaces around it apart', async () => {
    const rows = await read(`type: integer, ${markers}`, [' c ', 'C', 'lower']);
    expect(rows.map((row) => [row['reason'], row['rule']])).toEqual([
      ['suppressed', null],
      [null, 'number_format'],
      [null, 'number_format'],
    ]);
  });

  it('is not a text that stands for a true zero', async () => {
    const rows = await read(`type: integer, zero: ['-', nil], ${markers}`, ['-', 'nil', '0', '']);
    expect(rows.map((row) => [row['cell'], row['reason']])).toEqual([
      [0, null],
      [0, null],
      [0, null],
      [null, null],
    ]);
  });
});

describe('what is taken off a cell', () => {
  it('is what the contract says, before anything else is looked at', async () => {
    const column = String.raw`type: integer, strip: '\s*\[(note|r|p)[^\]]*\]', markers: { c: suppressed }`;
    const rows = await read(column, ['12 [note 3]', '[p]7', 'c [r]', '[note 1]', '12 [x]']);
    expect(rows.map((row) => [row['cell'], row['reason'], row['rule']])).toEqual([
      [12, null, null],
      [7, null, null],
      [null, 'suppressed', null],
      [null, null, null],
      [null, null, 'number_format'],
    ]);
  });
});

describe('a number as people write it', () => {
  it.each<[string, string, unknown]>([
    ['decimals: 2', '1,234', 1234],
    ['decimals: 2', '£9.50', 9.5],
    ['decimals: 3', '12.3%', 0.123],
    ['decimals: 3', ' 12.3 % ', 0.123],
    ['decimals: 2', '1 234.5', 1234.5],
    ['decimals: 2', '1\u00a0234', 1234],
    ['decimals: 1', '34.300000000000004', 34.3],
    ['decimals: 1', '-0.1', -0.1],
    ['decimals: 1', '1e3', 1000],
    ['decimals: 2, max: 99999999999', '12,345,678,901.25', 12_345_678_901.25],
    ['decimals: 8', '12,345,678,901.25', 12_345_678_901.25],
  ])('is read where the contract allows it (%s): %s', async (more, text, value) => {
    expect(await read(`type: decimal, lenient: true, ${more}`, [text])).toMatchObject([
      { cell: value, rule: null },
    ]);
  });

  it.each(['1,234', '£9.50', '12.3%', '1 234', '34.300000000000004'])(
    'is a fault where it does not: %s',
    async (text) => {
      expect(await read('type: decimal, decimals: 2', [text])).toMatchObject([
        { cell: null, rule: 'number_format' },
      ]);
    },
  );

  it.each(['', '%', '£', ',', 'about 3', '3-4', '1.2.3', 'nan', 'inf', 'Infinity'])(
    'is never read from what is none: "%s"',
    async (text) => {
      const [row] = await read('type: decimal, lenient: true', [text]);
      expect(row?.['cell']).toBeNull();
      if (text === '') expect(row?.['rule']).toBeNull();
      else expect(row?.['rule']).toMatch(/^number_(format|range)$/);
    },
  );

  it('is out of range where the contract says what it may be', async () => {
    const rows = await read('type: decimal, lenient: true, decimals: 3, min: 0, max: 1', [
      '101%',
      '100%',
      '-1%',
    ]);
    expect(rows.map((row) => [row['cell'], row['rule']])).toEqual([
      [null, 'number_range'],
      [1, null],
      [null, 'number_range'],
    ]);
  });
});

describe('a list in a cell', () => {
  it('is parted where the contract says, each item without its spaces', async () => {
    const rows = await read("type: text_list, separator: '|'", ['a| b |c;d', 'a']);
    expect(rows.map((row) => row['cell'])).toEqual([['a', 'b', 'c;d'], ['a']]);
  });

  it('is parted at semicolons where the contract does not say', async () => {
    expect((await read('type: text_list', ['a; b|c'])).map((row) => row['cell'])).toEqual([
      ['a', 'b|c'],
    ]);
  });

  it('of whole numbers is parted where the contract says, too', async () => {
    const rows = await read("type: integer_list, separator: '|'", ['0', '7']);
    expect(rows.map((row) => [row['cell'], row['rule']])).toEqual([
      [[0], null],
      [[7], null],
    ]);
  });
});

describe('a date', () => {
  it('is read in each way that the contract names, and in no other', async () => {
    const rows = await read("type: date, formats: ['%d/%m/%Y', '%d %B %Y', '%Y%m%d']", [
      '31/01/2026',
      '1 February 2026',
      '20260228',
      '2026-03-01',
      '29/02/2025',
      '01/02/26',
    ]);
    expect(rows.map((row) => [row['cell'], row['rule']])).toEqual([
      ['2026-01-31', null],
      ['2026-02-01', null],
      ['2026-02-28', null],
      [null, 'date_format'],
      [null, 'date_format'],
      [null, 'date_format'],
    ]);
  });
});

describe('a cell of a workbook', () => {
  const contracts = () =>
    contractsOf({
      columns: `
  - { name: HOME, as: home_id, type: id, required: true, scope: row, description: The home }
  - { name: BEDS, as: bed_count, type: integer, description: Beds }
  - { name: OPENED, as: opened_date, type: date, description: Opened }`,
    });
  const stageRows = async (...rows: readonly (readonly CellContent[])[]) =>
    rowsOf(
      await stageUnder(
        contracts(),
        await workbookOf({ rows: [['HOME', 'BEDS', 'OPENED'], ...rows] }),
      ),
      'select home_id, bed_count, opened_date, findings from raw.beds order by record_number',
    );

  it('that is a day, a number or a text becomes what its column is', async () => {
    expect(
      await stageRows(
        ['H1', 3, day('2020-02-29')],
        [7, '4', '01/03/2020'],
        ['H3', 3.0000000001, null],
      ),
    ).toMatchObject([
      { home_id: 'H1', bed_count: 3, opened_date: '2020-02-29', findings: null },
      { home_id: '7', bed_count: 4, opened_date: '2020-03-01', findings: null },
      { home_id: 'H3', bed_count: null, findings: [{ rule: 'number_format' }] },
    ]);
  });

  it.each(['#N/A', '#REF!', '#DIV/0!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!'])(
    'that shows %s is told to be an error of the workbook',
    async (error) => {
      const [row] = await stageRows(['H1', { error }, { error }]);
      expect(row).toMatchObject({ home_id: 'H1', bed_count: null, opened_date: null });
      expect(row?.['findings']).toEqual(
        ['BEDS', 'OPENED'].map((column) => ({
          column_name: column,
          rule: 'cell_error',
          severity: 'error',
          value: null,
        })),
      );
    },
  );

  it('that shows an error where a text is asked for is no text', async () => {
    const [row] = await stageRows([{ error: '#N/A' }, 3, null]);
    expect(row).toMatchObject({ home_id: null, findings: [{ rule: 'cell_error' }] });
  });
});
