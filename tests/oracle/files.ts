import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { idOf, type Cells } from './cells.js';
import { EMPLOYMENT_STATUSES, FRESH, JOB_ROLES, STATUSES } from './code-lists.js';
import type { Month } from './months.js';

export type Kind = 'worker' | 'workplace' | 'training';

/** What became of a file; `in_force` is the one that counts for its submitter, month and kind. */
export type FileState = 'in_force' | 'superseded' | 'duplicate' | 'rejected' | 'unrecognised';

export interface Row {
  readonly cells: Cells;
  readonly status: string;
  readonly isQuarantined: boolean;
}

export interface ReturnFile {
  readonly path: string;
  /** Its place in the order of arrival. */
  readonly arrival: number;
  readonly submitter: string;
  readonly month: Month;
  readonly kind: Kind | null;
  readonly state: FileState;
  /** Records with a value in some cell, in file order. */
  readonly rows: readonly Row[];
}

/** A file with a larger share of quarantined rows than this is not taken. */
const MOST_QUARANTINED: Record<Kind, number> = { worker: 0.1, workplace: 0.5, training: 0.5 };

/** Fewer quarantined rows than this do not lose a file. */
const FEWEST_QUARANTINED = 5;

/** Columns that only the header of this kind has. */
const MARKS: Record<Kind, readonly string[]> = {
  workplace: ['LOCALESTID', 'STATUS', 'ESTNAME', 'MAINSERVICE', 'TOTALPERMTEMP', 'ALLJOBROLES'],
  worker: ['LOCALESTID', 'UNIQUEWORKERID', 'STATUS', 'EMPLSTATUS', 'MAINJOBROLE'],
  training: ['LOCALESTID', 'UNIQUEWORKERID', 'CATEGORY', 'DATECOMPLETED'],
};

interface Slot {
  readonly bytes: Buffer;
  inForce: number | null;
}

/** Reads every file of an inbox laid out as submitter, month, files, and says which count. */
export function readInbox(inbox: string): ReturnFile[] {
  const slots = new Map<string, Slot>();
  const files: ReturnFile[] = [];
  for (const path of inOrderOfArrival(inbox)) {
    const bytes = readFileSync(join(inbox, path));
    const file = { ...readFile(path, bytes), arrival: files.length };
    const key = `${file.submitter}/${file.month}/${String(file.kind)}`;
    const slot = slots.get(key);
    if (slot?.bytes.equals(bytes) === true) {
      files.push({ ...file, state: 'duplicate' });
      continue;
    }
    const isTaken = file.state === 'in_force';
    const earlier = slot?.inForce ?? null;
    if (isTaken && earlier !== null) {
      files[earlier] = { ...(files[earlier] as ReturnFile), state: 'superseded' };
    }
    slots.set(key, { bytes, inForce: isTaken ? files.length : earlier });
    files.push(file);
  }
  return files;
}

function inOrderOfArrival(inbox: string): string[] {
  return readdirSync(inbox, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^/]+\/\d{4}-\d{2}\/./.test(path))
    .map((path) => ({ path, stat: statSync(join(inbox, path)) }))
    .filter(({ stat }) => stat.isFile())
    .sort((a, b) => a.stat.mtimeMs - b.stat.mtimeMs || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

function readFile(path: string, bytes: Buffer): Omit<ReturnFile, 'arrival'> {
  const [submitter = '', month = ''] = path.split('/');
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  const records = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' }).data.filter(
    (record) => record.length > 1 || record[0] !== '',
  );
  const header = (records.shift() ?? []).map((name) => name.trim());
  const kind = kindOf(header);
  const base = { path, submitter, month, kind, rows: [] };
  if (bytes.length === 0) return { ...base, state: 'rejected' };
  if (kind === null) return { ...base, state: 'unrecognised' };

  const isUnbalanced = text.split('"').length % 2 === 0;
  const isRagged = records.some((record) => record.length !== header.length);
  if (isUnbalanced || isRagged || records.length === 0) return { ...base, state: 'rejected' };

  const rows = records
    .map((record) => record.map((cell) => cell.trim()))
    .filter((record) => record.some((cell) => cell !== ''))
    .map((record) =>
      rowOf(kind, Object.fromEntries(header.map((name, at) => [name, record[at]!]))),
    );
  const quarantined = rows.filter((row) => row.isQuarantined).length;
  const isTooFaulty =
    quarantined > rows.length * MOST_QUARANTINED[kind] && quarantined >= FEWEST_QUARANTINED;
  const hasNone = quarantined === rows.length;
  return isTooFaulty || hasNone
    ? { ...base, state: 'rejected' }
    : { ...base, state: 'in_force', rows };
}

function decode(bytes: Buffer): string {
  const encoding = isUtf8(bytes) ? 'utf8' : 'win1252';
  return iconv.decode(bytes, encoding, { stripBOM: true });
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function kindOf(header: readonly string[]): Kind | null {
  const has = (kind: Kind): boolean => MARKS[kind].every((name) => header.includes(name));
  return (['workplace', 'worker', 'training'] as const).find(has) ?? null;
}

function rowOf(kind: Kind, cells: Cells): Row {
  const status = (cells['STATUS'] ?? '').toUpperCase();
  const isNamed =
    idOf(cells['LOCALESTID']) !== '' &&
    (kind === 'workplace' || idOf(cells['UNIQUEWORKERID']) !== '');
  if (kind === 'training') return { cells, status, isQuarantined: !isNamed };
  const isWhole =
    kind === 'workplace' ||
    !FRESH.has(status) ||
    (EMPLOYMENT_STATUSES.has(cells['EMPLSTATUS'] ?? '') &&
      JOB_ROLES.has(cells['MAINJOBROLE'] ?? ''));
  return { cells, status, isQuarantined: !isNamed || !STATUSES.has(status) || !isWhole };
}
