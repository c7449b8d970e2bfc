/** A calendar month, `yyyy-mm`. */
export type Month = string;

/** Months since year 0: two months differ by the difference of these. */
export function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

/** Every month from the first to the last. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let number = monthNumber(first); number <= monthNumber(last); number += 1) {
    months.push(`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`);
  }
  return months;
}

const lastDays = new Map<Month, string>();

/** The last day of a month, `yyyy-mm-dd`. */
export function lastDay(month: Month): string {
  const known = lastDays.get(month);
  if (known !== undefined) return known;
  const [year, number] = month.split('-').map(Number) as [number, number];
  const day = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  lastDays.set(month, day);
  return day;
}
