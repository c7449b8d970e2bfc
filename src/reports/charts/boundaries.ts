import type { BoundariesData, ChartSpec } from './chart-data.js';
import { isInside, middleOf, pixelOf, polygonsOf, positionOf, projectionFor } from './geometry.js';
import type { Pixel, Polygon, Projection } from './geometry.js';
import { PALETTE } from './palette.js';
import { NO_SHADE, keyLayers, shadingOf } from './shades.js';
import type { Shade } from './shades.js';
import { textWidth } from './text-width.js';
import { INNER_WIDTH, TEXT_SIZE, themed, wordLayer } from './theme.js';

const MOST = { width: INNER_WIDTH, height: 640 };
const LINE = 18;

/** An area with its land and its shade. */
interface Drawn {
  readonly area: BoundariesData['areas'][number];
  readonly polygons: readonly Polygon[];
  readonly shade: Shade;
}

/** Draws areas within their boundaries, with the figure on each that has room for it. */
export function boundariesSpec(data: BoundariesData): ChartSpec {
  const shading = shadingOf(data.areas);
  const drawn = data.areas
    .map((area) => ({ area, polygons: polygonsOf(area.geometry), shade: shading.of(area.value) }))
    .filter(({ polygons }) => polygons.length > 0);
  const projection = projectionFor(
    drawn.flatMap(({ polygons }) => polygons),
    MOST,
  );
  return themed({
    width: MOST.width,
    height: projection.height,
    layer: [
      ...keyLayers(shading.key, { left: 0, bottom: -10, width: MOST.width }),
      shapeLayer(plain(drawn), projection, { stroke: PALETTE.darkBlue, strokeWidth: 1 }),
      shapeLayer(unshown(drawn), projection, {
        stroke: PALETTE.secondary,
        strokeWidth: 1,
        strokeDash: [3, 3],
      }),
      shapeLayer(picked(drawn), projection, { stroke: PALETTE.text, strokeWidth: 4 }),
      ...labelLayers(drawn, projection),
    ],
  });
}

const picked = (drawn: readonly Drawn[]): Drawn[] => drawn.filter(({ area }) => area.picked);
const plain = (drawn: readonly Drawn[]): Drawn[] =>
  drawn.filter(({ area, shade }) => !area.picked && shade !== NO_SHADE);
const unshown = (drawn: readonly Drawn[]): Drawn[] =>
  drawn.filter(({ area, shade }) => !area.picked && shade === NO_SHADE);

function shapeLayer(drawn: readonly Drawn[], projection: Projection, style: ChartSpec): ChartSpec {
  const { scale, centre, width, height } = projection;
  return {
    data: {
      values: drawn.map(({ area: { code, name, text }, polygons, shade }) => ({
        type: 'Feature',
        geometry: { type: 'MultiPolygon', coordinates: polygons },
        properties: { code, name, text, fill: shade.fill },
      })),
    },
    projection: {
      type: 'mercator',
      scale,
      center: centre,
      translate: [width / 2, height / 2],
      precision: 0,
    },
    mark: { type: 'geoshape', strokeJoin: 'round', ...style },
    encoding: { fill: { field: 'properties.fill', type: 'nominal', scale: null } },
  };
}

/** Figures on the areas that have room for theirs; the others are in the table. */
function labelLayers(drawn: readonly Drawn[], projection: Projection): ChartSpec[] {
  const labels = drawn.flatMap(({ area: { text }, polygons, shade }) => {
    const at = roomFor(text, polygons, projection);
    return at === null ? [] : [{ ink: shade.ink, text, ...at }];
  });
  return [PALETTE.text, PALETTE.paper].map((color) =>
    wordLayer(
      labels.filter(({ ink }) => ink === color).map(({ text, px, py }) => ({ text, px, py })),
      { color, fontWeight: 600 },
    ),
  );
}

/** The place nearest the middle of an area where a figure lies on its land whole; null if none. */
function roomFor(text: string, polygons: readonly Polygon[], projection: Projection): Pixel | null {
  const middle = middleOf(polygons);
  if (middle === null) return null;
  const { px, py } = pixelOf(middle, projection);
  const half = textWidth(text, TEXT_SIZE, 600) / 2 + 3;
  const fits = (at: Pixel): boolean =>
    [-1, -0.5, 0, 0.5, 1].every((across) =>
      [-1, 0, 1].every((down) => {
        const corner = { px: at.px + across * half, py: at.py + (down * LINE) / 2 };
        return isInside(positionOf(corner, projection), polygons);
      }),
    );
  return NEAR.map(([x, y]) => ({ px: px + x, py: py + y })).find(fits) ?? null;
}

/** Steps away from a middle in pixels, nearest first. */
const NEAR = [-48, -32, -16, 0, 16, 32, 48]
  .flatMap((x) => [-54, -36, -18, 0, 18, 36, 54].map((y) => [x, y] as const))
  .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
