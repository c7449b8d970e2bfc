/** The measures of a trend, in pixels, and where its axis ends. */
export interface TrendFrame {
  readonly width: number;
  readonly height: number;
  readonly end: number;
}

/** The room before the first month and after the last, in months. */
export const EDGE = 0.4;
