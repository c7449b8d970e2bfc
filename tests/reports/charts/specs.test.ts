import { describe, expect, it } from 'vitest';
import { accessibleSvg } from '../../../src/reports/charts/accessible-svg.js';
import type { TrendData } from '../../../src/reports/charts/chart-data.js';
import { drawSvg, specOf } from '../../../src/reports/charts/draw.js';
import { axisEnd, payAxis } from '../../../src/reports/charts/axes.js';
import { textWidth, wrapText } from '../../../src/reports/charts/text-width.js';
import { spread } from '../../../src/reports/charts/trend.js';

const TREND: TrendData = {
  kind: 'trend',
  months: ['Jan 2026', 'Feb 2026', 'Mar 2026'],
  series: [
    {
      name: 'A "quoted" & <odd> place',
      role: 'area',
      points: [
        { label: 'Jan 2026', value: 7.9, text: '7.9%', low: false },
        { label: 'Feb 2026', value: null, text: '[c]', low: false },
        { label: 'Mar 2026', value: 8, text: '8% [u]', low: true },
      ],
    },
  ],
  reference: { name: 'England', value: 7, text: '7.0%' },
};

describe('spread', () => {
  it('moves labels apart and keeps them in order', () => {
    const boxes = [100, 101, 102].map((top) => ({ top, height: 54 }));
    const tops = spread(boxes);
    expect((tops[1] ?? 0) - (tops[0] ?? 0)).toBeGreaterThanOrEqual(54);
    expect((tops[2] ?? 0) - (tops[1] ?? 0)).toBeGreaterThanOrEqual(54);
  });

  it('leaves labels that are apart where they are', () => {
    expect(
      spread([
        { top: 0, height: 36 },
        { top: 120, height: 36 },
      ]),
    ).toEqual([0, 120]);
  });
});

describe('axisEnd', () => {
  it.each([
    [0, 1],
    [9.4, 10],
    [10, 10],
    [10.1, 12],
    [27.9, 30],
    [0.8, 0.8],
  ])('ends an axis for %s at %s', (largest, end) => {
    expect(axisEnd(largest)).toBeCloseTo(end, 10);
  });
});

describe('payAxis', () => {
  it('takes in the floor', () => {
    const row = {
      name: 'All',
      p10: null,
      p25: 12.6,
      median: 13,
      p75: 14,
      p90: null,
      text: '£13.00',
    };
    const floor = { value: 11.44, text: '' };
    expect(payAxis({ kind: 'pay', rows: [row], floor })).toEqual([11, 15]);
  });
});

describe('textWidth', () => {
  it('measures in the font itself', () => {
    expect(textWidth('iiii', 15)).toBeLessThan(textWidth('mmmm', 15) / 2);
    expect(textWidth('Care', 15, 600)).toBeGreaterThan(textWidth('Care', 15));
  });

  it('breaks lines at spaces and lets a long word stand', () => {
    expect(wrapText('Great Wrendle and Tolcaster', 110, 15)).toEqual([
      'Great Wrendle',
      'and Tolcaster',
    ]);
    expect(wrapText('Supercalifragilistic', 20, 15)).toEqual(['Supercalifragilistic']);
  });
});

describe('a drawn trend', () => {
  it('never bridges a month that is not shown', () => {
    const layers = specOf(TREND).layer as {
      mark: { type: string };
      data: { values: { segment?: number }[] };
    }[];
    const line = layers.find((layer) => layer.mark.type === 'line');
    expect(line?.data.values.map(({ segment }) => segment)).toEqual([0, 1]);
  });

  it('is one named image with escaped words and ids of its own', async () => {
    const drawn = await drawSvg(specOf(TREND));
    const words = { id: 'c', title: 'T <b>', description: 'D & d' };
    const { svg } = accessibleSvg(drawn, words);
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="c-title c-desc">/);
    expect(svg).toContain(
      '<title id="c-title">T &lt;b&gt;</title><desc id="c-desc">D &amp; d</desc>',
    );
    expect(svg).not.toMatch(/graphics-|aria-roledescription|<odd>/);
    expect(svg.match(/role=/g)).toHaveLength(1);
    expect(accessibleSvg(await drawSvg(specOf(TREND)), words).svg).toBe(svg);
  });
});
