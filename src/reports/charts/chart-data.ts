import type { Unit } from '../facts/figure.js';

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
export interface ReferenceMark {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

/** A line with the words that stand at its end. */
export interface TrendSeries {
  readonly name: string;
  readonly role: 'area' | 'partnership' | 'region' | 'country';
  readonly points: readonly TrendPoint[];
}

/** A change of method or boundary: the figures before it and after it do not compare. */
export interface BreakMark {
  /** The label of the first month of the new way. */
  readonly month: string;
  readonly text: string;
}

/** Lines over the same months and one mark for a figure that belongs to no month of them. */
export interface TrendData {
  readonly kind: 'trend';
  readonly unit: Unit;
  readonly months: readonly string[];
  readonly series: readonly TrendSeries[];
  readonly breaks: readonly BreakMark[];
  readonly reference: ReferenceMark | null;
}

/** Bars from highest to lowest. */
export interface RankedData {
  readonly kind: 'ranked';
  readonly unit: Unit;
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
  /** Rates to set pay against, each a dashed line with its words: the floor in law, the real living wage. */
  readonly floors: readonly { readonly value: number; readonly text: string }[];
}

/** A dot and its likely range for each group, against one figure to compare with. */
export interface RangeData {
  readonly kind: 'range';
  readonly unit: Unit;
  readonly rows: readonly {
    readonly name: string;
    readonly value: number;
    /** The ends of the range; null where none is shown. */
    readonly low: number | null;
    readonly high: number | null;
    readonly text: string;
    /** Whether it stands for the whole, which is set apart. */
    readonly whole: boolean;
  }[];
  readonly reference: ReferenceMark | null;
}

/** Areas by settings: a shade and the figure itself in each cell. */
export interface HeatmapData {
  readonly kind: 'heatmap';
  readonly unit: Unit;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly {
    readonly row: string;
    readonly column: string;
    /** Null where it may not or cannot be shown: the text says why. */
    readonly value: number | null;
    readonly text: string;
  }[];
}

/** How a figure got from one value to another, in parts that add up. */
export interface WaterfallData {
  readonly kind: 'waterfall';
  readonly unit: Unit;
  readonly start: { readonly name: string; readonly value: number; readonly text: string };
  /** Signed, in the unit of the figure: percentage points for rates. */
  readonly steps: readonly {
    readonly name: string;
    readonly value: number;
    readonly text: string;
  }[];
  readonly end: { readonly name: string; readonly value: number; readonly text: string };
}

/** One small trend for each area, all on one scale. */
export interface MultiplesData {
  readonly kind: 'multiples';
  readonly unit: Unit;
  readonly months: readonly string[];
  readonly panels: readonly {
    readonly name: string;
    readonly picked: boolean;
    readonly points: readonly TrendPoint[];
  }[];
}

/** Areas as tiles of equal size, set out as they lie: a column, a row and a shade for each. */
export interface TilesData {
  readonly kind: 'tiles';
  readonly unit: Unit;
  readonly tiles: readonly {
    readonly code: string;
    readonly name: string;
    readonly column: number;
    readonly row: number;
    readonly value: number | null;
    readonly text: string;
    readonly picked: boolean;
  }[];
}

/** Areas within their own boundaries, as the workspace's GeoJSON has them. */
export interface BoundariesData {
  readonly kind: 'boundaries';
  readonly unit: Unit;
  readonly areas: readonly {
    readonly code: string;
    readonly name: string;
    /** A GeoJSON geometry: Polygon or MultiPolygon, longitude and latitude. */
    readonly geometry: Readonly<Record<string, unknown>>;
    readonly value: number | null;
    readonly text: string;
    readonly picked: boolean;
  }[];
}

/** What a chart draws, in display units: per cent or pounds, never a number that is not shown. */
export type ChartData =
  | TrendData
  | RankedData
  | PayData
  | RangeData
  | HeatmapData
  | WaterfallData
  | MultiplesData
  | TilesData
  | BoundariesData;

/** A vega-lite specification: plain JSON with its data inside. */
export type ChartSpec = Readonly<Record<string, unknown>>;
