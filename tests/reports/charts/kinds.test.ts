import { describe, expect, it } from 'vitest';
import type { ChartData, ChartSpec } from '../../../src/reports/charts/chart-data.js';
import { specOf } from '../../../src/reports/charts/draw.js';
import { polygonsOf } from '../../../src/reports/charts/geometry.js';
import { NO_SHADE, SHADES, shadingOf } from '../../../src/reports/charts/shades.js';
import { shortNames } from '../../../src/reports/charts/short-names.js';
import { hasFullNames } from '../../../src/reports/charts/tiles.js';
import * as samples from './samples.js';

type Row = Readonly<Record<string, unknown>>;
interface Layer {
  readonly data: { readonly values: readonly Row[] };
  readonly mark: Row;
}

function layersOf(spec: ChartSpec): readonly Layer[] {
  return spec['layer'] as Layer[];
}

function rowsOf(data: ChartData): readonly Row[] {
  return layersOf(specOf(data)).flatMap((layer) => layer.data.values);
}

function valuesOf(data: ChartData, field = 'value'): unknown[] {
  return rowsOf(data).flatMap((row) => row[field] ?? []);
}

const shownOf = (list: readonly { value: number | null }[]): number[] =>
  list.flatMap(({ value }) => value ?? []);

describe('specOf', () => {
  it.each([
    ['trend', samples.TREND],
    ['range', samples.RANGE],
    ['heatmap', samples.HEATMAP],
    ['waterfall', samples.WATERFALL_BELOW_NOUGHT],
    ['multiples', samples.MULTIPLES],
    ['tiles', samples.tilesOf(33, 6)],
    ['boundaries', samples.BOUNDARIES],
  ])('puts nothing that is null into the rows of a %s', (_kind, data) => {
    const rows = rowsOf(data);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/null|NaN|Infinity/);
  });
});

describe('a trend', () => {
  it('draws the rule of a break between the month before and the month of the new way', () => {
    const spec = specOf(samples.TREND);
    const rule = layersOf(spec).find(({ mark }) => mark['type'] === 'rule');
    const step = Number(spec['width']) / 12.8;
    expect(rule?.data.values[0]?.['px']).toBe(Math.round(step * (7 - 0.5 + 0.4)));
  });

  it('leaves out a break of a month that is not drawn', () => {
    const data = { ...samples.TREND, breaks: [{ month: 'May 2019', text: 'Long ago' }] };
    expect(JSON.stringify(specOf(data))).not.toContain('Long ago');
  });

  it('sets the words of breaks apart from the lines of others', () => {
    const breaks = ['Apr 2025', 'Jun 2025', 'Feb 2026'].map((month) => ({ month, text: month }));
    const layers = layersOf(specOf({ ...samples.TREND, breaks }));
    const rules = layers.slice(0, 3).map(({ data }) => data.values[0]);
    const tops = rules.map((row) => Number(row?.['py']));
    expect(tops).toEqual([...tops].sort((a, b) => b - a));
    const outermost = Math.min(...rules.map((row) => Number(row?.['px'])));
    expect(rules.at(-1)?.['px']).toBe(outermost);
  });

  it('names a line that stops early and says why at its end', () => {
    const words = rowsOf(samples.TREND_ALL_HIDDEN_BUT_ONE).filter((row) => row['bold'] === true);
    expect(words.map((row) => row['text'])).toEqual(['[c]', '£23,500']);
  });
});

describe('a range', () => {
  it('draws every dot, and an interval only where there is one', () => {
    const dots = rowsOf(samples.RANGE).filter((row) => row['name'] !== undefined);
    expect(dots.map((row) => row['value'])).toEqual(samples.RANGE.rows.map(({ value }) => value));
    expect(valuesOf(samples.RANGE, 'low')).toHaveLength(samples.RANGE.rows.length - 1);
  });

  it('starts per cent at nought and pounds near the least', () => {
    const ends = (data: ChartData): unknown =>
      JSON.stringify(specOf(data)).match(/"domain":(\[[^\]]*\])/)?.[1];
    expect(ends(samples.RANGE)).toBe('[0,20]');
    expect(ends(samples.RANGE_OF_ONE)).toBe('[12,13]');
  });
});

describe('a heatmap', () => {
  it('prints every cell: its figure, or the mark that says why there is none', () => {
    const texts = valuesOf(samples.HEATMAP, 'text');
    const wanted = samples.HEATMAP.cells.map(({ text }) => text);
    expect(texts.filter((text) => wanted.includes(String(text)))).toHaveLength(wanted.length);
  });

  it('gives no shade to a cell that is not shown', () => {
    const fills = rowsOf(samples.HEATMAP_HIDDEN_BUT_ONE)
      .filter((row) => row['px2'] !== undefined)
      .map((row) => row['fill']);
    expect(fills).toEqual([SHADES[0]?.fill, NO_SHADE.fill]);
  });
});

describe('a waterfall', () => {
  it('takes each step from where the last one ended', () => {
    const bars = rowsOf(samples.WATERFALL_BELOW_NOUGHT).filter((row) => row['part'] !== undefined);
    const ends = bars.map(({ part, from, to }) => [part, from, to]);
    expect(ends).toEqual([
      ['whole', 0, 0.4],
      ['whole', 0, -0.2],
      ['rise', -0.7, -0.2],
      ['fall', 0.4, -0.7],
    ]);
  });

  it('has a line at nought across the whole chart', () => {
    const spec = specOf(samples.WATERFALL);
    const wide = rowsOf(samples.WATERFALL).filter((row) => row['px2'] === spec['width']);
    expect(wide.map((row) => row['py'])).toEqual([spec['height']]);
  });
});

