import type { Measure } from '../definition.js';

/** The scale on which a figure's interval is made, so that its ends stay where a figure can be. */
export type Scale = 'logit' | 'log' | 'plain';

export const SCALES = { share: 'logit', positive: 'log', any: 'plain' } as const;

/** Of a quantile, the scale of the share of people at or below it. */
export function scaleOf(measure: Measure): Scale {
  if (measure.kind === 'quantile' || measure.kind === 'count') return 'logit';
  return SCALES[measure.range ?? (measure.unit === 'rate' ? 'share' : 'positive')];
}

/** The SQL of a place on the scale; null where it has none. */
export function onto(column: string, scale: Scale): string {
  if (scale === 'plain') return column;
  return scale === 'log'
    ? `case when ${column} > 0 then ln(${column}) end`
    : `case when ${column} > 0 and ${column} < 1 then ln(${column} / (1 - ${column})) end`;
}

/** The SQL that takes a place back from the scale. */
export function backFrom(place: string, scale: Scale): string {
  if (scale === 'plain') return place;
  return scale === 'log' ? `exp(${place})` : `1 / (1 + exp(-(${place})))`;
}

/**
 * The SQL of a double to twelve significant digits, as a figure's DECIMAL: the order of a parallel sum
 * shows in digits beyond them.
 */
export function asFigure(column: string): string {
  const digits = `11 - cast(floor(log10(abs(nullif(${column}, 0)))) as integer)`;
  return `cast(coalesce(round(${column}, ${digits}), ${column}) as decimal(18, 8))`;
}
