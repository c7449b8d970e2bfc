import { formatOf } from './format.js';
import { checkRows } from './limits.js';
import { readOds } from './ods.js';
import { damaged, passwordProtected } from './refusals.js';
import type { SourceRow, SourceSheet } from './sheet.js';
import { UnreadableWorkbook } from './unreadable-workbook.js';
import { readXls } from './xls.js';
import { readXlsx } from './xlsx.js';

export { UnreadableWorkbook };

/** The formats that hold sheets. */
export type WorkbookFormat = 'xlsx' | 'ods' | 'xls';

const READERS: Readonly<Record<WorkbookFormat, (bytes: Buffer) => AsyncGenerator<SourceSheet>>> = {
  xlsx: readXlsx,
  ods: readOds,
  xls: readXls,
};

/**
 * Walks the sheets of a workbook in order, each once; a sheet not walked to its end is skipped.
 * @throws UnreadableWorkbook, also for a workbook in which no sheet has a cell.
 */
export async function* readWorkbook(
  bytes: Buffer,
  format: WorkbookFormat,
): AsyncGenerator<SourceSheet> {
  refuseOther(bytes, format);
  const count = { rows: 0 };
  for await (const sheet of orDamaged(READERS[format](bytes))) {
    yield { ...sheet, rows: counted(sheet.rows, count) };
  }
}

function refuseOther(bytes: Buffer, format: WorkbookFormat): void {
  const found = formatOf(bytes);
  if (found.what.startsWith('a password-protected')) throw passwordProtected();
  if (found.format === format) return;
  throw new UnreadableWorkbook(
    `The file is ${found.what}: expected ${NAMES[format]}. Save it as an Excel workbook (.xlsx) or as CSV, and send it again.`,
  );
}

const NAMES: Readonly<Record<WorkbookFormat, string>> = {
  xlsx: 'an Excel workbook',
  ods: 'an OpenDocument spreadsheet',
  xls: 'an Excel 97-2003 workbook',
};

async function* counted(
  rows: AsyncIterable<SourceRow>,
  count: { rows: number },
): AsyncGenerator<SourceRow> {
  for await (const row of orDamaged(rows)) {
    count.rows += 1;
    checkRows(count.rows);
    yield row;
  }
}

/** What goes wrong within a workbook is its own fault. */
async function* orDamaged<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        throw error instanceof UnreadableWorkbook ? error : damaged();
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
