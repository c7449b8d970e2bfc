import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { packageDir } from '../../src/config.js';

interface Entry {
  readonly df: number;
  readonly t: number;
}

const TABLE: readonly Entry[] = Papa.parse<Record<string, string>>(
  readFileSync(join(packageDir, 'sql/reference/student_t.csv'), 'utf8'),
  { header: true, skipEmptyLines: true },
).data.map((row) => ({ df: Number(row['df']), t: Number(row['t_975']) }));

/** Of a normal distribution: a twentieth lies further than this from the middle. */
export const NORMAL = 1.959963984540054;

/**
 * Student's t that a twentieth lies beyond, on both sides together; between two whole degrees of
 * freedom on the straight line, which is a little too much.
 * @example studentT(19) // 2.093
 */
export function studentT(df: number): number {
  const at = Math.min(Math.floor(df), 200) - 1;
  const from = TABLE[at];
  const to = TABLE[at + 1];
  if (from === undefined || to === undefined) return NaN;
  return from.t + ((Math.min(df, to.df) - from.df) / (to.df - from.df)) * (to.t - from.t);
}
