import { describe, expect, it } from 'vitest';
import { accessibleSvg } from '../../../src/reports/charts/accessible-svg.js';
import type { TrendData } from '../../../src/reports/charts/chart-data.js';
import { drawSvg, specOf } from '../../../src/reports/charts/draw.js';
import { axisEnd, payAxis } from '../../../src/reports/charts/axes.js';
import { fitText, sizeFor, textWidth, wrapText } from '../../../src/reports/charts/text-width.js';
import { spread } from '../../../src/reports/charts/end-labels.js';

const TREND: TrendData = {
  kind: 'trend',
  unit: 'rate',
  breaks: [],
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
    const tops = spread(boxes, 260);
    expect((tops[1] ?? 0) - (tops[0] ?? 0)).toBeGreaterThanOrEqual(54);
    expect((tops[2] ?? 0) - (tops[1] ?? 0)).toBeGreaterThanOrEqual(54);
  });

  it('leaves labels that are apart where they are', () => {
    expect(
      spread(
        [
          { top: 0, height: 36 },
          { top: 120, height: 36 },
        ],
        260,
      ),
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
    const floors = [{ value: 11.44, text: '' }];
    expect(payAxis({ kind: 'pay', rows: [row], floors })).toEqual([11, 15]);
  });
});

describe('textWidth', () => {
  it('measures in the font itself', () => {
    expect(textWidth('iiii', 15)).toBeLessThan(textWidth('mmmm', 15) / 2);
    expect(textWidth('Care', 15, 600)).toBeGreaterThan(textWidth('Care', 15));
  });

  it('breaks lines at spaces, and a word only where it is wider than a line', () => {
    expect(wrapText('Great Wrendle and Tolcaster', 110, 15)).toEqual([
      'Great Wrendle',
      'and Tolcaster',
    ]);
    const pieces = wrapText('Supercalifragilistic', 60, 15);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('').replaceAll('-', '')).toBe('Supercalifragilistic');
    expect(pieces.slice(0, -1).every((piece) => piece.endsWith('-'))).toBe(true);
    expect(Math.max(...pieces.map((piece) => textWidth(piece, 15)))).toBeLessThanOrEqual(60);
  });
});

describe('fitText', () => {
  it('ends with an ellipsis what does not find room', () => {
    const room = { width: 110, lines: 2 };
    expect(fitText('Great Wrendle and Tolcaster', room, 15)).toEqual([
      'Great Wrendle',
      'and Tolcaster',
    ]);
    const [, last = ''] = fitText('Great Wrendle and Tolcaster and Ash Vale', room, 15);
    expect(last).toMatch(/^and Tolc\w*…$/);
    expect(textWidth(last, 15)).toBeLessThanOrEqual(110);
  });
});

describe('sizeFor', () => {
  it('takes the largest size at which every word fits', () => {
    expect(sizeFor(['Day care'], 80, [15, 14, 13, 12])).toBe(15);
    expect(sizeFor(['Domiciliary care'], 66, [15, 14, 13, 12])).toBe(13);
    expect(sizeFor(['Domiciliary care'], 10, [15, 14, 13, 12])).toBe(12);
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

  it('leaves out letters that no XML may hold', () => {
    const words = { id: 'c', title: 'T\u0000\u0007\tU', description: 'd\ud800' };
    const { svg } = accessibleSvg('<svg viewBox="0 0 9 9"></svg>', words);
    expect(svg).toContain('>T\tU</title>');
    expect(svg).toContain('>d</desc>');
  });
});
