import type { PayData } from './chart-data.js';

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
  if (data.floor !== null) values.push(data.floor.value);
  const start = Math.floor(Math.min(...values) - 0.25);
  return [Math.max(0, start), Math.ceil(Math.max(...values) + 0.1)];
}
