import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { cheapestPlaces } from '../../../src/reports/charts/assignment.js';
import { tileLayout } from '../../../src/reports/charts/tile-layout.js';
import type { Centroid, TilePlace } from '../../../src/reports/charts/tile-layout.js';

const COUNCILS = resolve('../shared/domain/codes/local_authorities.csv');
if (!existsSync(COUNCILS)) {
  console.log('tile-layout.test.ts skips the real councils: no list of them on this machine');
}

function councils(): Centroid[] {
  const { data } = Papa.parse<Record<string, string>>(readFileSync(COUNCILS, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  return data
    .filter((row) => row['valid_to'] === '')
    .map((row) => ({
      code: row['gss_code'] ?? '',
      longitude: Number(row['longitude']),
      latitude: Number(row['latitude']),
    }));
}

function places(areas: readonly Centroid[]): TilePlace[] {
  const layout = tileLayout(areas);
  return areas.map(({ code }) => layout.get(code) ?? { column: NaN, row: NaN });
}

/** Spearman's rank correlation, ties sharing their mean rank. */
function rankCorrelation(first: readonly number[], second: readonly number[]): number {
  const ranks = (values: readonly number[]): number[] => {
    const order = [...values].sort((a, b) => a - b);
    return values.map((value) => (order.indexOf(value) + order.lastIndexOf(value)) / 2);
  };
  const [x, y] = [ranks(first), ranks(second)];
  const middle = (x.length - 1) / 2;
  const sum = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((total, value, index) => total + (value - middle) * ((b[index] ?? 0) - middle), 0);
  return sum(x, y) / Math.sqrt(sum(x, x) * sum(y, y));
}

/** The share of areas whose nearest neighbour has a tile that touches theirs. */
function keptNeighbours(areas: readonly Centroid[]): number {
  const tiles = places(areas);
  const far = (a: Centroid, b: Centroid): number =>
    Math.hypot((a.longitude - b.longitude) * 0.6, a.latitude - b.latitude);
  const kept = areas.filter((area, index) => {
    const others = areas.map((_, other) => other).filter((other) => other !== index);
    const [nearest = 0] = others.sort(
      (a, b) => far(area, areas[a] ?? area) - far(area, areas[b] ?? area),
    );
    const [one, two] = [tiles[index], tiles[nearest]];
    if (one === undefined || two === undefined) return false;
    return Math.abs(one.column - two.column) <= 1 && Math.abs(one.row - two.row) <= 1;
  });
  return kept.length / areas.length;
}

describe.skipIf(!existsSync(COUNCILS))('the tiles of the councils of England', () => {
  it('keep north up and west left', () => {
    const areas = councils();
    const tiles = places(areas);
    expect(areas).toHaveLength(153);
    const north = areas.map(({ latitude }) => -latitude);
    const east = areas.map(({ longitude }) => longitude);
    expect(
      rankCorrelation(
        north,
        tiles.map(({ row }) => row),
      ),
    ).toBeGreaterThan(0.95);
    expect(
      rankCorrelation(
        east,
        tiles.map(({ column }) => column),
      ),
    ).toBeGreaterThan(0.95);
  });

  it('keep five of six nearest neighbours side by side', () => {
    expect(keptNeighbours(councils())).toBeGreaterThan(0.83);
  });

  it('are found within a tenth of a second', () => {
    const areas = councils();
    tileLayout(areas);
    const start = performance.now();
    tileLayout(areas);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

const area = fc.record({
  longitude: fc.double({ min: -6, max: 2, noNaN: true }),
  latitude: fc.double({ min: 50, max: 56, noNaN: true }),
});
const someAreas = fc
  .array(area, { minLength: 1, maxLength: 40 })
  .map((list) => list.map((each, index) => ({ ...each, code: `X${index}` })));

describe('tileLayout', () => {
  it('gives every area a tile of its own, whatever their order', () => {
    fc.assert(
      fc.property(someAreas, (areas) => {
        const tiles = places(areas);
        expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(areas.length);
        expect(tileLayout([...areas].reverse())).toEqual(tileLayout(areas));
        for (const { column } of tiles) expect(column).toBeLessThan(14);
      }),
      { numRuns: 60 },
    );
  });

  it('sets four corners out as they lie', () => {
    const corners = [
      { code: 'NW', longitude: -3, latitude: 54 },
      { code: 'NE', longitude: 0, latitude: 54.1 },
      { code: 'SW', longitude: -3.1, latitude: 51 },
      { code: 'SE', longitude: 0.1, latitude: 51 },
    ];
    const [nw, ne, sw, se] = places(corners);
    expect(nw?.row).toBe(ne?.row);
    expect(sw?.row).toBe(se?.row);
    expect(nw?.row).toBeLessThan(sw?.row ?? 0);
    expect(nw?.column).toBeLessThan(ne?.column ?? 0);
    expect(sw?.column).toBeLessThan(se?.column ?? 0);
  });

  it('takes areas that lie in one place, one area, and none', () => {
    const same = ['a', 'b', 'c'].map((code) => ({ code, longitude: -1, latitude: 52 }));
    expect(
      new Set([...tileLayout(same).values()].map(({ column, row }) => `${column} ${row}`)).size,
    ).toBe(3);
    expect(tileLayout(same.slice(0, 1)).get('a')).toEqual({ column: 0, row: 0 });
    expect(tileLayout([]).size).toBe(0);
  });
});

describe('cheapestPlaces', () => {
  it('finds the least sum, as trying every way does', () => {
    const cost = fc.integer({ min: 0, max: 20 });
    const table = fc.array(fc.array(cost, { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(table, (costs) => {
        const chosen = cheapestPlaces(costs);
        const sum = costs.reduce((total, row, index) => total + (row[chosen[index] ?? 0] ?? 0), 0);
        expect(new Set(chosen).size).toBe(costs.length);
        expect(sum).toBe(leastSum(costs, []));
      }),
    );
  });
});

function leastSum(costs: readonly (readonly number[])[], taken: readonly number[]): number {
  const [first, ...rest] = costs;
  if (first === undefined) return 0;
  const ways = first.map((cost, column) =>
    taken.includes(column) ? Infinity : cost + leastSum(rest, [...taken, column]),
  );
  return Math.min(...ways);
}
