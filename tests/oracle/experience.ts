import { monthsTo } from './dates.js';
import {
  BY_SETTING_AND_ROLE,
  ofWorkers,
  SHOWN_ROLES,
  type Family,
  type OfWorker,
} from './family.js';
import { lastDay, type Month } from './months.js';
import { hasAgreedStaff } from './rates.js';
import type { Worker, WorkplaceMonth } from './returns.js';

/** Completed years since the middle (1 July) of the year of starting in the sector; 0 if that lies ahead. */
export function yearsInSector(worker: Worker, returnMonth: Month): number | null {
  const { sectorYear } = worker.answers;
  if (sectorYear === null) return null;
  const [year, month] = [Number(returnMonth.slice(0, 4)), Number(returnMonth.slice(5))];
  return Math.max(0, year - sectorYear - (month < 7 ? 1 : 0));
}

/** Whole months in the role on the day of the return; null where it is not known. */
export function monthsInRole(worker: Worker, returnMonth: Month): number | null {
  const { start } = worker.answers;
  const day = lastDay(returnMonth);
  return start === null || start > day ? null : monthsTo(start, day);
}

/** Of employees only. */
export function ofEmployees(of: OfWorker): OfWorker {
  return (worker, from) => (worker.isEmployee ? of(worker, from) : null);
}

const experience = ofEmployees((worker, { returnMonth }) => yearsInSector(worker, returnMonth));
const inRole = ofEmployees((worker, { returnMonth }) => monthsInRole(worker, returnMonth));

function hasAtLeast(years: number): OfWorker {
  return (worker, from) => {
    const own = experience(worker, from);
    return own === null ? null : Number(own) >= years;
  };
}

const known = new WeakMap<WorkplaceMonth, boolean>();

/** Whether the workplace counts in rates and knows how long each employee has been in the role. */
function knowsAllInRole(from: WorkplaceMonth): boolean {
  const found =
    known.get(from) ??
    (hasAgreedStaff(from) &&
      from.workers.every((each) => !each.isEmployee || inRole(each, from) !== null));
  known.set(from, found);
  return found;
}

/** Years in the sector and in the role, of employees. */
export const EXPERIENCE: Family = {
  cuts: BY_SETTING_AND_ROLE,
  roles: SHOWN_ROLES,
  measures: [
    ofWorkers('mean', 'experience_mean', experience),
    ofWorkers('ratio', 'experience_3_years_share', hasAtLeast(3)),
    ofWorkers('ratio', 'experience_10_years_share', hasAtLeast(10)),
    ofWorkers('ratio', 'in_role_a_year_share', (worker, from) => {
      const months = inRole(worker, from);
      return months === null || !knowsAllInRole(from) ? null : Number(months) >= 12;
    }),
    ofWorkers('quantile', 'time_in_role_median', inRole, { unit: 12 }),
    ofWorkers('quantile', 'experience_median', experience),
  ],
};
