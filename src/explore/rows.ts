import type { Block, Column } from '../warehouse/cells.js';
import type { QueryResult } from '../warehouse/sandbox.js';
import type { Output } from './output.js';

/** A result cut to a limit, and afterwards how much of it there was. */
export interface LimitedRows {
  readonly columns: readonly Column[];
  blocks(): AsyncGenerator<Block, void, undefined>;
  /** Known once the blocks are read. */
  shown(): Shown;
}

/** How many rows were written, out of how many: `total` is undefined where counting took too long. */
export interface Shown {
  readonly rows: number;
  readonly isCut: boolean;
  readonly total: number | undefined;
}

/** Writes a result in one format. */
export type RowWriter = (rows: LimitedRows, output: Output) => Promise<void>;

/** How long to go on counting the rows past the limit. */
const COUNT_MS = 500;

/**
 * Cuts a result after `limit` rows (0 for none), then counts the rest for as long as that is cheap.
 */
export function limited(
  result: QueryResult,
  limit: number,
  countMs: number = COUNT_MS,
): LimitedRows {
  let rows = 0;
  let shown: Shown | undefined;
  async function* blocks(): AsyncGenerator<Block, void, undefined> {
    let seen = 0;
    let cutAt: number | undefined;
    for await (const block of result.blocks()) {
      seen += block.rowCount;
      if (limit === 0 || rows < limit) {
        const part = limit === 0 ? block : block.first(limit - rows);
        rows += part.rowCount;
        yield part;
      }
      if (limit === 0 || seen <= limit) continue;
      cutAt ??= performance.now();
      if (performance.now() - cutAt > countMs) {
        shown = { rows, isCut: true, total: undefined };
        return;
      }
    }
    shown = { rows, isCut: seen > rows, total: seen };
  }
  return {
    columns: result.columns,
    blocks,
    shown: () => shown ?? { rows, isCut: false, total: rows },
  };
}

/** The line that says a result was cut, or nothing where it was not. */
export function cutNote({ rows, isCut, total }: Shown): string | undefined {
  if (!isCut) return undefined;
  const few = rows.toLocaleString('en-GB');
  return total === undefined
    ? `The first ${few} rows; there are more. Use --limit 0 for all.`
    : `${few} of ${total.toLocaleString('en-GB')} rows. Use --limit 0 for all.`;
}

/** The line for a result as long as its limit, where what lies beyond was not looked at. */
export function fullNote(rows: number): string {
  return `The first ${rows.toLocaleString('en-GB')} rows; there may be more. Use --limit 0 for all.`;
}
