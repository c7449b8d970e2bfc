import type { Row } from '../warehouse/database.js';

/** One value of a row as a table shows it: nothing where there is none. */
export function cellOf(row: Row, name: string): string {
  const value = row[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
