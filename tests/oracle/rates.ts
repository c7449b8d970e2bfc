import type { WorkplaceMonth } from './returns.js';
import type { Contribution } from './roll-up.js';

/** More leavers than this to an employee is taken for a slip. */
const MOST_TURNOVER = 9.95;

/** Whether the staff total agrees with the records, and there is an employee. */
export function countsInRates({ values, suppliedStaff, workers }: WorkplaceMonth): boolean {
  const { statedStaff } = values;
  if (statedStaff === null || statedStaff === 0 || statedStaff !== suppliedStaff) return false;
  return workers.some((worker) => worker.isEmployee);
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
  return months.filter(countsInRates).flatMap((month) => {
    const counts = month.values.leavers;
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

/** The workplace as a whole, or each role that it names or staffs. */
function parts(month: WorkplaceMonth, counts: ReadonlyMap<string, number>, byRole: boolean): Part[] {
  const employees = month.workers.filter((worker) => worker.isEmployee);
  if (!byRole) {
    const count = [...counts.values()].reduce((total, each) => total + each, 0);
    return [{ role: 'all', count, employees: employees.length }];
  }
  const roles = new Set([...month.values.namedRoles, ...month.workers.map(({ role }) => role)]);
  return [...roles].map((role) => ({
    role,
    count: counts.get(role) ?? 0,
    employees: employees.filter((worker) => worker.role === role).length,
  }));
}
