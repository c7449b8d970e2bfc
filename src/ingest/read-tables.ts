import { headerDrift } from './drift.js';
import { FlatBody } from './flat-body.js';
import { namedColumns, type Contract } from './contract/index.js';
import { readContext } from './layout/context.js';
import { findTable, isIgnored, type FoundTable, type NearMiss } from './layout/find-table.js';
import { headingKey, headingsOf } from './layout/heading.js';
import {
  flatHeaderOf,
  layOut,
  planTable,
  type FlatRecord,
  type RowTally,
} from './layout/lay-out.js';
import type { SourceRow, SourceSheet } from './readers/index.js';
import { refuse, type FileNote, type ReadyFile, type RefusedFile } from './ready.js';
import { monthFromText } from '../period.js';

/** How many rows of a sheet are looked at to find its table. */
export const HEAD_ROWS = 60;

/** What is already known of a file whose sheets are to be read. */
export interface SheetSource {
  readonly encoding: ReadyFile['encoding'];
  /** Whether a row must be as wide as its header: text files, where a comma too many moves cells. */
  readonly isStrict: boolean;
  readonly contracts: readonly Contract[];
}

/** Reads every table of one known kind from the sheets of a file. */
export async function readTables(
  sheets: AsyncIterable<SourceSheet>,
  source: SheetSource,
): Promise<ReadyFile | RefusedFile> {
  const reading = new TableReading(source);
  for await (const sheet of sheets) {
    const refused = await reading.addSheet(sheet);
    if (refused !== undefined) return refused;
  }
  return reading.finish();
}

/** One file's tables on their way to flat records. */
class TableReading {
  private readonly heads = new Map<string, readonly SourceRow[]>();
  private readonly body = new FlatBody();
  private readonly tally: RowTally = { preamble: 0, header: 0, read: 0, note: 0, footer: 0 };
  private readonly notes: FileNote[] = [];
  private readonly leftSheets: { name: string; isHidden: boolean }[] = [];
  private contract: Contract | undefined;
  private contractSheet = '';
  private flatHeader: readonly string[] = [];
  private variant: string | null = null;
  private nearest: NearMiss | undefined;
  private hiddenTable: { readonly id: string; readonly sheet: string } | undefined;
  private context: Readonly<Record<string, string>> = {};
  private firstRecord: FlatRecord | undefined;
  /** The contract's columns that some table has. */
  private readonly there = new Set<string>();
  /** What a row may begin with that is the header of another table. */
  private readonly headings: ReadonlySet<string>;

  constructor(private readonly source: SheetSource) {
    this.headings = new Set(source.contracts.flatMap(headingKeysOf));
  }

  async addSheet(sheet: SourceSheet): Promise<RefusedFile | undefined> {
    const iterator = sheet.rows[Symbol.asyncIterator]();
    const head = await takeHead(iterator);
    this.heads.set(sheet.name, head);
    if (head.length === 0) return undefined;
    const search = findTable(sheet.name, head, this.source.contracts);
    if (search.tables.length === 0) {
      if ((search.nearest?.share ?? 0) > (this.nearest?.share ?? 0)) this.nearest = search.nearest;
      this.leftSheets.push(sheet);
      await iterator.return?.();
      return undefined;
    }
    const [first] = search.tables;
    if (first === undefined) return undefined;
    if (sheet.isHidden && !first.contract.layout.sheets.length) {
      this.leftSheets.push(sheet);
      this.hiddenTable ??= { id: first.contract.id, sheet: sheet.name };
      await iterator.return?.();
      return undefined;
    }
    if (this.contract !== undefined && this.contract.id !== first.contract.id) {
      await iterator.return?.();
      return twoKinds(
        this.contract,
        `sheet "${this.contractSheet}"`,
        first.contract,
        `sheet "${sheet.name}"`,
      );
    }
    const fault = tooWide(first) ?? namedTwice(first);
    if (fault !== undefined) {
      await iterator.return?.();
      return fault;
    }
    return this.addTables(sheet, search.tables, head, iterator);
  }

