import { join } from 'node:path';
import { packageDir } from '../../src/config.js';
import { readCsv } from './cells.js';
import { groupBy } from './group-by.js';
import type { Register } from './register.js';
import type { Cell } from './roll-up.js';

/** The ends of an interval, as the text of their DECIMAL; null where none is given. */
export interface Ends {
  readonly ci_low: string | null;
  readonly ci_high: string | null;
}

export const NO_ENDS: Ends = { ci_low: null, ci_high: null };

/** A workplace's part of a share or a rate. */
interface Part {
  readonly count: number;
  readonly size: number;
  /** How much of its difference counts: less of one that is in the register. */
  readonly weight: number;
}

const FEWEST_WORKPLACES = 10;
const FEWEST_DEGREES = 3;
const FEWEST_PEOPLE_ON_A_SIDE = 15;
const FEWEST_PEOPLE_BEYOND_AN_END = 5;
const NO_SPREAD = 1e-9;

const STUDENT: ReadonlyMap<number, number> = new Map(
  readCsv(join(packageDir, 'sql/reference'), 'student_t.csv').map((row) => [
    Number(row['df']),
    Number(row['t_975']),
  ]),
);

const logit = (share: number): number => Math.log(share) - Math.log1p(-share);
const share = (place: number): number => Math.exp(place) / (1 + Math.exp(place));

/** Where a rate or a mean can lie. */
export type Range = 'share' | 'positive' | 'any';

const PLACES: Readonly<Record<Range, [onto: Place, back: Place]>> = {
  share: [logit, share],
  positive: [Math.log, Math.exp],
  any: [(figure) => figure, (place) => place],
};

type Place = (value: number) => number;

/**
 * The interval of a rate or a mean.
 * @param unit how many of the numbers above the line make one of those below it
 */
export function rateEnds(cell: Cell, range: Range, register: Register, unit = 1): Ends {
  const parts = partsOf(cell, register, (own) => ({
    count: own.reduce((total, { numerator }) => total + numerator, 0) / unit,
    size: own.reduce((total, { denominator }) => total + denominator, 0),
  }));
  const [onto, back] = PLACES[range];
  const half = halfOf(parts, onto);
  if (half === null) return NO_ENDS;
  const middle = onto(rate(parts));
  return { ci_low: text(back(middle - half)), ci_high: text(back(middle + half)) };
}

/** What each workplace brings, and how much of its difference counts. */
function partsOf(
  cell: Cell,
  register: Register,
  of: (own: Cell['contributions']) => Omit<Part, 'weight'>,
): Part[] {
  const workplaces = [...groupByWorkplace(cell).values()];
  const isRegistered = ([one]: Cell['contributions']): boolean =>
    one !== undefined && register.has(cell.month, one.from.submitter, one.from.workplace);
  const locations = register.locationsBehind(cell);
  const returned = workplaces.filter(isRegistered).length;
  const left = locations === 0 ? 1 : Math.max(0, 1 - returned / locations);
  return workplaces.map((own) => ({ ...of(own), weight: isRegistered(own) ? left : 1 }));
}

/**
 * The interval of a quantile of what contributors give, each its number above the line or its values.
 * @param hundredths the quantile in hundredths of what they give
 * @param unit how many of what they give make one of the measure's
 */
export function quantileEnds(
  cell: Cell,
  percent: number,
  hundredths: number,
  register: Register,
  unit: number,
): Ends {
  const parts = partsOf(cell, register, (own) => {
    const values = own.flatMap(valuesOf);
    return { count: values.filter((each) => each * 100 <= hundredths).length, size: values.length };
  });
  const sorted = Float64Array.from(cell.contributions.flatMap(valuesOf)).sort();
  const people = sorted.length;
  if (people * Math.min(percent, 100 - percent) < 100 * FEWEST_PEOPLE_ON_A_SIDE) return NO_ENDS;
  const half = halfOf(parts, logit);
  if (half === null) return NO_ENDS;
  const middle = logit(percent / 100);
  const places = [middle - half, middle + half].map((end) => share(end) * (people - 1));
  const beyond = [places[0] ?? 0, people - 1 - (places[1] ?? 0)];
  if (Math.min(...beyond) < FEWEST_PEOPLE_BEYOND_AN_END) return NO_ENDS;
  const [low = 0, high = 0] = places.map((place) => valueAt(sorted, place) / unit);
  return { ci_low: text(low), ci_high: text(high) };
}

/** What a contribution gives of the values that a quantile is of. */
export function valuesOf({ values, numerator }: Cell['contributions'][number]): readonly number[] {
  return values ?? [numerator];
}

function groupByWorkplace(cell: Cell): Map<string, Cell['contributions'][number][]> {
  return groupBy(cell.contributions, ({ from }) => `${from.submitter} ${from.workplace}`);
}

function rate(parts: readonly Part[]): number {
  const count = parts.reduce((total, each) => total + each.count, 0);
  return count / parts.reduce((total, each) => total + each.size, 0);
}

/** Half of the interval, on the scale, or null where there is to be none. */
function halfOf(parts: readonly Part[], onto: (rate: number) => number): number | null {
  const n = parts.length;
  if (n < FEWEST_WORKPLACES) return null;
  const degrees = degreesOf(parts);
  if (degrees < FEWEST_DEGREES) return null;
  const count = parts.reduce((total, each) => total + each.count, 0);
  const size = parts.reduce((total, each) => total + each.size, 0);
  const whole = onto(count / size);
  const squares = parts.map(
    (left) => left.weight * (onto((count - left.count) / (size - left.size)) - whole) ** 2,
  );
  const error = Math.sqrt(((n - 1) * squares.reduce((total, each) => total + each, 0)) / n);
  return error > NO_SPREAD && Number.isFinite(error) ? error * student(degrees) : null;
}

function degreesOf(parts: readonly Part[]): number {
  const weights = parts.map(({ size }) => Math.pow(size, 1.5));
  const total = weights.reduce((sum, each) => sum + each, 0);
  return total ** 2 / weights.reduce((sum, each) => sum + each ** 2, 0) - 1;
}

function student(degrees: number): number {
  const below = Math.min(Math.floor(degrees), 200);
  const above = below === 200 ? 1_000_000 : below + 1;
  const [low = NaN, high = NaN] = [STUDENT.get(below), STUDENT.get(above)];
  return low - ((low - high) * (degrees - below)) / (above - below);
}

/** The value at a place among sorted ones, between the two nearest in proportion. */
function valueAt(sorted: Float64Array, place: number): number {
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.floor(place) + 1] ?? low;
  return low + (high - low) * (place % 1);
}

function text(value: number): string {
  return value.toFixed(8);
}

/** What the order of adding up may change in an end of an interval. */
export function areSameEnd(one: string, other: string): boolean {
  const [a, b] = [Number(one), Number(other)];
  return Math.abs(a - b) <= Math.max(1.5e-8, Math.abs(a) * 1e-10);
}
