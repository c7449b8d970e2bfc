import { ofWorkers, type Family, type OfWorker } from './family.js';
import { contractedHalves } from './conditions.js';
import { yearsInSector } from './experience.js';
import { groupOf } from './code-lists.js';
import { MOST_PENCE, PAID_ROLES } from './pay.js';
import type { Worker } from './returns.js';

/** Registered manager, social worker, registered nurse. */
const SALARIED_ROLES: readonly string[] = ['4', '6', '16'];
const WEEKS = 52.143;

function hourlyOf(isSo: (yearsInSector: number) => boolean): OfWorker {
  return (worker, { returnMonth }) => {
    const years = yearsInSector(worker, returnMonth);
    return years !== null && isSo(years) ? worker.hourlyPence : null;
  };
}

/** Pence a year for 37 hours a week; null where the pay cannot be true. */
const annualPence: OfWorker = (worker) => {
  const halves = contractedHalves(worker);
  const { salary } = worker.answers;
  if (salary === null || halves === null) return null;
  const hourlyPence = (salary * 100) / WEEKS / (halves / 2);
  return isPossible(worker, hourlyPence) ? Math.round((salary * 37 * 2 * 100) / halves) : null;
};

function isPossible({ givenRole, floorPence }: Worker, hourlyPence: number): boolean {
  if (floorPence !== null && hourlyPence < 0.7 * floorPence) return false;
  return hourlyPence <= (MOST_PENCE[groupOf(givenRole)] ?? Infinity);
}

/** Hourly pay on average, and its median by time in the sector. */
export const HOURLY_PAY: Family = {
  cuts: [['role'], ['role', 'setting']],
  roles: PAID_ROLES,
  measures: [
    ofWorkers('mean', 'hourly_pay_mean', ({ hourlyPence }) => hourlyPence, { unit: 100 }),
    ofWorkers(
      'quantile',
      'hourly_pay_median_new',
      hourlyOf((years) => years < 1),
      { unit: 100 },
    ),
    ofWorkers(
      'quantile',
      'hourly_pay_median_experienced',
      hourlyOf((years) => years >= 5),
      {
        unit: 100,
      },
    ),
  ],
};

/** What the salaried would be paid a year for 37 hours a week. */
export const ANNUAL_PAY: Family = {
  cuts: [['role'], ['role', 'setting']],
  roles: SALARIED_ROLES,
  measures: [
    ofWorkers('quantile', 'annual_pay_median', annualPence, { unit: 100 }),
    ofWorkers('mean', 'annual_pay_mean', annualPence, { unit: 100 }),
  ],
};
