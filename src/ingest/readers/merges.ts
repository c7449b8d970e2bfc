import { LIMITS } from './limits.js';
import type { SourceRow } from './sheet.js';

/** Down to this row a merge is a header's and each of its cells says what it says; below, it is data. */
const HEADER_ROWS = 60;

/** A block of merged cells: rows and columns from 1, both ends in it. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Gives each cell of a merge among the first rows of a sheet the text of its first cell. */
export class MergeFiller {
  private readonly merges: Merge[] = [];
  private readonly texts = new Map<Merge, string>();
  private last = 0;

  constructor(merges: Iterable<Merge> = []) {
    for (const merge of merges) this.add(merge);
  }

  add(merge: Merge): void {
    if (merge.top > HEADER_ROWS) return;
    const bottom = Math.min(merge.bottom, HEADER_ROWS);
    this.merges.push({ ...merge, bottom, right: Math.min(merge.right, LIMITS.columns) });
  }

  /** The row with its merges, and before it the blank ones that only merges fill. Rows come in their order. */
  fill(row: SourceRow): readonly SourceRow[] {
    if (this.last >= HEADER_ROWS || this.merges.length === 0) return [row];
    const before = this.blankRows(row.line);
    this.last = row.line;
    return [...before, this.filled(row)];
  }

  /** What merges fill after the last row. */
  rest(): readonly SourceRow[] {
    return this.blankRows(HEADER_ROWS + 1);
  }

  private blankRows(until: number): SourceRow[] {
    const rows: SourceRow[] = [];
    for (let line = this.last + 1; line < until && line <= HEADER_ROWS; line++) {
      const row = this.filled({ line, cells: [] });
      if (row.cells.length > 0) rows.push(row);
    }
    return rows;
  }

  private filled(row: SourceRow): SourceRow {
    const here = this.merges.filter(({ top, bottom }) => top <= row.line && row.line <= bottom);
    if (here.length === 0) return row;
    const cells = [...row.cells];
    for (const merge of here) {
      if (merge.top === row.line) this.texts.set(merge, row.cells[merge.left - 1] ?? '');
      const text = this.texts.get(merge) ?? '';
      if (text === '') continue;
      while (cells.length < merge.right) cells.push('');
      cells.fill(text, merge.left - 1, merge.right);
    }
    return { line: row.line, cells };
  }
}
