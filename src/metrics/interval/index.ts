import type { Dimension, Measure, MetricFamily } from '../definition.js';
import { quantileEndsSql, rankedSql, rateEndsSql, settingOf } from './ends.js';
import { quantileSpreadSql, rateSpreadSql } from './spread.js';

/** A temporary table of the intervals, and the SELECT that makes it. */
export interface IntervalSelect {
  readonly table: `interval__${string}`;
  readonly sql: string;
}

const RATES = 'interval__spread';
const spreadOf = (column: string) => `interval__spread_of_${column}` as const;
const rankedOf = (column: string) => `interval__ranked_${column}` as const;

/** Whether a measure has intervals: not a count, nor anything that describes no person. */
export function hasIntervals({ header }: MetricFamily, each: Measure): boolean {
  return each.kind !== 'count' && header.disclosure !== 'none';
}

/** What the intervals of a cut are made of, for all of its measures; after `rolled_up`. */
export function spreadSelects(family: MetricFamily, cut: readonly Dimension[]): IntervalSelect[] {
  const measures = family.header.measures.filter((each) => hasIntervals(family, each));
  const rates = measures.filter(({ kind }) => kind !== 'quantile');
  const quantiles = measures.filter((each) => each.kind === 'quantile');
  const columns = [...new Set(quantiles.map(({ value }) => value))];
  return [
    ...(rates.length === 0 ? [] : [{ table: RATES, sql: rateSpreadSql(rates, cut) } as const]),
    ...columns.flatMap((column) => {
      const own = quantiles.filter(({ value }) => value === column);
      return [
        { table: spreadOf(column), sql: quantileSpreadSql(column, own, cut) },
        { table: rankedOf(column), sql: rankedSql(column, cut, spreadOf(column)) },
      ];
    }),
  ];
}

/** The SELECT of the ends of a measure's intervals in a cut. */
function endsSql(each: Measure, cut: readonly Dimension[]): string {
  return each.kind === 'quantile'
    ? quantileEndsSql(each, cut, spreadOf(each.value), rankedOf(each.value))
    : rateEndsSql(each, cut, RATES);
}

/** How a figure finds its interval and its coverage beside `frame`. */
export interface IntervalColumns {
  readonly low: string;
  readonly high: string;
  readonly coverage: string;
  readonly joins: string;
}

/** What a measure's SELECT takes of the intervals and of the register. */
export function intervalColumns(
  family: MetricFamily,
  each: Measure,
  cut: readonly Dimension[],
): IntervalColumns {
  const has = hasIntervals(family, each);
  const setting = settingOf(cut);
  const keys = ['period', 'area_code', ...cut].join(', ');
  const ends = has ? `left join (${endsSql(each, cut)}) as ends using (${keys})` : '';
  const register =
    setting === null
      ? ''
      : `left join core.int_register_coverage as register
        on frame.period = register.period
        and frame.area_code = register.area_code
        and register.care_setting = ${setting === 'all' ? "'all'" : 'frame.care_setting'}`;
  return {
    low: has ? 'ends.ci_low' : 'null',
    high: has ? 'ends.ci_high' : 'null',
    coverage: setting === null ? 'null' : 'register.coverage',
    joins: [ends, register].filter((join) => join !== '').join('\n    '),
  };
}
