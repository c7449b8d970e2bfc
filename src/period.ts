import { addMonths as addMonthsToDate } from 'date-fns/addMonths';
import { format } from 'date-fns/format';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import { parse } from 'date-fns/parse';

/** A calendar month, written `2026-04`. */
export type Month = string;

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Whether a text is a calendar month. */
export function isMonth(text: string): text is Month {
  return MONTH.test(text);
}

/** Whether a text is a day of the calendar, written `2026-04-30`. */
export function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/**
 * The date a return for a month describes: the last day of that month.
 * @example asAtDate('2024-02') // '2024-02-29'
 */
export function asAtDate(month: Month): string {
  return format(lastDayOfMonth(firstDay(month)), 'yyyy-MM-dd');
}

/**
 * The month so many months later (or earlier, when negative).
 * @example addMonths('2026-01', -1) // '2025-12'
 */
export function addMonths(month: Month, count: number): Month {
  return format(addMonthsToDate(firstDay(month), count), 'yyyy-MM');
}

/**
 * The month in words.
 * @example monthLabel('2026-04') // 'April 2026'
 */
export function monthLabel(month: Month): string {
  return format(firstDay(month), 'MMMM yyyy');
}

/** The calendar month, in UTC, that an instant falls in. */
export function monthOf(instant: Date): Month {
  return instant.toISOString().slice(0, 7);
}

/**
 * An instant to the minute, in UTC.
 * @example minuteLabel('2026-05-01T06:00:00.000Z') // '2026-05-01 06:00'
 */
export function minuteLabel(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

function firstDay(month: Month): Date {
  return parse(month, 'yyyy-MM', new Date(2000, 0, 1));
}

/** How people write the month that a return is for. */
const MONTH_FORMATS = [
  'yyyy-MM',
  'yyyy-MM-dd',
  'yyyy-MM-dd HH:mm:ss',
  'dd/MM/yyyy',
  'MM/yyyy',
  'MMMM yyyy',
  'MMM yyyy',
  'MMM-yy',
  'yyyyMM',
  'yyyyMMdd',
];

/**
 * The month a text names, or nothing when it names none.
 * @example monthFromText('April 2026') // '2026-04'
 * @example monthFromText('M202604') // '2026-04', as the ASC-WDS analysis file writes it
 */
export function monthFromText(text: string): Month | undefined {
  const plain = text.trim().replace(/^M(?=\d{6}$)/, '');
  for (const pattern of MONTH_FORMATS) {
    const date = parse(plain, pattern, new Date(2000, 0, 1));
    if (!Number.isNaN(date.getTime()) && date.getFullYear() > 1900) return format(date, 'yyyy-MM');
  }
  return undefined;
}
