import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { normaliseLines, scanRecords, type Scan } from './scan.js';
import type { Contract } from './contract.js';
import { recognise, type Recognised } from './recognise.js';

/** The encodings providers' files arrive in. */
export type Encoding = 'utf-8' | 'utf-8 with BOM' | 'utf-16' | 'windows-1252';

/** A file whose bytes may be handed to DuckDB. */
export interface ReadyFile extends Recognised {
  readonly outcome: 'ready';
  readonly encoding: Encoding;
  /** The header's cells, as the file has them, trimmed. */
  readonly header: readonly string[];
  readonly delimiter: string;
  /** The records, as UTF-8 with line feeds, header left out, ending in a line feed. */
  readonly body: Uint8Array;
  readonly records: number;
  /** Where each record ends in the body. */
  readonly ends: readonly number[];
  /** Whether the stored bytes can be read as they are: UTF-8, line feeds, no blank lines. */
  readonly isAsStored: boolean;
  /** Whether some cell may begin or end with white space. */
  readonly isPadded: boolean;
  /** Whether record n stands on physical line n + 1. */
  readonly isLinePerRecord: boolean;
  /** What the file's header has that the contract does not know. */
  readonly unknownColumns: readonly string[];
}

/** A file that is not read, and why, in words for the provider. */
export interface RefusedFile {
  readonly outcome: 'rejected' | 'unrecognised';
  readonly datasetId: string | null;
  readonly reason: string;
}

const DELIMITERS = [',', '|', ';', '\t'] as const;
const LINE_FEED = 0x0a;

/**
 * Looks at a file's bytes before the database does: encoding, line ends, delimiter, header by name,
 * blank lines, quotes and widths.
 */
export function preflight(bytes: Buffer, contracts: readonly Contract[]): ReadyFile | RefusedFile {
  if (bytes.length === 0) {
    return refuse('rejected', 'The file is empty: expected a header and records. Send it again.');
  }
  const { encoding, text } = decode(bytes);
  const { body: lines, droppedLines } = normaliseLines(text);
  const end = lines.indexOf(LINE_FEED);
  const headerText = Buffer.from(end < 0 ? lines : lines.subarray(0, end)).toString('utf8');
  const found = recogniseHeader(headerText, contracts);
  if (found === undefined) {
    return refuse(
      'unrecognised',
      'The header is not one of a file we know: expected an ASC-WDS bulk upload workplace or worker header.',
    );
  }
  const body = withLastLineEnd(end < 0 ? new Uint8Array() : lines.subarray(end + 1));
  const { delimiter, header, recognised } = found;
  const datasetId = recognised.contract.id;
  const upper = header.map((name) => name.toUpperCase());
  const repeated = header.find(
    (name, index) => name !== '' && upper.indexOf(name.toUpperCase()) !== index,
  );
  if (repeated !== undefined) {
    return refuse(
      'rejected',
      `The header names the column "${repeated}" twice: expected once.`,
      datasetId,
    );
  }
  const scan = scanRecords(body, delimiter.charCodeAt(0), header.length);
  const fault = structuralFault(scan, header.length, (line) => lineInFile(text, line + 1));
  if (fault !== undefined) return refuse('rejected', fault, datasetId);
  if (scan.records === 0) {
    return refuse(
      'rejected',
      'The file has a header and no records: expected at least one.',
      datasetId,
    );
  }
  return {
    outcome: 'ready',
    ...recognised,
    encoding,
    header,
    delimiter,
    body,
    records: scan.records,
    ends: scan.ends,
    isAsStored: encoding === 'utf-8' && lines === bytes,
    isPadded: scan.isPadded,
    isLinePerRecord: scan.isLinePerRecord && !hasInnerBlankLine(text, droppedLines),
  };
}

function recogniseHeader(headerText: string, contracts: readonly Contract[]) {
  for (const delimiter of DELIMITERS) {
    const cells = Papa.parse<string[]>(headerText, { delimiter }).data[0] ?? [];
    const header = cells.map((cell) => cell.trim());
    const recognised = recognise(header, contracts);
    if (recognised !== undefined) return { delimiter, header, recognised };
  }
  return undefined;
}

function decode(bytes: Buffer): { encoding: Encoding; text: Uint8Array } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { encoding: 'utf-8 with BOM', text: bytes.subarray(3) };
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { encoding: 'utf-16', text: Buffer.from(iconv.decode(bytes, 'utf-16'), 'utf8') };
  }
  if (isUtf8(bytes)) return { encoding: 'utf-8', text: bytes };
  return {
    encoding: 'windows-1252',
    text: Buffer.from(iconv.decode(bytes, 'windows-1252'), 'utf8'),
  };
}

/**
 * Where the nth line that is not blank stands in the file, which is what a text editor shows.
 * @param nth from 1, the header counted.
 */
function lineInFile(text: Uint8Array, nth: number): number {
  const lines = Buffer.from(text)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  let seen = 0;
  return lines.findIndex((line) => line !== '' && ++seen === nth) + 1;
}

function structuralFault(
  scan: Scan,
  width: number,
  inFile: (line: number) => number,
): string | undefined {
  if (scan.openQuoteLine !== undefined) {
    return `A quotation mark opens on line ${inFile(scan.openQuoteLine)} and never closes. Close it, or take it out, and send the file again.`;
  }
  if (scan.strayQuoteLine !== undefined) {
    return `On line ${inFile(scan.strayQuoteLine)} there is text after a closing quotation mark. Write a quotation mark inside a value twice, and send the file again.`;
  }
  const first = scan.ragged[0];
  if (first === undefined) return undefined;
  const lines = scan.ragged.map((each) => inFile(each.line)).join(', ');
  const more =
    scan.raggedCount > scan.ragged.length
      ? ` and ${scan.raggedCount - scan.ragged.length} more`
      : '';
  return `Line ${inFile(first.line)} has ${first.cells} cells: expected ${width}, as in the header. The same kind of fault is on lines ${lines}${more}: a value with a comma in it needs quotation marks around it.`;
}

/** Blank lines at the end of a file move no record; one before a record does. */
function hasInnerBlankLine(text: Uint8Array, droppedLines: number): boolean {
  if (droppedLines === 0) return false;
  const trimmed = Buffer.from(text).toString('latin1').trimEnd();
  return /\n\r?\n|\r\r/.test(trimmed);
}

function withLastLineEnd(body: Uint8Array): Uint8Array {
  if (body.length === 0 || body[body.length - 1] === LINE_FEED) return body;
  const out = new Uint8Array(body.length + 1);
  out.set(body);
  out[body.length] = LINE_FEED;
  return out;
}

function refuse(
  outcome: RefusedFile['outcome'],
  reason: string,
  datasetId: string | null = null,
): RefusedFile {
  return { outcome, reason, datasetId };
}
