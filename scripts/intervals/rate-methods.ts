import { INTERVAL_RULE } from '../../src/metrics/interval/rule.js';
import type { Scale } from '../../src/metrics/interval/scale.js';
import type { RateWorkplace } from './populations.js';
import { NORMAL, studentT } from './student-t.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Workplaces that were sampled, and the share of the population that they are; 0 where it is not known. */
export interface RateSample {
  readonly workplaces: readonly RateWorkplace[];
  readonly fraction: number;
  readonly scale: Scale;
}

/** An interval of each method; null where a method gives none. */
export type RateIntervals = Readonly<Record<RateMethod, Interval | null>>;

export const RATE_METHODS = {
  taylorNormal: 'textbook, normal',
  taylorT: 'textbook, t',
  jackknifeT: 'jackknife, t of n - 1',
  jackknifeEffective: 'jackknife, effective t',
  published: 'published',
} as const;

export type RateMethod = keyof typeof RATE_METHODS;

/** Every method on one sample of two workplaces or more. */
export function rateIntervals(sample: RateSample): RateIntervals {
  const { workplaces } = sample;
  const n = workplaces.length;
  const textbook = taylorError(sample);
  const rate = rateOf(workplaces);
  const around = (t: number): Interval | null =>
    textbook > 0 ? { low: rate - t * textbook, high: rate + t * textbook } : null;
  const error = jackknifeError(sample);
  const df = effectiveDf(workplaces.map(({ denominator }) => denominator));
  const onScale = (t: number): Interval | null => intervalOnScale(rate, t * error, sample.scale);
  const effective = onScale(studentT(Math.max(1, df)));
  const { minWorkplaces, minDegreesOfFreedom } = INTERVAL_RULE;
  return {
    taylorNormal: around(NORMAL),
    taylorT: around(studentT(n - 1)),
    jackknifeT: onScale(studentT(n - 1)),
    jackknifeEffective: effective,
    published: n >= minWorkplaces && df >= minDegreesOfFreedom ? effective : null,
  };
}

/** Ratio of sums. */
export function rateOf(workplaces: readonly RateWorkplace[]): number {
  const [numerator, denominator] = totals(workplaces);
  return numerator / denominator;
}

function totals(workplaces: readonly RateWorkplace[]): readonly [number, number] {
  let numerator = 0;
  let denominator = 0;
  for (const each of workplaces) {
    numerator += each.numerator;
    denominator += each.denominator;
  }
  return [numerator, denominator];
}

/** The linearised standard error of a ratio, as textbooks have it. */
function taylorError({ workplaces, fraction }: RateSample): number {
  const [numerator, denominator] = totals(workplaces);
  const rate = numerator / denominator;
  let squares = 0;
  for (const each of workplaces) squares += (each.numerator - rate * each.denominator) ** 2;
  const n = workplaces.length;
  return Math.sqrt((n / (n - 1)) * squares * (1 - fraction)) / denominator;
}

/** The standard error on the scale, from leaving out each workplace in turn; NaN where that has none. */
function jackknifeError({ workplaces, fraction, scale }: RateSample): number {
  const [numerator, denominator] = totals(workplaces);
  const whole = onto(numerator / denominator, scale);
  let squares = 0;
  for (const each of workplaces) {
    const rest = (numerator - each.numerator) / (denominator - each.denominator);
    squares += (onto(rest, scale) - whole) ** 2;
  }
  const n = workplaces.length;
  return Math.sqrt(((n - 1) / n) * squares * (1 - fraction));
}

/**
 * As many degrees of freedom as workplaces of one size would have, less one: a few large workplaces
 * among many small ones tell little more of the spread than the few would.
 * @example effectiveDf([20, 20, 20, 20]) // 3
 */
export function effectiveDf(sizes: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (const size of sizes) {
    const weight = size ** INTERVAL_RULE.sizePower;
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares - 1;
}

export function onto(share: number, scale: Scale): number {
  if (scale === 'plain') return share;
  return scale === 'log' ? Math.log(share) : Math.log(share / (1 - share));
}

export function from(place: number, scale: Scale): number {
  if (scale === 'plain') return place;
  return scale === 'log' ? Math.exp(place) : 1 / (1 + Math.exp(-place));
}

/** Null where the half is nothing or not a number: no spread was seen, or it has no end. */
function intervalOnScale(rate: number, half: number, scale: Scale): Interval | null {
  if (!(half > 0 && half < Infinity)) return null;
  const middle = onto(rate, scale);
  return { low: from(middle - half, scale), high: from(middle + half, scale) };
}
