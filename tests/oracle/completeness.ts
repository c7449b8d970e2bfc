import { BY_SETTING_AND_SECTOR, ofWorkers, type Family, type Measure } from './family.js';
import type { Worker } from './returns.js';

function known(what: string, answersOf: (worker: Worker) => readonly unknown[]): Measure {
  return ofWorkers('ratio', `${what}_known_share`, (worker) =>
    answersOf(worker).some((answer) => answer !== null),
  );
}

/** How many worker records give each answer; what cannot be true of pay is an answer too. */
export const COMPLETENESS: Family = {
  cuts: BY_SETTING_AND_SECTOR,
  measures: [
    known('pay', ({ answers }) => [answers.givenPence, answers.salary]),
    known('hours', ({ answers }) => [answers.contracted, answers.average]),
    known('age', ({ age }) => [age]),
    known('gender', ({ answers }) => [answers.gender]),
    known('ethnicity', ({ answers }) => [answers.ethnicGroup]),
    known('nationality', ({ answers }) => [answers.nationality]),
    known('start_date', ({ answers }) => [answers.start]),
    known('sector_start', ({ answers }) => [answers.sectorYear]),
    known('recruitment_source', ({ answers }) => [answers.source]),
    known('zero_hours', ({ answers }) => [answers.isZeroHours]),
    known('sickness', ({ answers }) => [answers.halfDaysSick]),
    known('qualification', ({ answers }) => [answers.qualification]),
  ],
};
