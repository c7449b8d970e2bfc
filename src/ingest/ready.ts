import type { Contract } from './contract/index.js';
import type { RowTally } from './layout/lay-out.js';
import type { Encoding } from './readers/index.js';

/** Something to say of a file as a whole, once it is known what it is. */
export interface FileNote {
  readonly rule:
    | 'column_unknown'
    | 'column_missing'
    | 'columns_missing'
    | 'column_renamed'
    | 'column_gap'
    | 'rows_above_header'
    | 'cover_differs'
    | 'sheet_unread'
    | 'sheet_hidden'
    | 'last_line_open';
  /** The column or the sheet, as the file names it. */
  readonly column: string;
  /** What it may have been meant for, or what it is. */
  readonly detail: string | null;
}

/** A file whose records may be handed to DuckDB. */
export interface ReadyFile {
  readonly outcome: 'ready';
  readonly contract: Contract;
  /** The known layout it is, or null when it is a new one. */
  readonly variant: string | null;
  readonly notes: readonly FileNote[];
  readonly encoding: Encoding | 'workbook';
  /** The name of each cell of a record. */
  readonly header: readonly string[];
  readonly delimiter: string;
  /** The records, as UTF-8 with line feeds, header left out, ending in a line feed. */
  readonly body: Uint8Array;
  readonly records: number;
  /** Where each record ends in the body. */
  readonly ends: readonly number[];
  /** Whether each record is led by its sheet, its line and what is wrong with the row. */
  readonly isPlaced: boolean;
  /** Whether the stored bytes can be read as they are: UTF-8, one kind of line end, no blank lines. */
  readonly isAsStored: boolean;
  readonly lineEnd: '\n' | '\r\n';
  /** Whether its records have been looked at one by one; if not, the body is left out. */
  readonly isScanned: boolean;
  /** Whether some cell may begin or end with white space, or be empty within quotation marks. */
  readonly isPadded: boolean;
  /** Whether record n stands on physical line n + 1. */
  readonly isLinePerRecord: boolean;
  readonly tally: RowTally;
  /** What the file itself says of its delivery. */
  readonly submitter: string | null;
  readonly period: string | null;
}

/** A file that is not read, and why, in words for the provider. */
export interface RefusedFile {
  readonly outcome: 'rejected' | 'unrecognised';
  readonly datasetId: string | null;
  readonly reason: string;
}

/** Whether a delivery's state says that its file was not taken. */
export function isRefused(state: string): boolean {
  return state === 'rejected' || state === 'unrecognised';
}

/** Words a refusal. */
export function refuse(
  outcome: RefusedFile['outcome'],
  reason: string,
  datasetId: string | null = null,
): RefusedFile {
  return { outcome, reason, datasetId };
}

/** The refusal of a file that says nothing. */
export function emptyFile(): RefusedFile {
  return refuse('rejected', 'The file is empty: expected a header and records. Send it again.');
}
