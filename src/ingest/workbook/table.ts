import type { Cell, Worksheet } from 'exceljs';
import { linesOf } from './lines.js';
import { FONT, HEADER, RULE } from './style.js';
import { LINE_POINTS } from './text.js';

/** One column of a table on a sheet. */
export interface SheetColumn {
  readonly name: string;
  readonly width: number;
}

/** A table that fills a sheet below its title. */
interface SheetTable {
  /** A legal name: letters, digits and underscores, and none that looks like a cell. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Where it begins, counted from 1; without, below all that the sheet has. */
  readonly at?: { readonly row: number; readonly column: number };
}

export type CellValue = string | number | Date | null;

/** What parts a table from the line above it, where a blank row would be read out. */
const GAP_ABOVE = 8;
/** A column's width counts figures, which are wider than most letters. */
const LETTERS_PER_WIDTH = 1.15;
/** What the indent of a cell takes from its width. */
const INDENT = 2;

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
  cell.font = { ...FONT, ...HEADER.font };
  cell.fill = HEADER.fill;
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

/** How high a cell must be. */
function heightOf(cell: Cell, width: number): number {
  const room = Math.max(4, Math.floor((width - INDENT) * LETTERS_PER_WIDTH));
  return linesOf(cell.text, room) * LINE_POINTS;
}
