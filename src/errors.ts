/**
 * Every expected failure: its stable code, the exit code it gives, and what it is about.
 * A bug is any other error; a fault in a provider's data is a finding, never thrown.
 */
export const ERROR_CODES = {
  'CC-USE-001': { exit: 2, title: 'a command was called wrongly' },
  'CC-SQL-001': { exit: 2, title: 'a query cannot be run' },
  'CC-SQL-002': { exit: 124, title: 'a query took longer than its time limit' },
  'CC-CFG-001': { exit: 10, title: 'no carecount.yaml was found' },
  'CC-CFG-002': { exit: 10, title: 'carecount.yaml does not say what it should' },
  'CC-CFG-003': { exit: 10, title: 'a file that carecount.yaml names is missing or wrong' },
  'CC-CFG-004': { exit: 10, title: "the workspace's secret is missing or too short" },
  'CC-CFG-005': { exit: 10, title: 'a contract is missing or does not say what it should' },
  'CC-CFG-006': { exit: 10, title: 'there is no published warehouse yet' },
  'CC-SRC-001': { exit: 11, title: 'a source cannot be read' },
  'CC-SRC-002': { exit: 11, title: 'a file of this run was rejected' },
  'CC-SRC-003': { exit: 11, title: 'a file of this run was not recognised' },
  'CC-CHK-001': { exit: 12, title: 'a check failed, so nothing was published' },
  'CC-MOD-001': { exit: 13, title: 'a SQL model failed' },
  'CC-MOD-002': { exit: 13, title: "a SQL model's header does not say what it should" },
  'CC-MOD-003': { exit: 13, title: 'SQL models depend on each other in a circle' },
  'CC-REP-001': { exit: 14, title: 'a report failed' },
  'CC-REP-002': { exit: 14, title: 'a font of the reports is missing' },
  'CC-REP-003': { exit: 14, title: 'the program that makes the PDF is missing or failed' },
  'CC-REP-004': { exit: 14, title: 'a Word template cannot be filled' },
  'CC-REP-005': { exit: 14, title: 'a paper is not fit to be handed in' },
  'CC-REP-006': { exit: 14, title: "a file of officers' words does not say what it should" },
  'CC-DEL-001': { exit: 15, title: 'packs were not sent by e-mail' },
  'CC-DEL-002': { exit: 15, title: 'packs were not put into a folder' },
  'CC-DEL-003': { exit: 15, title: 'packs were not told to a webhook' },
  'CC-DEL-004': { exit: 15, title: 'there are no packs to deliver' },
  'CC-TST-001': { exit: 12, title: 'a file of tests does not say what it should' },
  'CC-DEM-001': { exit: 12, title: 'the demo did not find exactly what it planted' },
  'CC-WSP-001': { exit: 16, title: 'the workspace cannot be read or written' },
  'CC-WSP-002': { exit: 16, title: 'the disk is full' },
  'CC-RUN-001': { exit: 75, title: 'another run holds the lock' },
} as const satisfies Record<string, { exit: number; title: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Whether a text is one of the codes; anything else that went wrong is a bug. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CODES, text);
}

/** A failure the user can mend: one line, no stack unless asked for. */
export class CarecountError extends Error {
  override readonly name = 'CarecountError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  get exitCode(): number {
    return ERROR_CODES[this.code].exit;
  }
}

/** The parts of a message, in the order a reader needs them. */
export interface Problem {
  /** The file, key, row or command it is about. */
  where: string;
  expected: string;
  got?: string | undefined;
  next: string;
}

/**
 * Words a problem the one way we word them.
 * @example problemText({ where: 'carecount.yaml', expected: 'a file', got: 'nothing', next: 'Run carecount init.' })
 * // 'carecount.yaml: expected a file; got nothing. Run carecount init.'
 */
export function problemText({ where, expected, got, next }: Problem): string {
  return `${where}: expected ${expected}${got === undefined ? '' : `; got ${got}`}. ${next}`;
}

/** Makes the error for a problem. */
export function problem(code: ErrorCode, parts: Problem, cause?: unknown): CarecountError {
  return new CarecountError(code, problemText(parts), cause === undefined ? {} : { cause });
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Where anything thrown came from, for those who mend it. */
export function stackOf(error: unknown): string {
  return (error instanceof Error ? error.stack : undefined) ?? messageOf(error);
}

/**
 * The first clause of a system's message, which says what went wrong; what follows it are the path and
 * the call.
 * @example firstClause(new Error("ENOENT: no such file or directory, open '/a'")) // 'ENOENT: no such file or directory'
 */
export function firstClause(error: unknown): string {
  return messageOf(error).split(',', 1)[0] ?? '';
}

const FULL_DISK = /ENOSPC|EDQUOT|EFBIG|No space left on device|File too large|Disk quota exceeded/;
const NOT_A_FOLDER = /ENOTDIR|EEXIST/;
const NOT_WRITABLE = /EACCES|EPERM|EROFS|Permission denied|Read-only file system/;

/**
 * Turns a failure of the file system, from Node or from DuckDB, into one the user can act on;
 * anything else comes back as it was.
 */
export function asWorkspaceError(error: unknown, where: string): unknown {
  if (error instanceof CarecountError) return error;
  const text = messageOf(error);
  if (FULL_DISK.test(text)) {
    return problem(
      'CC-WSP-002',
      {
        where,
        expected: 'room to write',
        got: 'a full disk',
        next: 'Free some space and run again: what was published before is still in place.',
      },
      error,
    );
  }
  if (NOT_A_FOLDER.test(text)) {
    return problem(
      'CC-WSP-001',
      {
        where,
        expected: 'folders on the way',
        got: `a file in their place (${text.split('\n')[0] ?? text})`,
        next: 'Move that file away.',
      },
      error,
    );
  }
  if (NOT_WRITABLE.test(text)) {
    return problem(
      'CC-WSP-001',
      {
        where,
        expected: 'a folder that can be read and written',
        got: text.split('\n')[0] ?? text,
        next: 'Give the account that runs carecount the right to it.',
      },
      error,
    );
  }
  return error;
}

/**
 * The known word nearest to one that is not known, or nothing when none is near.
 * @example nearest('vacancy_rat', ['vacancy_rate', 'turnover_rate']) // 'vacancy_rate'
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  let best: { word: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && (best === undefined || distance < best.distance)) {
      best = { word: candidate, distance };
    }
  }
  return best?.word;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
