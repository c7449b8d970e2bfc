import type { BedsOf } from './beds.js';
import { groupBy } from './group-by.js';
import type { WorkplaceMonth } from './returns.js';

/** Posts of a workplace in tenths; null where they are not known. */
export type PostsOf = (from: WorkplaceMonth) => number | null;

const FEWEST_STAFF = 3;
const DIFFER_BELOW = 5;
const DIFFER_BELOW_SHARE = 0.1;
const TAIL = 0.025;
const LOW = 0.75;
const HIGH = 5;
const FEWEST_HOMES = 20;
const BANDS = [50, 25, 20, 15, 10, 5, 3, 1];

interface Home {
  readonly from: WorkplaceMonth;
  readonly beds: number;
  readonly posts: number;
  readonly perBed: number;
  readonly band: number;
}

/** Staff as stated and as recorded, where they agree or differ by little: their mean. */
function reconciled({ values, suppliedStaff }: WorkplaceMonth): number | null {
  const stated = values.statedStaff;
  if (stated === null || Math.min(stated, suppliedStaff) < FEWEST_STAFF) return null;
  const mean = (stated + suppliedStaff) / 2;
  const difference = Math.abs(stated - suppliedStaff);
  return difference < DIFFER_BELOW || difference / mean < DIFFER_BELOW_SHARE ? mean : null;
}

/** Posts, those of care homes moved to what is permitted for their beds, month by month. */
export function cleanedPosts(months: readonly WorkplaceMonth[], bedsOf: BedsOf): PostsOf {
  const moved = new Map<WorkplaceMonth, number>();
  const homes = months.flatMap((from): Home[] => {
    const [posts, beds] = [reconciled(from), bedsOf(from)];
    if (posts === null || beds === null) return [];
    const band = BANDS.find((least) => beds >= least) ?? 1;
    return [{ from, beds, posts, perBed: posts / beds, band }];
  });
  for (const ofMonth of groupBy(homes, ({ from }) => from.month).values()) {
    for (const [home, posts] of movedHomes(ofMonth)) moved.set(home.from, posts);
  }
  return (from) => {
    const posts = reconciled(from);
    return moved.get(from) ?? (posts === null ? null : posts * 10);
  };
}

/** The homes of a month in bands with enough of them, with their posts in tenths. */
function movedHomes(homes: readonly Home[]): [Home, number][] {
  const bands = groupBy(homes, ({ band }) => String(band));
  const usual = withoutTails(homes, bands);
  return [...bands].flatMap(([band, own]): [Home, number][] => {
    if (own.length < FEWEST_HOMES) return [];
    const perBed = usual.filter((home) => String(home.band) === band).map((home) => home.perBed);
    const least = Math.max(LOW, perBed.length === 0 ? 0 : Math.min(...perBed));
    const most = Math.max(HIGH, ...perBed);
    return own.map((home) => {
      const [low, high] = [Math.round(home.beds * least * 10), Math.round(home.beds * most * 10)];
      return [home, Math.min(Math.max(home.posts * 10, low), high)];
    });
  });
}

/** The homes but those in the two tails of residuals of their service. */
function withoutTails(
  homes: readonly Home[],
  bands: ReadonlyMap<string, readonly Home[]>,
): readonly Home[] {
  const residualOf = ({ band, beds, posts }: Home): number => {
    const own = bands.get(String(band)) ?? [];
    const expected = (beds * own.reduce((sum, each) => sum + each.perBed, 0)) / own.length;
    return (posts - expected) / Math.sqrt(expected);
  };
  const residuals = new Map(homes.map((home) => [home, residualOf(home)]));
  const of = (home: Home): number => residuals.get(home) ?? 0;
  const services = groupBy(homes, ({ from }) => from.values.answers.mainService);
  return [...services.values()].flatMap((own) => {
    const enough = TAIL * (own.length - 1);
    return own.filter(
      (home) =>
        own.filter((other) => of(other) > of(home)).length >= enough &&
        own.filter((other) => of(other) < of(home)).length >= enough,
    );
  });
}
