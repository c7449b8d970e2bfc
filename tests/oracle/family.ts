import { groupBy } from './group-by.js';
import type { Range } from './intervals.js';
import type { Worker, WorkplaceMonth } from './returns.js';
import type { Contribution, Cut } from './roll-up.js';

export type Kind = 'ratio' | 'mean' | 'count' | 'quantile';

/** How the figures of a measure are made of what each workplace brings. */
export interface Measure {
  readonly id: string;
  readonly kind: Kind;
  /** How many of the whole numbers that contributions come in make one of the measure's own; 1 if not said. */
  readonly unit?: number;
  /** Where it can lie: a ratio from 0 to 1 and a mean from 0 up, if not said. */
  readonly range?: Range;
  /** Whether it describes no person, so that nothing of it is hidden. */
  readonly isOpen?: boolean;
  /** What the workplaces bring, those of one together: over all roles, or each role apart. */
  contributions(months: readonly WorkplaceMonth[], byRole: boolean): Contribution[];
}

export interface Family {
  readonly cuts: readonly Cut[];
  /** A further cut that its figures are of, such as `training_category=2`; all if not said. */
  readonly further?: string;
  /** Roles that a cut by role shows; every role that contributes if not said. */
  readonly roles?: readonly string[];
  readonly measures: readonly Measure[];
}

/** Registered manager, senior care worker, care worker, registered nurse, support worker. */
export const SHOWN_ROLES: readonly string[] = ['4', '7', '8', '16', '52'];

export const BY_SETTING: readonly Cut[] = [[], ['setting']];
export const BY_SETTING_AND_ROLE: readonly Cut[] = [...BY_SETTING, ['role']];
export const BY_SETTING_AND_SECTOR: readonly Cut[] = [...BY_SETTING, ['sector']];
export const BY_ALL: readonly Cut[] = [...BY_SETTING_AND_SECTOR, ['role']];

/** What a worker brings: an answer as 0 or 1, or a number; null of one who is not in the base. */
export type OfWorker = (worker: Worker, from: WorkplaceMonth) => boolean | number | null;

/** A measure over workers, each of whom is one in its base. */
export function ofWorkers(
  kind: Kind,
  id: string,
  of: OfWorker,
  { unit = 1 }: { unit?: number } = {},
): Measure {
  const areKept = kind === 'quantile';
  const contributions: Measure['contributions'] = (months, byRole) => {
    const found: Contribution[] = [];
    for (const from of months) {
      const groups = byRole ? workersByRole(from) : [['all', from.workers] as const];
      for (const [role, workers] of groups) {
        const own = added(from, role, workers, of, areKept);
        if (own !== null) found.push(own);
      }
    }
    return found;
  };
  return { id, kind, unit, contributions };
}

const byRoleOf = new WeakMap<readonly Worker[], ReadonlyMap<string, readonly Worker[]>>();

/** The workers of a workplace by role, told apart once. */
export function workersByRole({ workers }: WorkplaceMonth): ReadonlyMap<string, readonly Worker[]> {
  const found = byRoleOf.get(workers) ?? groupBy(workers, ({ role }) => role);
  byRoleOf.set(workers, found);
  return found;
}

/** The workers of a role of one workplace added up; null where none of them is in the base. */
function added(
  from: WorkplaceMonth,
  role: string,
  workers: readonly Worker[],
  of: OfWorker,
  areKept: boolean,
): Contribution | null {
  const values: number[] = [];
  let [count, numerator] = [0, 0];
  for (const worker of workers) {
    const value = of(worker, from);
    if (value === null) continue;
    count += 1;
    numerator += Number(value);
    if (areKept) values.push(Number(value));
  }
  if (count === 0) return null;
  const sums = { from, role, workers: count, numerator, denominator: count };
  return areKept ? { ...sums, values } : sums;
}

/** Roles of one workplace after the other, each workplace added up. */
export function overRoles(byRole: readonly Contribution[]): Contribution[] {
  const found: Contribution[] = [];
  let own: Contribution[] = [];
  for (const each of byRole) {
    if (own[0] !== undefined && own[0].from !== each.from) {
      found.push(together(own));
      own = [];
    }
    own.push(each);
  }
  return own.length === 0 ? found : [...found, together(own)];
}

function together(own: readonly Contribution[]): Contribution {
  const total = (part: 'workers' | 'numerator' | 'denominator'): number =>
    own.reduce((sum, each) => sum + each[part], 0);
  return {
    from: (own[0] as Contribution).from,
    role: 'all',
    workers: total('workers'),
    numerator: total('numerator'),
    denominator: total('denominator'),
    values: own.flatMap(({ values = [] }) => values),
  };
}

/** What a workplace brings; null where it is not in the base. */
export type OfWorkplace = (from: WorkplaceMonth) => Parts | number | boolean | null;

/** What stands above and below the line. */
export interface Parts {
  readonly numerator: number;
  readonly denominator: number;
}

/** A measure over workplaces, whose worker records are its base. */
export function ofWorkplaces(
  kind: Kind,
  id: string,
  of: OfWorkplace,
  { unit = 1, isOpen = false }: { unit?: number; isOpen?: boolean } = {},
): Measure {
  return {
    id,
    kind,
    unit,
    isOpen,
    contributions: (months) =>
      months.flatMap((from) => {
        const found = of(from);
        if (found === null) return [];
        const parts =
          typeof found === 'object' ? found : { numerator: Number(found), denominator: 1 };
        return [{ from, role: 'all', workers: from.suppliedStaff, ...parts }];
      }),
  };
}
