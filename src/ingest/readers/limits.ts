import { UnreadableWorkbook } from './unreadable-workbook.js';

/** The most that a workbook may come to: beyond it a file is a fault or an attack, no return. */
export const LIMITS = {
  inflatedBytes: 1_000_000_000,
  columns: 20_000,
  rows: 5_000_000,
} as const;

/** @throws UnreadableWorkbook where a sheet is wider than any return is. */
export function checkColumns(columns: number): void {
  if (columns > LIMITS.columns) {
    throw new UnreadableWorkbook(
      `A sheet has more than ${words(LIMITS.columns)} columns: expected a return. Delete the columns that are not needed, and send the workbook again.`,
    );
  }
}

/** @throws UnreadableWorkbook where a workbook has more rows than any return has. */
export function checkRows(rows: number): void {
  if (rows > LIMITS.rows) {
    throw new UnreadableWorkbook(
      `The workbook has more than ${words(LIMITS.rows)} rows: expected a return. Delete the rows that are not needed, and send the workbook again.`,
    );
  }
}

/** @throws UnreadableWorkbook where a workbook unpacks to more than memory should hold. */
export function checkInflated(bytes: number): void {
  if (bytes > LIMITS.inflatedBytes) {
    throw new UnreadableWorkbook(
      'The workbook unpacks to more than 1 GB: expected a return. Delete the sheets and rows that are not needed, or send it as CSV.',
    );
  }
}

function words(count: number): string {
  return count.toLocaleString('en-GB');
}
