import { addMonths, asAtDate, type Month } from '../../src/period.js';
import type { Rng } from './rng.js';

const DAY = 86_400_000;
const MONTH_COUNT = 13;
/** Bank holidays in England from May 2025 to July 2026. */
const CLOSED_DAYS = new Set([
  '2025-05-05',
  '2025-05-26',
  '2025-08-25',
  '2025-12-25',
  '2025-12-26',
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-04',
  '2026-05-25',
]);

/** A monthly snapshot: its place in the series, and the wage floors in force on its last day. */
export interface Snapshot {
  /** 0 for the first month of the series. */
  readonly index: number;
  readonly month: Month;
  readonly asAt: DayNumber;
  readonly floors: WageFloors;
}

/** A date as the whole number yyyymmdd. */
export type DayNumber = number;

/** Hourly minimum rates in pence, by age. */
export interface WageFloors {
  readonly adult: number;
  readonly age18: number;
  readonly age16: number;
}

/** @source National Minimum Wage rates from 1 April 2025. */
const FLOORS_2025: WageFloors = { adult: 1221, age18: 1000, age16: 755 };
/** @source National Minimum Wage rates from 1 April 2026, announced 26 November 2025. */
const FLOORS_2026: WageFloors = { adult: 1271, age18: 1085, age16: 800 };

/** The demonstration's thirteen months, April 2025 to April 2026. */
export const SNAPSHOTS: readonly Snapshot[] = Array.from({ length: MONTH_COUNT }, (_, index) => {
  const month = addMonths('2025-04', index);
  return {
    index,
    month,
    asAt: Number(asAtDate(month).replaceAll('-', '')),
    floors: month < '2026-04' ? FLOORS_2025 : FLOORS_2026,
  };
});

/** The place of the latest month in the series. */
export const LATEST = MONTH_COUNT - 1;

/** The hourly minimum in pence for an age. */
export function floorFor(floors: WageFloors, age: number): number {
  if (age >= 21) return floors.adult;
  return age >= 18 ? floors.age18 : floors.age16;
}

/**
 * Whole years between a birth date and a day.
 * @example ageOn(20000229, 20260228) // 25
 */
export function ageOn(birth: DayNumber, day: DayNumber): number {
  return Math.floor((day - birth) / 10_000);
}

/** A day as the returns write it: dd/mm/yyyy. */
export function dateText(day: DayNumber): string {
  const text = String(day);
  return `${text.slice(6)}/${text.slice(4, 6)}/${text.slice(0, 4)}`;
}

/** The day so many days before another. */
export function daysBefore(day: DayNumber, count: number): DayNumber {
  return toDayNumber(new Date(toTime(day) - count * DAY));
}

/** When a return for a month arrives: office hours on a working day of the next month. */
export function arrivalTime(snapshot: Snapshot, rng: Rng): Date {
  const days = workingDays(toTime(snapshot.asAt) + DAY, 28);
  return officeHour(rng.pick(days.slice(0, 18)), rng);
}

/** When a late return for a month arrives: six to ten weeks after the month's end. */
export function lateArrivalTime(snapshot: Snapshot, rng: Rng): Date {
  return officeHour(rng.pick(workingDays(toTime(snapshot.asAt) + 42 * DAY, 28)), rng);
}

/** A working day some days after another moment, at the same time of day. */
export function laterArrival(moment: Date, days: number): Date {
  let time = moment.getTime() + days * DAY;
  while (!isWorkingDay(time)) time += DAY;
  return new Date(time);
}

function workingDays(from: number, span: number): number[] {
  return Array.from({ length: span }, (_, offset) => from + offset * DAY).filter(isWorkingDay);
}

function isWorkingDay(time: number): boolean {
  const date = new Date(time);
  const weekday = date.getUTCDay();
  return weekday > 0 && weekday < 6 && !CLOSED_DAYS.has(date.toISOString().slice(0, 10));
}

function officeHour(day: number, rng: Rng): Date {
  const seconds = rng.int(8 * 3600, 17 * 3600);
  return new Date(day + seconds * 1000);
}

function toTime(day: DayNumber): number {
  return Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100);
}

function toDayNumber(date: Date): DayNumber {
  return Number(date.toISOString().slice(0, 10).replaceAll('-', ''));
}
