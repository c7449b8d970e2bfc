import { extname } from 'node:path';
import { nearest, problem } from '../errors.js';
import type { RowWriter } from './rows.js';
import { tableWriter, type TableStyle } from './table.js';
import { writeCsv, writeJson, writeJsonLines, writeMarkdown } from './text-formats.js';
import { writeXlsx } from './xlsx.js';

/** The formats a result can be written in. */
export const FORMATS = [
  'table',
  'csv',
  'json',
  'jsonl',
  'markdown',
  'parquet',
  'arrow',
  'xlsx',
] as const;

export type Format = (typeof FORMATS)[number];

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.md': 'markdown',
  '.parquet': 'parquet',
  '.arrow': 'arrow',
  '.arrows': 'arrow',
  '.feather': 'arrow',
  '.xlsx': 'xlsx',
};

/** True for what a terminal cannot show. */
export function isBinary(format: Format): boolean {
  return format === 'parquet' || format === 'arrow' || format === 'xlsx';
}

/**
 * Settles the format: as asked for, else as the output's name says, else JSON or a table.
 * @throws CC-USE-001 for a format that there is not.
 */
export function formatOf(
  asked: string | undefined,
  out: string | undefined,
  isJson: boolean,
): Format {
  if (asked === undefined) {
    if (isJson) return 'json';
    return BY_EXTENSION[extname(out ?? '').toLowerCase()] ?? 'table';
  }
  const format = FORMATS.find((each) => each === asked);
  if (format !== undefined) return format;
  const near = nearest(asked, FORMATS);
  throw problem('CC-USE-001', {
    where: '--format',
    expected: `one of ${FORMATS.join(', ')}`,
    got: `"${asked}"`,
    next: near === undefined ? 'Name one of them.' : `Did you mean "${near}"?`,
  });
}

/** The writer of a format. Parquet has none: the engine writes it itself. */
export async function writerOf(
  format: Exclude<Format, 'parquet'>,
  style: TableStyle,
  isFile: boolean,
): Promise<RowWriter> {
  switch (format) {
    case 'table':
      return tableWriter(style);
    case 'csv':
      return writeCsv;
    case 'json':
      return writeJson;
    case 'jsonl':
      return writeJsonLines;
    case 'markdown':
      return writeMarkdown;
    case 'xlsx':
      return writeXlsx;
    case 'arrow': {
      const { arrowBytes } = await import('../warehouse/arrow.js');
      return async (rows, output) => {
        const bytes = arrowBytes(rows.columns, rows.blocks(), isFile ? 'file' : 'stream');
        for await (const part of bytes) await output.write(part);
      };
    }
  }
}
