import { ageOn, type Snapshot } from './calendar.js';
import { drawEvent, drawJob } from './job.js';
import { annualPounds, drawPayTraits, hourlyPence, poundsText, type PayTraits } from './pay.js';
import { drawPerson, type Values } from './person.js';
import type { Rng } from './rng.js';
import type { Workplace } from './world.js';

/** Somebody who works at a workplace, as the provider's records have them. */
export interface Worker {
  /** UNIQUEWORKERID. */
  readonly id: string;
  readonly role: string;
  readonly contract: string;
  readonly birth: number;
  readonly pay: PayTraits;
  /** The month of the series in which the job began; -1 for before the series. */
  readonly joined: number;
  readonly values: Values;
  /** Rises with each change of a value. */
  version: number;
  /** The version last delivered in a file in force; -1 for never, or not safely known. */
  delivered: number;
}

/** What hiring needs to know about the workplace and its month. */
export interface Hiring {
  readonly workplace: Workplace;
  readonly sector: string;
  readonly snapshot: Snapshot;
  readonly homes: readonly string[];
  /** Gives a number no other worker has, for invented identity numbers. */
  readonly nextSerial: () => number;
  /** Gives the organisation's next worker id. */
  readonly nextId: () => string;
}

const LIFE_EVENT = 0.055;
const LONGEST_TENURE = 24 * 365;

/** Whether a worker counts as an employee: permanent or temporary. */
export function isEmployee(worker: Pick<Worker, 'contract'>): boolean {
  return worker.contract === '1' || worker.contract === '2';
}

/** Draws a worker; `isNew` for somebody who starts this month. */
export function hire(
  rng: Rng,
  hiring: Hiring,
  post: { role: string; contract: string },
  isNew: boolean,
): Worker {
  const { workplace, snapshot } = hiring;
  const payJob = { ...post, sector: hiring.sector, level: workplace.payLevel };
  const pay = drawPayTraits(rng, payJob);
  const serial = hiring.nextSerial();
  const person = drawPerson(rng, {
    role: post.role,
    today: snapshot.asAt,
    tenureDays: isNew ? rng.int(0, 27) : pastTenure(rng, workplace),
    serial,
    homes: hiring.homes,
  });
  const job = { ...post, zeroHours: workplace.setting.zeroHours, isAnnual: pay.basis === 'annual' };
  const id = hiring.nextId();
  const worker: Worker = {
    id,
    ...post,
    birth: person.birth,
    pay,
    joined: isNew ? snapshot.index : -1,
    values: {
      UNIQUEWORKERID: id,
      DISPLAYID: `Staff ${id}`,
      ...person.values,
      ...drawJob(rng, job, person),
    },
    version: 0,
    delivered: -1,
  };
  setPay(worker, snapshot);
  return worker;
}

/** Brings a worker's record to a month: pay by age and minimum wage, and now and then an event. */
export function age(rng: Rng, worker: Worker, snapshot: Snapshot): void {
  setPay(worker, snapshot);
  if (rng.chance(LIFE_EVENT)) change(worker, drawEvent(rng, worker.values));
}

function setPay(worker: Worker, snapshot: Snapshot): void {
  const { basis } = worker.pay;
  const years = ageOn(worker.birth, snapshot.asAt);
  const annual = basis === 'annual';
  const hourly = basis === 'hourly';
  change(worker, {
    SALARYINT: annual ? '1' : hourly ? '3' : '',
    SALARY: annual ? String(annualPounds(worker.pay, worker.role, snapshot)) : '',
    HOURLYRATE: hourly ? poundsText(hourlyPence(worker.pay, worker.role, years, snapshot)) : '',
  });
}

function change(worker: Worker, values: Values): void {
  for (const [column, value] of Object.entries(values)) {
    if (worker.values[column] === value) continue;
    worker.values[column] = value;
    worker.version += 1;
  }
}

/** Days worked so far, as turnover leaves them: most are short, a few are long. */
function pastTenure(rng: Rng, workplace: Workplace): number {
  const years = -Math.log(1 - rng.next()) / (workplace.setting.turnoverRate * 0.9);
  return Math.min(LONGEST_TENURE, 28 + Math.floor(years * 365));
}
