import exceljs from 'exceljs';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import {
  feedbackPage,
  feedbackWorkbook,
  folderName,
  type Feedback,
} from '../../../src/ingest/feedback/index.js';
import {
  groupFindings,
  inShort,
  outcomeWords,
  refusedFiles,
} from '../../../src/ingest/feedback/summarise.js';
import { shareText, wordsOf } from '../../../src/ingest/feedback/wording.js';

const FILE = {
  deliveryId: 1,
  path: 'alder/2026-04/staff.csv',
  datasetId: 'asc_wds_worker',
  state: 'accepted_with_warnings',
  reason: null,
  arrivedAt: '2026-05-01T06:00:00.000Z',
  recordCount: 12,
  keptCount: 11,
  quarantinedCount: 1,
  doubtfulCount: 0,
  isReplaced: false,
} as const;

const FINDING = {
  path: FILE.path,
  sheet: null,
  line: 5,
  column: 'GENDER',
  rule: 'code_unknown',
  severity: 'error',
  value: '7',
  message: 'The code is not one of those allowed. Use a code from the list.',
} as const;

const KNOWN = {
  staffGroup: 'staff',
  field: 'ethnicity',
  requiredShare: 0.9,
  knownCount: 8,
  notKnownCount: 1,
  recordCount: 12,
  knownShare: 8 / 12,
  isMet: false,
} as const;

const feedback = (change: Partial<Feedback> = {}): Feedback => ({
  organisation: 'Alder & Daughters',
  month: '2026-04',
  files: [FILE],
  findings: [FINDING],
  completeness: [KNOWN],
  isOfSharingOnly: false,
  ...change,
});

const SETTING = {
  sender: 'Lower Wittle Partnership',
  demonstration: null,
  titles: new Map([['asc_wds_worker', 'Worker file']]),
  now: new Date('2026-05-02T00:00:00Z'),
};

const page = (change?: Partial<Feedback>, setting = SETTING): Document =>
  new JSDOM(feedbackPage(feedback(change), setting)).window.document;

async function workbook(change?: Partial<Feedback>): Promise<exceljs.Workbook> {
  const read = new exceljs.Workbook();
  const bytes = await feedbackWorkbook(feedback(change), SETTING);
  await read.xlsx.load(bytes as unknown as exceljs.Buffer);
  return read;
}

const cellsOf = (book: exceljs.Workbook, sheet: string): string[][] => {
  const rows: string[][] = [];
  book.getWorksheet(sheet)?.eachRow((row) => {
    rows.push(Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text));
  });
  return rows;
};

