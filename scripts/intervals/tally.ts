import type { Interval } from './rate-methods.js';

/** How one method did over many samples. */
export interface Tally {
  readonly samples: number;
  /** Samples in which the method gave an interval. */
  readonly given: number;
  /** Of those, how many held the truth. */
  readonly held: number;
  readonly widths: number;
}

export const NO_TALLY: Tally = { samples: 0, given: 0, held: 0, widths: 0 };

/** So that an end at the truth itself, apart from rounding, holds it. */
const ROUNDING = 1e-9;

/** Counts one sample's interval in. */
export function count(tally: Tally, interval: Interval | null, truth: number): Tally {
  const samples = tally.samples + 1;
  if (interval === null) return { ...tally, samples };
  const holds = interval.low <= truth + ROUNDING && truth <= interval.high + ROUNDING;
  return {
    samples,
    given: tally.given + 1,
    held: tally.held + Number(holds),
    widths: tally.widths + interval.high - interval.low,
  };
}

/** The share of intervals that hold the truth; NaN where none was given. */
export function coverageOf({ held, given }: Tally): number {
  return held / given;
}

export function meanWidth({ widths, given }: Tally): number {
  return widths / given;
}
