import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../src/ingest/readers/format.js';
import { odsOf, oleOf, xlsx, zipOf } from './helpers.js';

const oleWith = (...streams: string[]) =>
  oleOf(Object.fromEntries(streams.map((name) => [name, Buffer.alloc(5000, 1)])));

const book = utils.book_new();
utils.book_append_sheet(book, utils.aoa_to_sheet([['a']]), 'S');
const written = (bookType: 'xls' | 'biff5' | 'ods' | 'xlsx') =>
  write(book, { type: 'buffer', bookType }) as Buffer;

describe('formatOf', () => {
  it('knows workbooks by what is in them', async () => {
    const made = await xlsx((workbook) => workbook.addWorksheet('S').addRow(['a']));
    expect(formatOf(made)).toEqual({ format: 'xlsx', what: 'an Excel workbook' });
    expect(formatOf(written('xlsx')).format).toBe('xlsx');
    expect(formatOf(written('ods')).format).toBe('ods');
    expect(formatOf(odsOf('')).format).toBe('ods');
    expect(formatOf(written('xls')).format).toBe('xls');
    expect(formatOf(written('biff5')).format).toBe('xls');
  });

  it('knows a workbook that is cut off', async () => {
    const made = await xlsx((workbook) => workbook.addWorksheet('S').addRow(['a']));
    expect(formatOf(made.subarray(0, made.length - 800)).format).toBe('xlsx');
  });

  it('gives a password-protected workbook to the reader of workbooks', () => {
    expect(formatOf(oleWith('EncryptionInfo', 'EncryptedPackage'))).toEqual({
      format: 'xlsx',
      what: 'a password-protected Office file',
    });
  });

  it.each([
    [
      'a Word document',
      zipOf([
        ['[Content_Types].xml', ''],
        ['word/document.xml', ''],
      ]),
    ],
    [
      'a PowerPoint presentation',
      zipOf([
        ['[Content_Types].xml', ''],
        ['ppt/slide.xml', ''],
      ]),
    ],
    ['a Word document', oleWith('WordDocument')],
    [
      'an OpenDocument text',
      zipOf([
        ['mimetype', 'application/vnd.oasis.opendocument.text'],
        ['content.xml', ''],
      ]),
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a picture (PNG)', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a picture (JPEG)', Buffer.from('ffd8ffe000104a46', 'hex')],
    ['a Parquet file', Buffer.from('PAR1\0\0')],
    ['a binary file', Buffer.from([1, 2, 0, 3])],
    [
      "a web page saved with a spreadsheet's name",
      Buffer.from('\ufeff\n<!-- made --><html xmlns:x="x"><table>'),
    ],
    [
      'an XML spreadsheet of Excel 2003',
      Buffer.from(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      ),
    ],
  ])('calls %s by its name, and no table', (what, bytes) => {
    expect(formatOf(bytes)).toEqual({ format: 'other', what });
  });

  it('tells archives and gzip files apart', () => {
    expect(formatOf(zipOf([['a/worker.csv', 'x']])).format).toBe('archive');
    expect(formatOf(zipOf([['xl/worker.csv', 'x']])).format).toBe('archive');
    expect(formatOf(zipOf([])).format).toBe('archive');
    expect(formatOf(zipOf([['return.xlsx', written('xlsx')]])).format).toBe('archive');
    expect(formatOf(gzipSync('a,b')).format).toBe('gzip');
  });

  it.each([
    ['plain', Buffer.from('a,b\n1,2\n')],
    ['empty', Buffer.alloc(0)],
    ['windows-1252', Buffer.from([0x41, 0x2c, 0x92])],
    ['UTF-16 with a mark', iconv.encode('a,b\n1,2\n', 'utf-16le', { addBOM: true })],
    ['UTF-16 without one', iconv.encode('a,b\n1,2\n', 'utf-16be')],
    ['beginning with a tag that is no page', Buffer.from('<25,25-40\n1,2\n')],
  ])('takes text for text: %s', (_, bytes) => {
    expect(formatOf(bytes).format).toBe('text');
  });
});
