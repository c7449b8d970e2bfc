import { describe, expect, it } from 'vitest';
import { preflight } from '../../src/ingest/preflight.js';
import { contractsOf, type ContractText } from './helpers/contracts.js';
import {
  line,
  WORKER,
  WORKER_HEADER,
  WORKPLACE,
  WORKPLACE_HEADER,
  workers,
  workplaces,
  type Cells,
} from './helpers/files.js';
import { ready, recordsOf, refused } from './helpers/looked.js';
import { CONTRACTS, records, RETURNS, stageReturns } from './helpers/staging.js';
import { day, workbookOf, type CellContent, type SheetContent } from './helpers/workbooks.js';
import { zipOf } from './readers/helpers.js';

const BEDS: SheetContent = {
  name: 'Beds',
  rows: [
    ['HOME', 'BEDS'],
    ['H1', 3],
  ],
};
const NOTES: SheetContent = { name: 'Notes', rows: [['Invented figures', 1]] };
const baths: ContractText = {
  id: 'baths',
  recognise: '[HOME, BATHS]',
  columns: `
  - { name: HOME, as: home_id, type: id, description: The home }
  - { name: BATHS, as: bath_count, type: integer, description: How many }`,
};
const BATHS: SheetContent = {
  name: 'Baths',
  rows: [
    ['HOME', 'BATHS'],
    ['H1', 2],
  ],
};

describe('a workbook of several sheets', () => {
  const look = async (contract: ContractText, ...sheets: readonly SheetContent[]) =>
    ready(await workbookOf(...sheets), contractsOf(contract));

  it('is read from each that holds a table of its kind', async () => {
    const file = await look({}, BEDS, { ...BEDS, name: 'More beds' });
    expect(recordsOf(file).map(({ sheet, line: row }) => [sheet, row])).toEqual([
      ['Beds', 2],
      ['More beds', 2],
    ]);
    expect(file.tally).toEqual({ preamble: 0, header: 2, read: 2, note: 0, footer: 0 });
  });

  it('may have its columns in another order on each', async () => {
    const turned = {
      name: 'Turned',
      rows: [
        ['', 'BEDS', 'x', 'HOME'],
        ['', 4, 'y', 'H2'],
      ],
    };
    const file = await look({}, BEDS, turned);
    expect(recordsOf(file).map(({ cells }) => cells)).toEqual([
      { HOME: 'H1', BEDS: '3' },
      { HOME: 'H2', BEDS: '4' },
    ]);
    expect(file.notes).toEqual([{ rule: 'column_unknown', column: 'x', detail: null }]);
  });

  it('has those told of that hold something else', async () => {
    const file = await look({}, NOTES, BEDS);
    expect(file.records).toBe(1);
    expect(file.notes).toEqual([{ rule: 'sheet_unread', column: 'Notes', detail: null }]);
  });

  it('has those not told of that the contract knows to hold something else, or that are blank', async () => {
    const ignoring = { rest: 'layout: { ignore_sheets: [Notes] }' };
    const file = await look(ignoring, NOTES, BEDS, { name: 'Blank', rows: [] });
    expect(file.notes).toEqual([]);
  });

  it('has a hidden one told of and not read, whatever it holds', async () => {
    const file = await look({}, BEDS, { ...BEDS, name: 'Old', isHidden: true });
    expect(file.records).toBe(1);
    expect(file.notes).toEqual([{ rule: 'sheet_hidden', column: 'Old', detail: null }]);
  });

  it('has a hidden one read where the contract asks for it by name', async () => {
    const file = await look(
      { rest: 'layout: { sheets: [Data] }' },
      { ...BEDS, name: 'Data', isHidden: true },
    );
    expect(file.records).toBe(1);
  });

  it('is read from no other sheet than those that the contract names', async () => {
    const file = await look(
      { rest: 'layout: { sheets: ["Beds*"] }' },
      { ...BEDS, name: 'Copy of beds' },
      BEDS,
    );
    expect(recordsOf(file).map(({ sheet }) => sheet)).toEqual(['Beds']);
    expect(file.notes).toEqual([{ rule: 'sheet_unread', column: 'Copy of beds', detail: null }]);
  });

  it('has numbered columns told of that only a later sheet has, as they are not read', async () => {
    const grouped = {
      more: `
  - { repeat: 'ROOM(\\d)', as: rooms, type: text_list, description: Rooms }`,
    };
    const second = {
      name: 'More',
      rows: [
        ['HOME', 'BEDS', 'ROOM1', 'ROOM2'],
        ['H2', 4, 'a', 'b'],
      ],
    };
    const first = {
      name: 'Beds',
      rows: [
        ['HOME', 'BEDS', 'ROOM1'],
        ['H1', 3, 'a'],
      ],
    };
    const file = await look(grouped, first, second);
    expect(file.notes).toEqual([{ rule: 'column_unknown', column: 'ROOM2', detail: null }]);
  });

  it('is refused where two of them hold two kinds, and told which and where', async () => {
    const book = await workbookOf(NOTES, BEDS, BATHS);
    expect(await refused(book, contractsOf({}, baths))).toEqual({
      outcome: 'rejected',
      datasetId: null,
      reason:
        'The file holds two kinds of table: The beds (sheet "Beds") and The baths (sheet "Baths"). Send each as a file of its own.',
    });
  });
});