describe('the words of feedback', () => {
  it.each([
    ['The row has no values. Take it out.', 'The row has no values.', 'Take it out.'],
    ['More than 9.95 times the staff. Check it.', 'More than 9.95 times the staff.', 'Check it.'],
    ['It was not read: is it meant to be PAY?', 'It was not read: is it meant to be PAY?', ''],
  ])('part what is wrong from what to do: %s', (message, wrong, advice) => {
    const words = wordsOf(message);
    expect(words.wrong).toBe(wrong);
    if (advice !== '') expect(words.advice).toBe(advice);
    expect(words.advice).not.toBe('');
  });

  it.each([
    [1, '100%'],
    [0.9, '90%'],
    [0.8999, '89.9%'],
    [0.999_999, '99.9%'],
    [0, '0%'],
  ])('never round the share %s up', (share, text) => {
    expect(shareText(share)).toBe(text);
  });

  it('count what was taken, what is set aside and what is to be mended', () => {
    expect(inShort(feedback())).toEqual([
      'We received 1 file from you for this month. It was taken.',
      '11 records were taken, 1 was set aside.',
      'We found 1 thing that must be mended.',
    ]);
  });

  it('tell of a file that was not taken, and not of one that was replaced', () => {
    const rejected = { ...FILE, state: 'rejected', reason: 'It was cut off.' };
    const superseded = { ...FILE, state: 'superseded' };
    const lines = inShort(feedback({ files: [FILE, rejected, superseded], findings: [] }));
    expect(lines).toEqual([
      'We received 3 files from you for this month. 1 of them was taken.',
      '11 records were taken, 1 was set aside.',
      '1 file was not taken: see what to mend.',
    ]);
    expect(outcomeWords(rejected)).toBe('Not taken. It was cut off.');
    expect(outcomeWords({ ...rejected, isReplaced: true })).toContain('A later file');
  });

  it('say of a file whose kept records have errors that some may not count', () => {
    const clean = { ...FILE, keptCount: 12, quarantinedCount: 0 };
    expect(outcomeWords(clean)).toBe('Taken. 12 records were taken, none was set aside.');
    const doubtful = { ...clean, doubtfulCount: 2 };
    const words = 'Some of those taken may not count until they are mended: see the findings.';
    expect(outcomeWords(doubtful)).toBe(`${outcomeWords(clean)} ${words}`);
    expect(inShort(feedback({ files: [clean, doubtful] }))).toContain(words);
    expect(inShort(feedback({ files: [clean] }))).not.toContain(words);
  });

  it.each(['rejected', 'unrecognised'])(
    'say why a file that was %s was not taken, and what to do',
    (state) => {
      const refused = { ...FILE, state, reason: 'It was cut off. Save it again.' };
      const [only, ...others] = refusedFiles(
        feedback({ files: [FILE, refused, { ...refused, isReplaced: true }] }),
      );
      expect(others).toEqual([]);
      expect(only).toMatchObject({ path: FILE.path, advice: 'Save it again.' });
      expect(only?.wrong).toMatch(/^Not taken.*It was cut off\.$/);
      const [silent] = refusedFiles(feedback({ files: [{ ...refused, reason: null }] }));
      expect(silent?.advice).toContain('send it again');
    },
  );

  it('group findings that say the same thing, the most frequent first, then the graver', () => {
    const groups = groupFindings(
      feedback({
        findings: [
          { ...FINDING, rule: 'b', severity: 'warning' },
          { ...FINDING, rule: 'c' },
          { ...FINDING, rule: 'a', column: 'DOB' },
          { ...FINDING, rule: 'a', column: 'GENDER' },
          { ...FINDING, rule: 'a', column: 'GENDER' },
        ],
      }),
    );
    expect(groups.map(({ rule, count, columns }) => [rule, count, columns])).toEqual([
      ['a', 3, ['DOB', 'GENDER']],
      ['c', 1, ['GENDER']],
      ['b', 1, ['GENDER']],
    ]);
  });
});

describe('the page of feedback', () => {
  it('has a language, a title, one main heading and no skipped level', () => {
    const document = page();
    expect(document.documentElement.lang).toBe('en-GB');
    expect(document.title).toBe('Your return for April 2026: Alder & Daughters');
    const levels = [...document.querySelectorAll('h1,h2,h3')].map(({ tagName }) => tagName);
    expect(levels).toEqual(['H1', 'H2', 'H2', 'H2']);
  });

  it('gives every table a caption, and every row and column a heading', () => {
    const tables = [...page().querySelectorAll('table')];
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      expect(table.caption?.textContent).toMatch(/\w/);
      for (const heading of table.querySelectorAll('thead th')) {
        expect(heading.getAttribute('scope')).toBe('col');
      }
      for (const row of table.querySelectorAll('tbody tr')) {
        expect(row.querySelector('th')?.getAttribute('scope')).toBe('row');
      }
    }
  });

  it('needs nothing from anywhere else', () => {
    const text = feedbackPage(feedback(), SETTING);
    expect(text).not.toMatch(/https?:|src=|<link|<script|@import|url\(/);
  });

  it('prints what it is given as text, whatever it is', () => {
    const hostile = '"><img src=x onerror=alert(1)>\'';
    const document = page({
      organisation: hostile,
      files: [{ ...FILE, path: hostile, reason: hostile, state: 'rejected' }],
      findings: [{ ...FINDING, column: hostile, message: hostile }],
    });
    expect(document.querySelector('img')).toBeNull();
    expect(document.querySelector('.kicker')?.textContent).toBe(hostile);
    expect(document.body.textContent.split(hostile).length).toBeGreaterThan(4);
  });

  it('shows ten kinds of finding and says how many there are', () => {
    const findings = Array.from({ length: 12 }, (_, at) => ({ ...FINDING, rule: `rule_${at}` }));
    const table = page({ findings }).querySelector('table');
    expect(table?.querySelectorAll('tbody tr')).toHaveLength(10);
    expect(table?.caption?.textContent.trim()).toBe('The 10 most frequent of 12 kinds of finding');
  });

  it('names what is not complete enough, and only that', () => {
    const met = { ...KNOWN, field: 'gender', knownShare: 1, knownCount: 12, isMet: true };
    const text = page({ completeness: [KNOWN, met] }).body.textContent;
    expect(text).toContain('1 of the 2 things');
    expect(text).toContain('Ethnicity');
    expect(text).toContain('66.6%');
    expect(text).not.toContain('Gender');
    expect(page({ completeness: [met] }).body.textContent).toContain('All 1 things');
  });

  it.each(['rejected', 'unrecognised'])(
    'never says that nothing was wrong where a file was %s',
    (state) => {
      const files = [{ ...FILE, state, reason: 'It was cut off. Save it again.' }];
      const document = page({ files, findings: [], completeness: [] });
      expect(document.body.textContent).not.toMatch(/nothing (was )?wrong/i);
      const [mend] = document.querySelectorAll('table');
      expect(mend?.caption?.textContent.trim()).toBe('1 file not taken');
      expect(mend?.textContent).toContain('It was cut off.');
      expect(mend?.textContent).toContain('Save it again.');
      expect(page({ findings: [] }).body.textContent).toContain('Nothing: we found nothing wrong.');
    },
  );

  it('parts the thousands of a count', () => {
    const text = page({ files: [{ ...FILE, recordCount: 12345 }] }).body.textContent;
    expect(text).toContain('12,345');
  });

  it('marks invented data', () => {
    const words = 'Demonstration data: invented, not real figures';
    expect(page().body.textContent).not.toContain(words);
    const marked = page({}, { ...SETTING, demonstration: words } as never);
    expect(marked.body.textContent).toContain(words);
  });
});

