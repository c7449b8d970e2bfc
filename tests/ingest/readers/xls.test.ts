import { utils, write, type WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { firstSheet, oleOf, oleStream, refusal, walk } from './helpers.js';

const error = (v: number) => ({ t: 'e', v }) as const;
const SHEET: WorkSheet = {
  '!ref': 'A1:F5',
  A1: { t: 's', v: 'Posts' },
  C1: { t: 's', v: ' padded ' },
  A2: { t: 'n', v: 45351, z: 'dd/mm/yyyy' },
  B2: { t: 'n', v: 45382.0625, z: 'dd/mm/yyyy hh:mm' },
  C2: { t: 'n', v: 0.3125, z: 'hh:mm:ss' },
  D2: { t: 'n', v: 0.123, z: '0.0%' },
  E2: { t: 'n', v: 34.300000000000004 },
  F2: { t: 'n', v: 1.5, z: '[h]:mm:ss' },
  A4: { t: 'b', v: true },
  B4: error(0x2a),
  C4: error(0x07),
  D4: { t: 'n', v: 3, f: '1+2' },
  E4: { t: 's', v: 'Zoë' },
  '!merges': [
    { s: { r: 0, c: 0 }, e: { r: 0, c: 1 } },
    { s: { r: 4, c: 0 }, e: { r: 4, c: 1 } },
  ],
};

function xls({ date1904 = false } = {}): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, SHEET, 'Return');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['list']]), 'Lists');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }], WBProps: { date1904 } };
  return write(book, { type: 'buffer', bookType: 'xls' }) as Buffer;
}

describe('an Excel 97-2003 workbook', () => {
  it('has the same text in its cells as a newer one', async () => {
    expect(await firstSheet(xls(), 'xls')).toEqual({
      1: ['Posts', 'Posts', ' padded '],
      2: ['2024-02-29', '2024-03-31 01:30:00', '07:30:00', '0.123', '34.3', '36:00:00'],
      4: ['TRUE', '#N/A', '#DIV/0!', '3', 'Zoë'],
    });
  });

  it('may count its days from 1904', async () => {
    const rows = await firstSheet(xls({ date1904: true }), 'xls');
    expect(rows[2]?.slice(0, 3)).toEqual(['2028-03-01', '2028-04-01 01:30:00', '07:30:00']);
  });

  it('says which sheets are hidden', async () => {
    expect((await walk(xls(), 'xls')).map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ['Return', false],
      ['Lists', true],
    ]);
  });

  it('is refused where it is cut off, empty or another kind of file', async () => {
    const whole = xls();
    expect(await refusal(whole.subarray(0, 2048), 'xls')).toMatch(/cut off or damaged|is an old/);
    const book = utils.book_new();
    utils.book_append_sheet(book, {}, 'S');
    const empty = write(book, { type: 'buffer', bookType: 'xls' }) as Buffer;
    expect(await refusal(empty, 'xls')).toContain('has anything in it');
    expect(await refusal(Buffer.from('a,b\n1,2\n'), 'xls')).toContain('The file is a text file');
    expect(await refusal(whole, 'xlsx')).toContain('The file is an Excel 97-2003 workbook');
  });

  it('is refused where it is protected by a password', async () => {
    const filler = Buffer.alloc(5000, 1);
    const modern = oleOf({ EncryptionInfo: filler, EncryptedPackage: filler });
    expect(await refusal(modern, 'xlsx')).toContain('protected by a password');

    const body = oleStream(xls(), 'Workbook');
    const firstEnd = 4 + body.readUInt16LE(2);
    const locked = Buffer.concat([
      body.subarray(0, firstEnd),
      Buffer.from([0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4]),
      body.subarray(firstEnd),
    ]);
    const bytes = oleOf({ Workbook: locked });
    expect(await refusal(bytes, 'xls')).toContain('protected by a password');
  });
});
