import Papa from 'papaparse';
import type { Contract } from '../../../src/ingest/index.js';
import { preflight } from '../../../src/ingest/preflight.js';
import type { ReadyFile, RefusedFile } from '../../../src/ingest/ready.js';
import { RETURNS } from './staging.js';

/** A record on its way to the database. */
export interface LookedRecord {
  readonly sheet: string;
  /** Null where the record's number tells its place. */
  readonly line: number | null;
  readonly fault: string;
  /** The cells that say something, by the name of their column. */
  readonly cells: Readonly<Record<string, string>>;
}

/** Looks at a file that is to be read. */
export async function ready(
  file: string | Uint8Array,
  contracts: readonly Contract[] = RETURNS,
): Promise<ReadyFile> {
  const looked = await preflight(Buffer.from(file), contracts);
  if (looked.outcome !== 'ready') throw new Error(looked.reason);
  return looked;
}

/** Looks at a file that is not to be read. */
export async function refused(
  file: string | Uint8Array,
  contracts: readonly Contract[] = RETURNS,
): Promise<RefusedFile> {
  const looked = await preflight(Buffer.from(file), contracts);
  if (looked.outcome === 'ready') throw new Error('it would be read');
  return looked;
}

/** The text that the database would read. */
export function bodyOf(file: ReadyFile): string {
  return Buffer.from(file.body).toString('utf8');
}

/** The records that the database would read. */
export function recordsOf(file: ReadyFile): LookedRecord[] {
  const { data } = Papa.parse<string[]>(bodyOf(file).replace(/\n$/, ''), {
    delimiter: file.delimiter,
    newline: '\n',
  });
  return data.map((row) => {
    const [sheet = '', line = '', fault = ''] = file.isPlaced ? row : [];
    const cells = file.isPlaced ? row.slice(3) : row;
    const filled = file.header.flatMap((name, index) => {
      const cell = cells[index] ?? '';
      return cell === '' ? [] : [[name, cell]];
    });
    return {
      sheet,
      line: line === '' ? null : Number(line),
      fault,
      cells: Object.fromEntries(filled) as Record<string, string>,
    };
  });
}

/** Only the cells of the records that the database would read. */
export async function cellsOf(
  file: string | Uint8Array,
  contracts?: readonly Contract[],
): Promise<Readonly<Record<string, string>>[]> {
  return recordsOf(await ready(file, contracts)).map(({ cells }) => cells);
}
