import type { DisclosureProfile } from '../../src/config.js';
import { pencePercentile } from './pay.js';
import type { Bases, Cell } from './roll-up.js';

/** One row of `metrics.measure`, numbers as the text of their DECIMAL. */
export interface MeasureRow {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly base_workplaces: number;
  readonly base_organisations: number;
  readonly base_workers: number;
  readonly status: string;
}

export type Measures = Map<string, MeasureRow>;

/** The key of a row: its metric and every dimension. */
export function keyOf(metric: string, areaType: string, cell: Cell): string {
  const { month, area, setting, role, sector } = cell;
  return [metric, `${month}-01`, 'month', area, areaType, setting, role, sector, 'all'].join(' ');
}

/** Ratio of sums. */
export function ratioRow(cell: Cell, profile: DisclosureProfile): MeasureRow {
  if (cell.contributions.length === 0) return emptyRow(cell);
  const numerator = sum(cell, 'numerator');
  const denominator = sum(cell, 'denominator');
  const parts = [decimal(numerator), decimal(denominator)] as const;
  if (denominator === 0) return row(cell, 'not_available', null, parts);
  return row(cell, statusOf(cell.bases, profile), fraction(numerator, denominator), parts);
}

/** A sum of ones; none is a true zero, and nobody is described by it. */
export function countRow(cell: Cell): MeasureRow {
  const count = sum(cell, 'numerator');
  return row(cell, 'ok', fraction(count, 1), [decimal(count), null]);
}

/** Percentiles of pay, for contributors whose numerators are pence. */
export function percentileRows(cell: Cell, profile: DisclosureProfile): Rows {
  const sorted = cell.contributions.map(({ numerator }) => numerator).sort((a, b) => a - b);
  const { bases } = cell;
  return Object.fromEntries(
    Object.entries(PERCENTILES).map(([id, percent]) => {
      if (sorted.length === 0) return [id, emptyRow(cell)];
      const isHidden = percent !== 50 && bases.workers < profile.min_workers_for_percentiles;
      const status = isHidden ? 'suppressed' : statusOf(bases, profile);
      const value = fraction(pencePercentile(sorted, percent), 10_000);
      return [id, row(cell, status, value, [null, null])];
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

function statusOf(bases: Bases, profile: DisclosureProfile): string {
  if (
    bases.workers < profile.min_workers ||
    bases.workplaces < profile.min_workplaces ||
    bases.organisations < profile.min_organisations
  ) {
    return 'suppressed';
  }
  return bases.workers < LOW_BASE ? 'low_base' : 'ok';
}

function emptyRow(cell: Cell): MeasureRow {
  return row(cell, 'not_available', null, [null, null]);
}

function row(
  cell: Cell,
  status: string,
  value: string | null,
  [numerator, denominator]: readonly [string | null, string | null],
): MeasureRow {
  const { bases } = cell;
  return {
    numerator,
    denominator,
    value,
    base_workplaces: bases.workplaces,
    base_organisations: bases.organisations,
    base_workers: bases.workers,
    status,
  };
}

function sum({ contributions }: Cell, part: 'numerator' | 'denominator'): number {
  return contributions.reduce((total, each) => total + each[part], 0);
}

function decimal(whole: number): string {
  return `${whole}.00`;
}

/** A fraction of whole numbers to eight decimals, exactly, half away from zero. */
function fraction(numerator: number, denominator: number): string {
  const scaled =
    (BigInt(numerator) * 2n * 10n ** 8n + BigInt(denominator)) / (2n * BigInt(denominator));
  const digits = scaled.toString().padStart(9, '0');
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`;
}
