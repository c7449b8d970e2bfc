import type { Cell, Row, Workbook, Worksheet } from 'exceljs';
import type { Contract } from '../contract/index.js';
import { headingsOf } from '../layout/heading.js';
import {
  A4,
  addHeading,
  addSheet,
  bytesOf,
  HEADER,
  linesOf,
  newWorkbook,
  SMALL_FONT,
  solid,
} from '../workbook/index.js';
import type { RereadTable } from './reread.js';
import { mayHaveMoved, NOT_PLACED, shownCell, type Fault } from './shown-cell.js';

/** What the first sheet says of the file. */
export interface CoverLine {
  readonly label: string;
  readonly text: string;
}

/** What a workbook for a provider is made of. */
export interface QuarantineContent {
  readonly title: string;
  readonly cover: readonly CoverLine[];
  readonly advice: readonly string[];
  readonly contract: Contract | undefined;
  readonly tables: readonly RereadTable[];
  /** The faults of a row, by sheet and line. */
  readonly faultsAt: (sheet: string, line: number) => readonly Fault[];
  readonly now: Date;
}

const FAULT_FILL = solid('FFFFE08A');
const HIDDEN_FONT = { ...SMALL_FONT, italic: true, color: { argb: 'FF6B6B6B' } };
const WHAT_TO_DO = 'What to do';
const ADVICE_WIDTH = 60;
const COVER_LABELS = 20;
const COVER_TEXTS = 84;
/** How many letters of our font fit into a column of width 1: fewer than do, so that none is cut. */
const LETTERS_PER_WIDTH = 1.2;
const NARROWEST = 10;
const WIDEST = 34;

/** Makes the workbook that is sent back to a provider: what the file is, and the rows to mend. */
export async function quarantineWorkbook(content: QuarantineContent): Promise<Buffer> {
  const workbook = await newWorkbook(content.title, content.now);
  addCover(workbook, content);
  for (const [index, table] of content.tables.entries()) {
    const name = content.tables.length === 1 ? 'To mend' : `To mend ${index + 1}`;
    addTable(workbook.addWorksheet(name), table, content);
  }
  return bytesOf(workbook);
}

function addCover(workbook: Workbook, { title, cover, advice }: QuarantineContent): void {
  const sheet = addSheet(workbook, 'Read me first', 'portrait', title);
  sheet.columns = [{ width: COVER_LABELS }, { width: COVER_TEXTS }];
  sheet.addRow([]);
  for (const { label, text } of cover) {
    addPair(sheet, label, text).font = { ...SMALL_FONT, bold: true };
  }
  sheet.addRow([]);
  addHeading(sheet, WHAT_TO_DO);
  advice.forEach((text, index) => {
    const number = addPair(sheet, `${index + 1}.`, text);
    number.alignment = { vertical: 'top', horizontal: 'right' };
  });
}

/** Writes a text beside what leads it, and gives the cell of that. */
function addPair(sheet: Worksheet, lead: string, text: string): Cell {
  const row = sheet.addRow([lead, text]);
  row.font = SMALL_FONT;
  row.alignment = { vertical: 'top', wrapText: true };
  row.height = heightFor(text, COVER_TEXTS);
  return row.getCell(1);
}

function addTable(sheet: Worksheet, table: RereadTable, content: QuarantineContent): void {
  const { contract, faultsAt } = content;
  if (contract === undefined) return;
  const hasSheet = table.sheet !== '';
  const lead = [...(hasSheet ? ['Sheet'] : []), hasSheet ? 'Row' : 'Line', 'Column', WHAT_TO_DO];
  const width = Math.max(table.headings.length, ...table.rows.map(({ cells }) => cells.length));
  const headings = Array.from({ length: width }, (_, at) => table.headings[at] ?? '');
  const header = sheet.addRow([...lead, ...headings]);
  header.height = 20;
  header.eachCell((cell) => {
    cell.font = { ...SMALL_FONT, ...HEADER.font };
    cell.fill = HEADER.fill;
    cell.alignment = { vertical: 'middle' };
  });
  const texts = [[...lead, ...headings]];
  for (const { line, cells } of table.rows) {
    const faults = faultsAt(table.sheet, line);
    const isMoved = cells.length > table.headings.length || mayHaveMoved(faults);
    const shown = headings.map((heading, at) => {
      const cell = cells[at] ?? '';
      return isMoved && cell.trim() !== '' ? NOT_PLACED : shownCell(contract, heading, cell);
    });
    const columns = [...new Set(faults.map(({ column }) => column))];
    const place = [...(hasSheet ? [table.sheet] : []), line];
    const advice = adviceOf(faults);
    const row = sheet.addRow([
      ...place,
      columns.map((name) => (name === '' ? 'the whole row' : name)).join(', '),
      advice,
      ...shown,
    ]);
    texts.push([...lead.map(() => ''), ...shown]);
    row.height = heightFor(advice, ADVICE_WIDTH);
    style(row, lead.length);
    markFaults(row, lead.length, headings, columns, contract);
  }
  setWidths(sheet, lead.length, texts);
  sheet.views = [{ state: 'frozen', xSplit: lead.length - 2, ySplit: 1 }];
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: lead.length + width } };
  sheet.pageSetup = {
    paperSize: A4,
    orientation: 'landscape',
    printTitlesRow: '1:1',
    printTitlesColumn: 'A:A',
  };
}

/** Each fault on a line of its own, led by its column where there are several. */
function adviceOf(faults: readonly Fault[]): string {
  if (faults.length === 1) return faults[0]?.message ?? '';
  return faults
    .map(({ column, message }) => (column === '' ? message : `${column}: ${message}`))
    .join('\n');
}

function style(row: Row, leadWidth: number): void {
  row.eachCell({ includeEmpty: true }, (cell, at) => {
    const isHidden = at > leadWidth && /^\[.*not shown\]$/.test(cell.text);
    cell.font = isHidden ? HIDDEN_FONT : SMALL_FONT;
    cell.alignment = { vertical: 'top', horizontal: 'left', wrapText: at <= leadWidth };
    if (at > leadWidth) cell.numFmt = '@';
  });
}

function markFaults(
  row: Row,
  leadWidth: number,
  headings: readonly string[],
  columns: readonly string[],
  contract: Contract,
): void {
  const known = headingsOf(contract);
  const mark = (cell: Cell): void => {
    cell.fill = FAULT_FILL;
  };
  mark(row.getCell(leadWidth - 1));
  headings.forEach((heading, at) => {
    const name = heading === '' ? '' : (known.columnOf(heading)?.name ?? heading);
    if (columns.includes(name)) mark(row.getCell(leadWidth + at + 1));
  });
}

const LEAD_WIDTHS: Readonly<Record<string, number>> = {
  Sheet: 16,
  Row: 8,
  Line: 8,
  Column: 24,
  [WHAT_TO_DO]: ADVICE_WIDTH,
};

/** Columns as wide as the longest text in them, within reason. */
function setWidths(
  sheet: Worksheet,
  leadWidth: number,
  rows: readonly (readonly string[])[],
): void {
  const names = rows[0] ?? [];
  names.forEach((name, at) => {
    const longest = Math.max(...rows.map((row) => row[at]?.length ?? 0));
    const width = Math.min(WIDEST, Math.max(NARROWEST, longest + 3));
    sheet.getColumn(at + 1).width = at < leadWidth ? (LEAD_WIDTHS[name] ?? width) : width;
  });
}

/** A row as high as its text needs. */
function heightFor(text: string, width: number): number {
  return linesOf(text, Math.floor(width * LETTERS_PER_WIDTH)) * 13.5 + 3;
}
