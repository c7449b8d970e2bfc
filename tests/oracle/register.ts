import { read, utils } from '@e965/xlsx';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsWith } from './code-lists.js';
import type { Month } from './months.js';
import type { Places } from './places.js';
import type { WorkplaceMonth } from './returns.js';
import type { Cell } from './roll-up.js';

/** One line of a register's sheet, under its headings. */
export type Line = Readonly<Record<string, unknown>>;

/** What the latest CQC register says of the partnership, and who of it has returned. */
export interface Register {
  /** Whether a workplace is in the register, by the location it gives in a month. */
  has(month: Month, submitter: string, workplace: string): boolean;
  /** Locations where a figure is made; none where it is cut by what the register does not have. */
  locationsBehind(cell: Cell): number;
  /** How many of them have a return that counts, over how many there are; null where there is none. */
  coverageOf(cell: Cell): string | null;
}

/** The registers of a workspace's folder by month, each by location; none where there is no folder. */
export function readRegisters(dir: string): Map<string, Line>[] {
  const folder = join(dir, 'data', 'registers');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xlsx'))
    .sort()
    .map((name) => {
      const book = read(readFileSync(join(folder, name)), { type: 'buffer' });
      const lines = utils.sheet_to_json<Line>(book.Sheets['HSCA_Active_Locations'] ?? {});
      return new Map(lines.map((line) => [String(line['Location ID']), line]));
    });
}

/** The latest register, of the locations that serve somebody. */
export function readRegister(
  dir: string,
  places: Places,
  months: readonly WorkplaceMonth[],
): Register {
  const latest = [...(readRegisters(dir).at(-1) ?? [])].filter(
    ([, line]) => line['Dormant (Y/N)'] !== 'Y',
  );
  const inCell = new Map<string, string[]>();
  for (const [id, line] of latest) {
    const area = places.asNow(places.listedAs(String(line['Location Postal Code']), []));
    for (const setting of ['all', ...settingsWith(settingOf(line))]) {
      for (const larger of places.countedIn(area)) {
        const cell = `${larger} ${setting}`;
        inCell.set(cell, [...(inCell.get(cell) ?? []), id]);
      }
    }
  }
  const all = new Set(latest.map(([id]) => id));
  const own = months.filter(({ values }) => all.has(values.location ?? ''));
  const workplaces = new Set(own.map((each) => keyOf(each.month, each.submitter, each.workplace)));
  const returned = new Set(own.map(({ month, values }) => `${month} ${String(values.location)}`));
  const locations = ({ area, setting, role, sector }: Cell): string[] =>
    role === 'all' && sector === 'all' ? (inCell.get(`${area} ${setting}`) ?? []) : [];
  const known = new Map<string, string>();
  return {
    has: (...key) => workplaces.has(keyOf(...key)),
    locationsBehind: (cell) => locations(cell).length,
    coverageOf(cell) {
      const here = locations(cell);
      if (here.length === 0) return null;
      const key = `${cell.month} ${cell.area} ${cell.setting}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const count = here.filter((location) => returned.has(`${cell.month} ${location}`)).length;
      const share = sixDecimals(count, here.length);
      known.set(key, share);
      return share;
    },
  };
}

function keyOf(month: Month, submitter: string, workplace: string): string {
  return [month, submitter, workplace].join(' ');
}

/** A share of at most one to six decimals, half up. */
function sixDecimals(count: number, of: number): string {
  const millionths = Math.floor((count * 2_000_000 + of) / (2 * of));
  return `${Math.floor(millionths / 1_000_000)}.${String(millionths % 1_000_000).padStart(6, '0')}`;
}

function settingOf(line: Line): string {
  const says = (service: string): boolean => line[`Service type - ${service}`] === 'Y';
  if (says('Care home service with nursing')) return 'care_home_nursing';
  if (says('Care home service without nursing')) return 'care_home';
  const atHome = [
    'Domiciliary care service',
    'Supported living service',
    'Extra Care housing services',
  ];
  if (atHome.some(says)) return 'domiciliary';
  return says('Shared Lives') ? 'community' : 'other';
}
