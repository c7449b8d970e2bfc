import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseLines, scanRecords } from '../../src/ingest/scan.js';
import { line } from './helpers/files.js';

const scan = (text: string, width: number, delimiter = ',') =>
  scanRecords(Buffer.from(text), delimiter.charCodeAt(0), width);
const normal = (text: string) => {
  const { body, droppedLines } = normaliseLines(Buffer.from(text));
  return [Buffer.from(body).toString('utf8'), droppedLines] as const;
};

describe('scanRecords', () => {
  it('finds nothing in nothing', () => {
    expect(scan('', 3)).toMatchObject({
      records: 0,
      raggedCount: 0,
      ends: [],
      isLinePerRecord: true,
    });
  });

  it('counts records and says where each ends', () => {
    expect(scan('a,b\ncc,dd\n', 2)).toMatchObject({ records: 2, ends: [4, 10], raggedCount: 0 });
  });

  it('counts a last record without a line end', () => {
    expect(scan('a,b\nc,d', 2)).toMatchObject({ records: 2, ends: [4, 7] });
  });

  it('takes delimiters and line breaks inside quotation marks for text', () => {
    expect(scan('"a,""x"",\n\nb",c\n', 2)).toMatchObject({
      records: 1,
      raggedCount: 0,
      isLinePerRecord: false,
    });
  });

  it('takes a quotation mark inside a cell that has none at its head for text', () => {
    expect(scan('a 5" bed,b\n', 2)).toMatchObject({
      records: 1,
      openQuoteLine: undefined,
      strayQuoteLine: undefined,
    });
  });

  it('names the record, the physical line and the width of what is ragged', () => {
    expect(scan('a,b\n"c\nc",d\ne\nf,g,h\n', 2)).toMatchObject({
      raggedCount: 2,
      ragged: [
        { record: 3, line: 4, cells: 1 },
        { record: 4, line: 5, cells: 3 },
      ],
    });
  });

  it('keeps the first five of many and counts the rest', () => {
    const { ragged, raggedCount } = scan('x\n'.repeat(8), 2);
    expect([ragged.length, raggedCount]).toEqual([5, 8]);
  });

  it('names the line on which a mark opens that never closes', () => {
    expect(scan('a,b\nc,"d\ne,f\n', 2).openQuoteLine).toBe(2);
  });

  it('names the first line on which text follows a closing mark', () => {
    expect(scan('a,b\n"c"c,d\n"e" ,f\n', 2).strayQuoteLine).toBe(2);
  });

  it('knows a mark that closes at the very end', () => {
    expect(scan('a,"b"', 2)).toMatchObject({
      records: 1,
      openQuoteLine: undefined,
      strayQuoteLine: undefined,
    });
  });

  it('takes an empty quoted cell for a cell', () => {
    expect(scan('"",""\n', 2)).toMatchObject({
      records: 1,
      raggedCount: 0,
      strayQuoteLine: undefined,
    });
  });

  it('counts any table written as RFC 4180 says', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '|', '\n', 'ß', ' ') });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((width) =>
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
            minLength: 1,
            maxLength: 20,
          }),
        ),
        fc.constantFrom(',', '|'),
        (rows, delimiter) => {
          const text = rows.map((row) => `${line(row, delimiter)}\n`).join('');
          const found = scan(text, rows[0]?.length ?? 0, delimiter);
          expect(found).toMatchObject({ records: rows.length, raggedCount: 0 });
          expect([found.openQuoteLine, found.strayQuoteLine]).toEqual([undefined, undefined]);
          expect(found.ends.at(-1)).toBe(Buffer.byteLength(text));
        },
      ),
      { seed: 4180 },
    );
  });
});

describe('normaliseLines', () => {
  it('gives the same bytes back where there is nothing to do', () => {
    const body = Buffer.from('a,b\nc,d\n');
    expect(normaliseLines(body).body).toBe(body);
  });

  it.each([
    ['a\r\nb\r\n', 'a\nb\n', 0],
    ['a\rb\r', 'a\nb\n', 0],
    ['a\r\nb\nc\rd', 'a\nb\nc\nd', 0],
    ['\n\na\n', 'a\n', 2],
    ['a\n\n\nb\n\n', 'a\nb\n', 3],
    ['a\r\n\r\nb', 'a\nb', 1],
    ['"a\n\nb"\n\nc', '"a\n\nb"\nc', 1],
    ['"a\r\n\r\nb"\r\n', '"a\n\nb"\n', 0],
  ])('makes %j into %j and drops %i lines', (text, expected, dropped) => {
    expect(normal(text)).toEqual([expected, dropped]);
  });

  it('has nothing more to do on what it gives', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') });
    fc.assert(
      fc.property(text, (each) => {
        const [once] = normal(each);
        expect(normal(once)).toEqual([once, 0]);
      }),
      { seed: 1 },
    );
  });
});
