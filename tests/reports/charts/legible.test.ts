import { describe, expect, it } from 'vitest';
import { accessibleSvg } from '../../../src/reports/charts/accessible-svg.js';
import type { ChartData } from '../../../src/reports/charts/chart-data.js';
import { drawSvg, specOf } from '../../../src/reports/charts/draw.js';
import { CHART_WIDTH } from '../../../src/reports/charts/theme.js';
import * as samples from './samples.js';
import { clipped, overlaps, textBoxes } from './text-boxes.js';

const CHARTS: readonly [string, ChartData][] = [
  ['a trend of four lines with a break', samples.TREND],
  ['a trend with two breaks', samples.TREND_OF_TWO],
  ['a trend of one month shown', samples.TREND_ALL_HIDDEN_BUT_ONE],
  ['ranked bars of long names', samples.RANKED],
  ['pay against two rates', samples.PAY],
  ['pay against two rates at the end of the axis', samples.PAY_BELOW_RATES],
  ['pay against two rates that are one', samples.PAY_AT_ONE_RATE],
  ['ranges by setting', samples.RANGE],
  ['one range', samples.RANGE_OF_ONE],
  ['a heatmap', samples.HEATMAP],
  ['a heatmap of one shown cell', samples.HEATMAP_HIDDEN_BUT_ONE],
  ['a waterfall', samples.WATERFALL],
  ['a waterfall below nought', samples.WATERFALL_BELOW_NOUGHT],
  ['24 small multiples', samples.MULTIPLES],
  ['4 tiles', samples.tilesOf(4, 2)],
  ['33 tiles', samples.tilesOf(33, 6)],
  ['153 tiles', samples.tilesOf(153, 14)],
  ['boundaries', samples.BOUNDARIES],
];

describe.each(CHARTS)('%s', (_name, data) => {
  it('has no words that overlap, are cut or are under 12 pixels', async () => {
    const words = { id: 'c', title: 't', description: 'd' };
    const { svg, width, height } = accessibleSvg(await drawSvg(specOf(data)), words);
    const boxes = textBoxes(svg);
    expect(width).toBe(CHART_WIDTH);
    expect(boxes.length).toBeGreaterThan(2);
    expect(overlaps(boxes)).toEqual([]);
    expect(clipped(boxes, { width, height })).toEqual([]);
    expect(Math.min(...boxes.map(({ size }) => size))).toBeGreaterThanOrEqual(12);
  });
});

describe('overlaps', () => {
  it('finds two texts in one place', () => {
    const text = (x: number, words: string): string =>
      `<text transform="translate(${x},20)" font-size="15px">${words}</text>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><g transform="translate(5,5)">${text(0, 'Northmoor')}${text(30, 'Tolcaster')}</g></svg>`;
    expect(overlaps(textBoxes(svg))).toEqual(['Northmoor / Tolcaster']);
    expect(clipped(textBoxes(svg), { width: 50, height: 40 })).toEqual(['Northmoor', 'Tolcaster']);
  });
});
