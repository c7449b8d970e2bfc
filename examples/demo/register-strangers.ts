import { LATEST } from './calendar.js';
import { STEMS, workplaceName } from './names.js';
import {
  CHAIN_COUNCIL,
  COAST,
  COUNTY,
  postcodesOf,
  TINY_COUNCIL,
  type Council,
  type Postcodes,
} from './places.js';
import type { Location } from './register.js';
import { openRng, pickAt, type Rng } from './rng.js';
import { SETTINGS } from './settings.js';

/** What becomes of a location that no return names. */
type Fate = 'never_returned' | 'dormant' | 'deregistered';

/** Locations of providers that never return, so that councils differ in what share of theirs do. */
const NEVER_RETURNED: readonly (readonly [Council, number])[] = [
  [COUNTY, 20],
  [COAST, 12],
  [CHAIN_COUNCIL, 14],
  [TINY_COUNCIL, 2],
];
const DORMANT: readonly (readonly [Council, number])[] = [
  [COUNTY, 2],
  [COAST, 1],
];
const DEREGISTERED: readonly (readonly [Council, number])[] = [
  [COUNTY, 1],
  [COAST, 1],
];
/** No organisation that returns is of these kinds, so no name is given twice. */
const KINDS = ['Residential Ltd', 'Support Services Ltd', 'Nursing Ltd', 'Care Partnership'];
const TWO_LOCATIONS = 0.2;
const NEVER = LATEST + 1;
/** The first month that a location is missing from, of those that left the register. */
const LEFT_IN = 7;

/** Draws the registered locations of providers that have never sent a return. */
export function drawStrangers(seed: number, scale: number, postcodes: Postcodes): Location[] {
  const rng = openRng(seed, 'register/strangers');
  const places = [
    ...placesOf('never_returned', NEVER_RETURNED, scale),
    ...placesOf('dormant', DORMANT, scale),
    ...placesOf('deregistered', DEREGISTERED, scale),
  ];
  const names = rng.shuffled(KINDS.flatMap((kind) => STEMS.map((stem) => `${stem} ${kind}`)));
  let provider = 0;
  return places.map(({ fate, council }, at) => {
    if (at > 0 && !rng.chance(TWO_LOCATIONS)) provider += 1;
    return {
      ...drawLocation(rng, council, postcodes),
      id: `1-99${String(80_000_000 + at * 59)}`,
      council,
      providerId: `1-99${String(41_000_000 + provider * 41)}`,
      providerName: pickAt(names, provider),
      isDormant: fate === 'dormant',
      opens: 0,
      closes: fate === 'deregistered' ? LEFT_IN : NEVER,
    };
  });
}

function placesOf(
  fate: Fate,
  counts: readonly (readonly [Council, number])[],
  scale: number,
): { fate: Fate; council: Council }[] {
  return counts.flatMap(([council, count]) =>
    Array.from({ length: Math.max(1, Math.round(count * scale)) }, () => ({ fate, council })),
  );
}

function drawLocation(
  rng: Rng,
  council: Council,
  postcodes: Postcodes,
): Pick<Location, 'name' | 'postcode' | 'setting' | 'beds'> {
  const regulated = SETTINGS.filter(({ isRegulated }) => isRegulated);
  const setting = rng.weighted(regulated.map((each) => [each, each.share]));
  const size = setting.size * Math.exp(0.4 * rng.normal() - 0.08);
  return {
    name: workplaceName(rng, setting.nameEndings, new Set(), false),
    postcode: rng.pick(postcodesOf(postcodes, rng.pick(council.leafAreas))),
    setting,
    beds: setting.isCareHome ? Math.max(4, Math.round(size)) : undefined,
  };
}
