import { z } from 'zod';
import { firstClause, problem } from '../../errors.js';

/** A shape on the map: GeoJSON, longitude before latitude. */
export type Geometry = Readonly<Record<string, unknown>>;

const LONGITUDE = z.number().min(-180).max(180);
const LATITUDE = z.number().min(-90).max(90);
const ring = z.array(z.tuple([LONGITUDE, LATITUDE]).rest(z.number())).min(4);

const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);

const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({ properties: z.object({ area_code: z.string().min(1) }).loose(), geometry }),
  ),
});

/**
 * Reads boundaries, by the code of their area.
 * @throws CC-REP-006 naming the feature that is not as it should be.
 */
export function parseBoundaries(text: string, where: string): ReadonlyMap<string, Geometry> {
  const parsed = collection.safeParse(jsonOf(text, where));
  if (parsed.success) {
    return new Map(
      parsed.data.features.map((feature) => [feature.properties.area_code, feature.geometry]),
    );
  }
  const [issue] = parsed.error.issues;
  throw problem('CC-REP-006', {
    where: `${where} ${issue?.path.slice(0, 3).join('.') ?? ''}`.trim(),
    expected:
      'a GeoJSON FeatureCollection of Polygon and MultiPolygon in degrees of longitude and latitude (not in metres of the National Grid), each with its area_code among its properties',
    got: issue?.message ?? 'something else',
    next: 'Mend the feature, or take packs.boundaries out of carecount.yaml.',
  });
}

function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem('CC-REP-006', {
      where,
      expected: 'GeoJSON',
      got: firstClause(error),
      next: 'Mend the file, or take packs.boundaries out of carecount.yaml.',
    });
  }
}
