import type { Contract } from './contract/index.js';
import { preflightText } from './preflight-text.js';
import { formatOf, readWorkbook, UnreadableWorkbook } from './readers/index.js';
import { readTables } from './read-tables.js';
import { emptyFile, refuse, type ReadyFile, type RefusedFile } from './ready.js';

/**
 * Looks at a file's bytes before the database does: what it is, where its table lies, and whether
 * its records can be told apart.
 */
export async function preflight(
  bytes: Buffer,
  contracts: readonly Contract[],
): Promise<ReadyFile | RefusedFile> {
  if (bytes.length === 0) return emptyFile();
  const { format, what } = formatOf(bytes);
  if (format === 'text') return preflightText(bytes, contracts);
  if (format === 'xlsx' || format === 'ods' || format === 'xls') {
    return preflightWorkbook(bytes, format, contracts);
  }
  return refuse(
    'unrecognised',
    `The file is ${what}: expected a table, as CSV or as a workbook. Save the table as one of those and send it again.`,
  );
}

async function preflightWorkbook(
  bytes: Buffer,
  format: 'xlsx' | 'ods' | 'xls',
  contracts: readonly Contract[],
): Promise<ReadyFile | RefusedFile> {
  try {
    return await readTables(readWorkbook(bytes, format), {
      encoding: 'workbook',
      isStrict: false,
      contracts,
    });
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return refuse('rejected', error.reason);
    throw error;
  }
}