  private async addTables(
    sheet: SourceSheet,
    tables: readonly FoundTable[],
    head: readonly SourceRow[],
    rest: AsyncIterator<SourceRow>,
  ): Promise<RefusedFile | undefined> {
    // Only tables side by side are several, and such sheets are small: their rows are kept.
    const rows = tables.length > 1 ? await takeAll(head, rest) : undefined;
    const linesRead = new Set<number>();
    const readBefore = this.tally.read;
    for (const [index, table] of tables.entries()) {
      const isFirst = this.contract === undefined;
      if (isFirst) {
        this.contract = table.contract;
        this.contractSheet = sheet.name;
        this.flatHeader = flatHeaderOf(table);
      }
      const { layout } = table.contract;
      const above = head.slice(0, table.headerAt);
      const context = {
        '@sheet': sheet.name,
        ...readContext(layout.context, sheet.name, above, this.heads),
      };
      if (isFirst) this.context = context;
      const plan = planTable(table, this.flatHeader);
      const stream = layOut(plan, rows ?? chained(head, rest), context, this.source.isStrict);
      for await (const record of stream) {
        const other = this.otherHeader(record, table.contract);
        if (other !== undefined) return other;
        if (rows !== undefined) linesRead.add(record.line);
        this.firstRecord ??= record;
        this.body.add([sheet.name, String(record.line), record.fault, ...record.cells]);
      }
      const known = headingsOf(table.contract);
      for (const text of table.headings) this.there.add(known.columnOf(text)?.name ?? '');
      const unread = table.headings.filter(
        (text) => known.isOfGroup(text) && !this.flatHeader.includes(headingKey(text)),
      );
      const drift = headerDrift(table.contract, table.headings, [
        ...plan.unnamedColumns,
        ...unread,
      ]);
      if (isFirst) this.variant = drift.variant;
      this.addNotes(drift.notes);
      if (index === 0) this.addTally(plan.tally);
    }
    if (rows !== undefined) {
      // A row that the first of the tables has nothing in may be a record of the next.
      const more = readBefore + linesRead.size - this.tally.read;
      this.tally.read += more;
      this.tally.note -= more;
    }
    return undefined;
  }

  /** A row that is the header of something else begins a second table. */
  private otherHeader(record: FlatRecord, contract: Contract): RefusedFile | undefined {
    const isLikely = record.fault !== '' || this.headings.has(headingKey(record.rawCells[0] ?? ''));
    if (!isLikely) return undefined;
    const row = { line: record.line, cells: record.rawCells };
    const { tables } = findTable('', [row], this.source.contracts);
    const other = tables[0]?.contract;
    if (other === undefined || other.id === contract.id) return undefined;
    return twoKinds(contract, 'the first lines', other, `line ${record.line} on`);
  }

  private addNotes(notes: readonly FileNote[]): void {
    for (const note of notes) {
      const isSaid = this.notes.some(
        (each) => each.rule === note.rule && each.column === note.column,
      );
      if (!isSaid) this.notes.push(note);
    }
  }

  private addTally(tally: RowTally): void {
    for (const key of ['preamble', 'header', 'read', 'note', 'footer'] as const) {
      this.tally[key] += tally[key];
    }
  }

  finish(): ReadyFile | RefusedFile {
    const { contract } = this;
    if (contract === undefined) {
      if (this.hiddenTable === undefined) return unrecognised(this.nearest);
      const { id, sheet } = this.hiddenTable;
      const reason = `The table is on the hidden sheet "${sheet}": expected one that is shown. Unhide it, and send the workbook again.`;
      return refuse('rejected', reason, id);
    }
    if (this.body.records === 0) {
      return refuse(
        'rejected',
        'The file has a header and no records: expected at least one.',
        contract.id,
      );
    }
    for (const { name, isHidden } of this.leftSheets) {
      if (isIgnored(contract, name)) continue;
      const rule = isHidden ? 'sheet_hidden' : 'sheet_unread';
      this.addNotes([{ rule, column: name, detail: null }]);
    }
    return {
      outcome: 'ready',
      contract,
      variant: this.notes.length > 0 ? null : this.variant,
      notes: this.notes,
      encoding: this.source.encoding,
      header: this.flatHeader.map((name) => (this.isAbsent(name) ? '' : name)),
      delimiter: ',',
      ...this.body.finish(),
      records: this.body.records,
      isPlaced: true,
      isAsStored: false,
      lineEnd: '\n',
      isScanned: true,
      isPadded: true,
      isLinePerRecord: false,
      tally: this.tally,
      submitter: this.said(contract.delivery.submitter),
      period: monthFromText(this.said(contract.delivery.period) ?? '') ?? null,
    };
  }

