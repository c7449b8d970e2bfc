import { LATEST } from './calendar.js';
import { workplaceName } from './names.js';
import { postcodesOf, type Postcodes } from './places.js';
import type { Location } from './register.js';
import { openRng } from './rng.js';
import { keyOf } from './rows.js';
import { capacityOf } from './workplace-values.js';
import type { Organisation, Workplace } from './world.js';

/** A provider whose one return holds the staff of all its locations. */
export interface Group {
  /** The workplace that the return names, as the warehouse knows it. */
  readonly workplaceId: string;
  readonly locationId: string;
  /** Its own beds, far fewer than its staff are for. */
  readonly beds: number;
  /** The provider's other locations, which no return names. */
  readonly siblings: readonly Location[];
}

/** How the warehouse says that the posts are too many for the beds. */
export const GROUP_RULE = 'times_beds';

const SIBLINGS = 3;
/** Posts for each bed of its own: beyond 4, from where it is told; short of 5, where posts are lowered. */
const POSTS_PER_BED = 4.4;
/** Large enough that it stays above 25 posts, under which nothing is told. */
const LEAST_SIZE = 32;

/** Plans the grouped provider: the first organisation whose only workplace is a care home of some size. */
export function planGroup(
  seed: number,
  organisations: readonly Organisation[],
  postcodes: Postcodes,
): Group | undefined {
  const organisation = organisations.find(isFit);
  const workplace = organisation?.workplaces[0];
  if (organisation === undefined || workplace === undefined) return undefined;
  const beds = Math.round(workplace.size / POSTS_PER_BED);
  return {
    workplaceId: `${organisation.slug}/${keyOf(workplace.id)}`,
    locationId: workplace.locationId,
    beds,
    siblings: siblingsOf(seed, organisation, workplace, beds, postcodes),
  };
}

function isFit({ part, workplaces, joins, stops, missing }: Organisation): boolean {
  const [only] = workplaces;
  if (part !== 'ordinary' || only === undefined || workplaces.length > 1) return false;
  const isCounted = joins === 0 && stops > LATEST && !missing.has(LATEST);
  const isShown = only.permLa === '1';
  return only.setting.isCareHome && only.size >= LEAST_SIZE && isCounted && isShown;
}

/** The provider's other homes, which share the rest of the beds that its return states. */
function siblingsOf(
  seed: number,
  organisation: Organisation,
  workplace: Workplace,
  ownBeds: number,
  postcodes: Postcodes,
): Location[] {
  const rng = openRng(seed, 'register/group');
  const { council, setting, leafArea, opens, closes } = workplace;
  const rest = (capacityOf(workplace) ?? 0) - ownBeds;
  const used = new Set([workplace.name]);
  return Array.from({ length: SIBLINGS }, (_, at) => ({
    id: `1-99${String(90_000_000 + at * 61)}`,
    name: workplaceName(rng, setting.nameEndings, used, false),
    postcode: rng.pick(postcodesOf(postcodes, leafArea)),
    council,
    setting,
    providerId: organisation.provNum,
    providerName: organisation.name,
    beds: Math.floor((rest + at) / SIBLINGS),
    isDormant: false,
    opens,
    closes,
  }));
}
