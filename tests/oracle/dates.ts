/** A day, `yyyy-mm-dd`. */
export type Day = string;

/** The day of a cell written `dd/mm/yyyy`; null where it is none. */
export function dayOf(cell: string | undefined): Day | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell ?? '');
  if (match === null) return null;
  const [day, month, year] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** The same day so many years on; of 29 February the day before 1 March. */
export function yearsAfter(day: Day, years: number): Day {
  const year = yearOf(day) + years;
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const rest = day.slice(4) === '-02-29' && !isLeap ? '-02-28' : day.slice(4);
  return `${String(year).padStart(4, '0')}${rest}`;
}

/**
 * Whole months from a day to the last day of a month, which is as good as the 31st.
 * @example monthsTo('2026-01-31', '2026-02-28') // 1
 */
export function monthsTo(start: Day, lastDayOfMonth: Day): number {
  const months = (day: Day): number => yearOf(day) * 12 + Number(day.slice(5, 7));
  return months(lastDayOfMonth) - months(start);
}
