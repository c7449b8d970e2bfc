import type { Geography } from './geography.js';
import { groupBy } from './group-by.js';
import { lastDay, type Month } from './months.js';
import type { WorkplaceMonth } from './returns.js';

const TIERS = ['district', 'council'] as const;

type Tier = (typeof TIERS)[number];

/** What is known of the tier of a place on a day. */
interface Then {
  /** The area of the tier; null of a council without districts. */
  readonly area: string | null;
  readonly isKnown: boolean;
  readonly possible: readonly string[];
}

/** The areas that have ended since: in which months they have figures, and of which workplaces. */
export interface EndedAreas {
  /** Those that a workplace of a month counts in. */
  of(workplace: WorkplaceMonth): readonly string[];
  /** Those that have figures in a month. */
  in(month: Month): readonly string[];
}

/**
 * Councils and districts that have ended, each with the present areas in its place: those whose present
 * areas, and those of their districts, are all in the partnership.
 */
export function endedWhole(
  geography: Geography,
  councils: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const { typeOf, hasEnded, childrenOf, parentsOf, successorsOf } = geography;
  const presentOf = (area: string): string[] => {
    if (!hasEnded(area)) return [area];
    const next = successorsOf(area);
    return next.length === 0 ? ['nowhere'] : next.flatMap(presentOf);
  };
  const isOurs = (area: string): boolean =>
    [area, ...parentsOf(area)].some((each) => councils.has(each));
  const ended = geography.codes.filter(
    (area) => TIERS.some((tier) => tier === typeOf(area)) && hasEnded(area) && !councils.has(area),
  );
  return new Map(
    ended
      .map((area): [string, string[]] => {
        const districts = childrenOf(area).filter((each) => typeOf(each) === 'district');
        return [area, [area, ...districts].flatMap(presentOf)];
      })
      .filter(([, present]) => present.every(isOurs)),
  );
}

/** The areas that stood on a day and that the places of a listed one may have lain in. */
function originsOf(geography: Geography, listed: string, day: string) {
  const { typeOf, stood, hasEnded, laterThan, lineOf } = geography;
  const standing = geography.codes.filter(
    (area) => TIERS.some((tier) => tier === typeOf(area)) && stood(area, day),
  );
  const isForward = hasEnded(listed, day);
  const found = standing.filter((area) =>
    isForward ? laterThan(listed).includes(area) : laterThan(area).includes(listed),
  );
  const isSure = !isForward || found.every((area) => lineOf(listed).includes(area));
  return { standing, found, isSure };
}

/** The tier of the places of a listed area on a day. */
function thenOf(geography: Geography, listed: string, day: string, tier: Tier): Then {
  const { typeOf, parentsOf, childrenOf } = geography;
  const { standing, found, isSure } = originsOf(geography, listed, day);
  const councilsOf = (area: string): string[] =>
    parentsOf(area).filter((each) => typeOf(each) === 'council' && standing.includes(each));
  const districtsOf = (area: string): string[] =>
    childrenOf(area).filter((each) => typeOf(each) === 'district' && standing.includes(each));
  const options = found.flatMap((area): (string | null)[] => {
    if (typeOf(area) === tier) return [area];
    if (tier === 'council') return councilsOf(area);
    const districts = districtsOf(area);
    if (districts.some((each) => found.includes(each))) return [];
    return districts.length === 0 ? [null] : [...districts, 'one of them'];
  });
  const distinct = [...new Set(options)];
  const hasNoCouncil = (area: string): boolean =>
    typeOf(area) === 'district' && councilsOf(area).length !== 1;
  const isLost = tier === 'council' && found.some(hasNoCouncil);
  return {
    area: distinct[0] ?? null,
    isKnown: isSure && !isLost && distinct.length === 1,
    possible: distinct.filter((each) => each !== null),
  };
}

/** Finds in which areas that have ended since the workplaces of each month lay. */
export function endedAreas(
  geography: Geography,
  councils: ReadonlySet<string>,
  months: readonly WorkplaceMonth[],
): EndedAreas {
  const whole = endedWhole(geography, councils);
  const known = new Map<string, Then>();
  const then = ({ month, listed }: WorkplaceMonth, tier: Tier): Then => {
    const key = `${month} ${listed} ${tier}`;
    const found = known.get(key) ?? thenOf(geography, listed, lastDay(month), tier);
    known.set(key, found);
    return found;
  };
  const liesIn = (area: string, larger: string): boolean =>
    area === larger || geography.parentsOf(area).includes(larger);
  const isOurs = (area: string): boolean =>
    [area, ...geography.parentsOf(area)].some((each) => councils.has(each));
  const mayBeMissing = (workplace: WorkplaceMonth, area: string, tier: Tier): boolean => {
    const { isKnown, possible } = then(workplace, tier);
    if (isKnown && isOurs(workplace.area)) return false;
    if (possible.includes(area)) return true;
    return !isKnown && (whole.get(area) ?? []).some((each) => liesIn(workplace.area, each));
  };
  const complete = new Map(
    [...groupBy(months, ({ month }) => month)].map(([month, workplaces]) => {
      const areas = [...whole.keys()].filter((area) => {
        const tier = geography.typeOf(area) as Tier;
        return (
          geography.stood(area, lastDay(month)) &&
          workplaces.some((each) => then(each, tier).isKnown && then(each, tier).area === area) &&
          !workplaces.some((each) => mayBeMissing(each, area, tier))
        );
      });
      return [month, areas];
    }),
  );
  return {
    in: (month) => complete.get(month) ?? [],
    of: (workplace) => {
      const areas = complete.get(workplace.month) ?? [];
      if (areas.length === 0) return areas;
      return TIERS.flatMap((tier) => {
        const { area, isKnown } = then(workplace, tier);
        return isKnown && area !== null && areas.includes(area) ? [area] : [];
      });
    },
  };
}
