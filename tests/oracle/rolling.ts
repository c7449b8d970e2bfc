import type { EndedAreas } from './ended-areas.js';
import { monthNumber, type Month } from './months.js';
import type { Contribution } from './roll-up.js';

/** Figures of several months are of areas as they are now. */
export const NONE_ENDED: EndedAreas = { of: () => [], in: () => [] };

/** The months that have both of the two before them. */
export function thirdMonths(months: readonly Month[]): Month[] {
  const numbers = new Set(months.map(monthNumber));
  return months.filter((month) => {
    const last = monthNumber(month);
    return numbers.has(last - 1) && numbers.has(last - 2);
  });
}

/** What contributes to three months together, under the last of them, whose workers alone are counted. */
export function overThreeMonths(
  contributions: readonly Contribution[],
  lastMonths: readonly Month[],
): Contribution[] {
  return lastMonths.flatMap((last) =>
    contributions
      .filter(({ from }) => {
        const age = monthNumber(last) - monthNumber(from.month);
        return age >= 0 && age <= 2;
      })
      .map((each) => ({
        ...each,
        from: { ...each.from, month: last },
        workers: each.from.month === last ? each.workers : 0,
      })),
  );
}
