import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Contract } from './contract/index.js';
import { findInText, hasPlainLayout, holdsHeader, type TextTable } from './find-in-text.js';
import { plainHeader } from './preflight-text.js';
import { decode, formatOf } from './readers/index.js';
import type { ReadyFile } from './ready.js';
import { PADDING } from './scan.js';
import { tooWide } from './table-refusals.js';

/** From this size on a file is not held in memory. */
export const LARGE_BYTES = 64 * 1024 * 1024;

const HEAD_BYTES = 1 << 20;
const CHUNK_BYTES = 8 << 20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const SPACE = 0x20;

/** What a walk over the bytes of a large file saw. */
interface Survey {
  lineFeeds: number;
  carriageReturns: number;
  /** Line feeds after a carriage return. */
  pairs: number;
  hasBlankLine: boolean;
  isPadded: boolean;
  endsInLine: boolean;
}

/**
 * Looks at a large text without holding it: what can be counted by the block is, and the database
 * itself finds out whether its records are of one width.
 * @returns nothing where the file has to be looked at cell by cell.
 */
export async function preflightLarge(
  path: string,
  contracts: readonly Contract[],
): Promise<ReadyFile | undefined> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    const found = findPlain(head.subarray(0, bytesRead), contracts);
    if (found === undefined) return undefined;
    const survey = await surveyBytes(file, found.table.delimiter, contracts);
    return survey === undefined ? undefined : readyFile(found.table, found.firstRecord, survey);
  } finally {
    await file.close();
  }
}

function findPlain(
  head: Buffer,
  contracts: readonly Contract[],
): { table: TextTable; firstRecord: string } | undefined {
  const whole = head.subarray(0, head.lastIndexOf(LINE_FEED) + 1);
  if (formatOf(head).format !== 'text' || !isUtf8(whole)) return undefined;
  const lines = Buffer.from(decode(whole).text).toString('utf8').replaceAll('\r\n', '\n');
  const found = findInText(lines, contracts);
  if (found === undefined || found.table.headerAt !== 0) return undefined;
  if (!hasPlainLayout(found.table.contract) || tooWide(found.table) !== undefined) return undefined;
  return { table: found, firstRecord: lines.split('\n', 2)[1] ?? '' };
}

/** Counts what matters, a block at a time; a block ends with a line, so no character is cut. */
async function surveyBytes(
  file: Awaited<ReturnType<typeof open>>,
  delimiter: string,
  contracts: readonly Contract[],
): Promise<Survey | undefined> {
  const survey: Survey = {
    lineFeeds: 0,
    carriageReturns: 0,
    pairs: 0,
    hasBlankLine: false,
    isPadded: false,
    endsInLine: true,
  };
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let kept = 0;
  let position = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, kept, CHUNK_BYTES - kept, position);
    position += bytesRead;
    const filled = kept + bytesRead;
    if (filled === 0) return survey;
    const end = bytesRead === 0 ? filled : buffer.lastIndexOf(LINE_FEED, filled - 1) + 1;
    if (end === 0) return undefined;
    const block = buffer.subarray(0, end);
    if (!isUtf8(block)) return undefined;
    const ends = lineEnds(block);
    const header = survey.lineFeeds === 0 ? ends.splice(0, 1) : [];
    if (holdsHeader(block, ends, delimiter, contracts, header[0])) return undefined;
    survey.lineFeeds += header.length + ends.length;
    surveyBlock(block, delimiter.charCodeAt(0), survey);
    survey.endsInLine = block[end - 1] === LINE_FEED;
    buffer.copyWithin(0, end, filled);
    kept = filled - end;
    if (bytesRead === 0) return survey;
  }
}

function surveyBlock(block: Buffer, delimiter: number, survey: Survey): void {
  const returns = count(block, CARRIAGE_RETURN);
  survey.carriageReturns += returns;
  if (returns > 0) survey.pairs += count(block, '\r\n');
  survey.hasBlankLine ||=
    block[0] === LINE_FEED || block.includes('\n\n') || block.includes('\n\r\n');
  survey.isPadded ||=
    hasPaddedCell(block, delimiter) || PADDING.some((bytes) => block.includes(bytes));
}

/** Where each line that ends in the block ends. */
function lineEnds(block: Buffer): number[] {
  const ends: number[] = [];
  for (let at = block.indexOf(LINE_FEED); at >= 0; at = block.indexOf(LINE_FEED, at + 1)) {
    ends.push(at + 1);
  }
  return ends;
}

function count(block: Buffer, what: number | string): number {
  let found = 0;
  for (let at = block.indexOf(what); at >= 0; at = block.indexOf(what, at + 1)) found += 1;
  return found;
}

function hasPaddedCell(block: Buffer, delimiter: number): boolean {
  const edges = new Set([delimiter, LINE_FEED, CARRIAGE_RETURN, QUOTE]);
  for (let at = block.indexOf(SPACE); at >= 0; at = block.indexOf(SPACE, at + 1)) {
    if (edges.has(block[at - 1] ?? LINE_FEED) || edges.has(block[at + 1] ?? LINE_FEED)) return true;
  }
  return false;
}

function readyFile(found: TextTable, firstRecord: string, survey: Survey): ReadyFile | undefined {
  const isDos = survey.carriageReturns > 0;
  const hasOneLineEnd =
    !isDos || (survey.pairs === survey.lineFeeds && survey.pairs === survey.carriageReturns);
  if (!hasOneLineEnd || survey.hasBlankLine) return undefined;
  const records = survey.lineFeeds - 1 + (survey.endsInLine ? 0 : 1);
  const header = plainHeader(found, firstRecord);
  if (records < 1 || header === undefined) return undefined;
  const lastLine = { rule: 'last_line_open', column: '', detail: null } as const;
  return {
    outcome: 'ready',
    ...header,
    notes: survey.endsInLine ? header.notes : [...header.notes, lastLine],
    encoding: 'utf-8',
    delimiter: found.delimiter,
    body: new Uint8Array(),
    records,
    ends: [],
    isPlaced: false,
    isAsStored: true,
    lineEnd: isDos ? '\r\n' : '\n',
    isScanned: false,
    isPadded: survey.isPadded,
    isLinePerRecord: true,
    tally: { preamble: 0, header: 1, read: records, note: 0, footer: 0 },
  };
}
