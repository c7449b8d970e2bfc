import { cheapestPlaces } from './assignment.js';

/** An area and the middle of it, in degrees. */
export interface Centroid {
  readonly code: string;
  readonly longitude: number;
  readonly latitude: number;
}

/** A place on the grid of tiles: columns are counted from the west, rows from the north. */
export interface TilePlace {
  readonly column: number;
  readonly row: number;
}

/** How many places the grid has for each area: more keeps the outline better, and the tiles smaller. */
const SPARE = 1.3;
/** How far crowded places are drawn apart before tiles are given: 0 not at all, 1 evenly. */
const EVENING = 0.5;
/** With more columns than this a tile has no room for its figure. */
const MOST_COLUMNS = 14;

/**
 * Sets areas out on a grid, one tile each, such that the distances from where they lie add up to the
 * least. The same areas in any order give the same grid.
 */
export function tileLayout(areas: readonly Centroid[]): Map<string, TilePlace> {
  if (areas.length === 0) return new Map();
  const sorted = [...areas].sort((a, b) => (a.code < b.code ? -1 : 1));
  const [wests, norths] = flattened(sorted);
  const grid = gridFor(sorted.length, spanOf(wests) / spanOf(norths));
  const across = evened(wests).map((part) => part * (grid.columns - 1));
  const down = evened(norths).map((part) => part * (grid.rows - 1));
  const places = placesOf(grid);
  const chosen = cheapestPlaces(
    sorted.map((_, index) => distances(places, across[index] ?? 0, down[index] ?? 0)),
  );
  return new Map(
    sorted.map(({ code }, index) => [code, places[chosen[index] ?? 0] ?? { column: 0, row: 0 }]),
  );
}

/** Distances from west to east and from north to south, in degrees of latitude. */
function flattened(areas: readonly Centroid[]): [number[], number[]] {
  const middle = areas.reduce((sum, { latitude }) => sum + latitude, 0) / areas.length;
  const narrowing = Math.cos((middle * Math.PI) / 180);
  return [
    areas.map(({ longitude }) => longitude * narrowing),
    areas.map(({ latitude }) => -latitude),
  ];
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** A grid with room for so many areas, of about the shape of the country. */
function gridFor(count: number, shape: number): Grid {
  const wanted = count * SPARE;
  const columns = Math.min(MOST_COLUMNS, count, Math.max(1, Math.round(Math.sqrt(wanted * shape))));
  return { columns, rows: Math.max(Math.ceil(count / columns), Math.round(wanted / columns)) };
}

/** How far areas spread, in degrees; those in a line still have some width. */
function spanOf(values: readonly number[]): number {
  return Math.max(Math.max(...values) - Math.min(...values), 1 / 16);
}

/** Values as parts of their span, half by distance and half by rank: crowded places move apart. */
function evened(values: readonly number[]): number[] {
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const order = [...values].sort((a, b) => a - b);
  const last = Math.max(1, values.length - 1);
  return values.map((value) => {
    const rank = (order.indexOf(value) + order.lastIndexOf(value)) / 2 / last;
    return EVENING * rank + (1 - EVENING) * ((value - least) / span);
  });
}

function placesOf({ columns, rows }: Grid): TilePlace[] {
  return Array.from({ length: columns * rows }, (_, index) => ({
    column: index % columns,
    row: Math.floor(index / columns),
  }));
}

function distances(places: readonly TilePlace[], across: number, down: number): number[] {
  return places.map(({ column, row }) => (column - across) ** 2 + (row - down) ** 2);
}