describe('a file that holds two kinds of table', () => {
  const beds = 'HOME,BEDS\nH1,3\nH2,4\n';
  const wide = 'HOME,x,BATHS\nH1,,2\n';

  it.each([
    ['one below the other', `${beds}${wide}`, 'line 4 on'],
    ['below a blank line', `${beds}\n${wide}`, 'line 5 on'],
    ['of one width', `${beds}HOME,BATHS\nH1,2\n`, 'line 4 on'],
    ['of one width, below a title', `Title\n${beds}HOME,BATHS\nH1,2\n`, 'line 5 on'],
    ['the second without records', `${beds}HOME,BATHS\n`, 'line 4 on'],
  ])('is refused and told which and where: %s', async (_, text, where) => {
    const { outcome, reason } = await refused(text, contractsOf({}, baths));
    expect(outcome).toBe('rejected');
    expect(reason).toBe(
      `The file holds two kinds of table: The beds (the first lines) and The baths (${where}). Send each as a file of its own.`,
    );
  });

  it('is refused where workplaces follow workers under headers of one width', async () => {
    const cells = (header: readonly string[], record: Cells) =>
      line(header.map((name) => record[name] ?? ''));
    const text = [
      line(WORKER_HEADER),
      cells(WORKER_HEADER, WORKER),
      line(WORKPLACE_HEADER),
      cells(WORKPLACE_HEADER, WORKPLACE),
    ].join('\n');
    expect(WORKER_HEADER.length).toBe(WORKPLACE_HEADER.length);
    const { reason } = await refused(`${text}\n`);
    expect(reason).toMatch(/two kinds of table: .*worker.* and .*workplace.* \(line 3 on\)/);
  });
});

describe('rows of a file', () => {
  const kinds = {
    rest: `layout:
  skip_after_header: 1
  ends_at: blank_row
  rows: [{ column: HOME, matches: '^note', is: note }]`,
  };
  const given = [
    ['Beds in April'],
    ['Invented'],
    ['HOME', 'BEDS'],
    ['(id)', '(number)'],
    ['H1', '3'],
    ['note 1', ''],
    ['H2', '4'],
    ['HOME', 'BEDS'],
    ['H3', '5'],
    [],
    ['Source: invented'],
    ['H9', '9'],
  ];
  const tally = { preamble: 3, header: 1, read: 3, note: 2, footer: 2 };
  const filled = given.filter((row) => row.length > 0).length;

  it.each<[string, () => Promise<string | Buffer>]>([
    ['a text', () => Promise.resolve(given.map((row) => `${row.join(',')}\n`).join(''))],
    ['a sheet', () => workbookOf({ rows: given })],
  ])('of %s are each one of preamble, header, read, note and footer', async (_, make) => {
    const file = await ready(await make(), contractsOf(kinds));
    expect(file.tally).toEqual(tally);
    expect(Object.values<number>({ ...file.tally }).reduce((sum, count) => sum + count)).toBe(
      filled,
    );
    expect(file.records).toBe(tally.read);
  });

  it('of a text at fault count as read', async () => {
    const file = await ready('HOME,BEDS\nH1,3\nH2\n', contractsOf({}));
    expect(file.tally).toEqual({ preamble: 0, header: 1, read: 2, note: 0, footer: 0 });
  });
});

