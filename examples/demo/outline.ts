import { LATEST } from './calendar.js';
import { organisationNames, slugOf } from './names.js';
import { CHAIN_COUNCIL, COAST, COUNTY, COUNCILS, TINY_COUNCIL, type Council } from './places.js';
import { pickAt, type Rng } from './rng.js';

/** What part an organisation plays in the demonstration. */
export type Part = 'council' | 'chain' | 'tiny' | 'micro' | 'ordinary';

/** An organisation before its workplaces are drawn. */
export interface Outline {
  readonly part: Part;
  readonly name: string;
  readonly slug: string;
  /** ESTTYPE: 1 local authority, 6 private, 7 voluntary. */
  readonly sector: '1' | '6' | '7';
  readonly home: Council;
  readonly workplaceCount: number;
  /** Settings it takes first, of those still to be given out. */
  readonly prefers: readonly string[];
  /** The first month it returns, and the first in which it no longer does. */
  readonly joins: number;
  readonly stops: number;
  readonly missing: ReadonlySet<number>;
  readonly late: ReadonlySet<number>;
}

const ORGANISATIONS = 160;
const WORKPLACES = 420;
const COUNCIL_WORKPLACES: readonly (readonly [Council, string, number])[] = [
  [COUNTY, 'Harrowmere County Council', 14],
  [COAST, 'Saltharbour Council', 8],
  [CHAIN_COUNCIL, 'Brackenford Council', 6],
  [TINY_COUNCIL, 'Isle of Tarn Council', 1],
];
const CHAIN_WORKPLACES = 14;
const COUNCIL_SETTINGS = [
  'day_service',
  'community_support',
  'shared_lives',
  'home_care',
  'care_home',
];
const NEVER = LATEST + 1;
const STOPPED = NEVER - 5;
const JOINERS: readonly number[] = [2, 4, 6, 9];

const always = { joins: 0, stops: NEVER, missing: new Set<number>(), late: new Set<number>() };

/** The demonstration's organisations at a scale, each with its number of workplaces. */
export function outlineOrganisations(rng: Rng, scale: number): Outline[] {
  const special = specialOutlines(scale);
  const taken = special.reduce((sum, each) => sum + each.workplaceCount, 0);
  const ordinary = Math.max(8, Math.round(ORGANISATIONS * scale) - special.length);
  const counts = workplaceCounts(rng, ordinary, Math.round(WORKPLACES * scale) - taken);
  const sectors = counts.map((): '6' | '7' => (rng.chance(0.17) ? '7' : '6'));
  const names = organisationNames(rng, sectors);
  const stoppers = rng.shuffled(counts.map((_, place) => place)).filter((place) => place > 3);
  const joinerCount = Math.max(1, Math.round(JOINERS.length * scale));
  return [
    ...special,
    ...counts.map((workplaceCount, place) => {
      const turn = stoppers.indexOf(place);
      const joiner = turn < 2 || turn >= 2 + joinerCount ? undefined : JOINERS[turn - 2];
      const joins = joiner ?? 0;
      const stops = turn === 0 || turn === 1 ? STOPPED : NEVER;
      return {
        part: 'ordinary' as const,
        ...pickAt(names, place),
        sector: pickAt(sectors, place),
        home:
          place === 0 ? CHAIN_COUNCIL : rng.weighted(COUNCILS.map((each) => [each, each.weight])),
        workplaceCount,
        prefers: [],
        joins,
        stops,
        missing: someMonths(rng, 0.017, joins + 1, stops - 1),
        late: someMonths(rng, 0.025, joins, Math.min(stops - 1, LATEST - 2)),
      };
    }),
  ];
}

function specialOutlines(scale: number): Outline[] {
  const councils = COUNCIL_WORKPLACES.map(([home, name, count]) => ({
    ...always,
    part: home === TINY_COUNCIL ? ('tiny' as const) : ('council' as const),
    name,
    slug: slugOf(name),
    sector: '1' as const,
    home,
    workplaceCount: Math.max(1, Math.round(count * scale)),
    prefers: home === TINY_COUNCIL ? ['home_care'] : COUNCIL_SETTINGS,
  }));
  const privateOne = (part: Part, name: string, home: Council, workplaceCount: number) => ({
    ...always,
    part,
    name,
    slug: slugOf(name),
    sector: '6' as const,
    home,
    workplaceCount,
    prefers:
      part === 'chain' ? ['care_home', 'nursing_home', 'home_care'] : ['home_care', 'care_home'],
  });
  return [
    ...councils,
    privateOne(
      'chain',
      'Larkspur Vale Group',
      CHAIN_COUNCIL,
      Math.max(3, Math.round(CHAIN_WORKPLACES * scale)),
    ),
    privateOne('tiny', 'Tarn Shore Care Ltd', TINY_COUNCIL, 2),
    privateOne('micro', 'Pennywren Home Help', COUNTY, 1),
  ];
}

function workplaceCounts(rng: Rng, organisations: number, workplaces: number): number[] {
  const counts = Array.from({ length: organisations }, () =>
    rng.weighted([
      [1, 52],
      [2, 19],
      [3, 12],
      [4, 7],
      [6, 5],
      [8, 3],
      [11, 2],
    ]),
  );
  let rest = workplaces - counts.reduce((sum, each) => sum + each, 0);
  for (let guard = 0; rest !== 0 && guard < 10_000; guard += 1) {
    const place = rng.int(0, organisations - 1);
    const count = pickAt(counts, place);
    if (rest < 0 && count === 1) continue;
    counts[place] = count + Math.sign(rest);
    rest -= Math.sign(rest);
  }
  return counts;
}

function someMonths(rng: Rng, probability: number, from: number, to: number): Set<number> {
  const months = new Set<number>();
  for (let index = from; index <= to; index += 1) if (rng.chance(probability)) months.add(index);
  return months;
}
