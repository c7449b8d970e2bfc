import { UNPLACED_POSTCODES } from './places.js';
import type { Mark, Sheet } from './plant.js';
import { cellOf, isFull, keyOf, type Row } from './rows.js';

const NOT_KNOWN_TOTAL = 999;

/** The findings that follow from a month's rows taken together, after faults were planted. */
export function crossCheck(sheet: Sheet): Mark[] {
  const supplied = countSupplied(sheet.workers);
  const seen = new Set<string>();
  const marks: Mark[] = [];
  for (const row of sheet.workplaces) {
    const key = keyOf(cellOf(row, 'LOCALESTID'));
    if (key === '' || seen.has(key) || row.status === 'DELETE') continue;
    seen.add(key);
    const stated = statedTotal(sheet, row);
    if (stated !== undefined && stated !== (supplied.get(key) ?? 0)) {
      marks.push({
        row,
        column: 'TOTALPERMTEMP',
        rule: 'staff_total_mismatch',
        severity: 'warning',
      });
    }
    if (isFull(row) && UNPLACED_POSTCODES.includes(cellOf(row, 'POSTCODE'))) {
      const isPlaced = row.site !== undefined && sheet.isPlaced(row.site);
      const rule = isPlaced ? 'postcode_guessed' : 'postcode_unplaced';
      marks.push({ row, column: 'POSTCODE', rule, severity: 'warning' });
    }
  }
  return marks;
}

/** Worker records by workplace: all but deletions and second records of the same worker. */
function countSupplied(workers: readonly Row[]): Map<string, number> {
  const supplied = new Map<string, number>();
  const seen = new Set<string>();
  for (const row of workers) {
    if (row.status === 'DELETE') continue;
    const workplace = keyOf(cellOf(row, 'LOCALESTID'));
    const worker = keyOf(cellOf(row, 'UNIQUEWORKERID'));
    const pair = `${workplace}/${worker}`;
    if (worker !== '' && seen.has(pair)) continue;
    seen.add(pair);
    supplied.set(workplace, (supplied.get(workplace) ?? 0) + 1);
  }
  return supplied;
}

/** The total a row states, or repeats from the last time; undefined where it is not known. */
function statedTotal(sheet: Sheet, row: Row): number | undefined {
  const repeated = row.site === undefined ? undefined : sheet.lastTotal(row.site);
  const text = isFull(row) ? cellOf(row, 'TOTALPERMTEMP') : repeated;
  const total = Number(text ?? NOT_KNOWN_TOTAL);
  return total >= 0 && total < NOT_KNOWN_TOTAL ? total : undefined;
}
