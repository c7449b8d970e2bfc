import { read, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { booleanText, DAYS_1904, numberText, serialText } from './cell-text.js';
import { checkColumns } from './limits.js';
import { MergeFiller } from './merges.js';
import { kindOfFormat } from './number-format.js';
import { damaged, empty, passwordProtected } from './refusals.js';
import type { SourceRow, SourceSheet } from './sheet.js';

/** @source [MS-XLS] 2.5.10 Bes: what the numbers of errors stand for. */
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/** Walks the sheets of an Excel 97-2003 workbook, which is at most 65,536 rows a sheet and read whole. */
// eslint-disable-next-line @typescript-eslint/require-await -- the other workbooks are walked as they are unpacked
export async function* readXls(bytes: Buffer): AsyncGenerator<SourceSheet> {
  const book = open(bytes);
  const sheets = book.SheetNames.map((name) => book.Sheets[name]);
  if (!sheets.some((sheet) => (sheet?.['!data'] ?? []).length > 0)) throw empty(sheets.length);
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (sheet === undefined || sheet['!type'] === 'chart') continue;
    const isHidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
    yield { name, isHidden, rows: sheetRows(sheet, is1904) };
  }
}

function open(bytes: Buffer): WorkBook {
  try {
    return read(bytes, { type: 'buffer', dense: true, cellNF: true, cellText: false });
  } catch (error) {
    if (/password|encrypt/i.test(String(error))) throw passwordProtected();
    throw damaged();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- as above
async function* sheetRows(sheet: WorkSheet, is1904: boolean): AsyncGenerator<SourceRow> {
  const filler = new MergeFiller(
    (sheet['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r + 1,
      left: s.c + 1,
      bottom: e.r + 1,
      right: e.c + 1,
    })),
  );
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  for (const [index, row] of data.entries()) {
    const cells = trimmed(Array.from(row ?? [], (cell) => cellText(cell, is1904)));
    checkColumns(cells.length);
    if (cells.some((cell) => cell.trim() !== '')) yield* filler.fill({ line: index + 1, cells });
  }
  yield* filler.rest();
}

function trimmed(cells: string[]): string[] {
  while (cells.at(-1) === '') cells.pop();
  return cells;
}

function cellText(cell: CellObject | undefined, is1904: boolean): string {
  const value = cell?.v;
  if (cell === undefined || value === undefined) return '';
  if (cell.t === 'e') return ERRORS[Number(value)] ?? '#ERROR!';
  if (typeof value === 'boolean') return booleanText(value);
  if (typeof value !== 'number') return String(value);
  const kind = kindOfFormat(String(cell.z ?? ''));
  if (kind === 'number') return numberText(value);
  const isDay = kind === 'date' || kind === 'date-time';
  return serialText(isDay && is1904 ? value + DAYS_1904 : value, kind);
}
