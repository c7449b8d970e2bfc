import { dateText, type DayNumber } from './calendar.js';
import type { Person, Values } from './person.js';
import type { Rng } from './rng.js';

/** What is known of a post when its holder is drawn. */
export interface Job {
  readonly role: string;
  /** EMPLSTATUS: 1 permanent, 2 temporary, 3 bank, 4 agency, 7 other. */
  readonly contract: string;
  readonly zeroHours: number;
  readonly isAnnual: boolean;
}

const CARE_ROLES = new Set(['7', '8', '9', '10', '11', '38', '52']);
const CARE_QUALIFICATIONS = ['53', '54', '55', '56', '57', '73', '76', '48', '99'] as const;
const MANAGER_QUALIFICATIONS = ['62', '63', '10'] as const;
const MANAGER_ROLES = new Set(['1', '2', '3', '4', '24', '43']);

/** Draws the cells about a worker's job. */
export function drawJob(rng: Rng, job: Job, person: Pick<Person, 'birth' | 'start'>): Values {
  const { birth, start } = person;
  return {
    STARTDATE: rng.chance(0.01) ? '' : dateText(start),
    STARTINSECT: sectorYear(rng, birth, start),
    RECSOURCE: rng.weighted([
      ['2', 40],
      ['1', 5],
      ['5', 9],
      ['7', 22],
      ['8', 3],
      ['10', 6],
      ['12', 4],
      ['16', 6],
      ['18', 2],
      ['', 3],
    ]),
    APPRENTICE: rng.weighted([
      ['2', 94],
      ['1', 3],
      ['999', 3],
    ]),
    EMPLSTATUS: job.contract,
    MAINJOBROLE: job.role,
    DAYSSICK: sickDays(rng),
    ...hours(rng, job),
    ...training(rng, job.role),
    ...registration(rng, job.role),
  };
}

/** Something that changed in a worker's working life, as new cells; none when nothing fits. */
export function drawEvent(rng: Rng, values: Values): Values {
  const event = rng.int(0, 3);
  if (event === 0 && values.CARECERT === '3') return { CARECERT: '1' };
  if (event === 1 && values.CONTHOURS !== '' && values.SALARYINT !== '1') {
    return { CONTHOURS: rng.pick(['16', '20', '24', '30', '36', '37.5']) };
  }
  if (event === 2 && values.AVGHOURS !== '') return { AVGHOURS: halves(rng, 16, 76) };
  const days = Number(values.DAYSSICK);
  if (values.DAYSSICK === '' || days >= 100) return {};
  return { DAYSSICK: String(days + rng.int(1, 4)) };
}

function hours(rng: Rng, job: Job): Values {
  const isEmployee = job.contract === '1' || job.contract === '2';
  const zeroHours = rng.weighted([
    ['1', isEmployee ? (job.isAnnual ? 0 : job.zeroHours) : 0.6],
    ['2', isEmployee ? 0.98 - job.zeroHours : 0.35],
    ['999', 0.02],
  ]);
  if (!isEmployee || zeroHours === '1') {
    const unknown = rng.chance(0.06) ? '999' : '';
    return {
      ZEROHRCONT: zeroHours,
      CONTHOURS: '',
      AVGHOURS: unknown === '' ? halves(rng, 12, 80) : unknown,
    };
  }
  const contracted = job.isAnnual
    ? rng.pick(['37', '37', '37.5', '40'])
    : rng.pick([
        '12',
        '16',
        '20',
        '22.5',
        '24',
        '30',
        '33',
        '36',
        '36',
        '37.5',
        '37.5',
        '39',
        '40',
      ]);
  return {
    ZEROHRCONT: zeroHours,
    CONTHOURS: rng.chance(0.02) ? '999' : contracted,
    AVGHOURS: '',
  };
}

function training(rng: Rng, role: string): Values {
  const isCare = CARE_ROLES.has(role);
  const certificate = rng.weighted([
    ['1', isCare ? 48 : 8],
    ['2', isCare ? 34 : 88],
    ['3', isCare ? 15 : 2],
    ['', 3],
  ]);
  const isQualified = rng.chance(isCare ? 0.47 : MANAGER_ROLES.has(role) ? 0.88 : 0.2);
  const level = MANAGER_ROLES.has(role)
    ? rng.pick(['4', '5', '5'])
    : rng.pick(['2', '2', '3', '3']);
  const year = String(rng.int(2009, 2024));
  const code = MANAGER_ROLES.has(role)
    ? rng.pick(MANAGER_QUALIFICATIONS)
    : rng.pick(CARE_QUALIFICATIONS);
  return {
    CARECERT: certificate,
    L2CARECERT: isCare ? rng.pick(['3', '3', '3', '2', '1;2025']) : '3',
    SCQUAL: isQualified ? `1;${level}` : rng.chance(0.08) ? '999' : '2',
    NONSCQUAL: rng.pick(['2', '2', '2', '1;2', '1;3', '999']),
    CWPCATEGORY: isCare ? rng.pick(['', '', '998', '999', '1', '2', '3']) : '',
    QUALACH01: isQualified ? `${code};${year}` : '',
    QUALACH02: isQualified && rng.chance(0.25) ? `52;${rng.int(2018, 2024)}` : '',
    QUALACH03: isQualified && rng.chance(0.08) ? `90;${rng.int(2018, 2024)}` : '',
    QUALACH04: isQualified && rng.chance(0.05) ? `96;${rng.int(2018, 2024)}` : '',
  };
}

function registration(rng: Rng, role: string): Values {
  if (role === '6') return { AMHP: rng.pick(['2', '2', '2', '1', '999']) };
  if (role !== '16') return {};
  return { NMCREG: rng.pick(['1', '1', '1', '2', '3']), NURSESPEC: rng.pick(['1', '2', '7', '8']) };
}

function sectorYear(rng: Rng, birth: DayNumber, start: DayNumber): string {
  if (rng.chance(0.06)) return '999';
  const before = rng.pick([0, 0, 0, 1, 2, 4, 7, 12]);
  return String(Math.floor(Math.max(start - before * 10_000, birth + 16 * 10_000) / 10_000));
}

function sickDays(rng: Rng): string {
  const kind = rng.weighted([
    ['none', 38],
    ['some', 46],
    ['half', 3],
    ['long', 4],
    ['unknown', 6],
    ['blank', 3],
  ]);
  if (kind === 'none') return '0';
  if (kind === 'some') return String(rng.int(1, 12));
  if (kind === 'half') return `${rng.int(1, 9)}.5`;
  if (kind === 'long') return String(rng.int(20, 85));
  return kind === 'unknown' ? '999' : '';
}

function halves(rng: Rng, low: number, high: number): string {
  return String(rng.int(low, high) / 2);
}
