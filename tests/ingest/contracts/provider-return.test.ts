import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { roleChoices, serviceChoices } from '../../../src/ingest/feedback/choices.js';
import { returnTemplate, type ReturnRequest } from '../../../src/ingest/feedback/index.js';
import { namedColumns } from '../../../src/ingest/contract/index.js';
import { ZipPackage } from '../../../src/ingest/readers/zip-package.js';
import type { Row } from '../../../src/warehouse/database.js';
import { rulesBroken } from '../helpers/rules.js';
import { stageNamed } from '../helpers/modelled.js';
import {
  CONTRACTS,
  refusal,
  rowsOf,
  stageFiles,
  stageUnder,
  type Staged,
} from '../helpers/staging.js';

const ASKED: ReturnRequest = {
  organisation: 'Alder Care',
  month: '2026-04',
  contact: 'the council',
  workplaces: [],
  now: new Date('2026-05-01T00:00:00Z'),
};

const contract = CONTRACTS.find(({ id }) => id === 'provider_return');
const HEADINGS = namedColumns(contract ?? { columns: [] })
  .map(({ name }) => name)
  .filter((name) => !name.startsWith('@'));

type Answer = string | number | null;

/** A row as a provider fills it in: H1, care workers, without numbers save those a test is about. */
const ROW: Readonly<Record<string, Answer>> = {
  'Workplace reference': 'H1',
  'Workplace name': 'Quern House',
  Postcode: 'ZZ1 1AA',
  'Main service': '8 - Domiciliary care services',
  'Job role': '8 - Care worker',
};

const asked = returnTemplate(ASKED);

async function opened(request?: ReturnRequest): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  const bytes = await (request === undefined ? asked : returnTemplate(request));
  await workbook.xlsx.load(bytes as unknown as exceljs.Buffer);
  return workbook;
}

