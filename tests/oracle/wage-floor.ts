import { penceOf, type Cells } from './cells.js';
import { WAGE_RATES } from './code-lists.js';

/**
 * The statutory minimum in pence an hour on a day for an age; null under 16, the adult rate where the
 * age is not known.
 */
export function wageFloor(day: string, age: number | null, isApprentice: boolean): number | null {
  const rates = WAGE_RATES.filter((row) => (row['valid_from'] ?? '') <= day).at(-1);
  return rates === undefined ? null : floorOf(rates, age, isApprentice);
}

/** The same of one row of the list of rates. */
export function floorOf(rates: Cells, age: number | null, isApprentice: boolean): number | null {
  const adult = penceOf(rates['nlw_gbp_hour']);
  if (age === null) return adult;
  if (age < 16) return null;
  if (isApprentice && age < 19) return penceOf(rates['apprentice_gbp_hour']);
  if (age < 18) return penceOf(rates['age_16_17_gbp_hour']);
  if (age < 21) return penceOf(rates['age_18_20_gbp_hour']);
  return age < Number(rates['nlw_min_age'])
    ? penceOf(rates['from_21_below_nlw_age_gbp_hour'])
    : adult;
}

/** The least that can have been the minimum: any apprentice, and anyone of unknown age, may be on the lowest. */
export function leastWageFloor(
  day: string,
  age: number | null,
  isApprentice: boolean,
): number | null {
  const own = wageFloor(day, age, isApprentice);
  if (own === null || (age !== null && !isApprentice)) return own;
  return wageFloor(day, 16, true);
}
