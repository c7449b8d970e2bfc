import { weeklyHalves } from './conditions.js';
import {
  BY_ALL,
  workersByRole,
  type Family,
  type Kind,
  type Measure,
  type Parts,
} from './family.js';
import type { Worker, WorkplaceMonth } from './returns.js';
import type { Contribution } from './roll-up.js';

const BANK = '3';
const AGENCY = '4';
const FULL_TIME_HALVES = 74;

/** What the workers of a role of a workplace bring; null where it is not in the base. */
type OfRole = (workers: readonly Worker[], role: string, from: WorkplaceMonth) => Parts | null;

function rolesOf(from: WorkplaceMonth): string[] {
  return [...new Set([...workersByRole(from).keys(), ...from.values.namedRoles])];
}

/** A measure over the roles of workplaces, whose workers of any contract are its base. */
function ofRoles(kind: Kind, id: string, of: OfRole, unit = 1): Measure {
  return {
    id,
    kind,
    unit,
    contributions: (months) =>
      months.flatMap((from) => rolesOf(from).flatMap((role) => ofRole(from, role, of))),
  };
}

function ofRole(from: WorkplaceMonth, role: string, of: OfRole): Contribution[] {
  const workers = workersByRole(from).get(role) ?? [];
  const parts = of(workers, role, from);
  return parts === null ? [] : [{ from, role, workers: workers.length, ...parts }];
}

/** Of the workers of a role that somebody works in. */
function ofContract(isSo: (worker: Worker) => boolean): OfRole {
  return (workers) =>
    workers.length === 0
      ? null
      : { numerator: workers.filter(isSo).length, denominator: workers.length };
}

/** Hundredths of a full-time post, over the workers whose hours are known. */
const fullTimePosts: OfRole = (workers) => {
  const known = workers.map(weeklyHalves).filter((halves) => halves !== null);
  if (known.length === 0) return null;
  const halves = known.reduce((total, each) => total + each, 0);
  return {
    numerator: Math.round((halves * 100) / FULL_TIME_HALVES),
    denominator: known.length * 100,
  };
};

const isBank = ({ answers }: Worker): boolean => answers.status === BANK;
const isAgency = ({ answers }: Worker): boolean => answers.status === AGENCY;

/** Staff by contract. */
export const STAFF: Family = {
  cuts: BY_ALL,
  measures: [
    ofRoles('count', 'employees', (workers) => ({
      numerator: workers.filter(({ isEmployee }) => isEmployee).length,
      denominator: 1,
    })),
    ofRoles('count', 'vacancies', (_workers, role, { values: { vacancies } }) =>
      vacancies === null ? null : { numerator: vacancies.get(role) ?? 0, denominator: 1 },
    ),
    ofRoles('count', 'bank_workers', ofContract(isBank)),
    ofRoles('count', 'agency_workers', ofContract(isAgency)),
    ofRoles('ratio', 'bank_share', ofContract(isBank)),
    ofRoles('ratio', 'agency_share', ofContract(isAgency)),
    ofRoles('count', 'fte_posts', fullTimePosts, 100),
    { ...ofRoles('ratio', 'fte_per_post', fullTimePosts, 100), range: 'positive' },
  ],
};