/** The template as its provider sends it back, with rows from the second of the sheet on. */
async function filled(
  rows: readonly Readonly<Record<string, Answer>>[],
  change: (workbook: exceljs.Workbook) => void = () => undefined,
): Promise<Buffer> {
  const workbook = await opened();
  const sheet = workbook.getWorksheet('Return');
  rows.forEach((row, at) => {
    for (const [heading, answer] of Object.entries(row)) {
      const column = HEADINGS.indexOf(heading) + 1;
      if (column === 0 || sheet === undefined) throw new Error(`no column ${heading}`);
      sheet.getCell(at + 2, column).value = answer;
    }
  });
  change(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const staged = async (...rows: readonly Readonly<Record<string, Answer>>[]) =>
  stageUnder(contract === undefined ? [] : [contract], await filled(rows));

/** The same where it could be any kind of file. */
const stagedAmongAll = async (...rows: readonly Readonly<Record<string, Answer>>[]) =>
  stageFiles(await filled(rows));

const recordsOf = (files: Staged): Promise<Row[]> =>
  rowsOf(files, 'select * from raw.provider_return order by delivery_id, record_number');

async function only(row: Readonly<Record<string, Answer>>): Promise<Row> {
  const [record] = await recordsOf(await staged({ ...ROW, ...row }));
  if (record === undefined) throw new Error('no record');
  return record;
}

describe('the monthly return that a provider fills in', () => {
  it('is read with its numbers, and without the rows that nobody filled in', async () => {
    const rows = await recordsOf(
      await stagedAmongAll(
        {
          ...ROW,
          'Permanent staff': 24,
          'Temporary staff': 2,
          'Bank or pool staff': 5,
          'Agency staff': 0,
          'Total staff': 31,
          Vacancies: 3,
          'Starters in the last 12 months': 9,
          'Leavers in the last 12 months': 7,
          'Typical hourly pay (£)': 13.05,
          "May the council share this workplace's figures?": 'Yes',
        },
        { ...ROW, 'Job role': '4 - Registered manager', 'Permanent staff': 1 },
      ),
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      workplace_reference: 'H1',
      workplace_name: 'Quern House',
      postcode: 'ZZ1 1AA',
      main_service_code: '8',
      job_role_code: '8',
      permanent_count: 24,
      temporary_count: 2,
      bank_count: 5,
      agency_count: 0,
      total_count: 31,
      vacancy_count: 3,
      starter_count: 9,
      leaver_count: 7,
      typical_pay_gbp_hour: 13.05,
      sharing_answer: 'YES',
      row_state: 'kept',
      findings: null,
      missing: null,
    });
    expect(rows[1]).toMatchObject({ job_role_code: '4', permanent_count: 1, findings: null });
  });

  it('says who sent it and for which month on its cover, where its path does not', async () => {
    const bytes = await filled([{ ...ROW, 'Permanent staff': 1 }]);
    const files = await stageNamed({ name: 'return.xlsx', bytes, arrived: '2026-05' });
    const [delivery] = await rowsOf(
      files,
      'select submitter, period, dataset_id from raw.delivery',
    );
    expect(delivery).toEqual({
      submitter: 'Alder Care',
      period: '2026-04-01',
      dataset_id: 'provider_return',
    });
  });

  it.each(['April 2026', '2026-04'])('takes the month as people write it: %s', async (text) => {
    const bytes = await filled([{ ...ROW, 'Permanent staff': 1 }], (workbook) => {
      const cell = workbook.getWorksheet('Cover')?.getCell('B3');
      if (cell !== undefined) cell.value = text;
    });
    const files = await stageNamed({ name: 'return.xlsx', bytes, arrived: '2026-06' });
    const [delivery] = await rowsOf(files, 'select period from raw.delivery');
    expect(delivery?.['period']).toBe('2026-04-01');
  });

  it.each(['not known', 'Not known', ' NOT KNOWN '])(
    'tells "%s", which is not known, from a blank, which is no answer, and from 0',
    async (words) => {
      const row = await only({
        'Permanent staff': words,
        'Temporary staff': null,
        'Bank or pool staff': 0,
        'Typical hourly pay (£)': words,
      });
      expect(row).toMatchObject({
        permanent_count: null,
        temporary_count: null,
        bank_count: 0,
        typical_pay_gbp_hour: null,
        findings: null,
        missing: [
          { column_name: 'permanent_count', reason: 'not_known' },
          { column_name: 'typical_pay_gbp_hour', reason: 'not_known' },
        ],
      });
    },
  );

  it('keeps a row whose numbers are at fault, and leaves those out', async () => {
    const row = await only({ 'Permanent staff': 12.5, Vacancies: -1, 'Agency staff': 1000 });
    expect(row).toMatchObject({
      row_state: 'kept',
      permanent_count: null,
      vacancy_count: null,
      agency_count: null,
    });
    expect(rulesBroken(row)).toEqual(['number_format', 'number_range', 'number_range']);
  });

  it('tells of a fault by the row that the person sees', async () => {
    const files = await staged(
      { ...ROW, 'Permanent staff': 1 },
      {},
      { ...ROW, 'Job role': '99 - Astronaut' },
      { ...ROW, 'Job role': '7 - Senior care worker', 'Permanent staff': 2.5 },
    );
    const rows = await recordsOf(files);
    expect(
      rows.map((row) => [row['sheet'], row['line'], row['row_state'], rulesBroken(row)]),
    ).toEqual([
      ['Return', 2, 'kept', []],
      ['Return', 4, 'quarantined', ['code_unknown']],
      ['Return', 5, 'kept', ['number_format']],
    ]);
    expect(rows[1]?.['findings']).toMatchObject([{ column_name: 'Job role', value: '99' }]);
  });

  it('sets a prefilled row aside that has no job role, however many there are', async () => {
    const prefilled = Array.from({ length: 8 }, (_, at) => ({
      ...ROW,
      'Workplace reference': `H${at + 2}`,
      'Job role': null,
    }));
    const files = await staged({ ...ROW, 'Permanent staff': 1 }, ...prefilled);
    const rows = await recordsOf(files);
    expect(rows.filter((row) => row['row_state'] === 'kept')).toHaveLength(1);
    expect(new Set(rows.slice(1).flatMap(rulesBroken))).toEqual(new Set(['required']));
  });

  it.each([
    ['8', '8'],
    ['8 – Care worker', '8'],
    ['8-', null],
    ['Care worker', null],
  ])('reads the job role "%s" as %s', async (text, code) => {
    expect((await only({ 'Job role': text }))['job_role_code']).toBe(code);
  });

  it.each([
    ['£13.05', 13.05],
    ['13.05 ', 13.05],
    [0.5, null],
    [200.01, null],
  ])('reads the pay %s as %s', async (text, pay) => {
    expect((await only({ 'Typical hourly pay (£)': text }))['typical_pay_gbp_hour']).toBe(pay);
  });

  it('asks about a total that does not add up, where all its parts are known', async () => {
    const parts = { 'Permanent staff': 4, 'Temporary staff': 1, 'Bank or pool staff': 0 };
    expect(rulesBroken(await only({ ...parts, 'Agency staff': 2, 'Total staff': 7 }))).toEqual([]);
    expect(rulesBroken(await only({ ...parts, 'Agency staff': 2, 'Total staff': 8 }))).toEqual([
      'total_differs',
    ]);
    expect(rulesBroken(await only({ ...parts, 'Total staff': 8 }))).toEqual([]);
  });

  it('asks about leavers who are more than ten times the staff', async () => {
    const staff = { 'Permanent staff': 3, 'Temporary staff': 1 };
    const leavers = 'Leavers in the last 12 months';
    expect(rulesBroken(await only({ ...staff, [leavers]: 40 }))).toEqual([]);
    expect(rulesBroken(await only({ ...staff, [leavers]: 41 }))).toEqual([
      'leavers_over_ten_times_staff',
    ]);
    const nobody = { 'Permanent staff': 0, 'Temporary staff': 0, [leavers]: 5 };
    expect(rulesBroken(await only(nobody))).toEqual([]);
  });

  it.each([
    ['Yes', 'YES', []],
    ['no', 'NO', []],
    ['perhaps', null, ['yes_or_no']],
    [null, null, []],
  ])('reads the answer %s about sharing as %s', async (text, answer, rules) => {
    const row = await only({ "May the council share this workplace's figures?": text });
    expect(row['sharing_answer']).toBe(answer);
    expect(rulesBroken(row)).toEqual(rules);
  });

  it('is refused, with the reason, where nobody filled it in', async () => {
    const files = await staged();
    expect(refusal(files)).toMatchObject({ outcome: 'rejected' });
    expect(refusal(files).reason).toContain('no records');
  });
});

describe('the template of the monthly return', () => {
  it('asks what its contract reads, in that order', async () => {
    const header = (await opened()).getWorksheet('Return')?.getRow(1);
    expect(HEADINGS.map((_, at) => header?.getCell(at + 1).value)).toEqual(HEADINGS);
  });

  it('has its sheets in the order they are used, and no merged cell', async () => {
    const workbook = await opened();
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Cover',
      'How to fill in',
      'Return',
      'Lists',
    ]);
    for (const sheet of workbook.worksheets) expect(sheet.hasMerges).toBe(false);
  });

  it('keeps its example off the sheet that is sent', async () => {
    const workbook = await opened();
    const said = (name: string): string =>
      JSON.stringify(workbook.getWorksheet(name)?.getSheetValues());
    expect(said('How to fill in')).toContain('Example House');
    expect(said('How to fill in')).toContain('Example (invented)');
    expect(said('Return')).not.toContain('Example');
  });

  it('keeps its header in view and prints it on each page', async () => {
    const sheet = (await opened()).getWorksheet('Return');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.pageSetup.printTitlesRow).toBe('1:1');
  });

  it('offers the services and job roles in use, and no others', async () => {
    const lists = (await opened()).getWorksheet('Lists');
    const column = (at: number): string[] =>
      (lists?.getColumn(at).values ?? []).slice(2).map(String);
    expect(column(1)).toHaveLength(serviceChoices().length);
    expect(column(2)).toHaveLength(roleChoices().length);
    expect(column(1)).toContain('8 - Domiciliary care services');
    expect(column(1).some((text) => text.startsWith('73 '))).toBe(false);
    expect(column(2).some((text) => /^(22|41) /.test(text))).toBe(false);
  });

  it.each([
    ['D', 'list', 'Lists!$A$2:$A$36'],
    ['E', 'list', 'Lists!$B$2:$B$38'],
    ['O', 'list', 'Lists!$C$2:$C$3'],
    ['F', 'custom', '999'],
    ['N', 'custom', '200'],
  ])(
    'checks column %s in each of 200 rows, and says in words what it takes',
    async (letter, type, part) => {
      const sheet = (await opened()).getWorksheet('Return');
      for (const line of [2, 101, 201]) {
        const validation = sheet?.getCell(`${letter}${line}`).dataValidation;
        expect(validation).toMatchObject({ type, showInputMessage: true, showErrorMessage: true });
        expect(validation?.formulae.join()).toContain(part);
        expect(validation?.prompt).toMatch(/\w/);
        expect(validation?.error).toMatch(/\w/);
        for (const [words, most] of [
          [validation?.prompt, 255],
          [validation?.error, 255],
          [validation?.promptTitle, 32],
          [validation?.errorTitle, 32],
        ] as const) {
          expect(words?.length ?? 0).toBeLessThanOrEqual(most);
        }
      }
      expect(sheet?.getCell(`${letter}202`).dataValidation).toBeUndefined();
    },
  );

  it('checks each column by one range, whose formula is that of its first cell', async () => {
    const zip = await ZipPackage.open(await returnTemplate(ASKED));
    let xml = '';
    for await (const piece of zip.bytes('xl/worksheets/sheet3.xml')) xml += piece.toString('utf8');
    const ranges = [...xml.matchAll(/sqref="(\w+:\w+)"><formula1>(.*?)<\/formula1>/g)];
    expect(ranges.map(([, range]) => range).sort()).toEqual(
      ['A', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O'].map(
        (at) => `${at}2:${at}201`,
      ),
    );
    for (const [, range = '', formula = ''] of ranges) {
      const cells = [...formula.matchAll(/(?<![$!A-Z])[A-Z]\d+/g)].map(([cell]) => cell);
      for (const cell of cells) expect(range.startsWith(`${cell}:`)).toBe(true);
    }
  });

  it('names the workplaces that are known, and nothing more of them', async () => {
    const workbook = await opened({
      ...ASKED,
      workplaces: [
        { reference: '1-100000001', name: 'Quern House', postcode: 'ZZ1 1AA', serviceCode: '1' },
        { reference: 'H2', name: 'Lintel Lodge', postcode: 'ZZ1 1AB', serviceCode: '73' },
      ],
    });
    const sheet = workbook.getWorksheet('Return');
    const cells = (line: number) => (sheet?.getRow(line).values as unknown[]).slice(1);
    expect(cells(2).filter((value) => value !== null && value !== undefined)).toEqual([
      '1-100000001',
      'Quern House',
      'ZZ1 1AA',
      '1 - Care home services with nursing',
    ]);
    expect(sheet?.getCell('D3').value).toBeNull();
  });

  it('has room below the workplaces of a large organisation', async () => {
    const workplaces = Array.from({ length: 250 }, (_, at) => ({
      reference: `H${at}`,
      name: `Home ${at}`,
      postcode: 'ZZ1 1AA',
      serviceCode: '1',
    }));
    const sheet = (await opened({ ...ASKED, workplaces })).getWorksheet('Return');
    expect(sheet?.getCell('E351').dataValidation).toMatchObject({ type: 'list' });
  });
});
