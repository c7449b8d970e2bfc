import type { Location } from './register.js';
import { openRng, type Rng } from './rng.js';
import { SNAPSHOTS } from './calendar.js';

/** A rating of the register, and the day it was published. */
export interface Rating {
  readonly rating: string;
  readonly published: SheetDay;
}

/** A day as a workbook counts them: 1 is 1 January 1900. */
export type SheetDay = number;

/** How many of a hundred ratings are which. */
const RATINGS: readonly (readonly [string, number])[] = [
  ['Outstanding', 4],
  ['Good', 75],
  ['Requires improvement', 18],
  ['Inadequate', 1],
];
const NOT_YET_RATED = 0.01;
const LOOKED_AT_AGAIN = 0.2;
/** Days between the beginning of a workbook's count and 1 January 1970. */
const EPOCH = 25_569;
const DAY = 86_400_000;

/** The rating that a location has in the register of a month; undefined where it has none yet. */
export function ratingIn(seed: number, location: Location, index: number): Rating | undefined {
  const rng = openRng(seed, `register/rating/${location.id}`);
  if (rng.chance(NOT_YET_RATED) || location.opens > 0) return undefined;
  const first = drawRating(rng, sheetDay('2018-01-01'), sheetDay('2024-12-31'));
  if (!rng.chance(LOOKED_AT_AGAIN)) return first;
  const again = drawRating(rng, sheetDay('2025-01-01'), sheetDay('2026-03-20'));
  return again.published < registerDay(index) ? again : first;
}

/** The day on which a location was registered. */
export function registeredOn(seed: number, { id, opens }: Location): SheetDay {
  if (opens > 0) return registerDay(opens);
  const rng = openRng(seed, `register/since/${id}`);
  return rng.int(sheetDay('2010-10-01'), sheetDay('2017-06-30'));
}

/** The first of a month, which the register of the month is as at. */
export function registerDay(index: number): SheetDay {
  return sheetDay(`${SNAPSHOTS[index]?.month ?? ''}-01`);
}

function drawRating(rng: Rng, from: SheetDay, to: SheetDay): Rating {
  return { rating: rng.weighted(RATINGS), published: rng.int(from, to) };
}

/** @example sheetDay('2026-04-01') // 46113 */
function sheetDay(date: string): SheetDay {
  return Date.parse(date) / DAY + EPOCH;
}
