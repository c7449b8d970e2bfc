import { addMonths, monthLabel } from '../../period.js';
import type { Month } from '../../period.js';

/**
 * A day in words.
 * @example dayLabel('2026-04-01') // '1 April 2026'
 */
export function dayLabel(day: string): string {
  return `${Number(day.slice(8, 10))} ${monthLabel(day.slice(0, 7))}`;
}

/** A month in short: "Apr 2026". */
export function shortMonth(month: Month): string {
  const [name = '', year = ''] = monthLabel(month).split(' ');
  return `${name.slice(0, 3)} ${year}`;
}

/** The months up to one, oldest first. */
export function monthsTo(last: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, index) => addMonths(last, index - count + 1));
}
