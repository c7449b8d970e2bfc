import Papa from 'papaparse';
import type { Contract } from './contract/index.js';
import { headerDrift, type HeaderDrift } from './drift.js';
import { findTable, type FoundTable, type NearMiss } from './layout/find-table.js';
import { everyHeading, headingKey, headingsOf } from './layout/heading.js';
import { decode, readDelimited, type Encoding, type SourceSheet } from './readers/index.js';
import { readTables } from './read-tables.js';
import { HEAD_ROWS } from './sheet-rows.js';
import { namedTwice, tooWide, unrecognised } from './table-refusals.js';
import { emptyFile, refuse, type FileNote, type ReadyFile, type RefusedFile } from './ready.js';
import { normaliseLines, scanRecords, type Scan } from './scan.js';
import { monthFromText } from '../period.js';

/** What may stand between the cells of a text file. */
export const DELIMITERS = [',', '|', ';', '\t'] as const;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** How much of a text is looked at to find its table. */
const HEAD_BYTES = 1 << 18;

/** A text with the table that was found in it. */
export interface TextTable {
  readonly delimiter: string;
  readonly table: FoundTable;
}

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

/** Thousands of returns have a few headers between them: what each is, is found once. */
const byFirstLine = new WeakMap<readonly Contract[], Map<string, TextTable | undefined>>();

/** Finds the table by its first line, which is enough for most files, else in the first rows. */
export function findInText(head: string, contracts: readonly Contract[]): TextTable | undefined {
  const firstLine = head.slice(0, head.indexOf('\n') + 1 || head.length);
  return findByLine(firstLine, contracts) ?? tableIn(head, HEAD_ROWS, contracts);
}

function findByLine(line: string, contracts: readonly Contract[]): TextTable | undefined {
  const known = byFirstLine.get(contracts) ?? new Map<string, TextTable | undefined>();
  byFirstLine.set(contracts, known);
  if (!known.has(line)) known.set(line, tableIn(line, 1, contracts.filter(hasPlainLayout)));
  return known.get(line);
}

function tableIn(
  text: string,
  rows: number,
  contracts: readonly Contract[],
): TextTable | undefined {
  const found = DELIMITERS.flatMap((delimiter) => {
    const [table] = findTable('', rowsOf(text, delimiter, rows), contracts).tables;
    return table === undefined ? [] : [{ delimiter, table }];
  });
  return found.sort((a, b) => b.table.score - a.table.score)[0];
}

function nearestIn(text: string, contracts: readonly Contract[]): NearMiss | undefined {
  const near = DELIMITERS.flatMap((delimiter) => {
    const { nearest } = findTable('', rowsOf(text, delimiter, HEAD_ROWS), contracts);
    return nearest === undefined ? [] : [nearest];
  });
  return near.sort((a, b) => b.share - a.share)[0];
}

function rowsOf(text: string, delimiter: string, rows: number) {
  const { data } = Papa.parse<string[]>(text, { delimiter, preview: rows });
  return data.map((cells, index) => ({ line: index + 1, cells }));
}

/** Whether records follow one header line, one to a line, with nothing to rearrange. */
export function hasPlainLayout({ layout, delivery }: Contract): boolean {
  return (
    layout.header.rows === 1 &&
    layout.skip_after_header === 0 &&
    layout.ends_at === 'last_row' &&
    !layout.side_by_side &&
    layout.unpivot === undefined &&
    layout.rows.length === 0 &&
    layout.context.length === 0 &&
    !(delivery.submitter ?? '').startsWith('@')
  );
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

/**
 * Whether a table begins anew below, of the same kind or another: its rows must be looked at.
 * @param from where the first of the records begins.
 */
export function holdsHeader(
  body: Uint8Array,
  ends: readonly number[],
  delimiter: string,
  contracts: readonly Contract[],
  from = 0,
): boolean {
  const text = Buffer.from(body.buffer, body.byteOffset, body.length);
  const headings = everyHeading(contracts);
  const edge = delimiter.charCodeAt(0);
  let start = from;
  let last = '';
  for (const end of ends) {
    const cell = text.toString('latin1', start, firstCellEnd(text, start, end, edge));
    // Records come in runs of one workplace, whose id need not be looked at again.
    if (cell !== last && headings.has(headingKey(cell.replaceAll('"', '')))) {
      if (tableIn(text.toString('utf8', start, end), 1, contracts) !== undefined) return true;
    }
    last = cell;
    start = end;
  }
  return false;
}

function firstCellEnd(text: Buffer, start: number, end: number, delimiter: number): number {
  let at = start;
  while (at < end - 1 && text[at] !== delimiter) at += 1;
  return at;
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
