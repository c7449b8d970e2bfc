import type { Cell, Row, Workbook, Worksheet } from 'exceljs';
import type { Contract } from '../contract/index.js';
import { headingsOf } from '../layout/heading.js';
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
}

const FONT = { name: 'Arial', size: 10 };
const HEADER_FILL = solid('FF1F3A5F');
const FAULT_FILL = solid('FFFFE08A');
const HIDDEN_FONT = { ...FONT, italic: true, color: { argb: 'FF6B6B6B' } };
const WHAT_TO_DO = 'What to do';
const ADVICE_WIDTH = 60;
/** How many letters of our font fit into a column of width 1: fewer than do, so that none is cut. */
const LETTERS_PER_WIDTH = 1.2;
const NARROWEST = 10;
const WIDEST = 34;

/** Makes the workbook that is sent back to a provider: what the file is, and the rows to mend. */
export async function quarantineWorkbook(content: QuarantineContent): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  addCover(workbook, content);
  for (const [index, table] of content.tables.entries()) {
    const name = content.tables.length === 1 ? 'To mend' : `To mend ${index + 1}`;
    addTable(workbook.addWorksheet(name), table, content);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function addCover(workbook: Workbook, { title, cover, advice }: QuarantineContent): void {
  const sheet = workbook.addWorksheet('Read me first', {
    views: [{ state: 'normal', showGridLines: false }],
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToHeight: 0 },
  });
  sheet.columns = [{ width: 20 }, { width: 84 }];
  const heading = sheet.addRow([title]);
  heading.font = { ...FONT, size: 15, bold: true };
  heading.height = 26;
  sheet.addRow([]);
  for (const { label, text } of cover) {
    const row = sheet.addRow([label, text]);
    row.font = FONT;
    row.getCell(1).font = { ...FONT, bold: true };
    row.alignment = { vertical: 'top', wrapText: true };
    row.height = heightFor(text, 84);
  }
  sheet.addRow([]);
  sheet.addRow(['What to do']).font = { ...FONT, bold: true };
  advice.forEach((text, index) => {
    const row = sheet.addRow([`${index + 1}.`, text]);
    row.font = FONT;
    row.alignment = { vertical: 'top', wrapText: true };
    row.getCell(1).alignment = { vertical: 'top', horizontal: 'right' };
    row.height = heightFor(text, 84);
  });
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
    cell.font = { ...FONT, bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = HEADER_FILL;
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
    paperSize: 9,
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
    cell.font = isHidden ? HIDDEN_FONT : FONT;
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

/** A row as high as its text needs: a spreadsheet program does not always see to it. */
function heightFor(text: string, width: number): number {
  const lines = text
    .split('\n')
    .reduce(
      (sum, part) => sum + Math.max(1, Math.ceil(part.length / (width * LETTERS_PER_WIDTH))),
      0,
    );
  return Math.max(1, lines) * 13.5 + 3;
}

function solid(argb: string) {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } } as const;
}
