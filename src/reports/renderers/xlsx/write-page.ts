import type { Cell, CellValue, Font, Workbook, Worksheet } from 'exceljs';
import { oneLine } from '../../one-line.js';
import { columnWidths, rowHeight, textOf } from './layout.js';
import type { SheetLine, SheetPage } from './page.js';
import type { SheetTable } from './sheet-table.js';
import type { SheetValue } from './sheet-value.js';

const FONTS: Readonly<Record<SheetLine['style'], Partial<Font>>> = {
  title: { name: 'Arial', size: 16, bold: true },
  heading: { name: 'Arial', size: 14, bold: true },
  strong: { name: 'Arial', size: 12, bold: true },
  plain: { name: 'Arial', size: 12 },
};
const LINK: Partial<Font> = { ...FONTS.plain, underline: true, color: { argb: 'FF1D70B8' } };
const LINE_HEIGHTS = { title: 24, heading: 30, strong: 16, plain: 16 } as const;

/** Adds a worksheet with its lines and its table, and the way it is shown and printed. */
export function writePage(workbook: Workbook, page: SheetPage): void {
  const sheet = workbook.addWorksheet(page.name, {
    views: [{ state: 'normal', activeCell: 'A1', showGridLines: true }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
  });
  page.lines.forEach((each, index) => writeLine(sheet, index + 1, each, page.width));
  if (page.width !== undefined) sheet.getColumn(1).width = page.width;
  if (page.table === undefined) return;
  const first = page.lines.length + 1;
  writeTable(sheet, first, page.table.name, page.table.content);
  sheet.pageSetup.printTitlesRow = `${first}:${first}`;
  if (page.name === 'Contents') linkNames(sheet, first + 1, page.table.content);
}

function writeLine(
  sheet: Worksheet,
  row: number,
  { text, style, link }: SheetLine,
  width: number | undefined,
): void {
  const cell = sheet.getCell(row, 1);
  const plain = oneLine(text);
  cell.value = link === undefined ? plain : linkTo(link, plain);
  cell.font = link === undefined ? FONTS[style] : LINK;
  cell.alignment = { vertical: 'bottom', wrapText: width !== undefined };
  const wrapped = width === undefined ? 0 : rowHeight([plain], [width], style !== 'plain');
  sheet.getRow(row).height = Math.max(LINE_HEIGHTS[style], wrapped);
}

function writeTable(sheet: Worksheet, first: number, name: string, content: SheetTable): void {
  const widths = columnWidths(content);
  const names = content.columns.map((column) => column.name);
  sheet.addTable({
    name,
    ref: `A${first}`,
    headerRow: true,
    // The type does not know that a table may have no theme, which leaves out all fills.
    style: { theme: null as never, showFirstColumn: true, showRowStripes: false },
    columns: names.map((each) => ({ name: each, filterButton: false })),
    rows: content.rows.map((row) => row.map(plainValue)),
  });
  widths.forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  const header = sheet.getRow(first);
  header.height = rowHeight(names, widths, true);
  content.columns.forEach(({ align }, index) => {
    styleCell(header.getCell(index + 1), FONTS.strong, align);
  });
  content.rows.forEach((values, index) => {
    const row = sheet.getRow(first + 1 + index);
    row.height = rowHeight(values.map(textOf), widths);
    values.forEach((value, place) => {
      const cell = row.getCell(place + 1);
      styleCell(cell, FONTS.plain, content.columns[place]?.align ?? 'text');
      if (value.kind === 'number') cell.numFmt = value.format;
    });
  });
}

function styleCell(cell: Cell, font: Partial<Font>, align: 'text' | 'number'): void {
  cell.font = font;
  cell.alignment = {
    horizontal: align === 'number' ? 'right' : 'left',
    // Text that follows a number would touch it.
    indent: align === 'text' && cell.fullAddress.col > 1 ? 1 : 0,
    vertical: 'top',
    wrapText: true,
  };
}

function linkNames(sheet: Worksheet, first: number, { rows }: SheetTable): void {
  rows.forEach((row, index) => {
    const cell = sheet.getCell(first + index, 1);
    const name = textOf(row[0]);
    cell.value = linkTo(name, name);
    cell.font = LINK;
  });
}

function linkTo(sheet: string, text: string): CellValue {
  return { text, hyperlink: `#'${sheet}'!A1` };
}

function plainValue(value: SheetValue): string | number {
  return value.kind === 'number' ? value.value : value.text;
}
