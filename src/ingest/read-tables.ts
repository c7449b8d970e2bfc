import { headerDrift } from './drift.js';
import { FlatBody } from './flat-body.js';
import { namedColumns, type Contract } from './contract/index.js';
import { readContext } from './layout/context.js';
import { findTable, isIgnored, type FoundTable, type NearMiss } from './layout/find-table.js';
import { everyHeading, headingKey, headingsOf } from './layout/heading.js';
import {
  flatHeaderOf,
  layOut,
  planTable,
  type FlatRecord,
  type RowTally,
} from './layout/lay-out.js';
import type { SourceRow, SourceSheet } from './readers/index.js';
import { refuse, type FileNote, type ReadyFile, type RefusedFile } from './ready.js';
import { SheetRows } from './sheet-rows.js';
import { namedTwice, tooWide, twoKinds, twoOrders, unrecognised } from './table-refusals.js';
import { monthFromText } from '../period.js';

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
    this.headings = everyHeading(source.contracts);
  }

  async addSheet(sheet: SourceSheet): Promise<RefusedFile | undefined> {
    const rows = await SheetRows.open(sheet);
    this.heads.set(sheet.name, rows.head);
    if (rows.head.length === 0) return undefined;
    const { tables, nearest } = findTable(sheet.name, rows.head, this.source.contracts);
    const [first] = tables;
    if (first === undefined || isOutOfSight(sheet, first)) {
      await rows.leave();
      this.leaveOut(sheet, first, nearest);
      return undefined;
    }
    const fault = this.otherSheet(sheet, first) ?? tooWide(first) ?? namedTwice(first);
    if (fault !== undefined) {
      await rows.leave();
      return fault;
    }
    return tables.length === 1
      ? this.addTable(sheet, first, rows.head, rows.walk())
      : this.addSideBySide(sheet, tables, await rows.keep());
  }

  private leaveOut(
    { name, isHidden }: SourceSheet,
    table: FoundTable | undefined,
    nearest: NearMiss | undefined,
  ): void {
    this.leftSheets.push({ name, isHidden });
    if (table !== undefined) this.hiddenTable ??= { id: table.contract.id, sheet: name };
    if ((nearest?.share ?? 0) > (this.nearest?.share ?? 0)) this.nearest = nearest;
  }

  /** A sheet of another kind than the one before it. */
  private otherSheet({ name }: SourceSheet, { contract }: FoundTable): RefusedFile | undefined {
    if (this.contract === undefined || this.contract.id === contract.id) return undefined;
    return twoKinds(this.contract, `sheet "${this.contractSheet}"`, contract, `sheet "${name}"`);
  }

  /** Tables beside each other share their rows: each row is counted once, as read where any reads it. */
  private async addSideBySide(
    sheet: SourceSheet,
    tables: readonly FoundTable[],
    rows: readonly SourceRow[],
  ): Promise<RefusedFile | undefined> {
    const before = { ...this.tally };
    const linesRead = new Set<number>();
    for (const table of tables) {
      Object.assign(this.tally, before);
      const again = replayed(rows);
      const refused = await this.addTable(sheet, table, rows, again, (line) => linesRead.add(line));
      if (refused !== undefined) return refused;
    }
    const more = before.read + linesRead.size - this.tally.read;
    this.tally.read += more;
    this.tally.note -= more;
    return undefined;
  }

  private async addTable(
    sheet: SourceSheet,
    table: FoundTable,
    head: readonly SourceRow[],
    rows: AsyncIterable<SourceRow>,
    onRead?: (line: number) => void,
  ): Promise<RefusedFile | undefined> {
    const isFirst = this.contract === undefined;
    const { contract } = table;
    const context = {
      '@sheet': sheet.name,
      ...readContext(
        contract.layout.context,
        sheet.name,
        head.slice(0, table.headerAt),
        this.heads,
      ),
    };
    if (isFirst) {
      this.contract = contract;
      this.contractSheet = sheet.name;
      this.flatHeader = flatHeaderOf(table);
      this.context = context;
    }
    const plan = planTable(table, this.flatHeader);
    for await (const record of layOut(plan, rows, context, this.source.isStrict)) {
      const other = this.otherHeader(record, contract);
      if (other !== undefined) return other;
      onRead?.(record.line);
      this.firstRecord ??= record;
      this.body.add([sheet.name, String(record.line), record.fault, ...record.cells]);
    }
    const variant = this.noteHeader(table, plan.unnamedColumns);
    if (plan.recordsAbove > 0) {
      const detail = String(plan.recordsAbove);
      this.addNotes([{ rule: 'rows_above_header', column: '', detail }]);
    }
    if (isFirst) this.variant = variant;
    this.addTally(plan.tally);
    return undefined;
  }

  /** Notes how a table's header differs from what is known; gives the known one that it is. */
  private noteHeader(
    { contract, headings }: FoundTable,
    unnamed: ReadonlySet<string>,
  ): string | null {
    const known = headingsOf(contract);
    for (const text of headings) this.there.add(known.columnOf(text)?.name ?? '');
    const unread = headings.filter(
      (text) => known.isOfGroup(text) && !this.flatHeader.includes(headingKey(text)),
    );
    const { variant, notes } = headerDrift(contract, headings, [...unnamed, ...unread]);
    this.addNotes(notes);
    return variant;
  }

  /** A row that is another header begins a second table. */
  private otherHeader(record: FlatRecord, contract: Contract): RefusedFile | undefined {
    const isLikely = record.fault !== '' || this.headings.has(headingKey(record.rawCells[0] ?? ''));
    if (!isLikely) return undefined;
    const row = { line: record.line, cells: record.rawCells };
    const { tables } = findTable('', [row], this.source.contracts);
    const other = tables[0]?.contract;
    if (other === undefined) return undefined;
    if (other.id === contract.id) return twoOrders(contract, record.line);
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

/** A hidden sheet is only read where its contract names it. */
function isOutOfSight({ isHidden }: SourceSheet, { contract }: FoundTable): boolean {
  return isHidden && contract.layout.sheets.length === 0;
}

// eslint-disable-next-line @typescript-eslint/require-await -- rows are walked the same way wherever they are
async function* replayed(rows: readonly SourceRow[]): AsyncGenerator<SourceRow> {
  yield* rows;
}
