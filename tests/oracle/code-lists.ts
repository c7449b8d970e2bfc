import { join } from 'node:path';
import { packageDir } from '../../src/config.js';
import { readCsv, type Cells } from './cells.js';

const reference = join(packageDir, 'sql', 'reference');
const list = (name: string): Cells[] => readCsv(reference, `${name}.csv`);

function table(name: string, key: string, value: string): ReadonlyMap<string, string> {
  return new Map(list(name).map((row) => [row[key] ?? '', row[value] ?? '']));
}

/** STATUS of a row of either file. */
export const STATUSES: ReadonlySet<string> = new Set([
  'NEW',
  'UPDATE',
  'UNCHECKED',
  'NOCHANGE',
  'DELETE',
]);

/** Statuses whose rows carry values of their own. */
export const FRESH: ReadonlySet<string> = new Set(['NEW', 'UPDATE']);

export const EMPLOYMENT_STATUSES: ReadonlySet<string> = new Set(
  table('employment_status', 'employment_status_code', 'is_employee').keys(),
);

/** Permanent and temporary: the only two that are employees. */
export const EMPLOYEE: ReadonlySet<string> = new Set(['1', '2']);

const successors = table('job_role', 'job_role_code', 'successor_job_role_code');
export const JOB_ROLES: ReadonlySet<string> = new Set(successors.keys());

/** A job role under the one that took its place. */
export function currentRole(role: string): string {
  return successors.get(role) || role;
}

const groups = table('job_role', 'job_role_code', 'job_role_group');

/** The group of roles that a job role belongs to. */
export function groupOf(role: string): string {
  return groups.get(role) ?? '';
}

/** Care setting of each main service. */
export const SETTING_OF_SERVICE = table('main_service', 'main_service_code', 'care_setting');

/** Sector of each kind of employer. */
export const SECTOR_OF_EMPLOYER = table('employer_type', 'employer_type_code', 'sector');

/** Broad ethnic group of each ethnicity; the empty text of one that has none. */
export const ETHNIC_GROUPS = table('ethnicity', 'ethnicity_code', 'ethnicity_group');

/** British, of the European Union or other, of each nationality that is a country's. */
export const NATIONALITY_GROUPS = table('nationality', 'nationality_code', 'nationality_group');

export const RECRUITMENT_SOURCES: ReadonlySet<string> = new Set(
  table('recruitment_source', 'recruitment_source_code', 'recruitment_source_label').keys(),
);

/** Real living wages, the latest announced last. */
export const LIVING_WAGES: readonly Cells[] = [...list('real_living_wage')].sort((a, b) =>
  (a['announced_date'] ?? '') < (b['announced_date'] ?? '') ? -1 : 1,
);

const parents = table('care_setting', 'care_setting', 'part_of_care_setting');

/** Settings that a cut shows: all but the word for all of them. */
export const SETTINGS: readonly string[] = [...parents.keys()].filter((each) => each !== 'all');

/** A setting and the larger one that it is part of, `all` left out. */
export function settingsWith(setting: string): string[] {
  const parent = parents.get(setting);
  return parent && parent !== 'all' ? [setting, ...settingsWith(parent)] : [setting];
}

export const SECTORS: readonly string[] = [...new Set(SECTOR_OF_EMPLOYER.values())];

/** Statutory rates, oldest first. */
export const WAGE_RATES: readonly Cells[] = list('wage_floor').sort((a, b) =>
  (a['valid_from'] ?? '') < (b['valid_from'] ?? '') ? -1 : 1,
);

/** Areas and memberships that come with the program. */
export const BUILT_IN_AREAS: readonly Cells[] = list('area');
export const BUILT_IN_MEMBERS: readonly Cells[] = list('area_member');

/** Codes of training that the list knows. */
export const TRAINING_CATEGORIES: ReadonlySet<string> = new Set(
  list('training_category').map((row) => row['training_category_code'] ?? ''),
);

/** Codes of why a worker left. */
export const LEAVING_REASONS: ReadonlySet<string> = new Set(
  list('leaving_reason').map((row) => row['leaving_reason_code'] ?? ''),
);
