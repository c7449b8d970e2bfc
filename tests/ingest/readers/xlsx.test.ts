import exceljs from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../src/ingest/readers/workbook.js';
import { collect, firstSheet, refusal, repacked, walk, xlsx, xlsxOf } from './helpers.js';

const utc = (...parts: [number, number, number, number?, number?, number?]) =>
  new Date(Date.UTC(...parts));

/** A workbook of one sheet with the values one under the other, in column A. */
async function columnOf(
  values: readonly exceljs.CellValue[],
  { format, date1904 = false }: { format?: string; date1904?: boolean } = {},
): Promise<string[]> {
  const bytes = await xlsx((workbook) => {
    workbook.properties.date1904 = date1904;
    const sheet = workbook.addWorksheet('S');
    for (const value of values) {
      const cell = sheet.addRow([value, 'x']).getCell(1);
      if (format !== undefined) cell.numFmt = format;
    }
  });
  const [sheet] = await walk(bytes);
  return (sheet?.rows ?? []).map(({ cells }) => cells[0] ?? '');
}

describe('the cells of an Excel workbook', () => {
  it('are numbers to fifteen digits, without an exponent', async () => {
    const values = [34.300000000000004, 0.1 + 0.2, -12.5, 1e21, 1e-7, 123456789012345, 0];
    expect(await columnOf(values)).toEqual([
      '34.3',
      '0.3',
      '-12.5',
      '1000000000000000000000',
      '0.0000001',
      '123456789012345',
      '0',
    ]);
  });

  it('are the fraction where they are shown as a percentage', async () => {
    expect(await columnOf([0.123], { format: '0.0%' })).toEqual(['0.123']);
  });

  it('are TRUE and FALSE, as values and as results', async () => {
    const result = (value: boolean) => ({ formula: '1=1', result: value });
    expect(await columnOf([true, false, result(true), result(false)])).toEqual([
      'TRUE',
      'FALSE',
      'TRUE',
      'FALSE',
    ]);
  });

  it.each([false, true])(
    'are dates, as values and as results (from 1904: %s)',
    async (date1904) => {
      const days = [utc(2024, 1, 29), { formula: 'A1', result: utc(2023, 11, 31) }];
      expect(await columnOf(days, { format: 'dd/mm/yyyy', date1904 })).toEqual([
        '2024-02-29',
        '2023-12-31',
      ]);
    },
  );

  it.each([false, true])('are dates with times (from 1904: %s)', async (date1904) => {
    const moments = [utc(2024, 2, 31, 1, 30), utc(2024, 9, 27, 1, 59, 59), utc(2025, 0, 1)];
    expect(await columnOf(moments, { format: 'dd/mm/yyyy hh:mm', date1904 })).toEqual([
      '2024-03-31 01:30:00',
      '2024-10-27 01:59:59',
      '2025-01-01 00:00:00',
    ]);
  });

  it('are times, and lengths of time beyond a day', async () => {
    expect(await columnOf([0.3125, 0.999988426], { format: 'hh:mm' })).toEqual([
      '07:30:00',
      '23:59:59',
    ]);
    expect(await columnOf([1.5, 0.25], { format: '[h]:mm:ss' })).toEqual(['36:00:00', '06:00:00']);
  });

  it('are texts as they are, numbers stored as text included', async () => {
    const texts = ['  padded ', '00123', 'a\nb', '<b> & "c"', 'Zoë’s café', '&lt;', '=1+1'];
    expect(await columnOf(texts)).toEqual(texts);
  });

  it('are the text of rich texts and of links', async () => {
    const rich = { richText: [{ text: 'Vacancy ' }, { font: { bold: true }, text: 'rate' }] };
    const link = { text: 'the page', hyperlink: 'https://example.org/' };
    expect(await columnOf([rich, link])).toEqual(['Vacancy rate', 'the page']);
  });

  it('are errors as Excel shows them, as values and as results', async () => {
    const errors = ['#N/A', '#DIV/0!', '#REF!'] as const;
    const cells = errors.flatMap((error) => [{ error }, { formula: '1/0', result: { error } }]);
    expect(await columnOf(cells as exceljs.CellValue[])).toEqual(errors.flatMap((e) => [e, e]));
  });

  it('are the results of formulas, and say so where a formula was never calculated', async () => {
    const cells = [
      { formula: '1+1', result: 2 },
      { formula: '"a"&"b"', result: 'ab' },
      { formula: '""', result: '' },
      { formula: '1+1' },
      null,
    ];
    expect(await columnOf(cells as exceljs.CellValue[])).toEqual([
      '2',
      'ab',
      '',
      '#NOT CALCULATED',
      '',
    ]);
  });

  it('keep characters that stand where one piece of the file ends and the next begins', async () => {
    const text = 'é€ï';
    const values = Array.from({ length: 20_000 }, (_, index) => `${text}${index}`);
    expect(await columnOf(values)).toEqual(values);
  });
});

