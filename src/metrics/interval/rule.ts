/**
 * When a 95% interval is published, and the constants of its method. They were chosen by simulation: the
 * tables of docs/uncertainty.md, which `npm run simulate` writes.
 */
export const INTERVAL_RULE = {
  /** Fewer workplaces than this behind a figure: no interval, as it would be too wide to say anything. */
  minWorkplaces: 10,
  /** Fewer effective degrees of freedom than this: no interval, as one workplace decides the figure. */
  minDegreesOfFreedom: 3,
  /** People on the thinner side of a quantile: one tenth of all for the 10th and 90th percentile. */
  minPeopleBeyondQuantile: 15,
  /** People beyond an end of a quantile's interval: fewer, and the end is what one of them is paid. */
  minPeopleBeyondEnd: 5,
  /** A standard error under this, on the scale of the method, is rounding and not spread. */
  minStandardError: 1e-9,
  /**
   * How the spread of a workplace's count grows with its size: to the power of 1 where posts are
   * independent, of 2 where all posts of a workplace are alike.
   */
  sizePower: 1.5,
} as const;

/** The last whole degree of freedom in reference.student_t before the limit. */
export const LAST_DEGREE_OF_FREEDOM = 200;
