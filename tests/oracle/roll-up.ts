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

/**
 * Every cell of the cuts: each area and month by each combination that has a contributor in some area
 * and month. A cell may have none itself.
 */
export function cellsOf(
  contributions: readonly Contribution[],
  cut: Cut,
  places: Places,
  frame: { readonly areas: Iterable<string>; readonly months: Iterable<string> },
): Cell[] {
  const groups = new Map<string, Contribution[]>();
  const combinations = new Set<string>();
  for (const contribution of contributions) {
    const { from, role } = contribution;
    const settings = cut.includes('setting') ? narrowSettings(from.values.setting) : ['all'];
    for (const setting of settings) {
      const sector = cut.includes('sector') ? from.values.sector : 'all';
      const combination = `${setting}|${cut.includes('role') ? role : 'all'}|${sector}`;
      combinations.add(combination);
      for (const area of places.countedIn(places.areaOf(from.values.postcode))) {
        const key = `${from.month}|${area}|${combination}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [contribution]);
        else group.push(contribution);
      }
    }
  }
  const cells: Cell[] = [];
  for (const month of frame.months) {
    for (const area of frame.areas) {
      for (const combination of combinations) {
        const [setting = '', role = '', sector = ''] = combination.split('|');
        const found = groups.get(`${month}|${area}|${combination}`) ?? [];
        cells.push({ month, area, setting, role, sector, contributions: found });
      }
    }
  }
  return cells;
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
