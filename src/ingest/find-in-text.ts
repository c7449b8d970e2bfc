import Papa from 'papaparse';
import type { Contract } from './contract/index.js';
import { findTable, type FoundTable, type NearMiss } from './layout/find-table.js';
import { everyHeading, headingKey } from './layout/heading.js';
import { HEAD_ROWS } from './sheet-rows.js';

const QUOTE = 0x22;

/** What may stand between the cells of a text file. */
export const DELIMITERS = [',', '|', ';', '\t'] as const;

/** A text with the table that was found in it. */
export interface TextTable {
  readonly delimiter: string;
  readonly table: FoundTable;
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

export function nearestIn(text: string, contracts: readonly Contract[]): NearMiss | undefined {
  const near = DELIMITERS.flatMap((delimiter) => {
    const { nearest } = findTable('', rowsOf(text, delimiter, HEAD_ROWS), contracts);
    return nearest === undefined ? [] : [nearest];
  });
  return near.sort((a, b) => b.share - a.share)[0];
}

export function rowsOf(text: string, delimiter: string, rows: number) {
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
  const beginnings = beginningsOf(headings);
  const edge = delimiter.charCodeAt(0);
  let start = from;
  for (const end of ends) {
    const beginning = beginningAt(text, text[start] === QUOTE ? start + 1 : start);
    if (beginning === undefined || beginnings.has(beginning)) {
      const cell = text.toString('latin1', start, firstCellEnd(text, start, end, edge));
      if (headings.has(headingKey(cell.replaceAll('"', '')))) {
        if (tableIn(text.toString('utf8', start, end), 1, contracts) !== undefined) return true;
      }
    }
    start = end;
  }
  return false;
}

const sieves = new WeakMap<ReadonlySet<string>, ReadonlySet<number>>();

/** How headings begin: of a million records, few need more than that looked at. */
function beginningsOf(headings: ReadonlySet<string>): ReadonlySet<number> {
  const known = sieves.get(headings);
  if (known !== undefined) return known;
  const made = new Set<number>();
  for (const heading of headings) made.add(beginningAt(Buffer.from(heading), 0) ?? 0);
  sieves.set(headings, made);
  return made;
}

/** The first three letters or digits, as one number that knows no case; nothing where it is others. */
function beginningAt(text: Buffer, at: number): number | undefined {
  const first = alphanumeric(text[at] ?? 0);
  const second = alphanumeric(text[at + 1] ?? 0);
  const third = alphanumeric(text[at + 2] ?? 0);
  return first * second * third === 0 ? undefined : (first << 16) | (second << 8) | third;
}

/** A letter's upper case, or a digit; 0 for anything else. */
function alphanumeric(byte: number): number {
  const upper = byte & 0xdf;
  if (upper >= 0x41 && upper <= 0x5a) return upper;
  return byte >= 0x30 && byte <= 0x39 ? byte : 0;
}

function firstCellEnd(text: Buffer, start: number, end: number, delimiter: number): number {
  let at = start;
  while (at < end - 1 && text[at] !== delimiter) at += 1;
  return at;
}
