import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { hasRealFile, realFile, ROWS_TOLD, stagedOnce } from '../helpers/published.js';

const BEDS = [['nhs_kh03_beds'], ['stg_nhs_england__bed']] as const;
const DEFERRED = [['pss_deferred_payments'], ['stg_nhs_digital__deferred_payment']] as const;

/** Bands over merged cells, spacer columns between them, the total and a blank row before the data. */
async function bedsBook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sectors = ['Total ', 'Maternity'];
  const band = ['', ...sectors, '', ...sectors, '', ...sectors];
  const table = (name: string, keys: string[], rows: (string | number)[][]): void => {
    const sheet = book.addWorksheet(name);
    sheet.getCell('B2').value = 'Title:';
    sheet.getCell('C2').value = 'Beds of an invented service';
    sheet.getCell('B5').value = 'Period:';
    sheet.getCell('C5').value = 'January to March 2021';
    const first = keys.length + 1;
    for (const [index, text] of ['Available', 'Occupied', '% Occupied'].entries()) {
      const from = first + 2 + index * 3;
      sheet.mergeCells(7, from, 7, from + 1);
      sheet.getCell(7, from).value = text;
    }
    sheet.getRow(8).values = ['', ...keys, ...band];
    sheet.getRow(9).values = ['', ...(rows[0] ?? [])];
    for (const [index, row] of rows.slice(1).entries()) {
      sheet.getRow(11 + index).values = ['', ...row];
    }
  };
  table(
    'NHS Trust by Sector',
    ['Year', 'Period End', 'Region Code', 'Org Code', 'Org Name'],
    [
      ['2020-21', 'March', '', '', 'England', '', 20.5, 4, '', 10.25, 1, '', 0.5, 0.25],
      ['2020-21', 'March', 'Y99', 'XQ1', 'QUERN TRUST', '', 20.5, 0, '', 10.25, 0, '', 0.5, '-'],
    ],
  );
  table(
    'Region by Sector',
    ['Year', 'Period End', 'Region Code', 'AT Name'],
    [
      ['2020-21', 'March', '', 'England', '', 20.5, 4, '', 10.25, 1, '', 0.5, 0.25],
      ['2020-21', 'March', 'Y99', 'MIDDLE WITTLE', '', 20.5, 4, '', 10.25, 1, '', 0.5, 0.25],
    ],
  );
  book.addWorksheet('Data Quality').addRow(['One trust did not reply.']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('NHS beds', () => {
  const published = stagedOnce(...BEDS, async () => [await bedsBook()]);

  it('makes a row of each trust, band and sector', async () => {
    expect(
      await published.rows(
        `select band, sector, value::double as value, missing_reason from staging.stg_nhs_england__bed
        where trust_code = 'XQ1' order by record_number`,
      ),
    ).toEqual([
      { band: 'available', sector: 'Total', value: 20.5, missing_reason: null },
      { band: 'available', sector: 'Maternity', value: 0, missing_reason: null },
      { band: 'occupied', sector: 'Total', value: 10.25, missing_reason: null },
      { band: 'occupied', sector: 'Maternity', value: 0, missing_reason: null },
      { band: 'occupied_rate', sector: 'Total', value: 0.5, missing_reason: null },
      { band: 'occupied_rate', sector: 'Maternity', value: null, missing_reason: 'not_applicable' },
    ]);
  });

  it('tells England and the regions from the trusts', async () => {
    expect(
      await published.rows(
        `select level, is_total, count(*)::integer as n, any_value(area_name) as area
        from staging.stg_nhs_england__bed group by all order by level`,
      ),
    ).toEqual([
      { level: 'country', is_total: true, n: 12, area: 'England' },
      { level: 'region', is_total: true, n: 6, area: 'MIDDLE WITTLE' },
      { level: 'trust', is_total: false, n: 6, area: 'QUERN TRUST' },
    ]);
  });

  it('dates the quarter by its last month within the financial year', async () => {
    expect(
      await published.rows(
        `select distinct quarter_end_date::varchar as day, quarter_label from staging.stg_nhs_england__bed`,
      ),
    ).toEqual([{ day: '2021-03-31', quarter_label: 'January to March 2021' }]);
  });

  it('tells for every row of the sheets it reads', async () => {
    expect(await published.one(ROWS_TOLD)).toBe(2 * (2 + 2 + 2));
  });
});

const BEDS_FILE = 'nhs_kh03_beds_q2_2020_21.xlsx';

describe.skipIf(!hasRealFile(BEDS_FILE))('the beds workbook of July to September 2020', () => {
  const published = stagedOnce(...BEDS, () => Promise.resolve([realFile(BEDS_FILE)]));

  it('has three bands of five sectors, and 398 rates of no beds', async () => {
    expect(
      await published.rows(
        `select count(distinct band)::integer as bands, count(distinct sector)::integer as sectors,
            count(*) filter (where missing_reason = 'not_applicable')::integer as no_beds,
            count(*) filter (where value is null)::integer as missing,
            max(quarter_end_date)::varchar as day
        from staging.stg_nhs_england__bed`,
      ),
    ).toEqual([{ bands: 3, sectors: 5, no_beds: 398, missing: 398, day: '2020-09-30' }]);
  });

  it('has a rate that is occupied over available, for every trust and sector', async () => {
    expect(
      await published.one(
        `select count(*)::integer from (
            select max(value) filter (where band = 'available')::double as available,
                max(value) filter (where band = 'occupied')::double as occupied,
                max(value) filter (where band = 'occupied_rate')::double as rate
            from staging.stg_nhs_england__bed group by level, area_name, sector
        ) where rate is not null and abs(rate - occupied / available) > 0.000001`,
      ),
    ).toBe(0);
  });

  it('has trusts that sum to England', async () => {
    expect(
      await published.one(
        `select abs(sum(value) filter (where level = 'trust') - max(value) filter (where level = 'country'))::double
        from staging.stg_nhs_england__bed where band = 'available' and sector = 'Total'`,
      ),
    ).toBeLessThan(0.001);
  });

  it('says that it leaves the sheet by specialty unread', async () => {
    expect(
      await published.rows(
        `select note.column_name as sheet from (select unnest(file_notes) as note from raw.delivery)
        where note.rule = 'sheet_unread'`,
      ),
    ).toEqual([{ sheet: 'Occupied by Specialty' }]);
  });
});

describe('deferred payments', () => {
  const header =
    'UUID,LABEL,CASSR_CODE,CASSR_NAME,Time_Period_Desc,Indicator_Desc,Characteristic_Parent,Characteristic_Child,AGE_CATEGORY,Value';
  const published = stagedOnce(...DEFERRED, () =>
    Promise.resolve([
      // 0xA3 and 0x92 are a pound sign and an apostrophe in windows-1252.
      Buffer.from(
        `${header}\n1,2015/2016,901,Quernshire,YearEnd,Weekly value,Value,\xa3300 - \xa3400,Age 65 and over,*\n2,2015/2016,902,St Wittle\x92s,YearEnd,Weekly value,Value,<\xa3300,Age 65 and over,15\n`,
        'latin1',
      ),
    ]),
  );

  it('decodes pound signs and curly apostrophes', async () => {
    expect(
      await published.rows(
        `select period, council_name, characteristic_value, value::double as value, missing_reason
        from staging.stg_nhs_digital__deferred_payment order by record_number`,
      ),
    ).toEqual([
      {
        period: '2015-16',
        council_name: 'Quernshire',
        characteristic_value: '£300 - £400',
        value: null,
        missing_reason: 'suppressed',
      },
      {
        period: '2015-16',
        council_name: 'St Wittle’s',
        characteristic_value: '<£300',
        value: 15,
        missing_reason: null,
      },
    ]);
  });
});

const DEFERRED_FILE = 'pss_deferred_payments_2015_16_cp1252.csv';

describe.skipIf(!hasRealFile(DEFERRED_FILE))('deferred payments of 2015-16', () => {
  const published = stagedOnce(...DEFERRED, () => Promise.resolve([realFile(DEFERRED_FILE)]));

  it('has 4,908 suppressed values of 5,600, and the others are multiples of 5', async () => {
    expect(
      await published.rows(
        `select count(*)::integer as n,
            count(*) filter (where missing_reason = 'suppressed')::integer as suppressed,
            count(*) filter (where value % 5 = 0)::integer as fives
        from staging.stg_nhs_digital__deferred_payment`,
      ),
    ).toEqual([{ n: 5_600, suppressed: 4_908, fives: 692 }]);
  });

  it('has its pound signs', async () => {
    expect(
      await published.rows(
        `select distinct characteristic_value as text from staging.stg_nhs_digital__deferred_payment
        where characteristic_value like '%£%' order by 1`,
      ),
    ).toEqual([
      { text: '<£300' },
      { text: '> £500' },
      { text: '£300 - £400' },
      { text: '£400 - £500' },
    ]);
  });
});
