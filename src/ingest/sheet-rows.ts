import type { SourceRow, SourceSheet } from './readers/index.js';

/** How many rows of a sheet are looked at to find its table. */
export const HEAD_ROWS = 60;

/** The rows of a sheet, of which the first are at hand and the rest can be walked once. */
export class SheetRows {
  private constructor(
    readonly head: readonly SourceRow[],
    private readonly rest: AsyncIterator<SourceRow>,
  ) {}

  static async open(sheet: SourceSheet): Promise<SheetRows> {
    const rest = sheet.rows[Symbol.asyncIterator]();
    const head: SourceRow[] = [];
    while (head.length < HEAD_ROWS) {
      const next = await rest.next();
      if (next.done === true) break;
      head.push(next.value);
    }
    return new SheetRows(head, rest);
  }

  /** Every row, from the first. */
  async *walk(): AsyncGenerator<SourceRow> {
    yield* this.head;
    for (;;) {
      const next = await this.rest.next();
      if (next.done === true) return;
      yield next.value;
    }
  }

  /** Every row, kept so that they can be walked more than once. */
  async keep(): Promise<SourceRow[]> {
    const rows: SourceRow[] = [];
    for await (const row of this.walk()) rows.push(row);
    return rows;
  }

  /** Leaves the rest of the sheet unread. */
  async leave(): Promise<void> {
    await this.rest.return?.();
  }
}