describe('a worker file that comes as a workbook', () => {
  const changes: Cells[] = [
    { DOB: '29/02/1980', STARTDATE: '01/04/2020', HOURLYRATE: '12.6', CONTHOURS: '37.5' },
    { UNIQUEWORKERID: '002', GENDER: '3', SALARY: '24000', SCQUAL: '1;2', QUALACH01: '20;2024' },
    { UNIQUEWORKERID: '3', DAYSSICK: '0', POSTCODE: 'AB1 2CD', NINUMBER: 'ZZ123456C' },
    { UNIQUEWORKERID: '4', EMPLSTATUS: '9', STARTINSECT: '999', NATIONALITY: '826' },
    { UNIQUEWORKERID: '5', MAINJOBROLE: '', DOB: '01/05/2015' },
    { STATUS: 'NOCHANGE' },
  ];
  const DATES = ['DOB', 'STARTDATE'];
  const TEXTS = ['LOCALESTID', 'UNIQUEWORKERID', 'SCQUAL'];

  /** As a spreadsheet holds it: dates as days, numbers as numbers. */
  function typed(name: string, text: string): CellContent {
    if (text === '' || TEXTS.includes(name)) return text;
    if (DATES.includes(name)) return day(text.split('/').reverse().join('-'));
    return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  }

  it('stages to the same rows as the CSV, typed cells and all', async () => {
    const full = changes.map((change) => ({ ...WORKER, ...change }));
    const names = [...new Set(full.flatMap((record) => Object.keys(record)))];
    const rows = full.map((record: Cells) => names.map((name) => typed(name, record[name] ?? '')));
    const book = await workbookOf({ name: 'Staff', rows: [['Our staff'], names, ...rows] });
    const staged = await records(
      await stageReturns({ bytes: workers(...changes) }, { bytes: book, submitter: 'birch' }),
    );
    const plain = (from: number) =>
      staged
        .filter((row) => row['delivery_id'] === from)
        .map(({ delivery_id: _, submitter: __, sheet: ___, line: ____, ...rest }) => rest);
    expect(plain(2)).toHaveLength(changes.length);
    expect(plain(2)).toEqual(plain(1));
    expect(staged.slice(changes.length).map((row) => [row['sheet'], row['line']])).toEqual(
      changes.map((_, index) => ['Staff', index + 3]),
    );
  });
});

type Made = string | Buffer | Promise<Buffer>;

