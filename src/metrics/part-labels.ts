import type { Measure } from './definition.js';

/** What the parts of a measure count, in the words of its file; null where it has no such part. */
export function partLabels(
  measure: Measure,
  columns: Readonly<Record<string, string>>,
): { numerator: string | null; denominator: string | null } {
  const of = (column: string): string | null => columns[column] ?? null;
  switch (measure.kind) {
    case 'ratio':
      return { numerator: of(measure.numerator), denominator: of(measure.denominator) };
    case 'count':
      return { numerator: of(measure.numerator), denominator: null };
    case 'mean':
      return { numerator: of(measure.value), denominator: 'With a value' };
    case 'quantile':
      return { numerator: null, denominator: null };
  }
}
