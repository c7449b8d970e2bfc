import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../src/ingest/readers/workbook.js';
import { collect, firstSheet, odsOf, refusal, walk, zipOf } from './helpers.js';

const table = (rows: string, more = 'table:name="S"') =>
  `<table:table ${more}>${rows}</table:table>`;
const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`;
const cell = (attributes: string, text?: string) =>
  `<table:table-cell ${attributes}>${text === undefined ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`;
const say = (text: string) => cell('office:value-type="string"', text);
const cellsOf = async (...cells: string[]) =>
  (await firstSheet(odsOf(table(row(cells.join('') + say('end')))), 'ods'))[1]?.slice(0, -1);

describe('the cells of an OpenDocument spreadsheet', () => {
  it('are the values, not what is shown of them', async () => {
    expect(
      await cellsOf(
        cell('office:value-type="float" office:value="34.300000000000004"', '34'),
        cell('office:value-type="percentage" office:value="0.123"', '12%'),
        cell('office:value-type="currency" office:value="12.6" office:currency="GBP"', '£13'),
        cell('office:value-type="float" office:value="5"'),
        cell('office:value-type="boolean" office:boolean-value="true"', 'yes'),
        cell('office:value-type="boolean" office:boolean-value="false"', 'no'),
      ),
    ).toEqual(['34.3', '0.123', '12.6', '5', 'TRUE', 'FALSE']);
  });

  it('are dates, times and both', async () => {
    expect(
      await cellsOf(
        cell('office:value-type="date" office:date-value="2024-02-29"', '29/02/24'),
        cell('office:value-type="date" office:date-value="2024-03-31T01:30:00"', '31/03'),
        cell('office:value-type="date" office:date-value="2024-05-01T00:00:00"', 'May'),
        cell('office:value-type="time" office:time-value="PT07H30M00S"', '7.30'),
        cell('office:value-type="time" office:time-value="PT36H00M05.4S"', '12:00'),
      ),
    ).toEqual(['2024-02-29', '2024-03-31 01:30:00', '2024-05-01', '07:30:00', '36:00:05']);
  });

  it('are texts in paragraphs, with the spaces and line breaks that are written as elements', async () => {
    expect(
      await cellsOf(
        cell('office:value-type="string"', 'one</text:p><text:p>two<text:line-break/>three'),
        say(
          '<text:s text:c="2"/>a <text:span>b </text:span><text:s/><text:a>c</text:a>\n d<text:tab/>',
        ),
        say('Zo&#235; &amp; &lt;x>'),
        cell('office:value-type="string" office:string-value="kept"'),
      ),
    ).toEqual(['one\ntwo\nthree', '  a b  c d\t', 'Zoë & <x>', 'kept']);
  });

  it('are errors as they are shown, and say so where a formula was never calculated', async () => {
    expect(
      await cellsOf(
        cell(
          'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"',
          '#DIV/0!',
        ),
        cell('table:formula="of:=NA()" office:value-type="float" office:value="0"', '#N/A'),
        cell('table:formula="of:=1+1" office:value-type="float" office:value="2000"', '###'),
        cell('table:formula="of:=1+1"'),
        cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', '2'),
        cell('table:formula="of:=&quot;&quot;" office:value-type="string"', ''),
      ),
    ).toEqual(['#DIV/0!', '#N/A', '2000', '#NOT CALCULATED', '2', '']);
  });

  it('leave out notes and drawings', async () => {
    expect(
      await cellsOf(
        cell(
          'office:value-type="string"',
          'a</text:p><office:annotation><text:p>a note</text:p></office:annotation><draw:frame><text:p>b</text:p></draw:frame><text:p>c',
        ),
      ),
    ).toEqual(['a\nc']);
  });
});

describe('the rows of an OpenDocument spreadsheet', () => {
  it('are numbered over the ones that repeat, which are blank or not', async () => {
    const blank = '<table:table-cell table:number-columns-repeated="16000"/>';
    const bytes = odsOf(
      table(
        row(blank, 'table:number-rows-repeated="2"') +
          row(`<table:table-cell table:number-columns-repeated="2"/>${say('x')}${blank}`) +
          row(
            cell(
              'office:value-type="float" office:value="7" table:number-columns-repeated="3"',
              '7',
            ),
            'table:number-rows-repeated="2"',
          ) +
          row(blank, 'table:number-rows-repeated="1048000"'),
      ),
    );
    expect(await firstSheet(bytes, 'ods')).toEqual({
      3: ['', '', 'x'],
      4: ['7', '7', '7'],
      5: ['7', '7', '7'],
    });
  });

  it('repeat a merged header in each of its cells', async () => {
    const covered = '<table:covered-table-cell/>';
    const bytes = odsOf(
      table(
        row(
          cell('table:number-rows-spanned="3" office:value-type="string"', 'Area') +
            cell('table:number-columns-spanned="2" office:value-type="string"', 'Posts') +
            covered,
        ) +
          row(covered + say('Filled') + say('Vacant')) +
          row(covered) +
          row(say('North')),
      ),
    );
    expect(await firstSheet(bytes, 'ods')).toEqual({
      1: ['Area', 'Posts', 'Posts'],
      2: ['Area', 'Filled', 'Vacant'],
      3: ['Area'],
      4: ['North'],
    });
  });
});

describe('the sheets of an OpenDocument spreadsheet', () => {
  const styles =
    '<style:style style:name="t1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="t2" style:family="table"><style:table-properties table:display="false"/></style:style>';
  const two = odsOf(
    table(row(say('a')) + row(say('b')), 'table:name="A &amp; B" table:style-name="t1"') +
      table(row(say('c')), 'table:name="Lists" table:style-name="t2"'),
    styles,
  );

  it('have their names and say whether they are hidden', async () => {
    expect(
      (await walk(two, 'ods')).map(({ name, isHidden, rows }) => [name, isHidden, rows.length]),
    ).toEqual([
      ['A & B', false, 2],
      ['Lists', true, 1],
    ]);
  });

  it('may be passed over, or left before their end', async () => {
    const seen: unknown[] = [];
    for await (const { name, rows } of readWorkbook(two, 'ods')) {
      seen.push(name);
      if (name === 'A & B') for await (const _ of rows) break;
      else seen.push(await collect(rows));
    }
    expect(seen).toEqual(['A & B', 'Lists', [{ line: 1, cells: ['c'] }]]);
    const names: string[] = [];
    for await (const { name } of readWorkbook(two, 'ods')) names.push(name);
    expect(names).toEqual(['A & B', 'Lists']);
  });

  it('come from other programs too', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['a', 1.5, true], [], [' b ']]), 'S');
    const bytes = write(book, { type: 'buffer', bookType: 'ods' }) as Buffer;
    expect(await firstSheet(bytes, 'ods')).toEqual({ 1: ['a', '1.5', 'TRUE'], 3: [' b '] });
  });
});

describe('an OpenDocument spreadsheet that cannot be read', () => {
  it('is refused with its reason', async () => {
    const sheet = table(row(say('a')));
    expect(await refusal(odsOf(''), 'ods')).toContain('no sheet of cells');
    expect(await refusal(odsOf(table(row('<table:table-cell/>'))), 'ods')).toContain(
      'has anything in it',
    );
    const whole = odsOf(sheet);
    expect(await refusal(whole.subarray(0, whole.length - 30), 'ods')).toContain('cut off');
    expect(await refusal(odsOf(`${sheet}</office:body>`), 'ods')).toContain('damaged');
    const locked = zipOf([
      ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
      [
        'META-INF/manifest.xml',
        '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
      ],
      ['content.xml', 'x'],
    ]);
    expect(await refusal(locked, 'ods')).toContain('protected by a password');
  });

  it('is refused where it repeats itself beyond any return', async () => {
    const value = 'office:value-type="float" office:value="1"';
    const wide = table(row(cell(`${value} table:number-columns-repeated="900000000"`, '1')));
    expect(await refusal(odsOf(wide), 'ods')).toContain('more than 20,000 columns');
    const long = table(row(cell(value, '1'), 'table:number-rows-repeated="900000000"'));
    expect(await refusal(odsOf(long), 'ods')).toContain('more than 5,000,000 rows');
  });
});
