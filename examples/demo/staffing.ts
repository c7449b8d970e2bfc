import type { Snapshot } from './calendar.js';
import { pickAt, type Rng } from './rng.js';
import { age, hire, isEmployee, type Hiring, type Worker } from './staff.js';
import type { Workplace } from './world.js';

/** Posts of one job role at a workplace. */
interface Posts {
  readonly role: string;
  readonly count: number;
  /** A slowly moving number in [0, 1) that says whether part of a vacancy is one. */
  drift: number;
}

type Counts = ReadonlyMap<string, number>;

/** A workplace as the months pass: who works there, and who came and went. */
export interface Site {
  readonly workplace: Workplace;
  readonly posts: readonly Posts[];
  readonly others: number;
  workers: Worker[];
  /** Those who left this month. */
  leavers: readonly Worker[];
  /** Employees who started and left, month by month, latest last. */
  readonly started: Counts[];
  readonly left: Counts[];
  vacancies: Counts;
  /** Nobody came or went this month and nothing was counted anew. */
  isQuiet: boolean;
}

const QUIET = 0.36;
const OTHER_CONTRACTS: readonly (readonly [string, number])[] = [
  ['3', 5],
  ['4', 3],
  ['7', 1],
];
const VACANCY_BY_ROLE: Readonly<Record<string, number>> = {
  '8': 1.1,
  '52': 1.05,
  '16': 1.2,
  '7': 0.8,
};
const TURNOVER_BY_ROLE: Readonly<Record<string, number>> = { '8': 1.1, '52': 1.1, '16': 1.1 };
const WINTER: readonly number[] = [0, 0, 0, 0, 0, 0, 0.01, 0.03, 0.05, 0.06, 0.04, 0.02, 0];
const YEAR = 12;

/** Opens a workplace with its staff and with a year of comings and goings behind it. */
export function openSite(rng: Rng, hiring: Hiring): Site {
  const { workplace, snapshot } = hiring;
  const { size, setting } = workplace;
  const others = size <= 3 ? size - 1 : Math.round(size * setting.otherStaff);
  const posts = drawPosts(rng, workplace, size - others);
  const site: Site = {
    workplace,
    posts,
    others,
    workers: [],
    leavers: [],
    started: [],
    left: [],
    vacancies: new Map(),
    isQuiet: false,
  };
  site.vacancies = vacanciesOf(site, snapshot);
  fill(rng, site, hiring, false);
  for (let month = 0; month < YEAR; month += 1) {
    site.left.push(pastMoves(rng, site, 1.07));
    site.started.push(pastMoves(rng, site, 1.09));
  }
  return site;
}

/** Moves a workplace on to the next month. */
export function passMonth(rng: Rng, site: Site, hiring: Hiring): void {
  const { snapshot } = hiring;
  for (const worker of site.workers) age(rng, worker, snapshot);
  site.isQuiet = rng.chance(QUIET);
  site.leavers = site.isQuiet
    ? []
    : site.workers.filter((each) => leaves(rng, site, each, snapshot));
  const gone = new Set(site.leavers);
  site.workers = site.workers.filter((each) => !gone.has(each));
  site.left.push(countByRole(site.leavers.filter(isEmployee)));
  if (site.isQuiet) {
    site.started.push(new Map());
    return;
  }
  for (const posts of site.posts) posts.drift = reflect(posts.drift + 0.08 * rng.normal());
  site.vacancies = vacanciesOf(site, snapshot);
  site.started.push(countByRole(fill(rng, site, hiring, true).filter(isEmployee)));
}

/** The last twelve months' counts of a role. */
export function yearOf(months: readonly Counts[], role: string): number {
  return months.slice(-YEAR).reduce((sum, counts) => sum + (counts.get(role) ?? 0), 0);
}

/** The job roles a workplace has something to say about, in code order. */
export function rolesOf(site: Site): string[] {
  const roles = new Set(site.workers.map((each) => each.role));
  for (const counts of [...site.started.slice(-YEAR), ...site.left.slice(-YEAR)]) {
    for (const role of counts.keys()) roles.add(role);
  }
  for (const [role, count] of site.vacancies) if (count > 0) roles.add(role);
  return [...roles].sort((one, other) => Number(one) - Number(other));
}

