import { settingsOf } from './code-lists.js';
import type { Places } from './places.js';
import type { WorkplaceMonth } from './returns.js';

/** What one contributor brings to a figure. */
export interface Contribution {
  readonly from: WorkplaceMonth;
  readonly role: string;
  readonly workers: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** Dimensions that a cut shows; the rest are `all`. */
export type Cut = readonly ('setting' | 'role' | 'sector')[];

/** The contributions to one figure. */
export interface Cell {
  readonly month: string;
  readonly area: string;
  readonly setting: string;
  readonly role: string;
  readonly sector: string;
  readonly contributions: readonly Contribution[];
}

/** Who stands behind a figure. */
export interface Bases {
  readonly workplaces: number;
  readonly organisations: number;
  readonly workers: number;
}

/** Areas and months that have cells. */
export interface Frame {
  readonly areas: ReadonlySet<string>;
  readonly months: ReadonlySet<string>;
}

/**
 * Every cell of a cut: each area, month and combination of the settings, roles and sectors that have a
 * contributor somewhere. A cell may have none itself.
 */
export function cellsOf(
  contributions: readonly Contribution[],
  cut: Cut,
  places: Places,
  { areas, months }: Frame,
): Cell[] {
  const groups = new Map<string, Contribution[]>();
  const settings = new Set<string>();
  const roles = new Set<string>();
  const sectors = new Set<string>();
  for (const contribution of contributions) {
    const { month, values } = contribution.from;
    const role = cut.includes('role') ? contribution.role : 'all';
    const sector = cut.includes('sector') ? values.sector : 'all';
    roles.add(role);
    sectors.add(sector);
    for (const setting of cut.includes('setting') ? narrowSettings(values.setting) : ['all']) {
      settings.add(setting);
      for (const area of places.countedIn(places.areaOf(values.postcode))) {
        const key = [month, area, setting, role, sector].join(' ');
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [contribution]);
        else group.push(contribution);
      }
    }
  }
  const cells = product(months, areas, settings, roles, sectors);
  return cells.map(([month, area, setting, role, sector]) => ({
    month,
    area,
    setting,
    role,
    sector,
    contributions: groups.get([month, area, setting, role, sector].join(' ')) ?? [],
  }));
}

type Dimensions = readonly [string, string, string, string, string];

function product(...values: readonly ReadonlySet<string>[]): Dimensions[] {
  const combine = (heads: string[][], tails: ReadonlySet<string>): string[][] =>
    heads.flatMap((head) => [...tails].map((tail) => [...head, tail]));
  return values.reduce<string[][]>(combine, [[]]) as unknown as Dimensions[];
}

function narrowSettings(setting: string): string[] {
  return settingsOf(setting).filter((each) => each !== 'all');
}

/** Counts who stands behind a cell. */
export function basesOf({ contributions }: Cell): Bases {
  const workplaces = new Set<string>();
  const organisations = new Set<string>();
  let workers = 0;
  for (const { from, workers: own } of contributions) {
    workplaces.add(`${from.submitter} ${from.workplace}`);
    organisations.add(from.submitter);
    workers += own;
  }
  return { workplaces: workplaces.size, organisations: organisations.size, workers };
}
