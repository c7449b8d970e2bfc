/** A place on the earth: longitude and latitude in degrees. */
export type Position = readonly [number, number];

export type Ring = readonly Position[];

/** The outer ring of a piece of land, and the rings of its holes. */
export type Polygon = readonly Ring[];

/** A place in pixels, from the top left. */
export interface Pixel {
  readonly px: number;
  readonly py: number;
}

/** How degrees become pixels, as vega's mercator does it. */
export interface Projection {
  readonly scale: number;
  readonly centre: Position;
  readonly height: number;
  readonly width: number;
}

/** The polygons of a GeoJSON geometry; whatever is neither Polygon nor MultiPolygon has none. */
export function polygonsOf(geometry: Readonly<Record<string, unknown>>): Polygon[] {
  const { type, coordinates } = geometry;
  if (!Array.isArray(coordinates)) return [];
  const lists: unknown[] =
    type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : [];
  return lists.filter(isPolygon).map(wound);
}

function isPolygon(value: unknown): value is Polygon {
  return Array.isArray(value) && value.length > 0 && value.every(isRing);
}

function isRing(value: unknown): value is Ring {
  return Array.isArray(value) && value.length >= 4 && value.every(isPosition);
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}

/**
 * Turns outer rings clockwise and holes the other way. GeoJSON has them the other way round, and
 * d3-geo, which draws on the sphere, would fill the rest of the earth.
 */
function wound(polygon: Polygon): Polygon {
  return polygon.map((ring, index) => {
    const isClockwise = signedArea(ring) < 0;
    return isClockwise === (index === 0) ? ring : [...ring].reverse();
  });
}

/** Twice the area of a ring on a flat map; negative where it runs clockwise. */
function signedArea(ring: Ring): number {
  return edges(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0);
}

function edges(ring: Ring): [Position, Position][] {
  return ring.slice(1).map((to, index) => [ring[index] ?? to, to]);
}

/** The middle of the largest piece of an area; null where it has none. */
export function middleOf(polygons: readonly Polygon[]): Position | null {
  const [largest] = polygons
    .flatMap(([outer]) => (outer === undefined ? [] : [outer]))
    .sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
  if (largest === undefined) return null;
  const total = signedArea(largest);
  if (total === 0) return largest[0] ?? null;
  let [x, y] = [0, 0];
  for (const [[x1, y1], [x2, y2]] of edges(largest)) {
    const part = x1 * y2 - x2 * y1;
    x += (x1 + x2) * part;
    y += (y1 + y2) * part;
  }
  return [x / (3 * total), y / (3 * total)];
}

/** Whether a place lies on the land: inside an odd number of rings. */
export function isInside([x, y]: Position, polygons: readonly Polygon[]): boolean {
  let crossings = 0;
  for (const [[x1, y1], [x2, y2]] of polygons.flat().flatMap(edges)) {
    if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) crossings += 1;
  }
  return crossings % 2 === 1;
}

/** The projection that fits everything into a frame no wider and no higher than so many pixels. */
export function projectionFor(
  polygons: readonly Polygon[],
  most: { readonly width: number; readonly height: number },
): Projection {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [x, y] of polygons.flat(2)) {
    xs.push(x);
    ys.push(y);
  }
  const [west, east, south, north] = [least(xs), greatest(xs), least(ys), greatest(ys)];
  const wide = Math.max(radians(east - west), 1e-9);
  const high = Math.max(mercator(north) - mercator(south), 1e-9);
  const scale = Math.min(most.width / wide, most.height / high);
  const middle = (mercator(north) + mercator(south)) / 2;
  return {
    scale,
    centre: [(west + east) / 2, latitudeOf(middle)],
    width: most.width,
    height: Math.max(1, Math.ceil(scale * high)),
  };
}

/** Where a place is drawn. */
export function pixelOf([x, y]: Position, { scale, centre, width, height }: Projection): Pixel {
  return {
    px: width / 2 + scale * radians(x - centre[0]),
    py: height / 2 - scale * (mercator(y) - mercator(centre[1])),
  };
}

/** The place that is drawn at a pixel. */
export function positionOf(
  { px, py }: Pixel,
  { scale, centre, width, height }: Projection,
): Position {
  const y = mercator(centre[1]) - (py - height / 2) / scale;
  return [centre[0] + degrees((px - width / 2) / scale), latitudeOf(y)];
}

function mercator(latitude: number): number {
  return Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2));
}

function latitudeOf(y: number): number {
  return degrees(2 * Math.atan(Math.exp(y)) - Math.PI / 2);
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}

// A spread of a coast's points is more than a call can take.
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function greatest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