/** Hires for every post that is neither filled nor vacant, and tops up bank and agency staff. */
function fill(rng: Rng, site: Site, hiring: Hiring, isNew: boolean): Worker[] {
  const hired: Worker[] = [];
  const employed = countByRole(site.workers.filter(isEmployee));
  for (const { role, count } of site.posts) {
    const wanted = count - (site.vacancies.get(role) ?? 0) - (employed.get(role) ?? 0);
    for (let each = 0; each < wanted; each += 1) {
      const contract = rng.chance(0.033) ? '2' : '1';
      hired.push(hire(rng, hiring, { role, contract }, isNew));
    }
  }
  const others = site.workers.filter((each) => !isEmployee(each)).length;
  for (let each = others; each < site.others; each += 1) {
    const role = rng.weighted(site.workplace.setting.roles);
    hired.push(hire(rng, hiring, { role, contract: rng.weighted(OTHER_CONTRACTS) }, isNew));
  }
  site.workers.push(...hired);
  return hired;
}

function drawPosts(rng: Rng, workplace: Workplace, employees: number): Posts[] {
  const { setting, size, vacancyFactor } = workplace;
  const rate = Math.min(0.4, setting.vacancyRate * vacancyFactor);
  const total = Math.max(1, Math.round(employees / (1 - rate)));
  const leads = setting.leads.filter((each) => size >= each.fromSize).slice(0, total);
  const counts = new Map(leads.map((each) => [each.role, 1]));
  for (const [role, count] of share(total - leads.length, setting.roles)) {
    counts.set(role, (counts.get(role) ?? 0) + count);
  }
  return [...counts].map(([role, count]) => ({ role, count, drift: rng.next() }));
}

/** Shares a number out by weights in whole parts, largest remainders first. */
function share(total: number, weights: readonly (readonly [string, number])[]): [string, number][] {
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  const exact = weights.map(([role, weight]) => ({ role, value: (total * weight) / sum }));
  const whole = exact.map(({ role, value }): [string, number] => [role, Math.floor(value)]);
  let rest = total - whole.reduce((all, [, count]) => all + count, 0);
  const order = exact
    .map(({ value }, place) => ({ place, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder || one.place - other.place);
  for (const { place } of order) {
    if (rest <= 0) break;
    pickAt(whole, place)[1] += 1;
    rest -= 1;
  }
  return whole.filter(([, count]) => count > 0);
}

function vacanciesOf(site: Site, snapshot: Snapshot): Map<string, number> {
  const { setting, vacancyFactor } = site.workplace;
  const time = 1.08 - (0.17 * snapshot.index) / YEAR + (WINTER[snapshot.index] ?? 0);
  const rate = setting.vacancyRate * vacancyFactor * time;
  const vacancies = new Map<string, number>();
  const total = site.posts.reduce((sum, each) => sum + each.count, 0);
  let most = total - 1;
  for (const { role, count, drift } of site.posts) {
    const expected = count * rate * (VACANCY_BY_ROLE[role] ?? 0.65);
    const vacant = Math.min(count, most, Math.floor(expected + drift));
    most -= vacant;
    if (vacant > 0) vacancies.set(role, vacant);
  }
  return vacancies;
}

function leaves(rng: Rng, site: Site, worker: Worker, snapshot: Snapshot): boolean {
  if (!isEmployee(worker)) return rng.chance(0.045);
  return rng.chance(
    monthlyLeaving(site, worker.role, 1.05 - (0.12 * snapshot.index) / YEAR) / (1 - QUIET),
  );
}

function monthlyLeaving(site: Site, role: string, time: number): number {
  const { setting, turnoverFactor } = site.workplace;
  return (setting.turnoverRate * turnoverFactor * time * (TURNOVER_BY_ROLE[role] ?? 0.75)) / YEAR;
}

function pastMoves(rng: Rng, site: Site, time: number): Map<string, number> {
  const moves = new Map<string, number>();
  for (const [role, count] of countByRole(site.workers.filter(isEmployee))) {
    const moved = rng.poisson(count * monthlyLeaving(site, role, time));
    if (moved > 0) moves.set(role, moved);
  }
  return moves;
}

function countByRole(workers: readonly Worker[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { role } of workers) counts.set(role, (counts.get(role) ?? 0) + 1);
  return counts;
}

function reflect(value: number): number {
  if (value < 0) return Math.min(0.999, -value);
  return value >= 1 ? Math.max(0, 1.999 - value) : value;
}
