import { ageOn, codeOf, idOf, listOf, penceOf, wholeNumber, type Cells } from './cells.js';
import {
  currentRole,
  EMPLOYEE,
  FRESH,
  JOB_ROLES,
  SECTOR_OF_EMPLOYER,
  SETTING_OF_SERVICE,
} from './code-lists.js';
import type { Kind, ReturnFile, Row } from './files.js';
import { lastDay, type Month } from './months.js';
import { workerAnswers, type WorkerAnswers } from './worker-answers.js';
import { workplaceAnswers, type WorkplaceAnswers } from './workplace-answers.js';

export interface WorkplaceValues {
  /** CQC location; null where none was given that can be one. */
  readonly location: string | null;
  readonly postcode: string;
  readonly setting: string;
  readonly sector: string;
  readonly statedStaff: number | null;
  /** Count of each role that the workplace names; null where the item is not known. */
  readonly starters: ReadonlyMap<string, number> | null;
  readonly leavers: ReadonlyMap<string, number> | null;
  readonly vacancies: ReadonlyMap<string, number> | null;
  /** Job roles that the workplace names, retired ones under the role that took their place. */
  readonly namedRoles: readonly string[];
  readonly answers: WorkplaceAnswers;
}

export interface WorkerValues {
  readonly isEmployee: boolean;
  readonly role: string;
  /** As given, though another may have taken its place. */
  readonly givenRole: string;
  readonly age: number | null;
  readonly isApprentice: boolean;
  readonly hourlyPence: number | null;
  readonly answers: WorkerAnswers;
}

/** A record that is not a deletion, nor another of the same id in its file. */
export interface Standing<Values> {
  readonly workplace: string;
  /** The record's own id within its file. */
  readonly key: string;
  /** Null where the record is quarantined, or says that nothing changed and nothing came before. */
  readonly values: Values | null;
}

/** Records of each month's file of one submitter and kind, values that hold filled in. */
export function standingRecords<Values>(
  files: readonly ReturnFile[],
  kind: Kind,
  valuesOf: (cells: Cells, month: Month) => Values,
): Map<Month, Standing<Values>[]> {
  const lastValues = new Map<string, Values>();
  const byMonth = new Map<Month, Standing<Values>[]>();
  const inOrder = [...files].sort((a, b) => (a.month < b.month ? -1 : 1));
  for (const file of inOrder) {
    const standing: Standing<Values>[] = [];
    const seen = new Set<string>();
    for (const row of file.rows) {
      const workplace = idOf(row.cells['LOCALESTID']);
      const own = kind === 'worker' ? idOf(row.cells['UNIQUEWORKERID']) : workplace;
      const key = `${workplace} ${own}`;
      if (row.status === 'DELETE' || seen.has(key)) continue;
      if (row.isQuarantined) {
        standing.push({ workplace, key, values: null });
        continue;
      }
      seen.add(key);
      if (FRESH.has(row.status)) lastValues.set(key, valuesOf(row.cells, file.month));
      standing.push({ workplace, key, values: lastValues.get(key) ?? null });
    }
    byMonth.set(file.month, standing);
  }
  return byMonth;
}

/** Ids of the workplaces that a workplace file has a kept row for. */
export function keptWorkplaces(rows: readonly Row[]): Set<string> {
  return new Set(
    rows.filter((row) => !row.isQuarantined).map((row) => idOf(row.cells['LOCALESTID'])),
  );
}

/** What a NEW or UPDATE row of a workplace file says. */
export function workplaceValues(cells: Cells): WorkplaceValues {
  const stated = wholeNumber(cells['TOTALPERMTEMP'], 998);
  const location = cells['LOCATIONID'] ?? '';
  const isLocation = cells['REGTYPE'] !== '0' && /^\d-\d{8,12}$/.test(location);
  return {
    location: isLocation ? location : null,
    postcode: cells['POSTCODE'] ?? '',
    setting: SETTING_OF_SERVICE.get(cells['MAINSERVICE'] ?? '') ?? 'other',
    sector: SECTOR_OF_EMPLOYER.get(cells['ESTTYPE'] ?? '') ?? 'other',
    statedStaff: stated,
    starters: countsByRole(cells, cells['STARTERS']),
    leavers: countsByRole(cells, cells['LEAVERS']),
    vacancies: countsByRole(cells, cells['VACANCIES']),
    namedRoles: (namedRoles(cells) ?? []).map(currentRole),
    answers: workplaceAnswers(cells),
  };
}

function namedRoles(cells: Cells): string[] | null {
  if ((cells['ALLJOBROLES'] ?? '') === '') return [];
  const roles = (cells['ALLJOBROLES'] ?? '').split(';').map((role) => role.trim());
  return roles.every((role) => JOB_ROLES.has(role)) ? roles : null;
}

function countsByRole(cells: Cells, cell: string | undefined): Map<string, number> | null {
  const roles = namedRoles(cells);
  const counts = listOf(cell);
  if (roles === null || counts === null || counts.includes(999)) return null;
  if (roles.length === 0) return counts.length === 1 && counts[0] === 0 ? new Map() : null;
  if (roles.length !== counts.length) return null;
  const byRole = new Map<string, number>();
  roles.forEach((role, at) => {
    const current = currentRole(role);
    byRole.set(current, (byRole.get(current) ?? 0) + (counts[at] ?? 0));
  });
  return byRole;
}

/** What a NEW or UPDATE row of a worker file says. */
export function workerValues(cells: Cells, month: Month): WorkerValues {
  const apprentice = codeOf(cells['APPRENTICE'], new Set(['1', '314', '315']));
  const pence = cells['SALARYINT'] === '3' ? penceOf(cells['HOURLYRATE']) || null : null;
  return {
    isEmployee: EMPLOYEE.has(cells['EMPLSTATUS'] ?? ''),
    role: currentRole(cells['MAINJOBROLE'] ?? ''),
    givenRole: cells['MAINJOBROLE'] ?? '',
    age: ageOn(lastDay(month), cells['DOB']),
    isApprentice: apprentice !== null,
    hourlyPence: pence,
    answers: workerAnswers(cells, lastDay(month), pence),
  };
}
