import type { Worksheet } from 'exceljs';
import { FONT, NAVY } from './style.js';

/** How high a line of text is. */
export const LINE_POINTS = 15;

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

/** Writes lines of text that run on over the cells to their right. */
export function addLines(sheet: Worksheet, lines: readonly string[]): void {
  for (const line of lines) {
    const row = sheet.addRow([line]);
    row.font = FONT;
    row.alignment = { vertical: 'top' };
    row.height = LINE_POINTS + 3;
  }
}
