import type { SourceConfig } from '../../config.js';
import { problem, type CarecountError } from '../../errors.js';
import type { Month } from '../../period.js';
import type { PathParts } from './pattern.js';

/** A file that a source offers, before anything of it is read. */
export interface OfferedFile {
  /** Relative to the source, with `/`. */
  readonly path: string;
  /** In bytes; nothing where the source says it only with the file. */
  readonly size: number | undefined;
  /** ISO 8601, UTC, to the millisecond; nothing where the source says it only with the file. */
  readonly modifiedAt: string | undefined;
  /** Whether the path fits the source's pattern. */
  readonly fitsPattern: boolean;
  readonly submitter: string | undefined;
  readonly period: Month | undefined;
}

/** What a source has to offer, and what in it could not be looked at. */
export interface Listing {
  /** Oldest first, then by path. */
  readonly files: readonly OfferedFile[];
  /** What is left out although it is no file of ours to take, in words for the log. */
  readonly leftOut: readonly string[];
  /** What should have been listed and could not be; the rest was. */
  readonly faults: readonly CarecountError[];
}

/** The bytes of an offered file, as they are now. */
export interface Content {
  readonly outcome: 'content';
  readonly size: number;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string;
  readonly sha256: string;
  /** The bytes, or a file of them on the disk of `data/raw`, synced, that may be moved away. */
  readonly body: Buffer | { readonly path: string };
  /** To be called once the delivery is in the ledger. */
  readonly onRecorded?: (() => void) | undefined;
}

/** What became of asking for a file. */
export type Fetched =
  | Content
  /** The source says, or the bytes show, that nothing has changed since the last delivery. */
  | { readonly outcome: 'unchanged' }
  /** It is no longer there. */
  | { readonly outcome: 'gone' }
  /** It is being written. */
  | { readonly outcome: 'unsettled' }
  /** This one cannot be had; the others may. */
  | { readonly outcome: 'failed'; readonly error: CarecountError };

/** What stands between landing and a place that files come from. */
export interface Connector {
  /** How many files may be fetched at once. */
  readonly atOnce: number;
  /** @throws CC-SRC-001 where the source cannot be listed at all. */
  list(): Promise<Listing>;
  /** @throws CC-SRC-001 where nothing more can be had of the source. */
  fetch(file: OfferedFile): Promise<Fetched>;
  /** Lets go of the connection. */
  close(): Promise<void>;
}

/** What a connector does to the world, so that a test can do it otherwise. */
export interface Effects {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** An offered file of a path and what the source's pattern makes of it. */
export function offer(
  path: string,
  parts: PathParts | undefined,
  about: { size: number; modifiedAt: string } | undefined,
): OfferedFile {
  return {
    path,
    size: about?.size,
    modifiedAt: about?.modifiedAt,
    fitsPattern: parts !== undefined,
    submitter: parts?.submitter,
    period: parts?.period,
  };
}

/** Orders files by time, then by path. */
export function byAge(a: OfferedFile, b: OfferedFile): number {
  return compare(a.modifiedAt ?? '', b.modifiedAt ?? '') || compare(a.path, b.path);
}

/** Whether a name is of a hidden file or folder, or of a lock file of an office program. */
export function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$');
}

/** A source, or one file of it, that cannot be had. */
export function sourceFault(
  source: SourceConfig,
  path: string | undefined,
  parts: { expected: string; got: string | undefined; next: string },
  cause?: unknown,
): CarecountError {
  const where = `source "${source.id}"${path === undefined ? '' : `, ${path}`}`;
  return problem('CC-SRC-001', { where, ...parts }, cause);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
