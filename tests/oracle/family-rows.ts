import type { DisclosureProfile } from '../../src/config.js';
import type { Measure } from './family.js';
import { decimal, emptyRow, fraction, row, statusOf, sum, type MeasureRow } from './measures.js';
import { NO_ENDS, quantileEnds, rateEnds, valuesOf } from './intervals.js';
import { monthNumber, type Month } from './months.js';
import { pencePercentile } from './pay.js';
import type { Register } from './register.js';
import type { Cell } from './roll-up.js';

/** The row of a measure in a cell. */
export function familyRow(
  measure: Measure,
  cell: Cell,
  profile: DisclosureProfile,
  register: Register,
): MeasureRow {
  if (isFirstOfQuarter(cell.month)) return rowOf(measure, cell, profile, register);
  const { ci_low: _low, ci_high: _high, ...row } = rowOf(measure, cell, profile, null);
  return row;
}

/** Intervals take longest: those of four months a year are enough. */
function isFirstOfQuarter(month: Month): boolean {
  return monthNumber(month) % 3 === 0;
}

/** @param register null where no interval is asked */
function rowOf(
  measure: Measure,
  cell: Cell,
  profile: DisclosureProfile,
  register: Register | null,
): MeasureRow {
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
    const hundredths = medianOf(cell);
    const ends = register === null ? NO_ENDS : quantileEnds(cell, 50, hundredths, register, unit);
    return row(cell, status, fraction(hundredths, 100 * unit), [null, null], ends);
  }
  const denominator = sum(cell, 'denominator');
  const isMean = kind === 'mean';
  const parts = [decimal(numerator, unit), decimal(denominator, isMean ? 1 : unit)] as const;
  if (denominator === 0) return row(cell, 'not_available', null, parts);
  const value = fraction(numerator, denominator * (isMean ? unit : 1));
  const { range = isMean ? 'positive' : 'share' } = measure;
  const hasEnds = !isOpen && register !== null;
  const ends = hasEnds ? rateEnds(cell, range, register, isMean ? unit : 1) : NO_ENDS;
  return row(cell, status, value, parts, ends);
}

/** In hundredths of what the contributions come in. */
function medianOf(cell: Cell): number {
  const values = Float64Array.from(cell.contributions.flatMap(valuesOf));
  return pencePercentile(values.sort(), 50);
}
