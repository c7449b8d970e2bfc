import { TRAINING_CATEGORIES } from './code-lists.js';
import {
  BY_SETTING_AND_ROLE,
  ofWorkers,
  SHOWN_ROLES,
  type Family,
  type Measure,
} from './family.js';
import type { Worker } from './returns.js';
import type { Contribution } from './roll-up.js';

const inDate = ({ training }: Worker): number | null =>
  training === null ? null : [...training.values()].filter(Boolean).length;

/** Of the categories that workers have done, those that have run out. */
const OUT_OF_DATE: Measure = {
  id: 'training_out_of_date_share',
  kind: 'ratio',
  contributions: (months, byRole) =>
    months.flatMap((from) => {
      const trained = from.workers.filter(({ training }) => training !== null && training.size > 0);
      const roles = byRole ? [...new Set(trained.map(({ role }) => role))] : ['all'];
      return roles.flatMap((role): Contribution[] => {
        const own = trained.filter((worker) => !byRole || worker.role === role);
        const done = own.flatMap(({ training }) => [...(training?.values() ?? [])]);
        const numerator = done.filter((isInDate) => !isInDate).length;
        return own.length === 0
          ? []
          : [{ from, role, workers: own.length, numerator, denominator: done.length }];
      });
    }),
};

/** Training, of the workers of returns that say something of it. */
export const TRAINING: Family = {
  cuts: BY_SETTING_AND_ROLE,
  roles: SHOWN_ROLES,
  measures: [
    ofWorkers('ratio', 'trained_share', (worker) => {
      const count = inDate(worker);
      return count === null ? null : count > 0;
    }),
    ofWorkers('mean', 'training_categories_mean', inDate),
    OUT_OF_DATE,
  ],
};

/** The same of each category by itself. */
export const TRAINING_BY_CATEGORY: readonly Family[] = [...TRAINING_CATEGORIES].map((category) => ({
  cuts: [[]],
  further: `training_category=${category}`,
  measures: [
    ofWorkers('ratio', 'training_category_share', ({ training }) =>
      training === null ? null : training.get(category) === true,
    ),
    ofWorkers('ratio', 'training_category_out_of_date_share', ({ training }) => {
      const isInDate = training?.get(category);
      return isInDate === undefined ? null : !isInDate;
    }),
  ],
}));
