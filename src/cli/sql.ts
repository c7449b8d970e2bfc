import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { firstClause, problem } from '../errors.js';
import { formatOf } from '../explore/formats.js';
import { ReaderGone } from '../explore/output.js';
import { runQuery } from '../explore/run-query.js';
import { QueryCancelled } from '../warehouse/sandbox.js';
import { limitOf } from './limit-of.js';
import { openWorkspaceFor, workspaceDirFor, type GlobalFlags } from './globals.js';
import { publishedPath } from './open-published.js';
import { requestedOutput } from './requested-output.js';

/** The flags of `carecount sql`, as commander gives them. */
export interface SqlFlags {
  /** A file with the query; `-` for standard input. */
  readonly file?: string;
  readonly format?: string;
  readonly out?: string;
  /** At most so many rows; 0 for all. */
  readonly limit?: string;
  /** Seconds; 0 for no limit. */
  readonly timeout?: string;
  readonly public?: boolean;
  /** The day whose warehouse `carecount build --as-at` built. */
  readonly asAt?: string;
}

/** What a run touches beside the workspace, so that a test can stand in for it. */
export interface SqlTerminal {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly note: (line: string) => void;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

const DEFAULT_TIMEOUT_SECONDS = 30;
const TERMINAL_ROWS = 100;
const INTERRUPTED = 130;

/**
 * Runs one reading statement on the published file and writes its rows; gives the exit code.
 * @throws CC-USE-001, CC-SQL-001, CC-SQL-002, CC-CFG-001, CC-CFG-006, CC-WSP-002
 */
export async function runSql(
  query: string | undefined,
  flags: SqlFlags,
  globals: GlobalFlags,
  terminal: SqlTerminal = processTerminal(),
): Promise<number> {
  const format = formatOf(flags.format, flags.out, globals.json === true);
  const timeout = numberOf('--timeout', flags.timeout, DEFAULT_TIMEOUT_SECONDS);
  const limit = flags.limit === undefined ? undefined : limitOf(flags.limit, 0);
  const sql = queryText(query, flags.file, terminal.cwd);
  const dir = workspaceDirFor(globals, terminal.cwd);
  const name = flags.public === true ? 'carecount-public.duckdb' : 'carecount.duckdb';
  const path =
    flags.asAt === undefined
      ? await publishedFile(dir, name, globals, terminal.cwd)
      : asAtFile(dir, flags.asAt, name);
  const out =
    flags.out === undefined ? undefined : requestedOutput(flags.out, { dir }, terminal.cwd);
  const isReadable = format === 'table' || format === 'markdown';
  const onTerminal = terminal.stdout.isTTY === true && out === undefined;
  const { memory, threads } = await limitsOf(dir, globals, terminal.cwd);

  const interrupt = interruption(terminal.signal);
  try {
    const note = await runQuery(
      {
        sql,
        path,
        format,
        out,
        limit: limit ?? (isReadable && onTerminal ? TERMINAL_ROWS : 0),
        sandbox: { memory, threads, timeoutMs: timeout * 1000 },
      },
      {
        stdout: terminal.stdout,
        isColoured: (terminal.environment['NO_COLOR'] ?? '') === '',
        signal: interrupt.signal,
      },
    );
    if (note !== undefined && !(globals.quiet === true && limit !== undefined)) terminal.note(note);
    return 0;
  } catch (error) {
    if (error instanceof ReaderGone) return 0;
    if (error instanceof QueryCancelled) return INTERRUPTED;
    throw error;
  } finally {
    interrupt.release();
  }
}

function processTerminal(): SqlTerminal {
  return {
    stdout: process.stdout,
    note: (line) => process.stderr.write(`${line}\n`),
    cwd: process.cwd(),
    environment: process.env,
  };
}

/** Turns Ctrl-C, and a caller's own signal, into one that stops the query. */
function interruption(outer: AbortSignal | undefined): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const signal =
    outer === undefined ? controller.signal : AbortSignal.any([outer, controller.signal]);
  return {
    signal,
    release() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

function queryText(query: string | undefined, file: string | undefined, cwd: string): string {
  if ((query === undefined) === (file === undefined)) {
    throw problem('CC-USE-001', {
      where: 'carecount sql',
      expected: 'a query or --file FILE',
      got: query === undefined ? 'neither' : 'both',
      next: 'Try carecount sql "show all tables".',
    });
  }
  if (query !== undefined) return query;
  try {
    const from = file === '-' ? 0 : resolve(cwd, file ?? '');
    return readFileSync(from, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw problem(
      'CC-USE-001',
      {
        where: '--file',
        expected: 'a file with a query',
        got: `${file ?? ''} (${firstClause(error)})`,
        next: 'Check the path.',
      },
      error,
    );
  }
}

/**
 * Resolves the published file once: a run that publishes while the query works does not touch it.
 * The layout is that of `workspaceOf` in config.ts, whose loading would double the start-up time.
 */
async function publishedFile(
  dir: string,
  name: string,
  globals: GlobalFlags,
  cwd: string,
): Promise<string> {
  const publishedLink = join(dir, 'data', 'warehouse', 'published');
  if (!existsSync(publishedLink)) await openWorkspaceFor(globals, cwd);
  return publishedPath({ publishedLink }, name);
}

/** The file that was built as at a day. */
function asAtFile(dir: string, date: string, name: string): string {
  const built = join(dir, 'data', 'warehouse', 'as-at');
  const path = join(built, date, name);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date);
  if (isDay && existsSync(path)) return realpathSync(path);
  const days = existsSync(built) ? readdirSync(built).filter((day) => /^[\d-]+$/.test(day)) : [];
  throw problem('CC-CFG-006', {
    where: `--as-at ${date}`,
    expected: 'a day that was built',
    got: days.length === 0 ? 'none yet' : `only ${days.sort().join(', ')}`,
    next: `Run carecount build --as-at ${isDay ? date : 'yyyy-mm-dd'} first.`,
  });
}

/** Reads the settings only where they could say something about limits. */
async function limitsOf(
  dir: string,
  globals: GlobalFlags,
  cwd: string,
): Promise<{ memory?: string | undefined; threads?: number | undefined }> {
  const path = join(dir, 'carecount.yaml');
  if (existsSync(path) && !readFileSync(path, 'utf8').includes('limits')) return {};
  return (await openWorkspaceFor(globals, cwd)).config.limits;
}

function numberOf(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number <= MAX_TIMEOUT_SECONDS) return number;
  throw problem('CC-USE-001', {
    where: flag,
    expected: `seconds from 0 (no limit) to ${MAX_TIMEOUT_SECONDS}`,
    got: `"${text}"`,
    next: `The default is ${otherwise}.`,
  });
}

/** A Node timer cannot wait longer. */
const MAX_TIMEOUT_SECONDS = 2_000_000;