  /** A column that no table of the file has is not one whose cells are blank. */
  private isAbsent(name: string): boolean {
    if (name.startsWith('@') || this.there.has(name) || this.contract === undefined) return false;
    return namedColumns(this.contract).some((column) => column.name === name);
  }

  private said(name: string | undefined): string | null {
    if (name === undefined) return null;
    const column = this.flatHeader.indexOf(name);
    const text = this.context[name] ?? this.firstRecord?.cells[column] ?? '';
    return text.trim() === '' ? null : text.trim();
  }
}

function headingKeysOf(contract: Contract): string[] {
  return namedColumns(contract).flatMap(({ name, aliases }) => [name, ...aliases].map(headingKey));
}

/** Says what a file is not, and which known kind comes nearest. */
export function unrecognised(nearest: NearMiss | undefined): RefusedFile {
  if (nearest === undefined) {
    return refuse(
      'unrecognised',
      'The file is none we know: no row of it is the header of a known kind of file.',
    );
  }
  const { contract, missing, unknown } = nearest;
  const shown = (names: readonly string[]): string =>
    names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
  const found = unknown.length === 0 ? '' : ` It has, and we do not know: ${shown(unknown)}.`;
  return refuse(
    'unrecognised',
    `The file is none we know. It comes nearest to "${contract.title}" (${contract.id}), but lacks: ${shown(missing)}.${found}`,
  );
}

/** Says that a file holds two kinds of table. */
function twoKinds(one: Contract, where: string, other: Contract, elsewhere: string): RefusedFile {
  return refuse(
    'rejected',
    `The file holds two kinds of table: ${one.title} (${where}) and ${other.title} (${elsewhere}). Send each as a file of its own.`,
  );
}

/** @source the widest file of the field, the analysis file, has about 1,300 columns. */
const MOST_COLUMNS = 5000;

/** Refuses a header so wide that the lines of the file must have run together. */
export function tooWide({ contract, headings }: FoundTable): RefusedFile | undefined {
  if (headings.length <= MOST_COLUMNS) return undefined;
  return refuse(
    'rejected',
    `The header has ${headings.length} columns: expected at most ${MOST_COLUMNS}. Check that the file was saved whole, with a line for each record.`,
    contract.id,
  );
}

function namedTwice(table: FoundTable): RefusedFile | undefined {
  const repeated = repeatedHeading(table);
  if (repeated === undefined) return undefined;
  const reason = `The header names the column "${repeated}" twice: expected once.`;
  return refuse('rejected', reason, table.contract.id);
}

function repeatedHeading({ contract, headings }: FoundTable): string | undefined {
  const names = namedColumns(contract).flatMap(({ name, aliases }) => [name, ...aliases]);
  const upper = names.map((name) => name.toUpperCase());
  const seen = new Set<string>();
  return headings.find((text) => {
    const key = text.toUpperCase();
    if (!upper.includes(key)) return false;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

async function takeHead(iterator: AsyncIterator<SourceRow>): Promise<SourceRow[]> {
  const head: SourceRow[] = [];
  while (head.length < HEAD_ROWS) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
  }
  return head;
}

async function* chained(
  head: readonly SourceRow[],
  rest: AsyncIterator<SourceRow>,
): AsyncGenerator<SourceRow> {
  yield* head;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

async function takeAll(
  head: readonly SourceRow[],
  rest: AsyncIterator<SourceRow>,
): Promise<AsyncIterable<SourceRow>> {
  const rows: SourceRow[] = [];
  for await (const row of chained(head, rest)) rows.push(row);
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- rows are walked the same way wherever they are
    async *[Symbol.asyncIterator]() {
      yield* rows;
    },
  };
}
