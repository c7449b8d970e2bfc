import { inflateRawSync } from 'node:zlib';
import { utf16Of } from './decode.js';

/** What a file is, as far as the way of reading it goes. */
export type FileFormat = 'text' | 'xlsx' | 'ods' | 'xls' | 'archive' | 'gzip' | 'other';

/** A file's format, and the same in words for a person. */
export interface FormatFound {
  readonly format: FileFormat;
  readonly what: string;
}

const ZIP_ENTRY = Buffer.from('PK\x03\x04', 'latin1');
const ZIP_DIRECTORY_ENTRY = Buffer.from('PK\x01\x02', 'latin1');
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The directory of an OLE file has an entry every so many bytes, its name at the front, the name's length behind it. */
const OLE_ENTRY_BYTES = 128;
const OLE_NAME_BYTES = 64;

const HEADS: readonly (readonly [head: string, format: FileFormat, what: string])[] = [
  ['\x1f\x8b', 'gzip', 'a gzip file'],
  ['%PDF-', 'other', 'a PDF'],
  ['\x89PNG', 'other', 'a picture (PNG)'],
  ['\xff\xd8\xff', 'other', 'a picture (JPEG)'],
  ['GIF8', 'other', 'a picture (GIF)'],
  ['PAR1', 'other', 'a Parquet file'],
  ['Rar!', 'other', 'a RAR archive'],
  ['7z\xbc\xaf\x27\x1c', 'other', 'a 7-Zip archive'],
  ['{\\rtf', 'other', 'a rich text document'],
];

const OPEN_DOCUMENTS: readonly (readonly [kind: string, format: FileFormat, what: string])[] = [
  ['spreadsheet', 'ods', 'an OpenDocument spreadsheet'],
  ['text', 'other', 'an OpenDocument text'],
  ['presentation', 'other', 'an OpenDocument presentation'],
  ['graphics', 'other', 'an OpenDocument drawing'],
];

const OLE_STREAMS: readonly (readonly [stream: string, format: FileFormat, what: string])[] = [
  ['EncryptedPackage', 'xlsx', 'a password-protected Office file'],
  ['WordDocument', 'other', 'a Word document'],
  ['PowerPoint Document', 'other', 'a PowerPoint presentation'],
  ['__properties_version1.0', 'other', 'an Outlook message'],
  ['Workbook', 'xls', 'an Excel 97-2003 workbook'],
  ['Book', 'xls', 'an Excel 5 workbook'],
];

/** Tells by content, never by name, how a file is to be read. */
export function formatOf(bytes: Uint8Array): FormatFound {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const head = buffer.toString('latin1', 0, 16);
  const known = HEADS.find(([start]) => head.startsWith(start));
  if (known !== undefined) return { format: known[1], what: known[2] };
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return zipFormat(buffer);
  if (buffer.subarray(0, OLE.length).equals(OLE)) return oleFormat(buffer);
  if (utf16Of(bytes) === undefined && buffer.includes(0)) {
    return { format: 'other', what: 'a binary file' };
  }
  return textFormat(buffer);
}

