import type { NumberKind } from './number-format.js';

/** What a formula says that was saved without its result. */
export const NOT_CALCULATED = '#NOT CALCULATED';

/** Excel keeps fifteen significant digits. */
const DIGITS = 15;
/** Beyond so many places a number is left with its exponent. */
const MOST_PLACES = 40;
const SECONDS_A_DAY = 86_400;
/** @source Excel: the last day it knows, 31 December 9999. */
const LAST_SERIAL = 2_958_466;
/** The serial number of 1 January 1970 in the calendar that begins in 1900. */
const UNIX_EPOCH_SERIAL = 25_569;
/** Before this serial number Excel is a day ahead: it believes in 29 February 1900. */
const FIRST_TRUE_SERIAL = 60;

/** How many days the calendar that begins in 1904 is behind the one that begins in 1900. */
export const DAYS_1904 = 1462;

/**
 * A number with fifteen significant digits, without an exponent.
 * @example numberText(34.300000000000004) // '34.3'
 */
export function numberText(value: number): string {
  const shortest = String(value);
  const isShort = shortest.length <= DIGITS && !shortest.includes('e');
  if (isShort || !Number.isFinite(value)) return shortest;
  const text = String(Number(value.toPrecision(DIGITS)));
  return text.includes('e') ? withoutExponent(text) : text;
}

function withoutExponent(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const places = Number(exponent);
  if (Math.abs(places) > MOST_PLACES) return text;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  if (places < 0) return `${sign}0.${'0'.repeat(-places - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(places, '0')}`;
}

/**
 * A date, a time or both, from the days since Excel's calendar began; to the second.
 * @param serial in the calendar that begins in 1900.
 * @example serialText(45000.5, 'date-time') // '2023-03-15 12:00:00'
 */
export function serialText(serial: number, kind: NumberKind): string {
  if (kind === 'number' || !(serial >= 0 && serial < LAST_SERIAL)) return numberText(serial);
  const seconds = Math.round(serial * SECONDS_A_DAY);
  if (kind === 'elapsed') return clock(seconds);
  const days = Math.floor(seconds / SECONDS_A_DAY);
  const time = clock(seconds - days * SECONDS_A_DAY);
  if (kind === 'time' || (days === 0 && kind === 'date-time')) return time;
  const shifted = days < FIRST_TRUE_SERIAL ? days + 1 : days;
  const date = new Date((shifted - UNIX_EPOCH_SERIAL) * SECONDS_A_DAY * 1000)
    .toISOString()
    .slice(0, 10);
  return kind === 'date' ? date : `${date} ${time}`;
}

/**
 * A date or a date with a time in ISO 8601, as cells have them.
 * @example isoText('2024-03-31T01:30:00.000') // '2024-03-31 01:30:00'
 */
export function isoText(iso: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?\S*)?$/.exec(iso.trim());
  if (found === null) return iso;
  const [, date = '', minutes, seconds = ':00'] = found;
  if (minutes === undefined || (minutes === '00:00' && seconds === ':00')) return date;
  return `${date} ${minutes}${seconds}`;
}

/**
 * A length of time in ISO 8601 as hours, minutes and seconds.
 * @example durationText('PT07H30M00S') // '07:30:00'
 */
export function durationText(duration: string): string {
  const found = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?$/.exec(duration);
  if (found === null) return duration;
  const [days, hours, minutes, seconds] = found
    .slice(1)
    .map((part: string | undefined) => Number((part ?? '0').replace(',', '.')));
  const whole = Math.round(seconds ?? 0);
  return clock(((days ?? 0) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + whole);
}

/** TRUE or FALSE, as spreadsheets write them. */
export function booleanText(value: boolean): string {
  return value ? 'TRUE' : 'FALSE';
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
