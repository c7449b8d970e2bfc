import type { Contract } from './contract/index.js';
import { headerDrift, type HeaderDrift } from './drift.js';
import {
  findInText,
  hasPlainLayout,
  holdsHeader,
  nearestIn,
  rowsOf,
  type TextTable,
} from './find-in-text.js';
import type { FoundTable } from './layout/find-table.js';
import { headingsOf } from './layout/heading.js';
import { decode, readDelimited, type Encoding, type SourceSheet } from './readers/index.js';
import { readTables } from './read-tables.js';
import { namedTwice, tooWide, unrecognised } from './table-refusals.js';
import { emptyFile, refuse, type FileNote, type ReadyFile, type RefusedFile } from './ready.js';
import { normaliseLines, scanRecords, type Scan } from './scan.js';
import { monthFromText } from '../period.js';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** How much of a text is looked at to find its table. */
const HEAD_BYTES = 1 << 18;

/** Looks at a delimited text: encoding, line ends, delimiter, header by name, quotes and widths. */
export async function preflightText(
  bytes: Buffer,
  contracts: readonly Contract[],
): Promise<ReadyFile | RefusedFile> {
  const { encoding, text } = decode(bytes);
  const lastLine = lastLineNote(text);
  const { body: lines } = normaliseLines(text);
  const head = Buffer.from(lines.subarray(0, HEAD_BYTES)).toString('utf8');
  if (head.trim() === '' && lines.length <= HEAD_BYTES) return emptyFile();
  const found = findInText(head, contracts);
  if (found === undefined) return unrecognised(nearestIn(head, contracts));
  const { table, delimiter } = found;
  const wide = tooWide(table);
  if (wide !== undefined) return wide;
  const plain = isPlain(found)
    ? plainFile(bytes, encoding, text, lines, found, contracts)
    : unpairedQuotes(text, lines, found);
  const ready =
    plain ??
    (await readTables(oneSheet(readDelimited(text, delimiter)), {
      encoding,
      isStrict: true,
      contracts,
    }));
  if (ready.outcome !== 'ready' || lastLine === undefined) return ready;
  return { ...ready, notes: [...ready.notes, lastLine] };
}

/** A file whose last line has no end may have been cut off: no one can tell but its sender. */
function lastLineNote(text: Uint8Array): FileNote | undefined {
  const last = text.at(-1);
  return last === LINE_FEED || last === CARRIAGE_RETURN
    ? undefined
    : { rule: 'last_line_open', column: '', detail: null };
}

// eslint-disable-next-line @typescript-eslint/require-await -- sheets are walked the same way whatever the file
async function* oneSheet(sheet: SourceSheet): AsyncGenerator<SourceSheet> {
  yield sheet;
}

function isPlain({ table }: TextTable): boolean {
  return hasPlainLayout(table.contract) && table.headerAt === 0;
}

/** A file that the database can read as it is, or nothing where its rows need looking at. */
function plainFile(
  bytes: Buffer,
  encoding: Encoding,
  text: Uint8Array,
  lines: Uint8Array,
  { table, delimiter }: TextTable,
  contracts: readonly Contract[],
): ReadyFile | RefusedFile | undefined {
  const { contract, headings } = table;
  const twice = namedTwice(table);
  if (twice !== undefined) return twice;
  const end = lines.indexOf(LINE_FEED);
  const body = withLastLineEnd(end < 0 ? new Uint8Array() : lines.subarray(end + 1));
  const scan = scanRecords(body, delimiter.charCodeAt(0), headings.length);
  const fault = quoteFault(scan, (line) => lineInFile(text, line + 1));
  if (fault !== undefined) return refuse('rejected', fault, contract.id);
  if (scan.records === 0) {
    const reason = 'The file has a header and no records: expected at least one.';
    return refuse('rejected', reason, contract.id);
  }
  if (scan.raggedCount > 0 || !scan.isLinePerRecord || hasInnerBlankLine(text, lines)) {
    return undefined;
  }
  if (holdsHeader(body, scan.ends, delimiter, contracts)) return undefined;
  const firstRecord = Buffer.from(body.subarray(0, scan.ends[0])).toString();
  return {
    outcome: 'ready',
    ...headerOf({ table, delimiter }, firstRecord),
    encoding,
    delimiter,
    body,
    records: scan.records,
    ends: scan.ends,
    isPlaced: false,
    isAsStored: encoding === 'utf-8' && lines === bytes,
    lineEnd: '\n',
    isScanned: true,
    isPadded: scan.isPadded,
    isLinePerRecord: true,
    tally: { preamble: 0, header: 1, read: scan.records, note: 0, footer: 0 },
  };
}

