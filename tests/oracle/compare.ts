import type { Oracle } from './oracle.js';
import type { MeasureRow, Measures } from './measures.js';
import type { PublicRow } from './published.js';
import type { Row } from '../../src/warehouse/database.js';

/** Where two sets of measures differ, in words; only those of one metric if one is named. */
export function differences(expected: Measures, got: Measures, metric?: string): string[] {
  const isWanted = (key: string): boolean => metric === undefined || metricOf(key) === metric;
  const found: string[] = [];
  for (const [key, row] of expected) {
    if (!isWanted(key)) continue;
    const other = got.get(key);
    if (other === undefined) found.push(`${key}: not published`);
    else found.push(...columnDifferences(key, row, other));
  }
  for (const key of got.keys()) {
    if (isWanted(key) && !expected.has(key)) found.push(`${key}: published, and no such figure`);
  }
  return found;
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
    .filter((column) => expected[column] !== got[column])
    .map(
      (column) =>
        `${key}: ${column} expected ${String(expected[column])}, got ${String(got[column])}`,
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

const RATES = ['vacancy_rate', 'turnover_rate', 'share_below_floor', 'share_at_floor'];
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

/** Whether a metric counts workplaces, which describes no person and is shown as it is. */
export function isCountOfWorkplaces(metric: string): boolean {
  return metric.endsWith('_workplaces');
}

/** What the public may see of a row: nothing of a hidden one, else to the precision it is shown in. */
export function publicRow(metric: string, row: MeasureRow): PublicRow {
  const { status } = row;
  if (status !== 'ok' && status !== 'low_base') return { ...NOBODY, status };
  if (isCountOfWorkplaces(metric)) return { ...row, ci_low: null, ci_high: null };
  const rateDecimals = status === 'low_base' ? 2 : 3;
  return {
    ...row,
    ci_low: null,
    ci_high: null,
    numerator: null,
    denominator: null,
    base_workers: Math.round(row.base_workers / 5) * 5,
    value: rounded(row.value, RATES.includes(metric) ? rateDecimals : 2),
  };
}

/** A text of eight decimals to fewer, half up. */
function rounded(value: string | null, decimals: number): string | null {
  if (value === null) return null;
  const step = 10n ** BigInt(8 - decimals);
  const scaled = ((BigInt(value.replace('.', '')) + step / 2n) / step) * step;
  const digits = scaled.toString().padStart(9, '0');
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`;
}
