import { problem } from '../errors.js';
import { exactNumber, type Cell, type Column } from '../warehouse/cells.js';
import { asWritable } from './output.js';
import type { RowWriter } from './rows.js';
import { cellText } from './text-formats.js';

/** @source Excel specifications and limits, Microsoft support: rows a sheet, characters a cell. */
const SHEET_ROWS = 1_048_576;
const CELL_CHARACTERS = 32_767;

const FORMATS: Partial<Record<Column['kind'], string>> = {
  date: 'yyyy-mm-dd',
  timestamp: 'yyyy-mm-dd hh:mm:ss',
};

/**
 * Writes a workbook of one sheet: a bold header row that stays in view, and one row a record.
 * @throws CC-SQL-001 where a result is longer than a sheet, or a text longer than a cell.
 */
export const writeXlsx: RowWriter = async (rows, output) => {
  const { default: exceljs } = await import('exceljs');
  const stream = asWritable(output);
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', reject);
  });
  failed.catch(() => undefined);
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = workbook.addWorksheet('Result', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = rows.columns.map((column) => ({
    width: Math.min(40, Math.max(12, column.name.length + 2)),
    style: FORMATS[column.kind] === undefined ? {} : { numFmt: FORMATS[column.kind] ?? '' },
  }));
  const names = sheet.addRow(rows.columns.map(({ name }) => name));
  names.font = { bold: true };
  names.commit();
  let written = 1;
  for await (const block of rows.blocks()) {
    written += block.rowCount;
    if (written > SHEET_ROWS) throw tooMany();
    const values = rows.columns.map((column, index) =>
      block.cells(index).map((cell) => excelValue(cell, column)),
    );
    for (let row = 0; row < block.rowCount; row++) {
      sheet.addRow(values.map((column) => column[row] ?? null)).commit();
    }
  }
  sheet.commit();
  await Promise.race([workbook.commit(), failed]);
};

/**
 * A cell as a workbook holds it: numbers only where no digit is lost (fifteen digits), dates from
 * 1900 as dates, everything else as text. Texts are never formulas.
 */
function excelValue(cell: Cell, column: Column): null | number | string | boolean | Date {
  if (cell === null || typeof cell === 'boolean') return cell;
  if (column.kind === 'date' || column.kind === 'timestamp') {
    const iso = cellText(cell, column).replace(' ', 'T');
    const value = new Date(column.kind === 'date' ? `${iso}T00:00:00Z` : iso.replace(/Z?$/, 'Z'));
    if (value.getTime() >= Date.UTC(1900, 2, 1) && value.getUTCFullYear() < 10_000) return value;
  } else if (column.kind === 'decimal' || typeof cell === 'number') {
    const number = typeof cell === 'number' ? cell : exactNumber(cellText(cell, column));
    const digits = String(number).replace(/\D/g, '').replace(/^0+/, '').length;
    const fits = typeof number === 'number' && Number.isFinite(number);
    if (fits && (column.kind === 'float' || digits <= 15)) return number;
  }
  const text = cellText(cell, column);
  if (text.length <= CELL_CHARACTERS) return text;
  throw problem('CC-SQL-001', {
    where: `column ${column.name}`,
    expected: `at most ${CELL_CHARACTERS.toLocaleString('en-GB')} characters in a cell of a workbook`,
    got: text.length.toLocaleString('en-GB'),
    next: 'Use --format csv or parquet, or shorten it with left().',
  });
}

function tooMany(): Error {
  return problem('CC-SQL-001', {
    where: 'query',
    expected: `at most ${(SHEET_ROWS - 1).toLocaleString('en-GB')} rows for a workbook`,
    got: 'more',
    next: 'Use --format csv or parquet, or --limit.',
  });
}
