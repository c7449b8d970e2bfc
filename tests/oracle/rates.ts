import type { WorkplaceMonth } from './returns.js';
import type { Contribution } from './roll-up.js';

/** More leavers, or starters, than this to an employee is taken for a slip. */
const MOST_TURNOVER = 9.95;

/** Whether the stated total of staff is that of the records, and not none. */
export function hasAgreedStaff({ values, suppliedStaff }: WorkplaceMonth): boolean {
  return values.statedStaff !== 0 && values.statedStaff === suppliedStaff;
}

function countsInRates(month: WorkplaceMonth): boolean {
  return hasAgreedStaff(month) && month.workers.some((worker) => worker.isEmployee);
}

/** Vacancies over employees and vacancies. */
export function vacancies(months: readonly WorkplaceMonth[], byRole: boolean): Contribution[] {
  return months.filter(countsInRates).flatMap((month) => {
    const counts = month.values.vacancies;
    if (counts === null) return [];
    return parts(month, counts, byRole).map(({ role, count, employees }) => ({
      from: month,
      role,
      workers: employees,
      numerator: count,
      denominator: employees + count,
    }));
  });
}

/** Leavers in twelve months over employees. */
export function turnover(months: readonly WorkplaceMonth[], byRole: boolean): Contribution[] {
  return changes(months, byRole, ({ values }) => values.leavers);
}

/** Starters in twelve months over employees. */
export function starters(months: readonly WorkplaceMonth[], byRole: boolean): Contribution[] {
  return changes(months, byRole, ({ values }) => values.starters);
}

function changes(
  months: readonly WorkplaceMonth[],
  byRole: boolean,
  countsOf: (month: WorkplaceMonth) => ReadonlyMap<string, number> | null,
): Contribution[] {
  return months.filter(countsInRates).flatMap((month) => {
    const counts = countsOf(month);
    if (counts === null) return [];
    const [whole] = parts(month, counts, false);
    if (whole === undefined || whole.count > MOST_TURNOVER * whole.employees) return [];
    return parts(month, counts, byRole).map(({ role, count, employees }) => ({
      from: month,
      role,
      workers: employees,
      numerator: count,
      denominator: employees,
    }));
  });
}

interface Part {
  readonly role: string;
  readonly count: number;
  readonly employees: number;
}

/** The workplace as a whole, or each role in which it has an employee or a count. */
function parts(
  month: WorkplaceMonth,
  counts: ReadonlyMap<string, number>,
  byRole: boolean,
): Part[] {
  const employees = month.workers.filter((worker) => worker.isEmployee);
  if (!byRole) {
    const count = [...counts.values()].reduce((total, each) => total + each, 0);
    return [{ role: 'all', count, employees: employees.length }];
  }
  const roles = new Set([...counts.keys(), ...employees.map(({ role }) => role)]);
  return [...roles]
    .map((role) => ({
      role,
      count: counts.get(role) ?? 0,
      employees: employees.filter((worker) => worker.role === role).length,
    }))
    .filter(({ count, employees: own }) => count > 0 || own > 0);
}
