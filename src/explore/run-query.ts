import { createReadStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { asWorkspaceError, CarecountError, messageOf, problem } from '../errors.js';
import {
  openSandbox,
  QueryCancelled,
  type Sandbox,
  type SandboxOptions,
} from '../warehouse/sandbox.js';
import { isBinary, writerOf, type Format } from './formats.js';
import {
  isPlainTarget,
  privateFolder,
  ReaderGone,
  toFile,
  toStream,
  type Output,
} from './output.js';
import { cutNote, fullNote, limited } from './rows.js';
import { explainSqlError } from './sql-errors.js';

/** One query, and where its rows go. */
export interface QueryRequest {
  readonly sql: string;
  /** The published file, already resolved: a swap of what is published does not touch it. */
  readonly path: string;
  readonly format: Format;
  readonly out?: string | undefined;
  /** At most so many rows; 0 for all. */
  readonly limit: number;
  readonly sandbox?: Omit<SandboxOptions, 'exportDirectory'>;
}

/** Standard output, and how to stop. */
export interface QueryTerminal {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly isColoured?: boolean;
  /** Stops the query when it fires. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a query on a published file and writes its rows; gives the line that says it was cut, if it
 * was.
 * @throws CC-SQL-001, CC-SQL-002, CC-USE-001, CC-WSP-002, QueryCancelled, ReaderGone
 */
export async function runQuery(
  request: QueryRequest,
  terminal: QueryTerminal,
): Promise<string | undefined> {
  const { format, out } = request;
  if (isBinary(format) && out === undefined && terminal.stdout.isTTY === true) {
    throw problem('CC-USE-001', {
      where: `--format ${format}`,
      expected: 'a file to write to, since a terminal cannot show it',
      got: 'no --out',
      next: `Add --out result.${format}.`,
    });
  }
  const folder = format === 'parquet' ? await privateFolder(out) : undefined;
  let sandbox: Sandbox | undefined;
  try {
    const options = { ...request.sandbox, exportDirectory: folder?.path };
    sandbox = await openSandbox(request.path, options).catch((error: unknown) => {
      throw asWorkspaceError(error, request.path);
    });
    const open = sandbox;
    const work =
      folder === undefined
        ? writeRows(open, request, terminal)
        : writeParquet(open, request, terminal, folder.path);
    return await orCancelled(work, open, terminal.signal);
  } catch (error) {
    throw await explained(error, request.sql, sandbox);
  } finally {
    await sandbox?.close();
    folder?.remove();
  }
}

async function writeRows(
  sandbox: Sandbox,
  request: QueryRequest,
  terminal: QueryTerminal,
): Promise<string | undefined> {
  const { format, out, limit } = request;
  if (format === 'parquet') throw new Error('parquet is written by the engine');
  const rows = limited(await sandbox.query(request.sql), limit);
  const isTerminal = out === undefined && terminal.stdout.isTTY === true;
  const style = { isTerminal, isColoured: isTerminal && terminal.isColoured === true };
  const write = await writerOf(format, style, out !== undefined);
  const output = out === undefined ? toStream(terminal.stdout) : await toFile(out);
  await orDiscard(output, terminal.signal, () => write(rows, output));
  return cutNote(rows.shown());
}

async function writeParquet(
  sandbox: Sandbox,
  request: QueryRequest,
  terminal: QueryTerminal,
  folder: string,
): Promise<string | undefined> {
  const { out, limit } = request;
  const written = join(folder, 'result.parquet');
  const rows = await sandbox.writeParquet(request.sql, written, limit === 0 ? undefined : limit);
  if (out !== undefined && isPlainTarget(out)) {
    await rename(written, resolve(out)).catch((error: unknown) => {
      throw asWorkspaceError(error, out);
    });
  } else {
    const output = out === undefined ? toStream(terminal.stdout) : await toFile(out);
    await orDiscard(output, terminal.signal, async () => {
      for await (const bytes of createReadStream(written)) await output.write(bytes as Uint8Array);
    });
  }
  return limit > 0 && rows === limit ? fullNote(rows) : undefined;
}

/** Commits what was written, or leaves nothing behind; after a cancellation nothing is committed. */
async function orDiscard(
  output: Output,
  signal: AbortSignal | undefined,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
    if (signal?.aborted === true) throw new QueryCancelled('cancelled');
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

/** A writer may be waiting for a reader that does not read: a cancellation does not wait for it. */
async function orCancelled<T>(
  work: Promise<T>,
  sandbox: Sandbox,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return work;
  work.catch(() => undefined);
  let stop: () => void = () => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    stop = () => {
      sandbox.cancel();
      setTimeout(() => reject(new QueryCancelled('cancelled')), CANCEL_GRACE_MS).unref();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** How long a cancelled query has to tidy up after itself. */
const CANCEL_GRACE_MS = 500;

async function explained(
  error: unknown,
  sql: string,
  sandbox: Sandbox | undefined,
): Promise<unknown> {
  const own =
    error instanceof CarecountError ||
    error instanceof ReaderGone ||
    error instanceof QueryCancelled;
  if (own || sandbox === undefined || !isEngineError(error)) return error;
  const tables = await sandbox.catalogue().catch(() => new Map<string, string[]>());
  return problem('CC-SQL-001', explainSqlError(messageOf(error), sql, tables), error);
}

/** DuckDB throws plain errors: their kind is in their text. */
function isEngineError(error: unknown): error is Error {
  return (
    error instanceof Error && /^(Failed to extract|[A-Z][A-Za-z ]* Error: )/.test(error.message)
  );
}
