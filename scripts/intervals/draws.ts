import type { Rng } from '../../examples/demo/rng.js';

/** A lognormal whole number of at least 1: sizes of workplaces are many small and a few large. */
export function sizeOf(rng: Rng, median: number, spread: number): number {
  return Math.min(MOST_STAFF, Math.max(1, Math.round(median * Math.exp(spread * rng.normal()))));
}

const MOST_STAFF = 400;

/** How many of `trials` succeed, each with the same probability. */
export function binomial(rng: Rng, trials: number, probability: number): number {
  let count = 0;
  for (let each = 0; each < trials; each += 1) if (rng.next() < probability) count += 1;
  return count;
}

/**
 * A share that differs from workplace to workplace: beta with a mean, and the correlation that it gives
 * two posts of one workplace.
 */
export function beta(rng: Rng, mean: number, correlation: number): number {
  const total = (1 - correlation) / correlation;
  const first = gamma(rng, mean * total);
  return first / (first + gamma(rng, (1 - mean) * total));
}

/**
 * A gamma draw of scale 1, after Marsaglia and Tsang.
 * @source G. Marsaglia, W. W. Tsang, A simple method for generating gamma variables, ACM TOMS 26 (2000)
 */
export function gamma(rng: Rng, shape: number): number {
  if (shape < 1) return gamma(rng, shape + 1) * Math.pow(1 - rng.next(), 1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = rng.normal();
    const v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
    if (v > 0 && Math.log(1 - rng.next()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
