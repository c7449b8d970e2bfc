import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { asAtDate } from '../period.js';
import { identifier, literal } from '../warehouse/database.js';
import type { Contract } from './contract/index.js';
import type { Delivery } from './deliveries.js';
import { temporaryDir } from './land.js';
import type { ReadyFile } from './ready.js';
import { stagingKey, type StagedFile } from './staged.js';

/**
 * How much of a file one thread reads at a time: DuckDB's own 32 MB leaves most files to one thread.
 * With several threads it takes a line break within quotes for the end of a record, so such files
 * are left to one.
 */
const BUFFER_BYTES = 4_000_000;

/** Files under one header, to be read together. */
export interface OpenBatch {
  readonly contract: Contract;
  readonly header: readonly string[];
  readonly delimiter: string;
  /** Whether each record is led by its sheet, its line and what is wrong with the row. */
  readonly isPlaced: boolean;
  readonly members: { delivery: Delivery; ready: ReadyFile }[];
  bytes: number;
}

/** Where a record stands and what is wrong with its row. */
const PLACE = { sheet: 'VARCHAR', line: 'INTEGER', row_fault: 'VARCHAR' };
const NO_PLACE = Object.entries(PLACE)
  .map(([name, type]) => `null::${type} as ${name}`)
  .join(', ');

/** The SELECT that gives a batch's records: from the file as it was landed, or from joined bodies. */
export function batchSource(
  open: OpenBatch,
  workspace: Workspace,
  joinedName: string,
): { sql: string; dispose: () => void } {
  const [first, ...others] = open.members;
  const columns = readColumns(open.header.length);
  const isAlone = first !== undefined && others.length === 0 && first.delivery.member === undefined;
  if (isAlone && first.ready.isAsStored) {
    const path = join(workspace.rawDir, first.delivery.landed_path);
    const asAt = literal(asAtOf(first.delivery, first.ready));
    return {
      sql: `select 0 as file_index, date ${asAt} as as_at_date, ${NO_PLACE}, * from ${readCsv(path, open, columns, 1, first.ready.lineEnd)}`,
      dispose: () => undefined,
    };
  }
  const path = join(temporaryDir(workspace), joinedName);
  writeJoined(path, open);
  const led = {
    file_index: 'INTEGER',
    as_at_date: 'DATE',
    ...(open.isPlaced ? PLACE : {}),
    ...columns,
  };
  const place = open.isPlaced ? '' : `${NO_PLACE}, `;
  return {
    sql: `select ${place}* from ${readCsv(path, open, led, 0)}`,
    dispose: () => {
      rmSync(path, { force: true });
    },
  };
}

/** What of a batch's Parquet file will belong to which file. */
export function stagedFiles({ members }: OpenBatch): StagedFile[] {
  let firstRow = 0;
  return members.map(({ delivery, ready }, index) => {
    const file: StagedFile = {
      sha256: delivery.sha256,
      staging_key: stagingKey(delivery),
      as_at_date: asAtOf(delivery, ready),
      file_index: index,
      first_row: firstRow,
      records: ready.records,
      encoding: ready.encoding,
      variant: ready.variant,
      notes: ready.notes.map(({ rule, column, detail }) => ({ rule, column_name: column, detail })),
      tally: ready.tally,
      submitter: ready.submitter,
      period: ready.period,
    };
    firstRow += ready.records;
    return file;
  });
}

/** Writes bodies one after another, each record led by its file's number and as-at date. */
function writeJoined(path: string, { members, delimiter }: OpenBatch): void {
  const out = openSync(path, 'w', 0o600);
  try {
    members.forEach(({ delivery, ready }, index) => {
      const lead = Buffer.from(`${index}${delimiter}${asAtOf(delivery, ready)}${delimiter}`);
      const joined = Buffer.allocUnsafe(ready.body.length + lead.length * ready.records);
      let length = 0;
      let start = 0;
      for (const end of ready.ends) {
        joined.set(lead, length);
        joined.set(ready.body.subarray(start, end), length + lead.length);
        length += lead.length + end - start;
        start = end;
      }
      let written = 0;
      while (written < length) written += writeSync(out, joined, written, length - written);
    });
  } finally {
    closeSync(out);
  }
}

/** The date a file describes: its path says it, else the file itself, else its arrival. */
function asAtOf({ has_period: isGiven, period }: Delivery, ready: ReadyFile): string {
  return asAtDate(isGiven ? period : (ready.period ?? period));
}

function readColumns(width: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: width }, (_, index) => [`c${index}`, 'VARCHAR']));
}

function readCsv(
  path: string,
  { delimiter, members }: OpenBatch,
  columns: Record<string, string>,
  skip: number,
  lineEnd: ReadyFile['lineEnd'] = '\n',
): string {
  const isParallel = members.every(({ ready }) => ready.isLinePerRecord);
  const types = Object.entries(columns)
    .map(([name, type]) => `${identifier(name)}: ${literal(type)}`)
    .join(', ');
  return `read_csv(${literal(path)}, buffer_size = ${BUFFER_BYTES}, parallel = ${isParallel}, auto_detect = false, header = false, skip = ${skip}, delim = ${literal(delimiter)}, quote = '"', escape = '"', new_line = '${lineEnd === '\n' ? '\\n' : '\\r\\n'}', columns = {${types}})`;
}

/** The database did not read what a file holds: never with its own message, which quotes the file. */
export class UnreadCsv extends Error {
  override readonly name = 'UnreadCsv';
}

/**
 * A record too long for the database ends its reading without a word.
 * @throws UnreadCsv
 */
export function requireAll(rows: number, { members }: OpenBatch): void {
  const records = members.reduce((sum, { ready }) => sum + ready.records, 0);
  if (rows !== records) throw new UnreadCsv(`${rows} of ${records} records were read`);
}
