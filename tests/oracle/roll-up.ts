import { settingsWith } from './code-lists.js';
import { groupBy } from './group-by.js';
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
  const alike = groupBy(contributions, ({ from, role }) =>
    [
      from.month,
      from.area,
      shown('setting', from.values.setting),
      shown('role', role),
      shown('sector', from.values.sector),
    ].join(' '),
  );
  const groups = new Map<string, Contribution[][]>();
  for (const [key, group] of alike) {
    const [month = '', leaf = '', narrowest = '', role, sector] = key.split(' ');
    for (const setting of settingsWith(narrowest)) {
      for (const area of places.countedIn(leaf)) {
        const cell = [month, area, setting, role, sector].join(' ');
        groups.set(cell, [...(groups.get(cell) ?? []), group]);
      }
    }
  }
  const over = (name: Cut[number], values: readonly string[]): readonly string[] =>
    cut.includes(name) ? values : ['all'];
  return product(
    frame.months,
    frame.areas,
    over('setting', frame.settings),
    over('role', frame.roles),
    over('sector', frame.sectors),
  ).map(([month, area, setting, role, sector]) => {
    const found = (groups.get([month, area, setting, role, sector].join(' ')) ?? []).flat();
    return { month, area, setting, role, sector, contributions: found, bases: basesOf(found) };
  });
}

/** Who stands behind a figure: a workplace is one object in each month. */
function basesOf(contributions: readonly Contribution[]): Bases {
  return {
    workplaces: new Set(contributions.map(({ from }) => from)).size,
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
