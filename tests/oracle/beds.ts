import { readRegisters } from './register.js';
import type { WorkplaceMonth } from './returns.js';

const CARE_HOMES = ['1', '2'];
const MOST_BEDS = 500;

/** Beds of a care home in a month; null where they are not known, or cannot be. */
export type BedsOf = (from: WorkplaceMonth) => number | null;

/** Beds as the latest register that names the home has them, else as its return does. */
export function readBeds(dir: string): BedsOf {
  const latest = new Map(readRegisters(dir).flatMap((register) => [...register]));
  return ({ values: { location, answers } }) => {
    if (!CARE_HOMES.includes(answers.mainService)) return null;
    const line = latest.get(location ?? '');
    const isHome = line?.['Care home?'] === 'Y';
    const beds = isHome ? Number(line['Care homes beds']) : answers.places;
    return beds !== null && beds >= 1 && beds <= MOST_BEDS ? beds : null;
  };
}
