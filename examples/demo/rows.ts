import type { Values } from './person.js';
import type { Worker } from './staff.js';
import type { Site } from './staffing.js';

/** One data record on its way into a file. */
export interface Row {
  /** The whole record, STATUS apart. */
  readonly values: Values;
  status: string;
  /** What is written instead of single values: a planted fault, or a first version's mistake. */
  changes: Values;
  /** A planted fault is on it, so no other may be. */
  isFaulted: boolean;
  readonly worker?: Worker;
  readonly site?: Site;
}

const KEYS: ReadonlySet<string> = new Set(['LOCALESTID', 'UNIQUEWORKERID']);
const QUOTED = /[",\r\n]/;

/** The statuses whose records hold nothing but their keys. */
const BARE_STATUSES: ReadonlySet<string> = new Set(['NOCHANGE', 'UNCHECKED', 'DELETE']);

/** Whether a record gives its values, and not only its keys. */
export function isFull(row: Pick<Row, 'status'>): boolean {
  return !BARE_STATUSES.has(row.status);
}

/** A row's cell as it will be written. */
export function cellOf(row: Row, column: string): string {
  const changed = row.changes[column];
  if (changed !== undefined) return changed;
  if (column === 'STATUS') return row.status;
  return isFull(row) || KEYS.has(column) ? (row.values[column] ?? '') : '';
}

/** A row as a line of CSV, quoted where it must be. */
export function lineOf(row: Row, columns: readonly string[], isLowerCase: boolean): string {
  const hasAll = isFull(row);
  const { values, changes, status } = row;
  let line = '';
  for (const column of columns) {
    const usual = column === 'STATUS' ? status : hasAll || KEYS.has(column) ? values[column] : '';
    const cell = changes[column] ?? usual ?? '';
    if (column !== columns[0]) line += ',';
    line += isLowerCase && column === 'STATUS' ? cell.toLowerCase() : quoted(cell);
  }
  return line;
}

/** An id as the service compares it: without white space. */
export function keyOf(id: string): string {
  return id.replaceAll(/\s/g, '');
}

function quoted(cell: string): string {
  return QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
