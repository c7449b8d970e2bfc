import { monthLabel } from '../../src/period.js';
import type { Snapshot } from './calendar.js';
import type { WorkerLayout } from './headers.js';
import { pickAt, type Rng } from './rng.js';

/** How an organisation's office writes its files. */
export interface Habits {
  readonly naming: number;
  readonly lineEnd: '\n' | '\r\n' | 'mixed';
  readonly hasBom: boolean;
  readonly encoding: 'utf8' | 'windows-1252';
  readonly layout: WorkerLayout;
  /** The first month with the newest workplace header; 0 for organisations that always used it. */
  readonly newHeaderFrom: number;
  readonly hasTrailingBlankLines: boolean;
  readonly writesStatusLowerCase: boolean;
  /** Ids are typed with spaces in the worker file only. */
  readonly spacesIds: boolean;
  readonly accentedNames: boolean;
  readonly addressStyle: 'plain' | 'comma' | 'break';
  readonly workplaceIds: number;
  readonly workerIds: number;
}

/** What one organisation of the kind has for certain, by its place among ordinary ones. */
const CERTAIN: readonly Partial<Habits>[] = [
  { encoding: 'windows-1252', accentedNames: true, hasBom: false },
  { hasBom: true },
  { lineEnd: 'mixed' },
  { writesStatusLowerCase: true },
  { spacesIds: true },
  { newHeaderFrom: 6 },
  { hasTrailingBlankLines: true },
  { addressStyle: 'break' },
  { accentedNames: true, encoding: 'utf8' },
  { newHeaderFrom: 9, lineEnd: '\r\n' },
  { encoding: 'windows-1252', accentedNames: true, hasBom: false, lineEnd: '\r\n' },
  { hasBom: true, lineEnd: '\r\n' },
];

/** Draws the habits of the organisation at a place among the ordinary ones. */
export function drawHabits(rng: Rng, place: number): Habits {
  return {
    naming: rng.int(0, 5),
    lineEnd: rng.chance(0.55) ? '\r\n' : '\n',
    hasBom: rng.chance(0.07),
    encoding: 'utf8',
    layout: {
      hasNewId: rng.chance(0.5),
      hasTransfer: rng.chance(0.5),
      hasFourthQualification: rng.chance(0.06),
    },
    newHeaderFrom: rng.chance(0.06) ? rng.int(3, 10) : 0,
    hasTrailingBlankLines: rng.chance(0.04),
    writesStatusLowerCase: rng.chance(0.02),
    spacesIds: rng.chance(0.01),
    accentedNames: false,
    addressStyle: rng.chance(0.1) ? 'comma' : 'plain',
    workplaceIds: rng.int(0, 3),
    workerIds: rng.int(0, 3),
    ...CERTAIN[place],
  };
}

/** The names of an organisation's two files of a month. */
export function fileNames(
  habits: Habits,
  slug: string,
  snapshot: Snapshot,
): { workplaces: string; workers: string } {
  const [monthName = '', year = ''] = monthLabel(snapshot.month).split(' ');
  const both = (text: (kind: string) => string, kinds: readonly [string, string]) => ({
    workplaces: text(kinds[0]),
    workers: text(kinds[1]),
  });
  const styles = [
    both((kind) => `${kind}.csv`, ['workplaces', 'workers']),
    both((kind) => `${kind} ${monthName}.csv`, ['Workplace', 'Staff']),
    both((kind) => `${snapshot.month}-sfc-bulk-upload-${kind}.csv`, ['workplace', 'worker']),
    both((kind) => `${slug}-${kind}.csv`, ['workplace', 'worker']),
    both((kind) => `${kind}_${snapshot.asAt}.csv`, ['Workplace', 'Worker']),
    both((kind) => `${kind} ${monthName.toUpperCase()} ${year}.CSV`, ['WORKPLACE', 'WORKER']),
  ];
  return pickAt(styles, habits.naming);
}

/** The id of an organisation's workplace at a place, from 1. */
export function workplaceId(habits: Habits, slug: string, place: number): string {
  const letters = slug.replaceAll('-', '').slice(0, 3).toUpperCase();
  const number = String(place).padStart(2, '0');
  return pickAt(
    [`${letters}${number}`, String(place), `Site ${place}`, `${letters}-${number}`],
    habits.workplaceIds,
  );
}

/** The id of an organisation's worker with a number, from 1. */
export function workerId(habits: Habits, slug: string, number: number): string {
  const letters = slug.replaceAll('-', '').slice(0, 2).toUpperCase();
  const padded = String(number).padStart(4, '0');
  return pickAt(
    [`W${padded}`, String(1000 + number), `${letters}-${padded}`, `E${padded}`],
    habits.workerIds,
  );
}

/** How the worker file of an organisation that types spaces into ids writes one. */
export function spacedId(id: string): string {
  return `${id.slice(0, 2)} ${id.slice(2)}`;
}
