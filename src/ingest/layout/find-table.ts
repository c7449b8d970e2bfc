import { alternatives, namedColumns, type Contract } from '../contract/index.js';
import type { SourceRow } from '../readers/index.js';
import { wildcardPattern } from '../wildcards.js';
import { headingsOf, plainHeading } from './heading.js';
import { shownHeading } from './shown-heading.js';

/** Where a contract's table lies in the first rows of a sheet. */
export interface FoundTable {
  readonly contract: Contract;
  /** Which of the rows is the first of the header, from 0. */
  readonly headerAt: number;
  /** The heading of each column, stacked rows combined; '' outside this table. */
  readonly headings: readonly string[];
  /** How many of the contract's telling columns are there: the more, the surer. */
  readonly score: number;
}

/** The contract that comes nearest to a file that is none of them. */
export interface NearMiss {
  readonly contract: Contract;
  /** Its telling columns that the file has not. */
  readonly missing: readonly string[];
  /** The file's columns that it does not know. */
  readonly unknown: readonly string[];
  readonly share: number;
}

/** The tables of the contract that fits best, or what came nearest where none does. */
export interface TableSearch {
  readonly tables: readonly FoundTable[];
  readonly nearest: NearMiss | undefined;
}

/**
 * Looks for the table of a known contract in the first rows of a sheet.
 * @returns its tables (several where they stand side by side), or what came nearest.
 */
export function findTable(
  sheetName: string,
  head: readonly SourceRow[],
  contracts: readonly Contract[],
): TableSearch {
  let best: readonly FoundTable[] = [];
  let nearest: NearMiss | undefined;
  for (const contract of contracts) {
    if (sheetName !== '' && !takesSheet(contract, sheetName)) continue;
    const { found, near } = searchContract(contract, head);
    if (isBetter(found[0], best[0])) best = found;
    if (near !== undefined && near.share > (nearest?.share ?? 0)) nearest = near;
  }
  return { tables: best, nearest: best.length > 0 ? undefined : nearest };
}

/** The header that ends first is the table's: what another contract finds below is a second table. */
function isBetter(one: FoundTable | undefined, other: FoundTable | undefined): boolean {
  if (one === undefined || other === undefined) return one !== undefined;
  const [end, otherEnd] = [one, other].map(
    ({ contract, headerAt }) => headerAt + contract.layout.header.rows,
  );
  return end === otherEnd ? one.score > other.score : (end ?? 0) < (otherEnd ?? 0);
}

function takesSheet(contract: Contract, name: string): boolean {
  const { sheets } = contract.layout;
  return !isIgnored(contract, name) && (sheets.length === 0 || isAnyOf(sheets, name));
}

/** Whether a sheet is one that some contract knows to hold no records. */
export function isIgnored({ layout }: Contract, name: string): boolean {
  return isAnyOf(layout.ignore_sheets, name);
}

const ANYTHING: ReadonlyMap<string, string> = new Map([['*', '.*']]);

function isAnyOf(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => wildcardPattern(pattern, ANYTHING, 'iu').test(name.trim()));
}

function searchContract(
  contract: Contract,
  head: readonly SourceRow[],
): { found: FoundTable[]; near: NearMiss | undefined } {
  const { rows, within } = contract.layout.header;
  let near: NearMiss | undefined;
  for (let at = 0; at + rows <= head.length && at < within; at++) {
    const headings = combineHeader(head.slice(at, at + rows), contract);
    const found = blocksOf(headings, contract).flatMap((block) => {
      const missing = missingFrom(block, contract);
      const score = contract.recognise.length - missing.length;
      if (missing.length === 0 && canUnpivot(block, contract)) {
        return [{ contract, headerAt: at, headings: block, score }];
      }
      const share = score / (contract.recognise.length + 1);
      if (score > 0 && share > (near?.share ?? 0)) {
        const known = headingsOf(contract);
        const unknown = block.flatMap((name, place) =>
          name === '' || known.isKnown(name) ? [] : [shownHeading(contract, name, place)],
        );
        near = { contract, missing, unknown, share };
      }
      return [];
    });
    if (found.length > 0) return { found, near: undefined };
  }
  return { found: [], near };
}

function missingFrom(block: readonly string[], contract: Contract): string[] {
  const headings = headingsOf(contract);
  const there = new Set(block.map((heading) => headings.columnOf(heading)?.name));
  for (const { name } of namedColumns(contract)) if (name.startsWith('@')) there.add(name);
  return contract.recognise
    .map(alternatives)
    .filter((names) => !names.some((name) => there.has(name)))
    .map((names) => names.join(' or '));
}

function canUnpivot(block: readonly string[], contract: Contract): boolean {
  if (contract.layout.unpivot === undefined) return true;
  const headings = headingsOf(contract);
  return block.some((heading) => heading !== '' && headings.unpivoted(heading) !== undefined);
}

/** Stacked header rows as one heading a column; a part that repeats the one above is said once. */
export function combineHeader(rows: readonly SourceRow[], contract: Contract): string[] {
  const { fill, join } = contract.layout.header;
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const filled = rows.map(({ cells }, index) => {
    const isLast = index === rows.length - 1;
    let carried = '';
    return Array.from({ length: width }, (_, column) => {
      const text = plainHeading(cells[column] ?? '');
      if (fill === 'none' || isLast) return text;
      if (text !== '') carried = text;
      return carried;
    });
  });
  const last = filled.at(-1) ?? [];
  const headings = Array.from({ length: width }, (_, column) => {
    if (fill === 'right' && rows.length > 1 && last[column] === '') return '';
    const parts = filled.map((row) => row[column] ?? '').filter((part) => part !== '');
    return parts.filter((part, index) => part !== parts[index - 1]).join(join);
  });
  return nameFirst(headings, contract);
}

/** Names the first columns that have no heading, where the rest is plainly the header. */
function nameFirst(headings: string[], contract: Contract): string[] {
  const { unnamed } = contract.layout.header;
  if (unnamed.length === 0 || !canUnpivot(headings, contract)) return headings;
  return headings.map((heading, at) => (heading === '' ? (unnamed[at] ?? '') : heading));
}

/** The tables that stand side by side; each keeps its columns' places. */
function blocksOf(headings: readonly string[], { layout }: Contract): string[][] {
  if (!layout.side_by_side) return [[...headings]];
  const blocks: string[][] = [];
  let start = 0;
  for (let at = 0; at <= headings.length; at++) {
    if (at < headings.length && headings[at] !== '') continue;
    if (at > start) blocks.push(headings.map((text, i) => (i >= start && i < at ? text : '')));
    start = at + 1;
  }
  return blocks;
}
