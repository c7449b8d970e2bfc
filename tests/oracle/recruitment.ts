import { yearOf } from './dates.js';
import { ofEmployees, monthsInRole } from './experience.js';
import {
  BY_SETTING_AND_ROLE,
  ofWorkers,
  SHOWN_ROLES,
  type Family,
  type OfWorker,
} from './family.js';
import type { Worker } from './returns.js';
import { isDirectCare } from './skills.js';
import { BRITISH } from './worker-answers.js';

const CARE_EMPLOYERS = ['1', '2'];
const INTERNAL_MOVE = '8';

/** Of employees who started in their role in the 12 months before the return, with the year of that. */
function ofRecruits(of: (worker: Worker, startYear: number) => boolean | null): OfWorker {
  return ofEmployees((worker, { returnMonth }) => {
    const months = monthsInRole(worker, returnMonth);
    const { start } = worker.answers;
    return months === null || months >= 12 || start === null ? null : of(worker, yearOf(start));
  });
}

/** Whether somebody from abroad came in a year; null where it is not known. */
function cameIn(year: number, { answers }: Worker): boolean | null {
  const { nationality, birthCountry, entryYear } = answers;
  if (nationality === null) return null;
  if (nationality === BRITISH || birthCountry === BRITISH) return false;
  return entryYear === null ? null : entryYear === year;
}

/** Where those come from who have lately started in their role. */
export const RECRUITMENT: Family = {
  cuts: BY_SETTING_AND_ROLE,
  roles: SHOWN_ROLES,
  measures: [
    ofWorkers(
      'ratio',
      'recruited_in_sector_share',
      ofRecruits(({ answers: { source } }) =>
        source === null || source === INTERNAL_MOVE ? null : CARE_EMPLOYERS.includes(source),
      ),
    ),
    ofWorkers(
      'ratio',
      'new_to_sector_share',
      ofRecruits(({ answers: { sectorYear } }, year) =>
        sectorYear === null ? null : sectorYear >= year,
      ),
    ),
    ofWorkers(
      'ratio',
      'international_recruit_share',
      ofRecruits((worker, year) => (isDirectCare(worker) ? cameIn(year, worker) : null)),
    ),
  ],
};