type HeaderFacts = Pick<
  ReadyFile,
  'contract' | 'variant' | 'notes' | 'header' | 'submitter' | 'period'
>;

/** What a plain file's header and first record tell; nothing where it names a column twice. */
export function plainHeader(found: TextTable, firstRecord: string): HeaderFacts | undefined {
  return namedTwice(found.table) === undefined ? headerOf(found, firstRecord) : undefined;
}

const drifts = new WeakMap<FoundTable, HeaderDrift>();

function driftOf(table: FoundTable): HeaderDrift {
  const drift = drifts.get(table) ?? headerDrift(table.contract, table.headings);
  drifts.set(table, drift);
  return drift;
}

function headerOf({ table, delimiter }: TextTable, firstRecord: string): HeaderFacts {
  const { contract, headings } = table;
  const [first] = rowsOf(firstRecord, delimiter, 1);
  const said = (name: string | undefined): string | null => {
    const at = headings.findIndex((text) => headingsOf(contract).columnOf(text)?.name === name);
    return name === undefined || at < 0 ? null : (first?.cells[at]?.trim() ?? null);
  };
  return {
    contract,
    ...driftOf(table),
    header: headings,
    submitter: said(contract.delivery.submitter),
    period: monthFromText(said(contract.delivery.period) ?? '') ?? null,
  };
}

/**
 * Where the nth of the lines that `normaliseLines` keeps stands in the file, which is what a text
 * editor shows.
 * @param nth from 1, the header counted.
 */
function lineInFile(text: Uint8Array, nth: number): number {
  let line = 1;
  let kept = 1;
  let isStart = true;
  let inQuotes = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (byte === CARRIAGE_RETURN && text[at + 1] === LINE_FEED) continue;
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      line += 1;
      if (inQuotes || !isStart) kept += 1;
      isStart = true;
      continue;
    }
    if (kept === nth) return line;
    if (byte === QUOTE) inQuotes = !inQuotes;
    isStart = false;
  }
  return line;
}

/** Where quotes do not pair, no one can tell where a record ends, whatever its table's layout. */
function unpairedQuotes(
  text: Uint8Array,
  lines: Uint8Array,
  { table, delimiter }: TextTable,
): RefusedFile | undefined {
  const scan = scanRecords(lines, delimiter.charCodeAt(0), table.headings.length);
  const fault = quoteFault(scan, (line) => lineInFile(text, line));
  return fault === undefined ? undefined : refuse('rejected', fault, table.contract.id);
}

function quoteFault(scan: Scan, inFile: (line: number) => number): string | undefined {
  if (scan.openQuoteLine !== undefined) {
    return `A quotation mark opens on line ${inFile(scan.openQuoteLine)} and never closes. Close it, or take it out, and send the file again.`;
  }
  if (scan.strayQuoteLine !== undefined) {
    return `On line ${inFile(scan.strayQuoteLine)} there is text after a closing quotation mark. Write a quotation mark inside a value twice, and send the file again.`;
  }
  return undefined;
}

/** Blank lines at the end of a file move no record; one before a record, or its header, does. */
function hasInnerBlankLine(text: Uint8Array, lines: Uint8Array): boolean {
  if (text.length === lines.length) return false;
  const trimmed = Buffer.from(text).toString('latin1').trimEnd();
  return /^[\r\n]|\n\r?\n|\r\r/.test(trimmed);
}

function withLastLineEnd(body: Uint8Array): Uint8Array {
  if (body.length === 0 || body[body.length - 1] === LINE_FEED) return body;
  const out = new Uint8Array(body.length + 1);
  out.set(body);
  out[body.length] = LINE_FEED;
  return out;
}
