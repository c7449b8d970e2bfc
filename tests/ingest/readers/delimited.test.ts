import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/ingest/readers/decode.js';
import { readDelimited } from '../../../src/ingest/readers/delimited.js';
import { collect } from './helpers.js';

const read = async (text: string, delimiter = ',') =>
  (await collect(readDelimited(Buffer.from(text), delimiter).rows)).map(
    ({ line, cells }) => [line, ...cells] as const,
  );

describe('readDelimited', () => {
  it('gives the whole of a file as one sheet without a name', () => {
    expect(readDelimited(Buffer.from('a'), ',')).toMatchObject({ name: '', isHidden: false });
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('numbers records by their physical line where lines end in %s', async (_, end) => {
    const text = ['a,b', '', '"one', 'two ""2""",x', ',', ' "q",y', ''].join(end);
    expect(await read(text)).toEqual([
      [1, 'a', 'b'],
      [3, `one${end}two "2"`, 'x'],
      [6, ' "q"', 'y'],
    ]);
  });

  it('reads a file whose lines end in different ways', async () => {
    expect(await read('a\nb\r\nc\rd\r\n\r\n\re\n"f\r\ng\rh\ni"\r\nj')).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
      [7, 'e'],
      [8, 'f\r\ng\rh\ni'],
      [12, 'j'],
    ]);
  });

  it('gives ragged rows as they are, untrimmed', async () => {
    expect(await read('a|b|c\n1| 2 \n1|2|3|4|\n', '|')).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1', ' 2 '],
      [3, '1', '2', '3', '4', ''],
    ]);
  });

  it('keeps to the lines where a quote is followed by text or never closes', async () => {
    const rows = await read('a,b\n"x"y,1\nc,d\n"open,2\nlast,3\n');
    expect(rows[0]).toEqual([1, 'a', 'b']);
    expect(rows[1]?.[0]).toBe(2);
    expect(rows[2]).toEqual([3, 'c', 'd']);
    expect(rows.map(([line]) => line)).toEqual([1, 2, 3, 4]);
  });

  it('reads what is longer than a piece, with characters on the edges of pieces', async () => {
    const long = `"${'£\n"" '.repeat(400_000)}"`;
    const count = 60_000;
    const text = `head,x\n${long},1\n${'é€,\u{1f600}\r\n'.repeat(count)}`;
    const rows = await read(text);
    expect(rows).toHaveLength(count + 2);
    expect(rows[1]?.[1]).toBe('£\n" '.repeat(400_000));
    expect(rows.at(-1)).toEqual([400_002 + count, 'é€', '\u{1f600}']);
    expect(rows.every(([, cell], index) => index < 2 || cell === 'é€')).toBe(true);
  });

  it('has no rows where the file has none', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\r\n \n,,\n')).toEqual([]);
  });
});

const AWKWARD = ['"', '""', ',', '|', ';', '\t', '\n', '\r', '\r\n', ' ', 'a', "'", '£', '’', '0'];
const character = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
const encodings = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with BOM': (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16': (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true }),
  'windows-1252': (text: string) => iconv.encode(text, 'windows-1252'),
};
const isWritable = (text: string, encoding: keyof typeof encodings) =>
  encoding !== 'windows-1252' ||
  iconv.decode(iconv.encode(text, 'windows-1252'), 'windows-1252') === text;

describe('a table of strings', () => {
  it('reads back as it was written, whatever the delimiter, line end and encoding', async () => {
    const cell = fc.array(character, { maxLength: 8 }).map((parts) => parts.join(''));
    const row = fc
      .array(cell, { minLength: 1, maxLength: 5 })
      .filter((cells) => cells.some((each) => each.trim() !== ''));
    const property = fc.asyncProperty(
      fc.array(row, { maxLength: 12 }),
      fc.constantFrom(',', '|', ';', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom(...(Object.keys(encodings) as (keyof typeof encodings)[])),
      fc.boolean(),
      async (table, delimiter, newline, encoding, quotes) => {
        const text = `${Papa.unparse(table, { delimiter, newline, quotes })}${newline}`;
        fc.pre(isWritable(text, encoding) && !text.includes('\ufeff') && !text.includes('\0'));
        const decoded = decode(encodings[encoding](text));
        const rows = await collect(readDelimited(decoded.text, delimiter).rows);
        expect(rows.map(({ cells }) => cells)).toEqual(table);
      },
    );
    await fc.assert(property, { numRuns: 600 });
  });
});
