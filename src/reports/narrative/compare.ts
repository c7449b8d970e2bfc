import type { Fact, MetricInfo } from '../facts/fact.js';
import { isFirm, scaleOf, shownValue, statusOf } from '../facts/figure.js';
import type { Interval, Publishable } from '../facts/figure.js';

/** A change of method or of boundaries that makes figures before and after it not comparable. */
export interface MethodBreak {
  /** The metric it concerns, or `all`. */
  readonly metricId: string;
  /** The first day that is counted the new way. */
  readonly from: string;
  /** A clause that ends a sentence: "the boundary changed in April 2025". */
  readonly reason: string;
}

/** What can be said about two figures, in the order the guards ask. */
export type Comparison =
  | { readonly outcome: 'suppressed' | 'not_available' | 'low_base' }
  | { readonly outcome: 'method_break'; readonly reason: string }
  | { readonly outcome: 'equal' }
  | { readonly outcome: 'too_small'; readonly difference: Difference }
  | { readonly outcome: 'up' | 'down'; readonly difference: Difference };

/** The difference of the two displayed figures, so that a reader can check it. */
export interface Difference {
  /** In steps of the finer of the two displays; never negative. */
  readonly steps: number;
  readonly decimals: number;
  /** Of the first figure: 0.05 is 5%. Null where that is nought. */
  readonly relative: number | null;
}

/**
 * Compares a later figure with an earlier one, or a figure with its comparator.
 * Guards in order: suppressed, no figure, low base, method break, equal as displayed, too small to
 * say (inside the no-change band, or the interval of the difference holds nought), then up or down.
 */
export function compare(from: Fact, to: Fact, breaks: readonly MethodBreak[] = []): Comparison {
  const statuses = [statusOf(from.figure), statusOf(to.figure)];
  if (statuses.includes('suppressed')) return { outcome: 'suppressed' };
  if (from.figure.kind === 'missing' || to.figure.kind === 'missing') {
    return { outcome: 'not_available' };
  }
  if (!isFirm(from.figure) || !isFirm(to.figure)) return { outcome: 'low_base' };
  const broken = breakBetween(from, to, breaks);
  if (broken !== undefined) return { outcome: 'method_break', reason: broken.reason };
  return compareFirm(from.figure, to.figure, to.metric);
}

function compareFirm(from: Publishable, to: Publishable, metric: MetricInfo): Comparison {
  const decimals = Math.max(from.decimals, to.decimals);
  const before = from.steps * 10 ** (decimals - from.decimals);
  const change = to.steps * 10 ** (decimals - to.decimals) - before;
  if (change === 0) return { outcome: 'equal' };
  const difference: Difference = {
    steps: Math.abs(change),
    decimals,
    relative: before === 0 ? null : Math.abs(change) / before,
  };
  if (insideBand(difference, before, metric) || intervalHoldsNought(from, to)) {
    return { outcome: 'too_small', difference };
  }
  return { outcome: change > 0 ? 'up' : 'down', difference };
}

function insideBand(difference: Difference, before: number, metric: MetricInfo): boolean {
  const band =
    metric.unit === 'rate'
      ? metric.noChangeBand * scaleOf(metric.unit, difference.decimals)
      : metric.noChangeBand * before;
  return difference.steps < band - 1e-9;
}

/** A figure without an interval counts as exact; two without leave only the no-change band. */
function intervalHoldsNought(from: Publishable, to: Publishable): boolean {
  if (from.interval === null && to.interval === null) return false;
  const difference = differenceInterval(from, to);
  return difference.low <= 0 && difference.high >= 0;
}

/**
 * The interval of a difference from the intervals of its two figures, square and add.
 * @source Newcombe, Statistics in Medicine 17 (1998), method 10; Donner and Zou (2012)
 */
export function differenceInterval(from: Publishable, to: Publishable): Interval {
  const a = shownValue(from);
  const b = shownValue(to);
  const first = around(a, from.interval);
  const second = around(b, to.interval);
  return {
    low: b - a - Math.hypot(b - second.low, first.high - a),
    high: b - a + Math.hypot(second.high - b, a - first.low),
  };
}

function around(value: number, interval: Interval | null): Interval {
  if (interval === null) return { low: value, high: value };
  return { low: Math.min(interval.low, value), high: Math.max(interval.high, value) };
}

function breakBetween(
  from: Fact,
  to: Fact,
  breaks: readonly MethodBreak[],
): MethodBreak | undefined {
  if (from.kind !== 'measured' || to.kind !== 'measured') return undefined;
  const moved = boundaryBreak(from, to);
  return (
    breaks.find(
      (each) =>
        (each.metricId === 'all' || each.metricId === to.metric.metricId) &&
        each.from > `${from.period}-01` &&
        each.from <= `${to.period}-31`,
    ) ?? moved
  );
}

function boundaryBreak(
  from: Fact & { kind: 'measured' },
  to: Fact & { kind: 'measured' },
): MethodBreak | undefined {
  const since = to.area.validFrom;
  if (since === null || from.area.code !== to.area.code) return undefined;
  if (since <= `${from.period}-01` || from.period === to.period) return undefined;
  return { metricId: 'all', from: since, reason: 'the boundary of the area changed in between' };
}
