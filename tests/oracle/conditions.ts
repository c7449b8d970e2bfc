import {
  BY_SETTING_AND_ROLE,
  BY_SETTING_AND_SECTOR,
  ofWorkers,
  ofWorkplaces,
  SHOWN_ROLES,
  type Family,
} from './family.js';
import type { Worker } from './returns.js';

/** Half hours that are contracted; null where none are, or it is not known. */
export function contractedHalves({ answers: { contracted } }: Worker): number | null {
  return contracted === 0 ? null : contracted;
}

/** Half hours a week: contracted, else those worked on average. */
export function weeklyHalves(worker: Worker): number | null {
  return contractedHalves(worker) ?? worker.answers.average;
}

/** Hours, contracts and sickness of workers of any contract. */
export const CONDITIONS: Family = {
  cuts: BY_SETTING_AND_ROLE,
  roles: SHOWN_ROLES,
  measures: [
    ofWorkers('ratio', 'zero_hours_share', ({ answers }) => answers.isZeroHours),
    ofWorkers('ratio', 'over_30_hours_share', (worker) => {
      const halves = contractedHalves(worker);
      return halves === null ? null : halves > 60;
    }),
    ofWorkers('mean', 'contracted_hours_mean', contractedHalves, { unit: 2 }),
    ofWorkers('mean', 'average_hours_mean', ({ answers }) => answers.average, { unit: 2 }),
    ofWorkers('mean', 'sickness_days_mean', ({ answers }) => answers.halfDaysSick, { unit: 2 }),
    ofWorkers('count', 'sickness_days_lost', ({ answers }) => answers.halfDaysSick, { unit: 2 }),
  ],
};

/** What workplaces give beyond the least, each of them one. */
export const WORKPLACE_CONDITIONS: Family = {
  cuts: BY_SETTING_AND_SECTOR,
  measures: [
    ofWorkplaces('ratio', 'sick_pay_share', ({ values }) => values.answers.paysMoreSickPay),
    ofWorkplaces('ratio', 'pension_share', ({ values }) => values.answers.paysMorePension),
    ofWorkplaces('mean', 'holiday_days_mean', ({ values }) => values.answers.holidayDays),
  ],
};
