import {
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  ftruncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { asWorkspaceError, problem } from '../errors.js';
import type { Log } from '../log.js';

/** An append-only file of JSON lines that survives a kill at any moment. */
export interface Ledger<Entry> {
  readonly path: string;
  /** All whole entries, in the order they were written. */
  read(): Entry[];
  /** Adds entries and returns once they are on the disk. */
  append(entries: readonly Entry[]): void;
}

/**
 * Opens a ledger. A last line that was torn by a kill is left out of `read`, said in the log, and
 * cut off before the next append.
 */
export function openLedger<Entry>(path: string, schema: z.ZodType<Entry>, log: Log): Ledger<Entry> {
  const wholeText = (): string => {
    if (!existsSync(path)) return '';
    const text = readFileSync(path, 'utf8');
    const end = text.lastIndexOf('\n') + 1;
    if (end < text.length)
      log.warning(`${path}: the last line was torn by a stop and is left out.`);
    return text.slice(0, end);
  };
  const entryOf = (line: string, number: number): Entry => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (error) {
      throw problem(
        'CC-WSP-001',
        {
          where: `${path} line ${number}`,
          expected: 'an entry of the ledger',
          got: 'something else',
          next: 'Restore the file from a backup: it cannot be made again.',
        },
        error,
      );
    }
  };
  return {
    path,
    read() {
      return wholeText()
        .split('\n')
        .flatMap((line, index) => (line === '' ? [] : [entryOf(line, index + 1)]));
    },
    append(entries) {
      if (entries.length === 0) return;
      try {
        mkdirSync(dirname(path), { recursive: true });
        const keep = Buffer.byteLength(wholeText());
        const file = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o640);
        try {
          ftruncateSync(file, keep);
          const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
          const bytes = Buffer.from(text);
          let written = 0;
          while (written < bytes.length) {
            written += writeSync(file, bytes, written, bytes.length - written, keep + written);
          }
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      } catch (error) {
        throw asWorkspaceError(error, path);
      }
    },
  };
}
