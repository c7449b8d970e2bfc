import type { DisclosureProfile } from '../../src/config.js';
import type { Measure } from './family.js';
import { decimal, emptyRow, fraction, row, statusOf, sum, type MeasureRow } from './measures.js';
import { pencePercentile } from './pay.js';
import type { Cell } from './roll-up.js';

type OwnRow = Omit<MeasureRow, 'ci_low' | 'ci_high'>;

/** The row of a measure in a cell; its interval is not told. */
export function familyRow(measure: Measure, cell: Cell, profile: DisclosureProfile): OwnRow {
  const { ci_low: _low, ci_high: _high, ...own } = rowOf(measure, cell, profile);
  return own;
}

function rowOf(measure: Measure, cell: Cell, profile: DisclosureProfile): MeasureRow {
  const { kind, unit = 1, isOpen = false } = measure;
  const isNobody = cell.contributions.length === 0;
  const status = isNobody ? 'not_available' : isOpen ? 'ok' : statusOf(cell.bases, profile);
  const numerator = sum(cell, 'numerator');
  if (kind === 'count') {
    const parts = [decimal(numerator, unit), null] as const;
    return row(cell, status, fraction(numerator, unit), parts);
  }
  if (isNobody) return emptyRow(cell);
  if (kind === 'quantile') {
    return row(cell, status, fraction(medianOf(cell), 100 * unit), [null, null]);
  }
  const denominator = sum(cell, 'denominator');
  const isMean = kind === 'mean';
  const parts = [decimal(numerator, unit), decimal(denominator, isMean ? 1 : unit)] as const;
  if (denominator === 0) return row(cell, 'not_available', null, parts);
  const value = fraction(numerator, denominator * (isMean ? unit : 1));
  return row(cell, status, value, parts);
}

/** In hundredths of what the contributions come in. */
function medianOf(cell: Cell): number {
  const values = Float64Array.from(cell.contributions.flatMap(({ values: own = [] }) => own));
  return pencePercentile(values.sort(), 50);
}