function textFormat(buffer: Buffer): FormatFound {
  const head = buffer
    .toString('latin1', 0, 4096)
    .replaceAll('\0', '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '')
    .toLowerCase();
  if (head.includes('urn:schemas-microsoft-com:office:spreadsheet') && head.startsWith('<')) {
    return { format: 'other', what: 'an XML spreadsheet of Excel 2003' };
  }
  const markup = head.replace(/^<\?xml[^>]*>\s*/, '').replace(/^(?:<!--[^]*?-->\s*)+/, '');
  if (/^<(?:!doctype html|html|head|body|table|style|meta)[\s>]/.test(markup)) {
    return { format: 'other', what: "a web page saved with a spreadsheet's name" };
  }
  if (head.startsWith('<?xml')) return { format: 'other', what: 'an XML file' };
  return { format: 'text', what: 'a text file' };
}

function zipFormat(buffer: Buffer): FormatFound {
  const entries = zipEntries(buffer);
  const document = openDocumentFormat(buffer, entries);
  if (document !== undefined) return document;
  const has = (folder: string): boolean => entries.some(({ name }) => name.startsWith(folder));
  if (has('[Content_Types].xml')) {
    if (has('xl/')) return { format: 'xlsx', what: 'an Excel workbook' };
    if (has('word/')) return { format: 'other', what: 'a Word document' };
    if (has('ppt/')) return { format: 'other', what: 'a PowerPoint presentation' };
  }
  return { format: 'archive', what: 'a zip archive' };
}

/** One file in a zip, and where what says so before its bytes begins. */
interface ZipEntry {
  readonly name: string;
  readonly headerAt: number;
}

/** The files in a zip's directory; of one that is cut off and has lost it, what looks like the head of a file. */
function zipEntries(buffer: Buffer): ZipEntry[] {
  const end = buffer.lastIndexOf(ZIP_END);
  const entries: ZipEntry[] = [];
  if (end < 0 || end + 22 > buffer.length) return entriesByHead(buffer);
  let at = buffer.readUInt32LE(end + 16);
  while (at + 46 <= end && buffer.subarray(at, at + 4).equals(ZIP_DIRECTORY_ENTRY)) {
    const nameEnd = at + 46 + buffer.readUInt16LE(at + 28);
    const headerAt = buffer.readUInt32LE(at + 42);
    entries.push({ name: zipName(buffer, at + 46, nameEnd), headerAt });
    at = nameEnd + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

function entriesByHead(buffer: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = buffer.indexOf(ZIP_ENTRY);
  while (at >= 0 && at + 30 <= buffer.length) {
    const name = zipName(buffer, at + 30, at + 30 + buffer.readUInt16LE(at + 26));
    entries.push({ name, headerAt: at });
    at = buffer.indexOf(ZIP_ENTRY, at + 30);
  }
  return entries;
}

function zipName(buffer: Buffer, start: number, end: number): string {
  return buffer.toString('utf8', start, end).replaceAll('\\', '/');
}

/** An OpenDocument says what it is in a file called `mimetype`. */
function openDocumentFormat(buffer: Buffer, entries: readonly ZipEntry[]): FormatFound | undefined {
  const at = entries.find(({ name }) => name === 'mimetype')?.headerAt;
  if (at === undefined || at + 30 > buffer.length) return undefined;
  const start = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
  const stored = buffer.subarray(start, start + 200);
  const text = buffer.readUInt16LE(at + 8) === 0 ? stored : inflatedHead(stored);
  const said = /^application\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(text.toString('latin1'));
  const found = OPEN_DOCUMENTS.find(([kind]) => kind === said?.[1]);
  return found && { format: found[1], what: found[2] };
}

function inflatedHead(deflated: Buffer): Buffer {
  try {
    return inflateRawSync(deflated, { finishFlush: 2, maxOutputLength: 1000 });
  } catch {
    return Buffer.alloc(0);
  }
}

function oleFormat(buffer: Buffer): FormatFound {
  const found = OLE_STREAMS.find(([stream]) => hasOleStream(buffer, stream));
  if (found === undefined)
    return { format: 'other', what: 'an old Office file that is no workbook' };
  return { format: found[1], what: found[2] };
}

function hasOleStream(buffer: Buffer, stream: string): boolean {
  const name = Buffer.from(`${stream}\0`, 'utf16le');
  let at = buffer.indexOf(name);
  while (at >= 0) {
    const isEntry = at % OLE_ENTRY_BYTES === 0 && at + OLE_ENTRY_BYTES <= buffer.length;
    if (isEntry && buffer.readUInt16LE(at + OLE_NAME_BYTES) === name.length) return true;
    at = buffer.indexOf(name, at + 2);
  }
  return false;
}
