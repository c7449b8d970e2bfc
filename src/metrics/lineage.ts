import type { DisclosureProfile } from '../config.js';
import type { MetricFamily } from './definition.js';
import { rollUpSelects } from './rollup.js';

/** A SELECT on the way from a metric's body to `metrics.measure`. */
export interface MetricSelect {
  /** `metrics.` and the file's name for the body, which is kept in no table. */
  readonly table: string;
  readonly sql: string;
  /** The measure whose figures it gives; null before that. */
  readonly metricId: string | null;
}

/**
 * The SELECTs that make the figures of each family, its body first: of the cuts one that keeps all its
 * dimensions apart, as what feeds a column is the same in each.
 */
export function metricSelects(
  families: readonly MetricFamily[],
  profile: DisclosureProfile,
): MetricSelect[] {
  return families.flatMap((family) => {
    const body = `metrics.${family.name}`;
    const dimensions = [...new Set(family.header.cuts.flat())];
    const header = { ...family.header, cuts: dimensions.length === 0 ? [] : [dimensions] };
    return [
      { table: body, sql: family.sql, metricId: null },
      ...rollUpSelects(
        { ...family, header, sql: `select * from ${body}` },
        profile,
        header.measures.map((each) => [each]),
      ),
    ];
  });
}
