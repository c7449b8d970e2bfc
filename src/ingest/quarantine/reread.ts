import type { Contract } from '../contract/index.js';
import { findTable, type FoundTable } from '../layout/find-table.js';
import { DELIMITERS } from '../find-in-text.js';
import { HEAD_ROWS } from '../sheet-rows.js';
import {
  decode,
  formatOf,
  readDelimited,
  readWorkbook,
  type SourceRow,
  type SourceSheet,
} from '../readers/index.js';

/** Where a record stands in its file. */
export interface Place {
  /** '' for a text file. */
  readonly sheet: string;
  readonly line: number;
}

/** Rows of one sheet as they stand in the file. */
export interface RereadTable {
  readonly sheet: string;
  /** The heading of each column; '' where there is none. */
  readonly headings: readonly string[];
  readonly rows: readonly SourceRow[];
}

/** Reads rows of a file once more, as they are: nothing is converted, nothing is kept. */
export async function rereadRows(
  bytes: Buffer,
  contract: Contract,
  places: readonly Place[],
): Promise<RereadTable[]> {
  const tables: RereadTable[] = [];
  for await (const sheet of sheetsOf(bytes, contract)) {
    const lines = new Set(
      places.filter((each) => each.sheet === sheet.name).map(({ line }) => line),
    );
    if (lines.size === 0) continue;
    tables.push(await pick(sheet, contract, lines));
  }
  return tables;
}

async function* sheetsOf(bytes: Buffer, contract: Contract): AsyncGenerator<SourceSheet> {
  const { format } = formatOf(bytes);
  if (format === 'xlsx' || format === 'ods' || format === 'xls') {
    yield* readWorkbook(bytes, format);
    return;
  }
  const { text } = decode(bytes);
  let best: { delimiter: string; score: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const head = await headOf(readDelimited(text, delimiter));
    const score = findTable('', head, [contract]).tables[0]?.score ?? 0;
    if (score > (best?.score ?? 0)) best = { delimiter, score };
  }
  yield readDelimited(text, best?.delimiter ?? ',');
}

async function headOf({ rows }: SourceSheet): Promise<SourceRow[]> {
  const head: SourceRow[] = [];
  for await (const row of rows) {
    head.push(row);
    if (head.length === HEAD_ROWS) break;
  }
  return head;
}

async function pick(
  sheet: SourceSheet,
  contract: Contract,
  lines: ReadonlySet<number>,
): Promise<RereadTable> {
  const head: SourceRow[] = [];
  const rows: SourceRow[] = [];
  for await (const row of sheet.rows) {
    if (head.length < HEAD_ROWS) head.push(row);
    if (lines.has(row.line)) rows.push(row);
  }
  const { tables } = findTable(sheet.name, head, [contract]);
  return { sheet: sheet.name, headings: headingsOfAll(tables), rows };
}

/** The headings of tables that stand side by side, each in its place. */
function headingsOfAll(tables: readonly FoundTable[]): string[] {
  const width = Math.max(0, ...tables.map(({ headings }) => headings.length));
  return Array.from(
    { length: width },
    (_, at) => tables.map(({ headings }) => headings[at] ?? '').find((text) => text !== '') ?? '',
  );
}