describe('small multiples', () => {
  it('draws all panels on one scale', () => {
    const firstRow = samples.MULTIPLES.panels.slice(0, 3).map(({ name }) => name);
    const points = rowsOf(samples.MULTIPLES).filter((row) =>
      firstRow.includes(String(row['name'])),
    );
    const noughts = points.map(({ py, value }) =>
      (Number(py) + (84 * Number(value)) / 20).toFixed(3),
    );
    expect(points.length).toBeGreaterThan(3 * 12);
    expect(new Set(noughts).size).toBe(1);
  });

  it('draws only what is shown and never bridges a gap', () => {
    const points = samples.MULTIPLES.panels.flatMap((panel) => panel.points);
    const [other, otherDots, own, ownDots] = layersOf(specOf(samples.MULTIPLES)).slice(3);
    const drawn = [...(other?.data.values ?? []), ...(own?.data.values ?? [])];
    expect(drawn.map((row) => row['value']).sort()).toEqual(shownOf(points).sort());
    const alone = otherDots?.data.values.filter((row) => row['name'] === 'Council 8');
    expect(new Set(alone?.map((row) => row['line'])).size).toBe(6);
    expect(ownDots?.data.values.every((row) => row['name'] === 'Council 6')).toBe(true);
  });
});

describe('tiles', () => {
  it('have short names, no two alike, where names find no room', () => {
    const data = samples.tilesOf(153, 14);
    const texts = valuesOf(data, 'text').map(String);
    expect(texts).not.toContain(data.tiles[1]?.name);
    const short = shortNames(data.tiles.map(({ name }) => name));
    expect(new Set(short.values()).size).toBe(new Set(data.tiles.map(({ name }) => name)).size);
    for (const name of short.values()) {
      expect(name.length).toBeLessThanOrEqual(4);
      expect(texts).toContain(name);
    }
  });

  it('say whether their names are in full', () => {
    expect(hasFullNames(samples.tilesOf(33, 6).tiles)).toBe(true);
    expect(hasFullNames(samples.tilesOf(153, 14).tiles)).toBe(false);
  });

  it('print the figure of every area', () => {
    const data = samples.tilesOf(33, 6);
    const texts = valuesOf(data, 'text').map(String);
    for (const { text } of data.tiles) expect(texts).toContain(text);
  });
});

describe('boundaries', () => {
  it('print a figure where the land has room for it and nowhere else', () => {
    const labels = rowsOf(samples.BOUNDARIES).filter((row) => row['py'] !== undefined);
    const figures = labels.map((row) => row['text']).filter((text) => text !== undefined);
    expect(figures.filter((text) => text === '[c]')).toEqual([]);
    expect(figures).toEqual(expect.arrayContaining(['8.1%', '4.2%', '6.0%']));
  });

  it('keep what is no land out of the drawing', () => {
    const [first] = samples.BOUNDARIES.areas;
    if (first === undefined) throw new Error('the sample has no area');
    const bad = { ...first, code: 'X9', geometry: { type: 'Point', coordinates: [1, 2] } };
    const rows = rowsOf({ ...samples.BOUNDARIES, areas: [first, bad] });
    expect(JSON.stringify(rows)).not.toContain('X9');
  });
});

describe('polygonsOf', () => {
  it('turns outer rings clockwise and holes the other way, whichever way they came', () => {
    const turn = (ring: readonly (readonly [number, number])[]): number =>
      ring.reduce((sum, [x, y], index) => {
        const [x2, y2] = ring[index + 1] ?? [x, y];
        return sum + x * y2 - x2 * y;
      }, 0);
    for (const { geometry } of samples.BOUNDARIES.areas) {
      for (const [outer, hole] of polygonsOf(geometry)) {
        expect(turn(outer ?? [])).toBeLessThan(0);
        if (hole !== undefined) expect(turn(hole)).toBeGreaterThan(0);
      }
    }
  });
});

describe('shadingOf', () => {
  const figures = (values: readonly (number | null)[]): { value: number | null; text: string }[] =>
    values.map((value) => ({ value, text: value === null ? '[c]' : `${value}% [u]` }));

  it('parts figures into thirds and says in the key what each holds', () => {
    const { key } = shadingOf(figures([6, 1, 2, null, 5, 3, 4]));
    expect(key.map(({ text }) => text)).toEqual([
      '1% to 2%',
      '3% to 4%',
      '5% to 6%',
      '[c] not shown',
    ]);
  });

  it('gives equal figures one shade', () => {
    const shading = shadingOf(figures([4, 4, 4, 4]));
    expect(shading.key.map(({ text }) => text)).toEqual(['4%']);
    expect(shading.of(4)).toBe(SHADES[0]);
  });
});

describe('shortNames', () => {
  it('takes first letters of words, or the beginning of one word', () => {
    const names = ['Bath and North East Somerset', 'Birmingham', 'Kent', 'Birmington'];
    expect([...shortNames(names).values()].sort()).toEqual(['BNES', 'Birm', 'Birn', 'Kent']);
  });
});
