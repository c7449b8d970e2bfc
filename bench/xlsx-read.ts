import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import exceljs from 'exceljs';
import { readWorkbook } from '../src/ingest/readers/index.js';
import { measureVariant } from './child.js';
import { inRounds, line, thousands, type SectionOptions } from './sections.js';
import { ratioOf, type Section } from './table.js';

const ROWS = 100_000;
const COLUMNS = 30;
/** Of the columns: how many are dates, numbers and formulas; the rest are texts, most of which recur. */
const DATES = 5;
const NUMBERS = 12;
const FORMULAS = 1;
const FIRST_DAY = Date.UTC(2020, 0, 1);
const DAY = 86_400_000;

/** A large workbook, against the streaming reader of exceljs. */
export async function workbookSection(options: SectionOptions): Promise<Section> {
  const path = join(options.dir, 'workers.xlsx');
  options.progress(`writing a workbook of ${thousands(ROWS)} rows`);
  await writeWorkbook(path, ROWS);
  const { exceljs: yardstick, ours } = await inRounds(options, {
    exceljs: () => measureVariant('exceljs', path, options.dir),
    ours: () => measureVariant('workbook', path, options.dir),
  });
  const ratio = ratioOf(ours, yardstick);
  return {
    title: `One workbook of ${thousands(ROWS)} rows x ${COLUMNS} columns`,
    lines: [
      line('exceljs, its streaming reader, styles and shared strings kept', yardstick, {
        ratio: 1,
      }),
      line('the reader of workbooks: bytes to rows of text', ours, {
        ratio,
        target: { words: 'at most 1.3', isMet: ratio <= 1.3 },
      }),
    ],
  };
}

/** Walks every cell of a workbook as exceljs gives it. @returns how many have a value. */
export async function walkByExceljs(path: string): Promise<number> {
  const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([readFileSync(path)]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  let cells = 0;
  for await (const sheet of reader) {
    for await (const row of sheet) {
      for (let column = 1; column <= row.cellCount; column++) {
        if (row.getCell(column).value !== null) cells += 1;
      }
    }
  }
  return cells;
}

/** Walks every cell of a workbook as rows of text. @returns how many have one. */
export async function walkByReader(path: string): Promise<number> {
  let cells = 0;
  for await (const sheet of readWorkbook(readFileSync(path), 'xlsx')) {
    for await (const row of sheet.rows) for (const cell of row.cells) if (cell !== '') cells += 1;
  }
  return cells;
}

/** Writes a workbook of invented values, the same for the same count. */
async function writeWorkbook(path: string, rows: number): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    filename: path,
    useStyles: true,
    useSharedStrings: true,
  });
  const sheet = workbook.addWorksheet('Workers');
  sheet.columns = Array.from({ length: COLUMNS }, (_, column) => ({
    style: column < DATES ? { numFmt: 'dd/mm/yyyy' } : {},
  }));
  sheet.addRow(Array.from({ length: COLUMNS }, (_, column) => `Column ${column}`)).commit();
  for (let row = 0; row < rows; row++) {
    sheet.addRow(Array.from({ length: COLUMNS }, (_, column) => valueAt(row, column))).commit();
  }
  sheet.commit();
  await workbook.commit();
}

function valueAt(row: number, column: number): exceljs.CellValue {
  if (column < DATES) return new Date(FIRST_DAY + ((row * 7 + column * 31) % 2000) * DAY);
  if (column < DATES + NUMBERS) return ((row * 13 + column) % 100_000) / 8;
  if (column < DATES + NUMBERS + FORMULAS) return { formula: `F${row + 2}*2`, result: row };
  return column === COLUMNS - 1 ? `Worker ${row}` : `Text ${(row * column) % 997}`;
}
