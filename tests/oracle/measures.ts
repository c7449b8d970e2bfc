import type { DisclosureProfile } from '../../src/config.js';
import type { Month } from './months.js';
import { NO_ENDS, quantileEnds, rateEnds, type Ends, type Range } from './intervals.js';
import { pencePercentile } from './pay.js';
import type { Register } from './register.js';
import type { Bases, Cell } from './roll-up.js';

/** One row of `metrics.measure`, numbers as the text of their DECIMAL. */
export interface MeasureRow extends Partial<Ends> {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly base_workplaces: number;
  readonly base_organisations: number;
  readonly base_workers: number;
  /** Of the locations of the CQC register; null where it has none. */
  readonly coverage: string | null;
  readonly status: string;
}

export type Measures = Map<string, MeasureRow>;

/** The key of a row: its metric and every dimension. */
export function keyOf(
  metric: string,
  areaType: string,
  cell: Cell,
  periodType: 'month' | 'rolling_3m' | 'financial_year' = 'month',
  further = 'all',
): string {
  const { area, setting, role, sector } = cell;
  const month = periodType === 'financial_year' ? firstMonthOfYear(cell.month) : cell.month;
  return `${metric} ${month}-01 ${periodType} ${area} ${areaType} ${setting} ${role} ${sector} ${further}`;
}

/** April of the year before, for a March. */
function firstMonthOfYear(march: Month): Month {
  return `${Number(march.slice(0, 4)) - 1}-04`;
}

/** Ratio of sums; one that can be more than one has another interval. */
export function ratioRow(
  cell: Cell,
  profile: DisclosureProfile,
  register: Register,
  range: Range = 'share',
): MeasureRow {
  if (cell.contributions.length === 0) return emptyRow(cell);
  const numerator = sum(cell, 'numerator');
  const denominator = sum(cell, 'denominator');
  const parts = [decimal(numerator), decimal(denominator)] as const;
  if (denominator === 0) return row(cell, 'not_available', null, parts);
  const value = fraction(numerator, denominator);
  const ends = rateEnds(cell, range, register);
  return row(cell, statusOf(cell.bases, profile), value, parts, ends);
}

/** A sum of ones; none is a true zero, and nobody is described by it. */
export function countRow(cell: Cell): MeasureRow {
  const count = sum(cell, 'numerator');
  return row(cell, 'ok', fraction(count, 1), [decimal(count), null]);
}

/** Percentiles of pay, for contributors whose numerators are pence. */
export function percentileRows(cell: Cell, profile: DisclosureProfile, register: Register): Rows {
  const sorted = cell.contributions.map(({ numerator }) => numerator).sort((a, b) => a - b);
  const { bases } = cell;
  return Object.fromEntries(
    Object.entries(PERCENTILES).map(([id, percent]) => {
      if (sorted.length === 0) return [id, emptyRow(cell)];
      const isHidden = percent !== 50 && bases.workers < profile.min_workers_for_percentiles;
      const status = isHidden ? 'suppressed' : statusOf(bases, profile);
      const hundredths = pencePercentile(sorted, percent);
      const ends = quantileEnds(cell, percent, hundredths, register, 100);
      return [id, row(cell, status, fraction(hundredths, 10_000), [null, null], ends)];
    }),
  );
}

/** Measures of one family. */
export type Rows = Readonly<Record<string, MeasureRow>>;

const PERCENTILES = {
  hourly_pay_p10: 10,
  hourly_pay_p25: 25,
  hourly_pay_median: 50,
  hourly_pay_p75: 75,
  hourly_pay_p90: 90,
};

const LOW_BASE = 50;

/** Whether a figure of so many can be shown. */
export function statusOf(bases: Bases, profile: DisclosureProfile): string {
  if (
    bases.workers < profile.min_workers ||
    bases.workplaces < profile.min_workplaces ||
    bases.organisations < profile.min_organisations
  ) {
    return 'suppressed';
  }
  return bases.workers < LOW_BASE ? 'low_base' : 'ok';
}

/** Of nobody. */
export function emptyRow(cell: Cell): MeasureRow {
  return row(cell, 'not_available', null, [null, null]);
}

/** A figure with those behind it. */
export function row(
  cell: Cell,
  status: string,
  value: string | null,
  [numerator, denominator]: readonly [string | null, string | null],
  ends: Ends = NO_ENDS,
): MeasureRow {
  const { bases } = cell;
  return {
    numerator,
    denominator,
    value,
    ...ends,
    base_workplaces: bases.workplaces,
    base_organisations: bases.organisations,
    base_workers: bases.workers,
    coverage: null,
    status,
  };
}

/** What all contributors bring together. */
export function sum({ contributions }: Cell, part: 'numerator' | 'denominator'): number {
  return contributions.reduce((total, each) => total + each[part], 0);
}

/** A number of parts of a unit to two decimals, half away from zero. */
export function decimal(whole: number, unit = 1): string {
  return scaledText(whole, unit, 2);
}

/** A fraction of whole numbers to eight decimals, exactly, half away from zero. */
export function fraction(numerator: number, denominator: number): string {
  return scaledText(numerator, denominator, 8);
}

function scaledText(numerator: number, denominator: number, decimals: number): string {
  const [above, below] = [BigInt(Math.abs(numerator)), BigInt(denominator)];
  const scaled = (above * 2n * 10n ** BigInt(decimals) + below) / (2n * below);
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const sign = numerator < 0 && scaled > 0n ? '-' : '';
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
