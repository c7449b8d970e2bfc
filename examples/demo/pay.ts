import { floorFor, type Snapshot } from './calendar.js';
import type { Rng } from './rng.js';

/** What decides a worker's pay, fixed on the day of joining. */
export interface PayTraits {
  readonly basis: 'hourly' | 'annual' | 'not_given';
  /** The worker's place in the pay distribution of the job role, 0 to 1. */
  readonly rank: number;
  /** Paid the age rate while under 21. */
  readonly onAgeRate: boolean;
  /** Pence an hour below the minimum; 0 for nearly everybody. */
  readonly shortfall: number;
  /** The month of the series in which a rise within the year comes; past its end for most. */
  readonly raisedFrom: number;
  readonly sectorPremium: number;
}

/** Yearly pay of a role in pounds before April 2026, and the share of its workers paid by year. */
const SALARIES: Readonly<Record<string, readonly [number, number]>> = {
  '1': [62_000, 1],
  '2': [42_000, 0.95],
  '3': [33_500, 0.85],
  '4': [42_000, 0.94],
  '5': [29_500, 0.2],
  '6': [40_500, 0.97],
  '15': [40_500, 0.97],
  '16': [38_800, 0.6],
  '24': [36_500, 0.95],
  '25': [26_800, 0.35],
  '35': [38_000, 0.95],
  '39': [30_500, 0.6],
  '40': [28_000, 0.25],
  '43': [32_000, 0.75],
  '44': [32_500, 0.9],
  '45': [28_500, 0.15],
  '46': [33_500, 0.95],
  '48': [30_500, 0.9],
};

/** Pence an hour above a care worker. */
const PREMIUMS: Readonly<Record<string, number>> = {
  '3': 400,
  '4': 800,
  '5': 130,
  '6': 750,
  '7': 70,
  '9': 60,
  '10': 50,
  '11': 90,
  '15': 750,
  '16': 700,
  '24': 500,
  '25': 45,
  '35': 600,
  '38': 35,
  '39': 160,
  '40': 110,
  '43': 350,
  '44': 350,
  '45': 130,
  '48': 200,
};

/** Roles whose lowest paid are on the minimum like everybody's. */
const FLOOR_ROLES = new Set(['8', '26', '34', '52']);
const PREMIUMS_ABOVE_FLOOR: Readonly<Record<string, number>> = { '34': 15, '52': 15 };
const LEAST_SALARY = 25_000;
const APRIL_RISE = 1.03;

/** Draws what decides a worker's pay. `level` is how well the workplace pays, standard normal. */
export function drawPayTraits(
  rng: Rng,
  job: { role: string; contract: string; sector: string; level: number },
): PayTraits {
  const isAgency = job.contract === '4';
  const annualShare =
    job.contract === '1' || job.contract === '2' ? (SALARIES[job.role]?.[1] ?? 0) : 0;
  const isAnnual = rng.chance(annualShare);
  const rank = normalShare(0.66 * job.level + 0.75 * rng.normal());
  const isUnderpaid = !isAnnual && FLOOR_ROLES.has(job.role) && rng.chance(0.007);
  return {
    basis: rng.chance(isAgency ? 0.5 : 0.03) ? 'not_given' : isAnnual ? 'annual' : 'hourly',
    rank: job.role === '26' ? rank * 0.8 : rank,
    onAgeRate: rng.chance(0.4),
    shortfall: isUnderpaid ? rng.int(1, 12) * 5 : 0,
    raisedFrom: rng.int(1, 26),
    sectorPremium: isAgency ? 180 : job.sector === '1' ? 50 : 0,
  };
}

/** A worker's hourly rate on a snapshot's day, in pence. */
export function hourlyPence(
  traits: PayTraits,
  role: string,
  age: number,
  snapshot: Snapshot,
): number {
  const floor = floorFor(snapshot.floors, age);
  if (traits.onAgeRate && age < 21) return floor;
  if (traits.shortfall > 0) return floor - traits.shortfall;
  const premium = (PREMIUMS[role] ?? 0) + traits.sectorPremium;
  const { adult } = snapshot.floors;
  if (premium === 0 && traits.rank < 0.34) return adult + nearFloor(traits.rank);
  const above = PREMIUMS_ABOVE_FLOOR[role] ?? 0;
  const isRaised = adult === 1221 && snapshot.index >= traits.raisedFrom;
  const pence = adult + offset(traits.rank, adult) + premium + above + (isRaised ? 10 : 0);
  return Math.round(pence / 5) * 5;
}

/** A worker's yearly salary on a snapshot's day, in whole pounds. */
export function annualPounds(traits: PayTraits, role: string, snapshot: Snapshot): number {
  const usual = SALARIES[role]?.[0] ?? LEAST_SALARY;
  const rise = snapshot.floors.adult === 1221 ? 1 : APRIL_RISE;
  const councilFactor = traits.sectorPremium >= 50 ? 1.05 : 1;
  const salary = usual * councilFactor * (0.9 + 0.2 * traits.rank);
  return Math.round((Math.max(LEAST_SALARY, salary) * rise) / 50) * 50;
}

/** Pence as pounds with two decimals. @example poundsText(1221) // '12.21' */
export function poundsText(pence: number): string {
  return (pence / 100).toFixed(2);
}

function nearFloor(rank: number): number {
  if (rank < 0.26) return 0;
  if (rank < 0.29) return 4;
  return rank < 0.32 ? 9 : 10;
}

function offset(rank: number, adultFloor: number): number {
  const [low, middle, high] = adultFloor === 1221 ? [14, 28, 77] : [14, 16, 60];
  if (rank < 0.5) return low + ((rank - 0.3) / 0.2) * (middle - low);
  if (rank < 0.8) return middle + ((rank - 0.5) / 0.3) * (high - middle);
  return high + ((rank - 0.8) / 0.2) * 90;
}

function normalShare(value: number): number {
  return 1 / (1 + Math.exp(-1.702 * value));
}
