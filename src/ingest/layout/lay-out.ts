import { namedColumns } from '../contract/index.js';
import type { SourceRow } from '../readers/index.js';
import type { FoundTable } from './find-table.js';
import { headingKey, headingsOf } from './heading.js';

/** One record as the contract wants it: a cell for each of `flatHeader`. */
export interface FlatRecord {
  readonly line: number;
  /** What is wrong with the row as a whole, or ''. */
  readonly fault: '' | 'cell_count';
  readonly cells: readonly string[];
  /** The row as the file has it. */
  readonly rawCells: readonly string[];
}

/** What became of the rows of a sheet. Every row that is not blank is one of these. */
export interface RowTally {
  /** Above the table, and between header and records. */
  preamble: number;
  header: number;
  /** Rows that became records, totals included; with unpivoted columns each becomes several. */
  read: number;
  /** Rows the contract calls notes, repeated headers and rows with nothing under a known heading. */
  note: number;
  /** Below the end of the table. */
  footer: number;
}

/** How one table of a sheet is read. */
export interface TablePlan {
  readonly table: FoundTable;
  /** The names, in the contract's words, of the cells of a record. */
  readonly flatHeader: readonly string[];
  /** Columns with cells but no heading. */
  readonly unnamedColumns: Set<string>;
  /** Rows above the header that are as full as a record. */
  recordsAbove: number;
  readonly tally: RowTally;
}

interface Mapping {
  /** For each cell of a record, the column of the file it comes from, or what it always is. */
  readonly sources: readonly (number | string)[];
  readonly unpivoted: readonly { readonly at: number; readonly groups: Record<string, string> }[];
  readonly known: readonly number[];
}

/** Of a row whose cells may have moved only an id in front is kept: a note below a table is no id. */
const LOOKS_LIKE_ID = /^\S{1,49}$/;
const ROW_KIND = '@row_kind';
const VALUE = '@value';

/** Plans how a table becomes flat records. */
export function planTable(table: FoundTable, flatHeader: readonly string[]): TablePlan {
  return {
    table,
    flatHeader,
    unnamedColumns: new Set(),
    recordsAbove: 0,
    tally: { preamble: 0, header: 0, read: 0, note: 0, footer: 0 },
  };
}

/** The cells of a flat record: the contract's columns by name, then the file's numbered groups. */
export function flatHeaderOf({ contract, headings }: FoundTable): string[] {
  const known = headingsOf(contract);
  const named = namedColumns(contract).map((column) => column.name);
  const grouped = headings.filter((text) => text !== '' && known.isOfGroup(text));
  return [...named, ...grouped.map((text) => text.toUpperCase())];
}

/**
 * Turns the rows from the header on into flat records, and counts what became of each row.
 * @param isStrict whether a row must be as wide as the header: in a text file one that is not may
 * have its cells in the wrong places.
 */
export async function* layOut(
  plan: TablePlan,
  rows: AsyncIterable<SourceRow>,
  context: Readonly<Record<string, string>>,
  isStrict: boolean,
): AsyncGenerator<FlatRecord> {
  const { table, tally } = plan;
  const { contract } = table;
  const { layout } = contract;
  const mapping = mapCells(plan, context);
  const kindOf = rowKinds(table);
  const firstData = table.headerAt + layout.header.rows + layout.skip_after_header;
  let index = -1;
  let lastLine = 0;
  let isEnded = false;
  for await (const row of rows) {
    index += 1;
    if (index < table.headerAt) {
      tally.preamble += 1;
      if (isStrict && looksLikeRecord(row, table)) plan.recordsAbove += 1;
    } else if (index < table.headerAt + layout.header.rows) tally.header += 1;
    else if (index < firstData) tally.preamble += 1;
    else {
      const isAfterGap = row.line > lastLine + 1 && tally.read > 0;
      if (layout.ends_at === 'blank_row' && isAfterGap) isEnded = true;
      if (isEnded) tally.footer += 1;
      else {
        const kind = kindOf(row, mapping.known);
        if (kind === 'note') tally.note += 1;
        else {
          tally.read += 1;
          yield* recordsOf(row, kind, plan, mapping, isStrict);
        }
      }
    }
    lastLine = row.line + (isStrict ? lineBreaks(row) : 0);
  }
}

/** A title above a table fills a cell or two; a record above its header fills nearly all. */
const SHARE_OF_A_RECORD = 0.8;

