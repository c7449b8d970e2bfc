/** One month of a line; the value is null where it may not or cannot be shown. */
export interface TrendPoint {
  readonly label: string;
  readonly value: number | null;
  /** The figure with its mark, or the shorthand for why there is none. */
  readonly text: string;
  /** Whether it rests on few workers. */
  readonly low: boolean;
}

/** A figure to compare with, that is marked and named. */
interface ReferenceMark {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

/** A line with the words that stand at its end. */
export interface TrendSeries {
  readonly name: string;
  readonly role: 'area' | 'partnership';
  readonly points: readonly TrendPoint[];
}

/** Two lines over the same months and one mark for a figure that belongs to no month of them. */
export interface TrendData {
  readonly kind: 'trend';
  readonly months: readonly string[];
  readonly series: readonly TrendSeries[];
  readonly reference: ReferenceMark | null;
}

/** Bars from highest to lowest. */
export interface RankedData {
  readonly kind: 'ranked';
  readonly bars: readonly {
    readonly name: string;
    readonly value: number;
    readonly text: string;
    readonly picked: boolean;
  }[];
  readonly reference: ReferenceMark | null;
}

/** The spread of pay in each group; a percentile that may not be shown is null. */
export interface PayData {
  readonly kind: 'pay';
  readonly rows: readonly {
    readonly name: string;
    readonly p10: number | null;
    readonly p25: number | null;
    readonly median: number;
    readonly p75: number | null;
    readonly p90: number | null;
    readonly text: string;
  }[];
  readonly floor: { readonly value: number; readonly text: string } | null;
}

/** What a chart draws, in display units: per cent or pounds, never a number that is not shown. */
export type ChartData = TrendData | RankedData | PayData;

/** A vega-lite specification: plain JSON with its data inside. */
export type ChartSpec = Readonly<Record<string, unknown>>;