describe('what other programs than Excel write', () => {
  it('may give elements a prefix', async () => {
    const bytes = xlsxOf(
      '<?xml version="1.0"?><!-- <x:row> --><x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2" t="str"><x:v>a</x:v></x:c></x:row></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="B2:C2"/></x:mergeCells></x:worksheet>',
    );
    expect(await firstSheet(bytes)).toEqual({ 2: ['', 'a', 'a'] });
  });

  it('may leave rows and cells without numbers', async () => {
    const bytes = xlsxOf(
      '<worksheet><sheetData><row><c><v>1</v></c><c/><c t="b"><v>1</v></c></row><row/><row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
    );
    expect(await firstSheet(bytes)).toEqual({ 1: ['1', '', 'TRUE'], 3: ['x'] });
  });

  it('may put texts in their cells, in runs and with escapes', async () => {
    const bytes = xlsxOf(
      `<worksheet><sheetData><row r="1">
        <c r="A1" t="inlineStr"><is><r><t>one </t></r><r><rPr><b/></rPr><t xml:space="preserve">two </t></r><rPh><t>no</t></rPh></is></c>
        <c r="B1" t="inlineStr"><is><t>a_x000D_b &amp;lt; &#163;</t></is></c>
        <c r="C1" t="str"><v><![CDATA[<c>]]></v>
        </c><c r="D1" t="d"><v>2024-05-01T00:00:00.000</v></c><c r="E1" t="d"><v>2024-05-01T07:30:00Z</v></c>
      </row></sheetData></worksheet>`,
    );
    expect(await firstSheet(bytes)).toEqual({
      1: ['one two ', 'a\rb &lt; £', '<c>', '2024-05-01', '2024-05-01 07:30:00'],
    });
  });
});

describe('the rows of an Excel workbook', () => {
  it('keep their numbers where blank ones are left out, and their width where it varies', async () => {
    const bytes = await xlsx((workbook) => {
      const sheet = workbook.addWorksheet('S');
      sheet.getCell('B2').value = 'header';
      sheet.getCell('D4').value = 1;
      sheet.getCell('A5').value = '  ';
      sheet.getCell('F7').fill = { type: 'pattern', pattern: 'solid' };
      sheet.getCell('A9').value = 'end';
    });
    expect(await firstSheet(bytes)).toEqual({
      2: ['', 'header'],
      4: ['', '', '', '1'],
      9: ['end'],
    });
  });

  it('repeat a merged header in each of its cells, and leave merged data as it is', async () => {
    const bytes = await xlsx((workbook) => {
      const sheet = workbook.addWorksheet('S');
      sheet.getCell('B1').value = 'Posts';
      sheet.getCell('A1').value = 'Area';
      sheet.getRow(2).values = ['', 'Filled', 'Vacant'];
      sheet.mergeCells('B1:C1');
      sheet.mergeCells('A1:A2');
      for (const row of [59, 60, 61, 62, 63]) sheet.getRow(row).values = ['', row];
      sheet.getCell('A59').value = 'North';
      sheet.mergeCells('A59:A61');
      sheet.getCell('A62').value = 'South';
      sheet.mergeCells('A62:A63');
    });
    expect(await firstSheet(bytes)).toEqual({
      1: ['Area', 'Posts', 'Posts'],
      2: ['Area', 'Filled', 'Vacant'],
      59: ['North', '59'],
      60: ['North', '60'],
      61: ['', '61'],
      62: ['South', '62'],
      63: ['', '63'],
    });
  });

  it('are there where only a merge fills them', async () => {
    const bytes = await xlsx((workbook) => {
      const sheet = workbook.addWorksheet('S');
      sheet.getCell('A2').value = 'Title';
      sheet.mergeCells('A2:B3');
      sheet.getCell('A5').value = 'x';
      sheet.getCell('A6').value = 'last';
      sheet.mergeCells('A6:A7');
    });
    const bare = await repacked(bytes, (parts) =>
      parts.map(([name, data]) => [
        name,
        Buffer.from(data.toString().replace(/<row r="[37]"[^]*?<\/row>/g, '')),
      ]),
    );
    expect(await firstSheet(bare)).toEqual({
      2: ['Title', 'Title'],
      3: ['Title', 'Title'],
      5: ['x'],
      6: ['last'],
      7: ['last'],
    });
  });
});