function looksLikeRecord({ cells }: SourceRow, { contract, headings }: FoundTable): boolean {
  const { header, unpivot } = contract.layout;
  if (header.rows > 1 || unpivot !== undefined) return false;
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  return filled >= 3 && filled >= SHARE_OF_A_RECORD * headings.filter((text) => text !== '').length;
}

function mapCells(plan: TablePlan, context: Readonly<Record<string, string>>): Mapping {
  const { table, flatHeader } = plan;
  const headings = headingsOf(table.contract);
  const places = new Map<string, number>();
  const unpivoted: { at: number; groups: Record<string, string> }[] = [];
  table.headings.forEach((text, at) => {
    if (text === '') return;
    const name =
      headings.columnOf(text)?.name ?? (headings.isOfGroup(text) ? headingKey(text) : '');
    if (name !== '' && !places.has(name)) places.set(name, at);
    const groups = headings.unpivoted(text);
    if (groups !== undefined) unpivoted.push({ at, groups });
  });
  return {
    sources: flatHeader.map((name) => places.get(name) ?? context[name] ?? ''),
    unpivoted,
    known: [...places.values(), ...unpivoted.map(({ at }) => at)],
  };
}

/** Tells notes and totals from records by the contract's rules. */
function rowKinds({
  contract,
  headings,
}: FoundTable): (row: SourceRow, known: readonly number[]) => '' | 'total' | 'note' {
  const known = headingsOf(contract);
  const rules = contract.layout.rows.flatMap(({ column, matches, is }) => {
    const at = headings.findIndex((text) => text !== '' && known.columnOf(text)?.name === column);
    return at < 0 ? [] : [{ at, pattern: new RegExp(matches, 'iu'), is }];
  });
  const keys = headings.map(headingKey);
  return ({ cells }, places) => {
    if (places.every((at) => (cells[at] ?? '').trim() === '')) return 'note';
    if (places.every((at) => headingKey(cells[at] ?? '') === keys[at])) return 'note';
    const rule = rules.find(({ at, pattern }) => pattern.test((cells[at] ?? '').trim()));
    return rule?.is ?? '';
  };
}

/** Cells under no heading are not read, so they are at least told of. */
function noteUnnamed({ cells }: SourceRow, { table, unnamedColumns }: TablePlan): void {
  if (table.contract.layout.side_by_side) return;
  for (let at = 0; at < cells.length; at++) {
    if ((table.headings[at] ?? '') !== '' || (cells[at] ?? '').trim() === '') continue;
    unnamedColumns.add(`column ${columnLetters(at)}`);
  }
}

function* recordsOf(
  row: SourceRow,
  kind: '' | 'total',
  plan: TablePlan,
  { sources, unpivoted }: Mapping,
  isStrict: boolean,
): Generator<FlatRecord> {
  const { table, flatHeader } = plan;
  const isRagged =
    isStrict && table.contract.layout.ragged === 'quarantine' && isMisaligned(row, table);
  if (!isRagged) noteUnnamed(row, plan);
  const cellAt = (at: number): string =>
    isRagged && !(at === 0 && LOOKS_LIKE_ID.test(row.cells[0] ?? '')) ? '' : (row.cells[at] ?? '');
  const base = flatHeader.map((name, index) => {
    if (name === ROW_KIND) return kind;
    const source = sources[index] ?? '';
    return typeof source === 'number' ? cellAt(source) : source;
  });
  const fault = isRagged ? 'cell_count' : '';
  if (unpivoted.length === 0 || isRagged) {
    yield { line: row.line, fault, cells: base, rawCells: row.cells };
    return;
  }
  for (const { at, groups } of unpivoted) {
    const cells = base.map((cell, index) => {
      const name = flatHeader[index] ?? '';
      if (name === VALUE) return cellAt(at);
      return name.startsWith('@') ? (groups[name.slice(1)] ?? cell) : cell;
    });
    yield { line: row.line, fault, cells, rawCells: row.cells };
  }
}

/** Blank cells beyond the header are an editor's; any other difference may have moved the cells. */
function isMisaligned({ cells }: SourceRow, { headings }: FoundTable): boolean {
  if (cells.length < headings.length) return true;
  return cells.slice(headings.length).some((cell) => cell.trim() !== '');
}

function lineBreaks({ cells }: SourceRow): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

/** A column's place as a spreadsheet names it. */
export function columnLetters(at: number): string {
  let letters = '';
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