describe('a file that is no return', () => {
  const word = zipOf([
    ['[Content_Types].xml', '<Types/>'],
    ['word/document.xml', '<w:document/>'],
  ]);
  const ole = (stream: string) => {
    const file = Buffer.alloc(1024);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
    const name = Buffer.from(`${stream}\0`, 'utf16le');
    name.copy(file, 512);
    file.writeUInt16LE(name.length, 512 + 64);
    return file;
  };
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20)]);
  const noSheet = zipOf([
    ['[Content_Types].xml', '<Types/>'],
    ['xl/workbook.xml', '<workbook><sheets/></workbook>'],
  ]);
  const noTable = 'expected a table, as CSV or as a workbook';
  const cases: [string, 'rejected' | 'unrecognised', () => Made, string][] = [
    ['a PDF', 'unrecognised', () => '%PDF-1.7\nLOCALESTID', `is a PDF: ${noTable}`],
    ['a picture', 'unrecognised', () => png, `is a picture (PNG): ${noTable}`],
    ['a Word document', 'unrecognised', () => word, `is a Word document: ${noTable}`],
    [
      'an old Word document',
      'unrecognised',
      () => ole('WordDocument'),
      `is a Word document: ${noTable}`,
    ],
    [
      'a web page',
      'unrecognised',
      () => '<html><table><tr><td>LOCALESTID</td></tr></table>',
      'is a web page',
    ],
    [
      'bytes with a NUL among them',
      'unrecognised',
      () => workers({ SCQUAL: 'a\0b' }),
      `is a binary file: ${noTable}`,
    ],
    ['nothing', 'rejected', () => '', 'The file is empty'],
    ['white space', 'rejected', () => ' \r\n\r\n \n', 'The file is empty'],
    ['a mark of UTF-8 and no more', 'rejected', () => '\ufeff', 'The file is empty'],
    ['a header alone', 'rejected', () => `${line(WORKER_HEADER)}\n`, 'has a header and no records'],
    [
      'a header alone, in a workbook',
      'rejected',
      () => workbookOf({ rows: [WORKER_HEADER] }),
      'has a header and no records',
    ],
    [
      'cut off within quotation marks',
      'rejected',
      () => `${workers({}, { SCQUAL: '"x' }).slice(0, -2)}`,
      'opens on line 3 and never closes',
    ],
    [
      'a workbook with a password',
      'rejected',
      () => ole('EncryptedPackage'),
      'is protected by a password',
    ],
    ['a workbook without a sheet', 'rejected', () => noSheet, 'has no sheet of cells'],
    [
      'a workbook of blank sheets',
      'rejected',
      () => workbookOf({ rows: [] }, { rows: [] }),
      'No sheet of the workbook has anything in it',
    ],
    [
      'a workbook that is cut off',
      'rejected',
      async () => (await workbookOf(BEDS)).subarray(0, 900),
      'cut off or damaged',
    ],
    [
      'a workbook of another family',
      'unrecognised',
      () => workbookOf(BEDS),
      'The file is none we know',
    ],
    [
      'a workbook that comes near',
      'unrecognised',
      () => workbookOf({ rows: [['LOCALESTID', 'UNIQUEWORKERID', 'STATUS', 'EMPLSTAT'], ['a']] }),
      'nearest to "ASC-WDS bulk upload, worker file" (asc_wds_worker), but lacks: EMPLSTATUS, MAINJOBROLE. It has, and we do not know: EMPLSTAT.',
    ],
    [
      'a workbook whose table is on a hidden sheet',
      'rejected',
      () =>
        workbookOf(NOTES, {
          name: 'Staff',
          rows: [Object.keys(WORKER), Object.values(WORKER)],
          isHidden: true,
        }),
      'hidden sheet "Staff"',
    ],
    [
      'a workbook with a column twice',
      'rejected',
      () =>
        workbookOf({
          rows: [
            [...Object.keys(WORKER), 'Status'],
            [...Object.values(WORKER), 'NEW'],
          ],
        }),
      'names the column "Status" twice',
    ],
    [
      'a header of 10,000 columns',
      'rejected',
      () => {
        const more = Array.from({ length: 10_000 - Object.keys(WORKER).length }, (_, n) => `x${n}`);
        return `${line([...Object.keys(WORKER), ...more])}\n${line(Object.values(WORKER))}\n`;
      },
      'The header has 10000 columns: expected at most 5000.',
    ],
    [
      'a workbook with a header of 10,000 columns',
      'rejected',
      () => {
        const more = Array.from({ length: 10_000 - Object.keys(WORKER).length }, (_, n) => `x${n}`);
        return workbookOf({ rows: [[...Object.keys(WORKER), ...more], Object.values(WORKER)] });
      },
      'The header has 10000 columns: expected at most 5000.',
    ],
    [
      'two kinds of table',
      'rejected',
      () => `${workers({})}${workplaces({})}`,
      'holds two kinds of table',
    ],
  ];

  it.each(cases)('is told what it is: %s', async (_, outcome, make, reason) => {
    const told = await refused(await make(), RETURNS);
    expect([told.outcome, told.reason]).toEqual([
      outcome,
      expect.stringContaining(reason) as string,
    ]);
  });

  it('is told so in words of its own', async () => {
    const reasons = new Set<string>();
    for (const [, , make] of cases) reasons.add((await refused(await make(), RETURNS)).reason);
    const alike = [
      'an old Word document',
      'white space',
      'a mark of UTF-8 and no more',
      'a header alone, in a workbook',
      'a workbook with a header of 10,000 columns',
    ];
    expect(cases.map(([what]) => what)).toEqual(expect.arrayContaining(alike));
    expect(reasons.size).toBe(cases.length - alike.length);
  });
});

describe('a person who stands where none should', () => {
  const glued = `${WORKER_HEADER.join(',')}w1,Zeb Quillfeather,Zeb Quillfeather,QQ123456C\n`;

  it.each([
    ['a header that lost its line end', `${glued}${workers({}).split('\n')[1] ?? ''}\n`],
    ['half a header beside a record', 'LOCALESTID,STATUS,EMPLSTATUS,Zeb Quillfeather,QQ123456C\n'],
    ['records without a header', 'HOME1,w1,UPDATE,Zeb Quillfeather,QQ123456C\n'],
  ])('is not named in what is said of %s', async (_, text) => {
    const looked = await preflight(Buffer.from(text), CONTRACTS);
    const said = looked.outcome === 'ready' ? JSON.stringify(looked.notes) : looked.reason;
    expect(said).not.toMatch(/Quillfeather|QQ123456C/);
  });

  it('is not kept from a note below the table, whose first cell is no id', async () => {
    const staged = await stageReturns(`${workers({})}Ask Zeb Quillfeather,,\n`);
    const rows = await records(staged);
    expect(rows[1]).toMatchObject({ row_state: 'quarantined', local_establishment_id: null });
  });

  it('above the header as a record is told of, and not lost in silence', async () => {
    const [header = '', record = ''] = workers({}).split('\n');
    const looked = await preflight(Buffer.from(`${record}\n${header}\n${record}\n`), CONTRACTS);
    if (looked.outcome !== 'ready') throw new Error(looked.reason);
    expect(looked.notes).toContainEqual({ rule: 'rows_above_header', column: '', detail: '1' });
  });
});
