import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SourceConfig } from '../../config.js';
import { messageOf, problem } from '../../errors.js';
import type { Month } from '../../period.js';
import { compilePattern } from './pattern.js';

/** A file that a source offers, before anything of it is read. */
export interface OfferedFile {
  /** Relative to the source, with `/`. */
  readonly path: string;
  readonly absolutePath: string;
  readonly size: number;
  /** ISO 8601, UTC, to the millisecond. */
  readonly modifiedAt: string;
  /** Whether the path fits the source's pattern. */
  readonly fitsPattern: boolean;
  readonly submitter: string | undefined;
  readonly period: Month | undefined;
}

/**
 * Lists what a folder offers, oldest first, then by path. Hidden files and office lock files are
 * not deliveries.
 * @throws CC-SRC-001 where the folder cannot be read.
 */
export function listFolder(source: SourceConfig, workspaceDir: string): OfferedFile[] {
  const root = resolve(workspaceDir, source.path);
  const parts = compilePattern(source.pattern);
  const files: OfferedFile[] = [];
  const walk = (dir: string, prefix: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name.startsWith('~$')) continue;
      const path = `${prefix}${entry.name}`;
      const absolutePath = join(dir, entry.name);
      if (entry.isDirectory()) {
        walk(absolutePath, `${path}/`);
        continue;
      }
      const stat = statSync(absolutePath, { throwIfNoEntry: false });
      if (stat?.isFile() !== true) continue;
      const found = parts(path);
      files.push({
        path,
        absolutePath,
        size: stat.size,
        modifiedAt: stat.mtime.toISOString(),
        fitsPattern: found !== undefined,
        submitter: found?.submitter,
        period: found?.period,
      });
    }
  };
  try {
    walk(root, '');
  } catch (error) {
    throw problem(
      'CC-SRC-001',
      {
        where: `source "${source.id}"`,
        expected: `a folder that can be read at ${source.path}`,
        got: messageOf(error).split(',')[0],
        next: 'Make the folder, or mend `path` in carecount.yaml.',
      },
      error,
    );
  }
  return files.sort((a, b) => compare(a.modifiedAt, b.modifiedAt) || compare(a.path, b.path));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
