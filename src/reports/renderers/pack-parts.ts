import type { Briefing } from '../briefing.js';
import type { DrawnChart } from '../charts/accessible-svg.js';

/** A chart as drawn for the page and as a picture for documents that cannot hold the drawing. */
export interface PackChart {
  /** One accessible `<svg>` element, for a page. */
  readonly drawn: DrawnChart;
  /** The height of the picture in the measure of the drawing, with the mark of a demonstration below it. */
  readonly height: number;
  /** The same drawing as PNG, twice its size in pixels, without title and notes. */
  readonly png: Uint8Array;
}

/** What every renderer is given: the same words, figures and charts. */
export interface PackParts {
  readonly briefing: Briefing;
  /** By the id of the chart. A chart of which nothing may be drawn is not in it. */
  readonly charts: ReadonlyMap<string, PackChart>;
}
