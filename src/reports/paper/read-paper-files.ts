import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CarecountError, firstClause, problem } from '../../errors.js';
import type { PaperPaths } from '../../paper-files.js';
import { parseBoundaries } from './boundaries.js';
import type { Geometry } from './boundaries.js';
import { parsePaper } from './paper.js';
import type { PaperFile } from './paper.js';
import { parseStrategy } from './strategy.js';
import type { Strategy } from './strategy.js';

/** The files as read. One that is wrong is left out, and its fault told. */
export interface PaperFiles {
  readonly paper: PaperFile | null;
  readonly strategy: Strategy | null;
  readonly template: { readonly bytes: Uint8Array; readonly name: string } | null;
  readonly boundaries: ReadonlyMap<string, Geometry> | null;
  readonly faults: readonly CarecountError[];
}

/** Reads the files that officers keep: the paper's words, the strategy and the Word template. */
export async function readPaperFiles(paths: PaperPaths): Promise<PaperFiles> {
  const faults: CarecountError[] = [];
  const read = async <T>(
    path: string | null,
    key: string,
    parse: (bytes: Buffer, where: string) => T,
  ): Promise<T | null> => {
    if (path === null) return null;
    try {
      return parse(await bytesOf(path, key), path);
    } catch (error) {
      if (!(error instanceof CarecountError)) throw error;
      faults.push(error);
      return null;
    }
  };
  return {
    paper: await read(paths.paper, 'paper', (bytes, where) =>
      parsePaper(bytes.toString('utf8'), where),
    ),
    strategy: await read(paths.strategy, 'strategy', (bytes, where) =>
      parseStrategy(bytes.toString('utf8'), where),
    ),
    boundaries: await read(paths.boundaries, 'boundaries', (bytes, where) =>
      parseBoundaries(bytes.toString('utf8'), where),
    ),
    template: await read(paths.template, 'template', (bytes, where) => ({
      bytes,
      name: basename(where),
    })),
    faults,
  };
}

async function bytesOf(path: string, key: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw problem(
      'CC-REP-006',
      {
        where: path,
        expected: `the file that packs.${key} names in carecount.yaml`,
        got: whyUnread(error),
        next: 'Put it there, or take the line out.',
      },
      error,
    );
  }
}

function whyUnread(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'a folder';
  return code === 'EACCES' ? 'no right to read it' : firstClause(error);
}
