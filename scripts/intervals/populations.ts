import type { Rng } from '../../examples/demo/rng.js';
import type { Scale } from '../../src/metrics/interval/scale.js';
import { beta, binomial, gamma, sizeOf } from './draws.js';

/** A workplace's two sides of a rate. */
export interface RateWorkplace {
  readonly numerator: number;
  readonly denominator: number;
}

/** What people in a workplace are paid, in pence an hour. */
export type PayWorkplace = readonly number[];

/** A kind of rate, and how a workplace of it is drawn. */
export interface RateScenario {
  readonly title: string;
  readonly scale: Scale;
  /** What the width of an interval is printed in: percentage points, or the thing itself. */
  readonly shownIn: 'points' | 'days';
  readonly draw: (rng: Rng) => RateWorkplace;
}

/** A kind of pay distribution. */
export interface PayScenario {
  readonly title: string;
  readonly draw: (rng: Rng) => PayWorkplace;
}

const MEDIAN_STAFF = 22;
const SPREAD = 0.9;

export const RATE_SCENARIOS: readonly RateScenario[] = [
  {
    title: 'vacancy rate, 8%',
    scale: 'logit',
    shownIn: 'points',
    draw: (rng) => {
      const staff = sizeOf(rng, MEDIAN_STAFF, SPREAD);
      const numerator = binomial(rng, staff, beta(rng, 0.087, 0.1));
      return { numerator, denominator: staff + numerator };
    },
  },
  {
    title: 'turnover rate, 28%',
    scale: 'log',
    shownIn: 'points',
    draw: (rng) => {
      const denominator = sizeOf(rng, MEDIAN_STAFF, SPREAD);
      return { numerator: rng.poisson(denominator * 0.14 * gamma(rng, 2)), denominator };
    },
  },
  {
    title: 'share at the statutory minimum, 35%',
    scale: 'logit',
    shownIn: 'points',
    draw: (rng) => shareOf(rng, 0.35, 0.25),
  },
  {
    title: 'net change, starters less leavers, 4%',
    scale: 'plain',
    shownIn: 'points',
    draw: (rng) => {
      const denominator = sizeOf(rng, MEDIAN_STAFF, SPREAD);
      const starters = rng.poisson(denominator * 0.16 * gamma(rng, 2));
      return { numerator: starters - rng.poisson(denominator * 0.14 * gamma(rng, 2)), denominator };
    },
  },
  {
    title: 'mean of days sick, 5 a worker',
    scale: 'log',
    shownIn: 'days',
    draw: (rng) => {
      const denominator = sizeOf(rng, MEDIAN_STAFF, SPREAD);
      const mean = (5 * gamma(rng, 3)) / 3;
      const days = Array.from({ length: denominator }, () =>
        rng.poisson(mean * gamma(rng, 0.5) * 2),
      );
      return { numerator: days.reduce((sum, each) => sum + each, 0), denominator };
    },
  },
  {
    title: 'rare: a share of 2%',
    scale: 'logit',
    shownIn: 'points',
    draw: (rng) => shareOf(rng, 0.02, 0.1),
  },
];

function shareOf(rng: Rng, mean: number, correlation: number): RateWorkplace {
  const denominator = sizeOf(rng, MEDIAN_STAFF, SPREAD);
  return { numerator: binomial(rng, denominator, beta(rng, mean, correlation)), denominator };
}

export const PAY_SCENARIOS: readonly PayScenario[] = [
  {
    title: 'pay, three in ten at the statutory minimum',
    draw: (rng) => payOf(rng, 15, SPREAD, 0.3),
  },
  {
    title: 'pay in small workplaces, few at the minimum',
    draw: (rng) => payOf(rng, 4, 0.7, 0.05),
  },
];

const MINIMUM = 1221;

/** Some are at the minimum, more of them in some workplaces; the rest above, by workplace and person. */
function payOf(rng: Rng, median: number, spread: number, atMinimum: number): PayWorkplace {
  const share = beta(rng, atMinimum, 0.35);
  const level = Math.exp(0.06 * rng.normal());
  return Array.from({ length: sizeOf(rng, median, spread) }, () => {
    if (rng.next() < share) return MINIMUM;
    const own = MINIMUM * level * Math.exp(Math.abs(0.12 * rng.normal()));
    return Math.max(MINIMUM, Math.round(own / 5) * 5);
  });
}
