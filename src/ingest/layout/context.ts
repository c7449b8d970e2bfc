import type { ContextItem } from '../contract/index.js';
import type { SourceRow } from '../readers/index.js';

/** The first rows of each sheet that has been seen, by its name. */
export type SheetHeads = ReadonlyMap<string, readonly SourceRow[]>;

/** What stands around a table: in its sheet's name, above it, or on a cover sheet. */
export function readContext(
  items: readonly ContextItem[],
  sheetName: string,
  above: readonly SourceRow[],
  heads: SheetHeads,
): Record<string, string> {
  return Object.fromEntries(
    items.map((item) => [item.name, contextValue(item, sheetName, above, heads) ?? '']),
  );
}

function contextValue(
  item: ContextItem,
  sheetName: string,
  above: readonly SourceRow[],
  heads: SheetHeads,
): string | undefined {
  if ('sheet' in item) return firstGroup(item.sheet, sheetName);
  if ('cell_matches' in item) {
    return firstOf(
      above.flatMap((row) => row.cells),
      (cell) => firstGroup(item.cell_matches, cell),
    );
  }
  const rows = item.on === undefined ? above : (headOf(heads, item.on) ?? []);
  const value = firstOf(rows, ({ cells }) => besideLabel(cells, item.label));
  if (value === undefined || item.matches === undefined) return value;
  return firstGroup(item.matches, value);
}

function headOf(heads: SheetHeads, name: string): readonly SourceRow[] | undefined {
  for (const [each, rows] of heads) {
    if (each.trim().toLowerCase() === name.toLowerCase()) return rows;
  }
  return undefined;
}

function besideLabel(cells: readonly string[], label: string): string | undefined {
  const pattern = new RegExp(label, 'iu');
  const at = cells.findIndex((cell) => pattern.test(cell.trim()));
  if (at < 0) return undefined;
  return cells
    .slice(at + 1)
    .map((cell) => cell.trim())
    .find((cell) => cell !== '' && !pattern.test(cell));
}

/** What an expression's first group, or the whole of it, catches. */
function firstGroup(expression: string, text: string): string | undefined {
  const match = new RegExp(expression, 'iu').exec(text.trim());
  return match === null ? undefined : (match[1] ?? match[0]).trim();
}

function firstOf<T, U>(items: readonly T[], pick: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = pick(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
