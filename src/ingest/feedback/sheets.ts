import type { Cell, Workbook, Worksheet } from 'exceljs';

/** One column of a table on a sheet. */
export interface SheetColumn {
  readonly name: string;
  readonly width: number;
}

/** A table that fills a sheet below its title. */
export interface SheetTable {
  /** A legal name: letters, digits and underscores, and none that looks like a cell. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Where it begins, counted from 1; without, below all that the sheet has. */
  readonly at?: { readonly row: number; readonly column: number };
}

export type CellValue = string | number | Date | null;

export const FONT = { name: 'Arial', size: 11 };
const NAVY = 'FF1F3A5F';
const WHITE = 'FFFFFFFF';
const RULE = 'FFB1B4B6';
const LINE_POINTS = 15;
/** What parts a table from the line above it, where a blank row would be read out. */
const GAP_ABOVE = 8;
/** A column's width counts figures, which are wider than most letters. */
const LETTERS_PER_WIDTH = 1.15;
/** What the indent of a cell takes from its width. */
const INDENT = 2;
const A4 = 9;

/** A workbook with the properties that assistive technology reads out. */
export async function newWorkbook(title: string, now: Date): Promise<Workbook> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  Object.assign(workbook, {
    creator: 'Carecount',
    lastModifiedBy: 'Carecount',
    title,
    subject: 'Adult social care workforce',
    language: 'en-GB',
    created: now,
    modified: now,
  });
  return workbook;
}

/** A sheet that prints on A4, as wide as the page. */
export function addSheet(
  workbook: Workbook,
  name: string,
  orientation: 'portrait' | 'landscape',
): Worksheet {
  return workbook.addWorksheet(name, {
    views: [{ state: 'normal', showGridLines: false }],
    pageSetup: {
      paperSize: A4,
      orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
  });
}

/** Writes the title of a sheet, in its first row. */
export function addTitle(sheet: Worksheet, text: string): void {
  const row = sheet.addRow([text]);
  row.font = { ...FONT, size: 16, bold: true, color: { argb: NAVY } };
  row.alignment = { vertical: 'top' };
  row.height = 30;
}

/** Writes a heading within a sheet. */
export function addHeading(sheet: Worksheet, text: string): void {
  const row = sheet.addRow([text]);
  row.font = { ...FONT, size: 13, bold: true };
  row.alignment = { vertical: 'bottom' };
  row.height = 28;
}

/** Writes a line of text that runs on over the cells to its right. */
export function addLine(sheet: Worksheet, text: string): void {
  const row = sheet.addRow([text]);
  row.font = FONT;
  row.alignment = { vertical: 'top' };
  row.height = LINE_POINTS + 3;
}

/** Writes a table, as one that programs know as a table, and has its header printed on each page. */
export function addTable(sheet: Worksheet, table: SheetTable): void {
  const { name, columns, rows, at: place = { row: sheet.rowCount + 1, column: 1 } } = table;
  if (place.row > 1) sheet.getRow(place.row - 1).height += GAP_ABOVE;
  sheet.addTable({
    name,
    ref: sheet.getCell(place.row, place.column).address,
    headerRow: true,
    totalsRow: false,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: columns.map((column) => ({ name: column.name, filterButton: false })),
    rows: rows.map((row) => [...row]),
  });
  for (let line = 0; line <= rows.length; line++) {
    const row = sheet.getRow(place.row + line);
    columns.forEach(({ width }, index) => {
      const cell = row.getCell(place.column + index);
      if (line === 0) styleHeader(cell);
      else styleCell(cell);
      row.height = Math.max(row.height ?? 0, heightOf(cell, width) + (line === 0 ? 8 : 4));
    });
  }
  columns.forEach(({ width }, index) => {
    const column = sheet.getColumn(place.column + index);
    column.width = Math.max(column.width ?? 0, width);
  });
  sheet.pageSetup.printTitlesRow = `${place.row}:${place.row}`;
}

function styleHeader(cell: Cell): void {
  cell.font = { ...FONT, bold: true, color: { argb: WHITE } };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: NAVY } };
  cell.alignment = { vertical: 'middle', horizontal: 'left', wrapText: true, indent: 1 };
}

/** Makes a cell readable: wrapped, at the top, with a rule around it. */
export function styleCell(cell: Cell): void {
  const rule = { style: 'thin', color: { argb: RULE } } as const;
  cell.font = FONT;
  cell.border = { top: rule, bottom: rule, left: rule, right: rule };
  cell.alignment = {
    vertical: 'top',
    indent: 1,
    ...(typeof cell.value === 'number'
      ? { horizontal: 'right' }
      : { horizontal: 'left', wrapText: true }),
  };
}

/** How high a cell must be: a spreadsheet program does not always see to it. */
function heightOf(cell: Cell, width: number): number {
  return linesOf(cell.text, width) * LINE_POINTS;
}

/** How many lines a text takes when it is broken between words. */
function linesOf(text: string, width: number): number {
  const room = Math.max(4, Math.floor((width - INDENT) * LETTERS_PER_WIDTH));
  let lines = 0;
  for (const part of text.split('\n')) {
    lines += 1;
    let used = 0;
    for (const word of part.split(' ')) {
      const isFirst = used === 0;
      if (!isFirst && used + 1 + word.length <= room) used += 1 + word.length;
      else {
        lines += (isFirst ? 0 : 1) + Math.floor(Math.max(0, word.length - 1) / room);
        used = word.length % room;
      }
    }
  }
  return lines;
}

/** A workbook's bytes. */
export async function bytesOf(workbook: Workbook): Promise<Buffer> {
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
