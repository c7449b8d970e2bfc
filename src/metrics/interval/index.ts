import type { Dimension, Measure, MetricFamily } from '../definition.js';
import { quantileEndsSql, rankedSql, rateEndsSql } from './ends.js';
import { quantileSpreadSql, rateSpreadSql, type QuantileMeasure } from './spread.js';

export { settingOf } from './ends.js';

/** A temporary table of the intervals, and the SELECT that makes it. */
export interface IntervalSelect {
  readonly table: `interval__${string}`;
  readonly sql: string;
}

/** The ends of each figure's interval, by `metric_id`. */
export const ENDS = 'interval__ends';
const RATES = 'interval__spread';
const spreadTable = (column: string) => `interval__spread_of_${column}` as const;
const rankedTable = (column: string) => `interval__ranked_${column}` as const;

/** Whether a measure has intervals: not a count, nor anything that describes no person. */
export function hasIntervals({ header }: MetricFamily, each: Measure): boolean {
  return each.kind !== 'count' && header.disclosure !== 'none';
}

/** What the intervals of a cut are made of, for all of its measures; after `rolled_up`. */
export function spreadSelects(family: MetricFamily, cut: readonly Dimension[]): IntervalSelect[] {
  const { rates, quantiles } = byKind(family, family.header.measures);
  return [
    ...(rates.length === 0 ? [] : [{ table: RATES, sql: rateSpreadSql(rates, cut) } as const]),
    ...[...quantiles].flatMap(([column, own]) => [
      { table: spreadTable(column), sql: quantileSpreadSql(column, own, cut) },
      { table: rankedTable(column), sql: rankedSql(column, cut, spreadTable(column)) },
    ]),
  ];
}

/** The table of the ends of the intervals of some measures, out of those; none where none has intervals. */
export function endsSelects(
  family: MetricFamily,
  measures: readonly Measure[],
  cut: readonly Dimension[],
): IntervalSelect[] {
  const { rates, quantiles } = byKind(family, measures);
  const ends = [
    ...(rates.length === 0 ? [] : [rateEndsSql(rates, cut, RATES)]),
    ...[...quantiles].map(([column, own]) =>
      quantileEndsSql(own, cut, spreadTable(column), rankedTable(column)),
    ),
  ];
  if (ends.length === 0) return [];
  return [{ table: ENDS, sql: ends.map((each) => `(${each})`).join('\nunion all\n') }];
}

/** The measures that have intervals: those of rates and means, and the quantiles of each column. */
function byKind(
  family: MetricFamily,
  measures: readonly Measure[],
): { rates: Measure[]; quantiles: Map<string, QuantileMeasure[]> } {
  const rates: Measure[] = [];
  const quantiles = new Map<string, QuantileMeasure[]>();
  for (const each of measures.filter((measure) => hasIntervals(family, measure))) {
    if (each.kind === 'quantile') {
      quantiles.set(each.value, [...(quantiles.get(each.value) ?? []), each]);
    } else {
      rates.push(each);
    }
  }
  return { rates, quantiles };
}
