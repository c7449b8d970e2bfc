import { relative } from 'node:path';
import type { Workspace } from './config.js';
import { problem } from './errors.js';
import type { Log } from './log.js';
import { placeWords, type CheckResult } from './transform/index.js';
import { writeFailedRun } from './warehouse/failed-checks.js';

/** Rows of a failing check that its message names; the file has more. */
const ROWS_TOLD = 3;

/** What is written down of a run that a check stops. */
export interface CheckedRun {
  readonly workspace: Workspace;
  readonly runId: string;
  readonly startedAt: string;
  readonly log: Log;
}

/**
 * Tells the warnings, and stops a run with a check of severity error that fails. Its rows are written
 * down beside the warehouse first, as nothing of the run is published.
 * @throws CC-CHK-001 naming each check, its first rows and the file with the rows.
 */
export function requireChecks(
  checks: readonly CheckResult[],
  { workspace, runId, startedAt, log }: CheckedRun,
): void {
  const failing = checks.filter((check) => check.failureCount > 0);
  for (const check of failing) {
    if (check.severity === 'warning') {
      log.warning(`${check.checkId}: ${check.message} ${rowWords(check.failureCount)}.`);
    }
  }
  const failed = failing.filter((check) => check.severity === 'error');
  if (failed.length === 0) return;
  const path = writeFailedRun(
    workspace.warehouseDir,
    { run_id: runId, started_at: startedAt, checks: failing.map(written) },
    workspace.config.retention.runs,
  );
  throw problem('CC-CHK-001', {
    where: failed.map((check) => check.checkId).join(', '),
    expected: 'no row that fails',
    got: failed.map(failureWords).join('; '),
    next: `The rows are in ${relative(workspace.dir, path)} (carecount checks --failed). What was published before is still in place.`,
  });
}

function written(check: CheckResult) {
  return {
    check_id: check.checkId,
    file: check.file,
    title: check.title,
    severity: check.severity,
    message: check.message,
    failure_count: check.failureCount,
    rows: check.rows.map((row) => JSON.parse(row) as Record<string, unknown>),
  };
}

function failureWords({ failureCount, message, rows }: CheckResult): string {
  const first = rows
    .slice(0, ROWS_TOLD)
    .map((row) => placeWords(JSON.parse(row) as Record<string, unknown>));
  const at = first.length === 0 ? '' : ` First: ${first.join('; ')}.`;
  return `${rowWords(failureCount)} (${message}${at})`;
}

function rowWords(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
