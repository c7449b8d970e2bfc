import { INTERVAL_RULE } from '../../src/metrics/interval/rule.js';
import type { PayWorkplace } from './populations.js';
import { effectiveDf, from, onto, type Interval } from './rate-methods.js';
import { NORMAL, studentT } from './student-t.js';

/** Workplaces that were sampled, and the share of the population that they are; 0 where it is not known. */
export interface PaySample {
  readonly workplaces: readonly PayWorkplace[];
  readonly fraction: number;
}

export const PAY_METHODS = {
  asIfPeople: 'as if people were sampled',
  woodruffT: 'Woodruff, t of n - 1',
  woodruffEffective: 'Woodruff, effective t',
  published: 'published',
} as const;

export type PayMethod = keyof typeof PAY_METHODS;
export type PayIntervals = Readonly<Record<PayMethod, Interval | null>>;

/** Every method of each quantile on one sample of two workplaces or more. */
export function payIntervals(
  { workplaces, fraction }: PaySample,
  quantiles: readonly number[],
): PayIntervals[] {
  const sorted = sortedPay(workplaces);
  const n = workplaces.length;
  const df = effectiveDf(workplaces.map(({ length }) => length));
  return quantiles.map((quantile) => {
    const middle = onto(quantile, 'logit');
    const ends = (half: number): Interval | null => {
      if (!(half >= 0 && half < Infinity)) return null;
      return {
        low: quantileOf(sorted, from(middle - half, 'logit')),
        high: quantileOf(sorted, from(middle + half, 'logit')),
      };
    };
    const error = shareError(workplaces, quantileOf(sorted, quantile)) * Math.sqrt(1 - fraction);
    const simple = 1 / Math.sqrt(sorted.length * quantile * (1 - quantile));
    const half = studentT(Math.max(1, df)) * error;
    const effective = ends(half);
    const beyond = sorted.length * Math.min(quantile, 1 - quantile);
    const isPublished =
      n >= INTERVAL_RULE.minWorkplaces &&
      df >= INTERVAL_RULE.minDegreesOfFreedom &&
      beyond >= INTERVAL_RULE.minPeopleBeyondQuantile - ROUNDING;
    return {
      asIfPeople: ends(NORMAL * simple * Math.sqrt(1 - fraction)),
      woodruffT: ends(studentT(n - 1) * error),
      woodruffEffective: effective,
      published:
        isPublished && error > 0 && hasPeopleBeyond(sorted.length, middle, half) ? effective : null,
    };
  });
}

/** Whether enough people lie beyond each end, that the end is not what one of them is paid. */
function hasPeopleBeyond(people: number, middle: number, half: number): boolean {
  const below = (people - 1) * from(middle - half, 'logit');
  const above = (people - 1) * (1 - from(middle + half, 'logit'));
  return Math.min(below, above) >= INTERVAL_RULE.minPeopleBeyondEnd;
}

/** So that 150 people times a tenth are 15. */
const ROUNDING = 1e-9;

export function sortedPay(workplaces: readonly PayWorkplace[]): Float64Array {
  return Float64Array.from(workplaces.flat()).sort();
}

/** Between the two nearest people in proportion. */
export function quantileOf(sorted: ArrayLike<number>, quantile: number): number {
  const place = (sorted.length - 1) * quantile;
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  return low + ((sorted[below + 1] ?? low) - low) * (place - below);
}

/**
 * The standard error, on the logit scale, of the share of people paid a figure or less: from leaving
 * out each workplace in turn. NaN where all or none are.
 */
function shareError(workplaces: readonly PayWorkplace[], figure: number): number {
  const limit = Math.round(figure * 1e8) / 1e8;
  const atOrBelow = workplaces.map((pay) => pay.reduce((sum, each) => sum + +(each <= limit), 0));
  const below = atOrBelow.reduce((sum, each) => sum + each, 0);
  const people = workplaces.reduce((sum, pay) => sum + pay.length, 0);
  const whole = onto(below / people, 'logit');
  let squares = 0;
  workplaces.forEach((pay, index) => {
    const rest = (below - (atOrBelow[index] ?? 0)) / (people - pay.length);
    squares += (onto(rest, 'logit') - whole) ** 2;
  });
  const n = workplaces.length;
  return Math.sqrt(((n - 1) / n) * squares);
}
