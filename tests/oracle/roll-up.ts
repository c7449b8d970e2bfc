import { settingsWith } from './code-lists.js';
import { groupBy } from './group-by.js';
import type { EndedAreas } from './ended-areas.js';
import type { Places } from './places.js';
import type { WorkplaceMonth } from './returns.js';

/** What one contributor brings to a figure. */
export interface Contribution {
  readonly from: WorkplaceMonth;
  readonly role: string;
  readonly workers: number;
  readonly numerator: number;
  readonly denominator: number;
  /** What each contributor gives, where a median is asked. */
  readonly values?: readonly number[];
}

/** Dimensions that a cut shows; the rest are `all`. */
export type Cut = readonly ('setting' | 'role' | 'sector')[];

/** The contributions to one figure, and who stands behind it. */
export interface Cell {
  readonly month: string;
  readonly area: string;
  readonly setting: string;
  readonly role: string;
  readonly sector: string;
  readonly contributions: readonly Contribution[];
  readonly bases: Bases;
}

export interface Bases {
  readonly workplaces: number;
  readonly organisations: number;
  readonly workers: number;
}

/** Every value that a dimension can have, whether anyone contributes or not. */
export interface Frame {
  readonly months: readonly string[];
  readonly areas: readonly string[];
  readonly ended: EndedAreas;
  readonly settings: readonly string[];
  readonly roles: readonly string[];
  readonly sectors: readonly string[];
}

/** Every cell of a cut over the frame; a cell may have no contributor. */
export function cellsOf(
  contributions: readonly Contribution[],
  cut: Cut,
  places: Places,
  frame: Frame,
): Cell[] {
  const shown = (name: Cut[number], value: string): string => (cut.includes(name) ? value : 'all');
  const whereOf = ({ from }: Contribution): string => {
    const ended = frame.ended.of(from);
    return ended.length === 0 ? from.area : [from.area, ...ended].join('+');
  };
  const alike = groupBy(contributions, (each) => {
    const { setting, sector } = each.from.values;
    const dimensions = `${shown('setting', setting)} ${shown('role', each.role)} ${shown('sector', sector)}`;
    return `${each.from.month} ${whereOf(each)} ${dimensions}`;
  });
  const groups = new Map<string, Contribution[][]>();
  for (const [key, group] of alike) {
    const [month = '', where = '', narrowest = '', role, sector] = key.split(' ');
    const [leaf = '', ...ended] = where.split('+');
    for (const setting of settingsWith(narrowest)) {
      for (const area of [...places.countedIn(leaf), ...ended]) {
        const cell = `${month} ${area} ${setting} ${role} ${sector}`;
        const known = groups.get(cell);
        if (known === undefined) groups.set(cell, [group]);
        else known.push(group);
      }
    }
  }
  const over = (name: Cut[number], values: readonly string[]): readonly string[] =>
    cut.includes(name) ? values : ['all'];
  const shape = (months: readonly string[], areas: readonly string[]): Dimensions[] =>
    product(
      months,
      areas,
      over('setting', frame.settings),
      over('role', frame.roles),
      over('sector', frame.sectors),
    );
  return [
    ...shape(frame.months, frame.areas),
    ...frame.months.flatMap((month) => shape([month], frame.ended.in(month))),
  ].map(([month, area, setting, role, sector]) => {
    const found = (groups.get(`${month} ${area} ${setting} ${role} ${sector}`) ?? []).flat();
    return { month, area, setting, role, sector, contributions: found, bases: basesOf(found) };
  });
}

/** Who stands behind a figure. A workplace is one, in however many of its months. */
function basesOf(contributions: readonly Contribution[]): Bases {
  return {
    workplaces: new Set(contributions.map(({ from }) => from.id)).size,
    organisations: new Set(contributions.map(({ from }) => from.submitter)).size,
    workers: contributions.reduce((total, { workers }) => total + workers, 0),
  };
}

type Dimensions = readonly [string, string, string, string, string];

function product(...values: readonly (readonly string[])[]): Dimensions[] {
  const combine = (heads: string[][], tails: readonly string[]): string[][] =>
    heads.flatMap((head) => tails.map((tail) => [...head, tail]));
  return values.reduce<string[][]>(combine, [[]]) as unknown as Dimensions[];
}