describe('the workbook of feedback', () => {
  it('has three sheets, each with one table that begins at its left edge', async () => {
    const book = await workbook();
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Summary',
      'Findings',
      'Completeness',
    ]);
    for (const sheet of book.worksheets) {
      const tables = sheet.getTables() as unknown as { table?: { tableRef?: string } }[];
      expect(tables).toHaveLength(1);
      expect(tables[0]?.table?.tableRef).toMatch(/^A\d+:/);
      expect(sheet.hasMerges).toBe(false);
    }
  });

  it('lists each finding with where it is, what is wrong, what to do and how serious it is', async () => {
    const rows = cellsOf(await workbook(), 'Findings');
    expect(rows.at(-2)).toEqual([
      'File',
      'Sheet',
      'Row',
      'Column',
      'What is wrong',
      'What to do',
      'How serious',
      'Value',
    ]);
    expect(rows.at(-1)).toEqual([
      'alder/2026-04/staff.csv',
      '',
      '5',
      'GENDER',
      'The code is not one of those allowed.',
      'Use a code from the list.',
      'Must be mended',
      '7',
    ]);
  });

  it('can be opened where nothing was found and nothing is measured', async () => {
    const book = await workbook({ findings: [], completeness: [] });
    expect(cellsOf(book, 'Findings').at(-1)).toContain('Nothing was wrong.');
    expect(cellsOf(book, 'Completeness').at(-1)?.[0]).toBe('Nothing to show');
  });

  it('lists a file that was not taken among the findings', async () => {
    const files = [{ ...FILE, state: 'rejected', reason: 'It was cut off. Save it again.' }];
    const rows = cellsOf(await workbook({ files, findings: [] }), 'Findings');
    expect(rows.at(-1)?.slice(0, 7)).toEqual([
      FILE.path,
      '',
      '',
      'the whole file',
      'Not taken. It was cut off.',
      'Save it again.',
      'Must be mended',
    ]);
  });

  it('keeps a text that looks like a formula a text', async () => {
    const book = await workbook({ files: [{ ...FILE, path: '=1+1' }] });
    expect(cellsOf(book, 'Summary').at(-1)?.[0]).toBe('=1+1');
    expect(book.getWorksheet('Summary')?.lastRow?.getCell(1).type).toBe(exceljs.ValueType.String);
  });
});

describe('the folder of an organisation', () => {
  it.each([
    ['alder-care', 'alder-care'],
    ['Alder Care Ltd.', 'Alder Care Ltd%2E'],
    ['..', '%2E%2E'],
    ['../birch', '%2E.%2Fbirch'],
    ['a%2Fb', 'a%252Fb'],
  ])('of %s is %s', (name, folder) => {
    expect(folderName(name)).toBe(folder);
  });

  it('is one folder, and its own', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        expect(folderName(one)).not.toMatch(/[/\\]|^\.{1,2}$/);
        if (one !== other) expect(folderName(one)).not.toBe(folderName(other));
      }),
    );
  });
});
