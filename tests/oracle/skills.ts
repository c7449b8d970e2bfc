import { groupOf } from './code-lists.js';
import {
  BY_SETTING_AND_ROLE,
  ofWorkers,
  SHOWN_ROLES,
  type Family,
  type Measure,
} from './family.js';
import type { Worker } from './returns.js';

/** Whether the worker provides care. */
export function isDirectCare({ role }: Worker): boolean {
  return groupOf(role) === 'direct_care';
}

function certificate(id: string, code: string): Measure {
  return ofWorkers('ratio', id, (worker) => {
    const { careCertificate } = worker.answers;
    return !isDirectCare(worker) || careCertificate === null ? null : careCertificate === code;
  });
}

/** Qualifications, of workers of any contract. */
export const SKILLS: Family = {
  cuts: BY_SETTING_AND_ROLE,
  roles: SHOWN_ROLES,
  measures: [
    ofWorkers('ratio', 'qualified_share', (worker) => {
      const { qualification } = worker.answers;
      if (!isDirectCare(worker) || qualification === null || qualification === '999') return null;
      return qualification !== 'none' && Number(qualification) >= 2;
    }),
    certificate('care_certificate_share', '1'),
    certificate('care_certificate_started_share', '3'),
    ofWorkers('ratio', 'apprentice_share', ({ answers }) => answers.isApprentice),
  ],
};
