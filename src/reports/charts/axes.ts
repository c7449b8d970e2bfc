import type { Unit } from '../facts/figure.js';
import type { PayData, RangeData } from './chart-data.js';

/**
 * A round number at or above the largest value, for the end of an axis from nought.
 * @example axisEnd(9.4) // 10
 */
export function axisEnd(largest: number): number {
  if (largest <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each * size >= largest);
  return (step ?? 10) * size;
}

/** The ends of the pay axis: whole pounds about everything drawn. It does not start at nought. */
export function payAxis(data: PayData): readonly [number, number] {
  const values = data.rows.flatMap((row) =>
    [row.p10, row.p25, row.median, row.p75, row.p90].filter((each) => each !== null),
  );
  values.push(...data.floors.map(({ value }) => value));
  const start = Math.floor(Math.min(...values) - 0.25);
  return [Math.max(0, start), Math.ceil(Math.max(...values) + 0.1)];
}

/**
 * The ends of the axis of dots with ranges. Pounds do not start at nought: whole pounds an hour, or
 * whole thousands a year, about everything drawn.
 */
export function rangeAxis(data: RangeData): readonly [number, number] {
  const values = data.rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  if (data.reference !== null) values.push(data.reference.value);
  const largest = Math.max(...values);
  if (!isPounds(data.unit)) return [Math.min(0, ...values), axisEnd(largest)];
  const step = data.unit === 'gbp_year' ? 1000 : 1;
  const start = Math.floor(Math.min(...values) / step) * step;
  return [start, Math.max(Math.ceil(largest / step) * step, start + step)];
}

/** Whether a unit is an amount of money. */
export function isPounds(unit: Unit): boolean {
  return unit === 'gbp_hour' || unit === 'gbp_year';
}
