import Papa from 'papaparse';
import type { SourceRow, SourceSheet } from './sheet.js';

/** How much text is looked at in one go; a record that is longer is waited for. */
const PIECE_BYTES = 1 << 20;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A record as the text has it, without its line end. */
interface RawRecord {
  readonly line: number;
  readonly text: string;
}

/**
 * Walks a decoded delimited text; ragged rows come as they are. Line ends may be mixed.
 * @param text UTF-8, as `decode` gives it.
 */
export function readDelimited(text: Uint8Array, delimiter: string): SourceSheet {
  return { name: '', isHidden: false, rows: readRows(text, delimiter) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- rows are walked the same way whatever the file
async function* readRows(text: Uint8Array, delimiter: string): AsyncGenerator<SourceRow> {
  for (const records of readRecords(text, delimiter)) yield* parse(records, delimiter);
}

/**
 * Cuts the text into records, some at a time. The line ends between them are dropped here, as the
 * parser takes one kind only; those within quotes stay.
 */
function* readRecords(text: Uint8Array, delimiter: string): Generator<readonly RawRecord[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const delimiterCode = delimiter.charCodeAt(0);
  let rest = '';
  let line = 1;
  let at = 0;
  while (at < text.length || rest !== '') {
    const end = Math.min(text.length, at + Math.max(PIECE_BYTES, rest.length));
    const isLast = end === text.length;
    rest += decoder.decode(text.subarray(at, end), { stream: !isLast });
    at = end;
    const cut = cutRecords(rest, { delimiter: delimiterCode, line, isLast });
    yield cut.records;
    ({ rest, line } = cut);
  }
}

interface Cut {
  readonly records: readonly RawRecord[];
  readonly rest: string;
  /** The physical line on which the rest begins. */
  readonly line: number;
}

function cutRecords(
  text: string,
  { delimiter, line, isLast }: { delimiter: number; line: number; isLast: boolean },
): Cut {
  const records: RawRecord[] = [];
  let start = 0;
  let startLine = line;
  let isCellStart = true;
  let breaks = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE && isCellStart) {
      const close = closingQuote(text, at + 1);
      breaks += lineBreaks(text, at, close);
      at = close + 1;
      isCellStart = false;
    } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      if (at + 1 === text.length && !isLast) break;
      records.push({ line: startLine, text: text.slice(start, at) });
      at += code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1;
      startLine += breaks + 1;
      breaks = 0;
      start = at;
      isCellStart = true;
    } else {
      isCellStart = code === delimiter;
      at += 1;
    }
  }
  if (!isLast) return { records, rest: text.slice(start), line: startLine };
  if (start < text.length) records.push({ line: startLine, text: text.slice(start) });
  return { records, rest: '', line: startLine };
}

/** @returns the end of the text where the quote never closes. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED && text.charCodeAt(at - 1) !== CARRIAGE_RETURN) count += 1;
    else if (code === CARRIAGE_RETURN) count += 1;
  }
  return count;
}

function* parse(records: readonly RawRecord[], delimiter: string): Generator<SourceRow> {
  const filled = records.filter(({ text }) => text.trim() !== '');
  const rows = cellsOf(filled.map(({ text }) => text).join('\n'), delimiter);
  const isSound = rows.length === filled.length;
  for (const [index, { line, text }] of filled.entries()) {
    const cells = isSound ? rows[index] : cellsOf(text, delimiter).flat();
    if (cells?.some((cell) => cell.trim() !== '') === true) yield { line, cells };
  }
}

function cellsOf(text: string, delimiter: string): string[][] {
  return Papa.parse<string[]>(text, { delimiter, newline: '\n', quoteChar: '"' }).data;
}
