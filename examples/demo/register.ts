import { LATEST } from './calendar.js';
import type { Council, Postcodes } from './places.js';
import { planGroup, type Group } from './register-group.js';
import { drawStrangers } from './register-strangers.js';
import { openRng } from './rng.js';
import type { Setting } from './settings.js';
import { capacityOf } from './workplace-values.js';
import type { Organisation, Workplace } from './world.js';

/** A location that the register of the demonstration names. */
export interface Location {
  readonly id: string;
  readonly name: string;
  readonly postcode: string;
  readonly council: Council;
  readonly setting: Setting;
  readonly providerId: string;
  readonly providerName: string;
  /** Beds; undefined where it is no care home. */
  readonly beds: number | undefined;
  readonly isDormant: boolean;
  /** The first month in which it is registered, and the first in which it no longer is. */
  readonly opens: number;
  readonly closes: number;
}

/** What the register of the demonstration holds over the months. */
export interface Register {
  readonly locations: readonly Location[];
  /** The provider that sends the staff of all its locations as those of one; none at a small scale. */
  readonly group: Group | undefined;
}

const NEVER = LATEST + 1;
/** How often the register has the very beds that the return states. */
const SAME_BEDS = 0.8;

/**
 * Draws the register of a seed and a scale: every regulated workplace of the organisations, and the
 * locations that no return names.
 */
export function buildRegister(
  seed: number,
  scale: number,
  organisations: readonly Organisation[],
  postcodes: Postcodes,
): Register {
  const group = planGroup(seed, organisations, postcodes);
  const own = organisations.flatMap((organisation) =>
    organisation.workplaces
      .filter(({ setting }) => setting.isRegulated)
      .map((workplace) => {
        const location = ownLocation(seed, organisation, workplace);
        return location.id === group?.locationId ? { ...location, beds: group.beds } : location;
      }),
  );
  const others = [...(group?.siblings ?? []), ...drawStrangers(seed, scale, postcodes)];
  return { locations: [...own, ...others], group };
}

/** The locations that the register of a month has. */
export function listedIn({ locations }: Register, index: number): Location[] {
  return locations.filter(({ opens, closes }) => opens <= index && closes > index);
}

function ownLocation(seed: number, organisation: Organisation, workplace: Workplace): Location {
  const { locationId: id, name, postcode, council, setting, opens, closes } = workplace;
  return {
    id,
    name,
    postcode,
    council,
    setting,
    providerId: organisation.provNum,
    providerName: organisation.name,
    beds: setting.isCareHome ? bedsNear(seed, workplace) : undefined,
    isDormant: false,
    opens,
    closes: Math.min(closes, NEVER),
  };
}

/** The beds of a workplace as the register has them: what the return states, or one or two off it. */
function bedsNear(seed: number, workplace: Workplace): number {
  const rng = openRng(seed, `register/beds/${workplace.locationId}`);
  const stated = capacityOf(workplace) ?? 0;
  if (rng.chance(SAME_BEDS)) return stated;
  return stated + rng.pick([-2, -1, 1, 2]);
}
