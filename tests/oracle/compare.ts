import { groupBy } from './group-by.js';
import { areSameEnd } from './intervals.js';
import type { Oracle } from './oracle.js';
import type { MeasureRow, Measures } from './measures.js';
import type { PublicRow } from './published.js';
import type { Row } from '../../src/warehouse/database.js';

/** Where two sets of measures differ, in words. */
export function differences(expected: Measures, got: Measures): string[] {
  const found: string[] = [];
  for (const [key, row] of expected) {
    const other = got.get(key);
    if (other === undefined) found.push(`${key}: not published`);
    else found.push(...columnDifferences(key, row, other));
  }
  for (const key of got.keys()) {
    if (!expected.has(key)) found.push(`${key}: published, and no such figure`);
  }
  return found;
}

const MOST_TOLD = 5;

/** The first of the differences of each metric: enough to look at. */
export function fewOfEach(found: readonly string[]): string[] {
  return [...groupBy(found, metricOf).values()].flatMap((own) => own.slice(0, MOST_TOLD));
}

/** The metric that a key begins with. */
export function metricOf(key: string): string {
  return key.split(' ')[0] ?? '';
}

/** Where the columns of one row differ. */
export function columnDifferences<Expected extends object>(
  key: string,
  expected: Expected,
  got: Expected,
): string[] {
  return (Object.keys(expected) as (keyof Expected & string)[])
    .filter((column) => !isSame(column, expected[column], got[column]))
    .map(
      (column) =>
        `${key}: ${column} expected ${String(expected[column])}, got ${String(got[column])}`,
    );
}

function isSame(column: string, expected: unknown, got: unknown): boolean {
  if (expected === got) return true;
  const isEnd = column === 'ci_low' || column === 'ci_high';
  return (
    isEnd && typeof expected === 'string' && typeof got === 'string' && areSameEnd(expected, got)
  );
}

/** Where the pipeline took, or set aside, other files and rows than the oracle. */
export function fileDifferences(oracle: Oracle, deliveries: readonly Row[]): string[] {
  const files = new Map(oracle.files.map((file) => [file.path, file]));
  const found = deliveries.flatMap((delivery) => {
    const path = String(delivery['path']);
    const file = files.get(path);
    files.delete(path);
    if (file === undefined) return [`${path}: not read by the oracle`];
    const state = String(delivery['state']).replace(/^accepted.*/, 'in_force');
    if (state !== file.state) return [`${path}: state expected ${file.state}, got ${state}`];
    if (state !== 'in_force') return [];
    const quarantined = file.rows.filter((row) => row.isQuarantined).length;
    return columnDifferences<Record<string, unknown>>(
      path,
      { quarantined_count: quarantined, kept_count: file.rows.length - quarantined },
      delivery,
    );
  });
  return [...found, ...[...files.keys()].map((path) => `${path}: not a delivery`)];
}

const NOBODY = {
  numerator: null,
  denominator: null,
  value: null,
  ci_low: null,
  ci_high: null,
  base_workplaces: null,
  base_organisations: null,
  base_workers: null,
};

/** How a metric is shown, as the catalogue has it. */
export interface Shown {
  readonly unit: string;
  readonly kind: string;
  readonly decimals: number;
  /** Whether it describes no person and is shown as it is. */
  readonly isOpen: boolean;
}

const COUNTS_TO = 5;
const POUNDS_TO = 1000;

/** What the public may see of a row: nothing of a hidden one, else to the precision it is shown in. */
export function publicRow(shown: Shown, row: MeasureRow): PublicRow {
  const { status } = row;
  if (status !== 'ok' && status !== 'low_base')
    return { ...NOBODY, coverage: row.coverage, status };
  const decimals = decimalsOf(shown, status);
  const ends = {
    ...(row.ci_low === undefined ? {} : { ci_low: rounded(row.ci_low, decimals) }),
    ...(row.ci_high === undefined ? {} : { ci_high: rounded(row.ci_high, decimals) }),
  };
  if (shown.isOpen) return { ...row, ...ends, value: rounded(row.value, decimals) };
  const step = shown.unit === 'gbp_year' ? POUNDS_TO : COUNTS_TO;
  const isCount = shown.kind === 'count';
  return {
    ...row,
    ...ends,
    numerator: null,
    denominator: null,
    base_workers: Math.round(row.base_workers / COUNTS_TO) * COUNTS_TO,
    value: isCount ? toStep(row.value, step) : rounded(row.value, decimals),
  };
}

/** A fraction is shown as a percentage, of few people as a whole one. */
function decimalsOf({ unit, decimals }: Shown, status: string): number {
  if (unit !== 'rate') return decimals;
  return status === 'low_base' ? 2 : decimals + 2;
}

function toStep(value: string | null, step: number): string | null {
  return value === null ? null : `${Math.round(Number(value) / step) * step}.00000000`;
}

/** A text of eight decimals to fewer, as a double: which way an exact half goes is not told. */
function rounded(value: string | null, decimals: number): string | null {
  if (value === null) return null;
  const step = 10 ** decimals;
  const whole = Math.round(Math.abs(Number(value)) * step);
  const sign = value.startsWith('-') && whole > 0 ? '-' : '';
  return `${sign}${(whole / step).toFixed(8)}`;
}