describe('the sheets of an Excel workbook', () => {
  const three = () =>
    xlsx((workbook) => {
      workbook.addWorksheet('Cover & <notes>').addRow(['cover']);
      workbook.addWorksheet('Lists', { state: 'hidden' }).addRow(['list']);
      workbook.addWorksheet('Secret', { state: 'veryHidden' }).addRow(['x', utc(2024, 0, 2)]);
    });
  const expected = [
    ['Cover & <notes>', false, 'cover'],
    ['Lists', true, 'list'],
    ['Secret', true, 'x'],
  ];
  const seen = (sheets: Awaited<ReturnType<typeof walk>>) =>
    sheets.map(({ name, isHidden, rows }) => [name, isHidden, rows[0]?.cells[0]]);

  it('have their names and say whether they are hidden', async () => {
    expect(seen(await walk(await three()))).toEqual(expected);
  });

  it('come in their order whatever the order of the zip, dates and texts right', async () => {
    const bytes = await repacked(await three(), (parts) => {
      const rank = (name: string) =>
        ['[Content_Types].xml', 'sheet3', 'sheet1', 'sheet2', 'styles', 'sharedStrings'].findIndex(
          (part) => name.includes(part),
        );
      return [...parts].sort(([a], [b]) => ((rank(a) + 99) % 99) - ((rank(b) + 99) % 99));
    });
    const sheets = await walk(bytes);
    expect(seen(sheets)).toEqual(expected);
    expect(sheets[2]?.rows[0]?.cells[1]).toBe('2024-01-02');
  });

  it('may be passed over, or left before their end', async () => {
    const names: string[] = [];
    for await (const { name, rows } of readWorkbook(await three(), 'xlsx')) {
      names.push(name);
      if (name === 'Lists') for await (const _ of rows) break;
    }
    expect(names).toEqual(expected.map(([name]) => name));
  });

  it('are walked once', async () => {
    for await (const { rows } of readWorkbook(await three(), 'xlsx')) {
      expect(await collect(rows)).toHaveLength(1);
      expect(await collect(rows)).toHaveLength(0);
    }
  });
});

describe('a table of values', () => {
  it('reads back from a workbook as it was written', async () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 12 })
      // eslint-disable-next-line no-control-regex -- what XML 1.0 has no place for
      .filter((each) => !/[\x00-\x1f\x7f\ufffe\uffff]|_x/.test(each));
    const cell = fc.oneof(text, fc.integer().map(String), fc.constantFrom(' a ', '"', '<&>', 'é'));
    const row = fc
      .array(cell, { minLength: 1, maxLength: 5 })
      .filter((cells) => (cells.at(-1) ?? '').trim() !== '');
    const property = fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      async (table) => {
        const bytes = await xlsx((workbook) => workbook.addWorksheet('S').addRows(table));
        const [sheet] = await walk(bytes);
        expect(sheet?.rows.map(({ cells }) => cells)).toEqual(table);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});

describe('a workbook that cannot be read', () => {
  it('is refused where it is cut off', async () => {
    const bytes = await xlsx((workbook) => workbook.addWorksheet('S').addRow(['a']));
    for (const left of [0.5, 0.9, 0.999]) {
      const reason = await refusal(bytes.subarray(0, Math.floor(bytes.length * left)));
      expect(reason).toContain('cut off or damaged');
    }
  });

  it('is refused where a byte of it has changed, before any row is given', async () => {
    const bytes = await xlsx((workbook) => {
      workbook.addWorksheet('S').addRows([[1.25], [2]]);
    });
    const stored = await repacked(bytes, (parts) => parts);
    stored.write('7', stored.indexOf('1.25</v>'));
    expect(await refusal(stored)).toContain('cut off or damaged');
  });

  it('is refused where its XML does not end', async () => {
    expect(await refusal(xlsxOf('<worksheet><sheetData><row r="1"><c r="A1'))).toContain(
      'cut off or damaged',
    );
    const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
    expect(await refusal(xlsxOf(`<worksheet><sheetData>${rows}`))).toContain('cut off or damaged');
  });

  it('is refused where it has no sheet, or only empty ones', async () => {
    const empty = await xlsx((workbook) => {
      workbook.addWorksheet('A');
      workbook.addWorksheet('B').getCell('C3').fill = { type: 'pattern', pattern: 'solid' };
    });
    expect(await refusal(empty)).toContain('No sheet of the workbook has anything in it');
    const none = await repacked(empty, (parts) =>
      parts.map(([name, data]) => [
        name,
        Buffer.from(data.toString().replace(/<sheets>.*<\/sheets>/, '<sheets/>')),
      ]),
    );
    expect(await refusal(none)).toContain('no sheet of cells');
  });

  it('is refused where it is wider than any return', async () => {
    const bytes = xlsxOf(
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="ZZZZ2"><v>1</v></c></row></sheetData></worksheet>',
    );
    expect(await refusal(bytes)).toContain('more than 20,000 columns');
  });

  it('is refused where it would unpack to more than a gigabyte', async () => {
    const bytes = Buffer.from(await xlsx((workbook) => workbook.addWorksheet('S').addRow(['a'])));
    const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt32LE(1_100_000_000, at + 24);
    expect(await refusal(bytes)).toContain('more than 1 GB');
  });

  it('is refused where it unpacks to more than it says', async () => {
    const bytes = Buffer.from(
      await xlsx((workbook) => workbook.addWorksheet('S').addRow(['a'.repeat(100_000)])),
    );
    const at = bytes.lastIndexOf('xl/sharedStrings.xml') - 46;
    bytes.writeUInt32LE(500, at + 24);
    expect(await refusal(bytes)).toContain('cut off or damaged');
  });

  it('is refused where it is a binary one', async () => {
    const bytes = xlsxOf('<worksheet/>', [['xl/workbook.bin', 'x']]);
    expect(await refusal(bytes)).toContain('.xlsb');
  });
});
