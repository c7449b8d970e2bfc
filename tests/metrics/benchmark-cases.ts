import type { Cells } from '../ingest/helpers/files.js';
import type { Home } from './benchmark-workspace.js';

/**
 * What the national service shows a provider of its own workplace, and what ours has of the same return.
 * @source ASC-WDS service, benchmarks (version 2), read in its public code
 */
export interface Case extends Home {
  /** What it is about. */
  readonly of: string;
  /** What the service prints. */
  readonly service: string;
  readonly metric: string;
  readonly role?: string;
  readonly ours: number | null;
  /** Why ours leaves the workplace out, in the words of `core.fct_workplace_month`. */
  readonly why?: Record<string, string>;
}

const many = (count: number, cells: Cells = {}): Cells[] =>
  Array.from({ length: count }, () => cells);
const BANK = { EMPLSTATUS: '3' };
const hourly = (rate: string, cells: Cells = {}): Cells => ({
  SALARYINT: '3',
  HOURLYRATE: rate,
  ...cells,
});
const salaried = (salary: string, hours: string, role: string): Cells => ({
  SALARYINT: '1',
  SALARY: salary,
  CONTHOURS: hours,
  MAINJOBROLE: role,
});
const since = (STARTDATE: string): Cells => ({ STARTDATE });
const qualified = (SCQUAL: string, MAINJOBROLE = '8'): Cells => ({ SCQUAL, MAINJOBROLE });
const sick = (DAYSSICK: string): Cells => ({ DAYSSICK });

const QUALIFICATIONS = [
  qualified('1;2'),
  qualified('1;1'),
  qualified('2'),
  qualified('999'),
  qualified('1;3', '52'),
  qualified('1;4', '16'),
];

export const CASES: readonly Case[] = [
  {
    of: '1 vacancy beside 8 permanent, 1 temporary and 1 bank worker: 1 / (9 + 1)',
    workers: [...many(8), { EMPLSTATUS: '2' }, BANK],
    workplace: { VACANCIES: '1' },
    service: '10%',
    metric: 'vacancy_rate',
    ours: 0.1,
  },
  {
    of: 'no vacancies: nought of 4',
    workers: many(4),
    service: '0%',
    metric: 'vacancy_rate',
    ours: 0,
  },
  {
    of: 'vacancies that are not known',
    workers: many(4),
    workplace: { VACANCIES: '999' },
    service: 'no-vacancies',
    metric: 'vacancy_rate',
    ours: null,
    why: { vacancy_exclusion_reason: 'no_vacancies' },
  },
  {
    of: '14 staff stated and 12 records',
    workers: many(12),
    workplace: { TOTALPERMTEMP: '14', VACANCIES: '2', LEAVERS: '3' },
    service: 'mismatch-workers',
    metric: 'vacancy_rate',
    ours: null,
    why: {
      vacancy_exclusion_reason: 'mismatch_workers',
      turnover_exclusion_reason: 'mismatch_workers',
    },
  },
  {
    of: 'bank workers only',
    workers: many(3, BANK),
    workplace: { VACANCIES: '1', LEAVERS: '1' },
    service: 'no-perm-or-temp',
    metric: 'turnover_rate',
    ours: null,
    why: {
      vacancy_exclusion_reason: 'no_perm_or_temp',
      turnover_exclusion_reason: 'no_perm_or_temp',
    },
  },
  {
    of: '6 leavers of 20 employees, 2 bank workers beside: 6 / 20',
    workers: [...many(20), ...many(2, BANK)],
    workplace: { LEAVERS: '6' },
    service: '30%',
    metric: 'turnover_rate',
    ours: 0.3,
  },
  {
    of: 'leavers at the limit: 199 / 20 is 9.95',
    workers: many(20),
    workplace: { LEAVERS: '199' },
    service: '995%',
    metric: 'turnover_rate',
    ours: 9.95,
  },
  {
    of: 'leavers above the limit: 200 / 20 is 10',
    workers: many(20),
    workplace: { LEAVERS: '200' },
    service: 'incorrect-turnover',
    metric: 'turnover_rate',
    ours: null,
    why: { turnover_exclusion_reason: 'incorrect_turnover' },
  },
  {
    of: 'leavers that are not known',
    workers: many(4),
    workplace: { LEAVERS: '999' },
    service: 'no-leavers',
    metric: 'turnover_rate',
    ours: null,
    why: { turnover_exclusion_reason: 'no_leavers' },
  },
  {
    of: '3 of 4 employees a year in role, a bank worker without a date beside: 3 / 4',
    workers: [...many(3, since('01/03/2020')), since('01/03/2026'), BANK],
    service: '75%',
    metric: 'in_role_a_year_share',
    ours: 0.75,
  },
  {
    of: 'an employee without a start date',
    workers: [...many(3, since('01/03/2020')), {}],
    service: 'not-enough-data',
    metric: 'in_role_a_year_share',
    ours: null,
  },
  {
    of: 'staff stated that do not agree, start dates of all',
    workers: many(3, since('01/03/2020')),
    workplace: { TOTALPERMTEMP: '9' },
    service: 'mismatch-workers',
    metric: 'in_role_a_year_share',
    ours: null,
    why: { rate_exclusion_reason: 'mismatch_workers' },
  },
  ...[
    ['no-qualifications-data', 'qualified_share'],
    ['no-sickness-data', 'sickness_days_mean'],
    ['no-pay-data', 'hourly_pay_mean', '8'],
    ['no-pay-data', 'annual_pay_mean', '16'],
  ].map(([service = '', metric = '', role = 'all']) => ({
    of: `workers of whom only the contract and the role are said (${role})`,
    workers: many(3, { MAINJOBROLE: role === 'all' ? '8' : role }),
    service,
    metric,
    role,
    ours: null,
  })),
  {
    of: 'levels 2 and 1, none and not known of care workers: 1 / 3',
    workers: QUALIFICATIONS,
    service: '33%',
    metric: 'qualified_share',
    role: '8',
    ours: 0.33333333,
  },
  {
    of: 'the same, with a support worker, whom the service does not count yet, at level 3: 2 / 4',
    workers: QUALIFICATIONS,
    service: '33%',
    metric: 'qualified_share',
    ours: 0.5,
  },
  {
    of: '0, 3 and 8 days sick, one not known: 11 / 3, which the service prints as whole days',
    workers: [sick('0'), sick('3'), { ...sick('8'), ...BANK }, sick('999')],
    service: '4 days',
    metric: 'sickness_days_mean',
    ours: 3.66666667,
  },
  {
    of: 'care workers paid 12.50 and, from the bank, 13.10 an hour; staff stated do not agree',
    workers: [hourly('12.50'), hourly('13.10', BANK), salaried('26000', '37', '8')],
    workplace: { TOTALPERMTEMP: '9' },
    service: '£12.80',
    metric: 'hourly_pay_mean',
    role: '8',
    ours: 12.8,
  },
  {
    of: 'nurses on 36,000 for 30 hours and 40,000 for 37, of whom the service takes the pay as it is: 38,000',
    workers: [salaried('36000', '30', '16'), salaried('40000', '37', '16')],
    workplace: { ALLJOBROLES: '16' },
    service: '£38,000; compared with full-time-equivalent pay',
    metric: 'annual_pay_mean',
    role: '16',
    ours: 42_200,
  },
];
