import type { TopLevelSpec } from 'vega-lite';
import { boundariesSpec } from './boundaries.js';
import type { ChartData, ChartSpec } from './chart-data.js';
import { heatmapSpec } from './heatmap.js';
import { multiplesSpec } from './multiples.js';
import { paySpec } from './pay.js';
import { rangeSpec } from './range.js';
import { rankedSpec } from './ranked.js';
import { textWidth } from './text-width.js';
import { tilesSpec } from './tiles.js';
import { trendSpec } from './trend.js';
import { waterfallSpec } from './waterfall.js';

/** The vega-lite specification of a chart. */
export function specOf(data: ChartData): ChartSpec {
  switch (data.kind) {
    case 'trend':
      return trendSpec(data);
    case 'ranked':
      return rankedSpec(data);
    case 'pay':
      return paySpec(data);
    case 'range':
      return rangeSpec(data);
    case 'heatmap':
      return heatmapSpec(data);
    case 'waterfall':
      return waterfallSpec(data);
    case 'multiples':
      return multiplesSpec(data);
    case 'tiles':
      return tilesSpec(data);
    case 'boundaries':
      return boundariesSpec(data);
  }
}

type Draw = (spec: ChartSpec) => Promise<string>;

let loading: Promise<Draw> | undefined;

/** Draws a specification as SVG text. Loads vega the first time. */
export async function drawSvg(spec: ChartSpec): Promise<string> {
  loading ??= load();
  return (await loading)(spec);
}

async function load(): Promise<Draw> {
  const [vega, vegaLite, { textMetrics }] = await Promise.all([
    import('vega'),
    import('vega-lite'),
    import('vega-scenegraph'),
  ]);
  // Without a canvas vega takes every letter for 0.8 of the font size.
  textMetrics.width = (item, text) => widthOf(item, text);
  return async (spec) => {
    const compiled = vegaLite.compile(spec as unknown as TopLevelSpec, { logger: quiet });
    const view = new vega.View(vega.parse(compiled.spec), { renderer: 'none', logger: quiet });
    try {
      return await view.toSVG();
    } finally {
      view.finalize();
    }
  };
}

function widthOf(item: { fontSize?: number; fontWeight?: string | number }, text: unknown): number {
  const weight = item.fontWeight === 'bold' || Number(item.fontWeight) >= 600 ? 600 : 400;
  const words = typeof text === 'string' || typeof text === 'number' ? String(text) : '';
  return textWidth(words, item.fontSize ?? 11, weight);
}

/** A warning of vega is a fault in a specification, which the tests look for; users cannot act on it. */
const quiet = {
  level: () => quiet,
  error: (...words: readonly unknown[]) => {
    throw new Error(`a chart cannot be drawn: ${words.map(String).join(' ')}`);
  },
  warn: () => quiet,
  info: () => quiet,
  debug: () => quiet,
};
