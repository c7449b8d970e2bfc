import { empty } from './refusals.js';
import type { SourceSheet } from './sheet.js';
import { UnreadableWorkbook } from './unreadable-workbook.js';
import { readBook, type XlsxBook } from './xlsx-book.js';
import { hasCells, readSheetRows } from './xlsx-rows.js';
import { ZipPackage } from './zip-package.js';

/** Walks the sheets of an Excel workbook in its order. */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<SourceSheet> {
  const zip = await ZipPackage.open(bytes);
  if (zip.has('xl/workbook.bin')) {
    throw new UnreadableWorkbook(
      'The workbook is a binary one (.xlsb): expected .xlsx. Save it as "Excel workbook (.xlsx)", and send it again.',
    );
  }
  const book = await readBook(zip);
  await refuseEmpty(zip, book);
  for (const { name, isHidden, path } of book.sheets) {
    yield { name, isHidden, rows: readSheetRows(zip, path, book) };
  }
}

async function refuseEmpty(zip: ZipPackage, book: XlsxBook): Promise<void> {
  for (const { path } of book.sheets) if (await hasCells(zip, path, book)) return;
  throw empty(book.sheets.length);
}
