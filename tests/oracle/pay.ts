import { groupOf } from './code-lists.js';
import type { WorkplaceMonth } from './returns.js';
import type { Contribution } from './roll-up.js';

/** Roles whose pay is shown: senior care worker, care worker, support worker. */
export const PAID_ROLES: readonly string[] = ['7', '8', '52'];

/** Pay up to so many pence above the minimum is pay at the minimum. */
const AT_FLOOR = 10;

/** The most pence an hour of each group of roles. */
export const MOST_PENCE: Readonly<Record<string, number>> = {
  direct_care: 4_000,
  other: 6_000,
  regulated_professions: 10_000,
  managers: 10_000,
};

/** Whether an hourly rate is at least seven tenths of the least minimum, and not beyond its role's most. */
export function isPossiblePay(pence: number | null, role: string, least: number | null): boolean {
  if (pence === null) return false;
  if (least !== null && pence * 10 < least * 7) return false;
  return pence <= (MOST_PENCE[groupOf(role)] ?? Infinity);
}

/** Hourly pay in pence of each hourly-paid worker, of any contract and in any workplace. */
export function hourlyPay(months: readonly WorkplaceMonth[]): Contribution[] {
  return payOf(months, (pence) => pence);
}

/** Workers paid less than their minimum, over workers who have one. */
export function belowFloor(months: readonly WorkplaceMonth[]): Contribution[] {
  return payOf(months, (pence, floor) => (floor === null ? null : Number(pence < floor)));
}

/** Workers paid their minimum or a little above, over workers who have one. */
export function atFloor(months: readonly WorkplaceMonth[]): Contribution[] {
  return payOf(months, (pence, floor) =>
    floor === null ? null : Number(pence >= floor && pence <= floor + AT_FLOOR),
  );
}

/** One contribution of each worker whose pay, beside the minimum, gives a numerator. */
function payOf(
  months: readonly WorkplaceMonth[],
  numeratorOf: (pence: number, floor: number | null) => number | null,
): Contribution[] {
  return months.flatMap((from) =>
    from.workers.flatMap(({ role, hourlyPence, floorPence }) => {
      if (hourlyPence === null || !PAID_ROLES.includes(role)) return [];
      const numerator = numeratorOf(hourlyPence, floorPence);
      return numerator === null ? [] : [{ from, role, workers: 1, numerator, denominator: 1 }];
    }),
  );
}

/**
 * A percentile of sorted pence in hundredths of a penny, between neighbours in proportion: exact, as
 * the place is counted in hundredths too.
 * @example pencePercentile([1221, 1260], 50) // 124050
 */
export function pencePercentile(sorted: ArrayLike<number>, percent: number): number {
  const place = percent * (sorted.length - 1);
  const below = Math.floor(place / 100);
  const low = sorted[below] ?? 0;
  const high = sorted[below + 1] ?? low;
  return low * 100 + (high - low) * (place % 100);
}
