import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';

/** One record of a CSV file, column name to trimmed cell. */
export type Cells = Readonly<Record<string, string>>;

/** Reads a small CSV file with a header; a file that is not there has no records. */
export function readCsv(...path: string[]): Cells[] {
  return Papa.parse<Cells>(readFileSync(join(...path), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;
}

/** A provider's own id: white space means nothing in it. */
export function idOf(cell: string | undefined): string {
  return (cell ?? '').replace(/\s/g, '');
}

/** A cell of a coded column, or null where the code is not one of the list. */
export function codeOf(cell: string | undefined, codes: ReadonlySet<string>): string | null {
  return cell !== undefined && codes.has(cell) ? cell : null;
}

/** A whole number from 0 to a limit, or null. */
export function wholeNumber(cell: string | undefined, most: number): number | null {
  if (cell === undefined || !/^\d+(\.0*)?$/.test(cell)) return null;
  const number = Number(cell);
  return number <= most ? number : null;
}

/** A number of so many decimals within limits, or null. */
export function numberIn(
  cell: string | undefined,
  least: number,
  most: number,
  decimals = 0,
): number | null {
  if (!/^(\d+\.?\d*|\.\d+)$/.test(cell ?? '')) return null;
  const number = Number(cell);
  const isWhole = Number(number.toFixed(decimals)) === number;
  return isWhole && number >= least && number <= most ? number : null;
}

/** An hourly rate in pence, so that sums and comparisons are exact; null where it is not one. */
export function penceOf(cell: string | undefined): number | null {
  const match = /^(\d*)(?:\.(\d{0,2}))?$/.exec(cell ?? '');
  if (match === null || !/\d/.test(match[0])) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Items of a `;` list, or null where the cell is blank or an item is not a whole number to 999. */
export function listOf(cell: string | undefined): number[] | null {
  const items = (cell ?? '').split(';').map((item) => item.trim());
  return items.every((item) => /^\d{1,3}$/.test(item)) ? items.map(Number) : null;
}

/**
 * Age in completed years on a day, both `yyyy-mm-dd`; null where the cell is no date (`dd/mm/yyyy`) or
 * the age is not between 14 and 100.
 */
export function ageOn(day: string, cell: string | undefined): number | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell ?? '');
  if (match === null) return null;
  const [birthDay, birthMonth, birthYear] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(birthYear, birthMonth - 1, birthDay));
  if (date.getUTCMonth() !== birthMonth - 1 || date.getUTCDate() !== birthDay) return null;
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  const hadBirthday = month > birthMonth || (month === birthMonth && dayOfMonth >= birthDay);
  const age = year - birthYear - (hadBirthday ? 0 : 1);
  return age >= 14 && age <= 100 ? age : null;
}
