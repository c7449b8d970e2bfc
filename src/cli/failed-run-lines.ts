import { relative } from 'node:path';
import type { Workspace } from '../config.js';
import { minuteLabel } from '../period.js';
import { failedPath, readFailedRuns } from '../warehouse/failed-checks.js';

/** A run that a check stopped, and the file with its failing rows. */
export interface FailedRunFile {
  readonly run_id: string;
  readonly started_at: string;
  readonly path: string;
}

/** The runs that a check has stopped since what is published was started, newest first. */
export function failedSince(
  { dir, warehouseDir }: Workspace,
  publishedAt: string | undefined,
): FailedRunFile[] {
  return readFailedRuns(warehouseDir)
    .filter((run) => publishedAt === undefined || run.started_at > publishedAt)
    .map(({ run_id, started_at }) => ({
      run_id,
      started_at,
      path: relative(dir, failedPath(warehouseDir, run_id)),
    }));
}

/** A line for each of them. */
export function failedRunLines(runs: readonly FailedRunFile[]): string[] {
  return runs.map(
    ({ run_id: runId, started_at: startedAt, path }) =>
      `Stopped by a check: run ${runId}, started ${minuteLabel(startedAt)} UTC; its failing rows are in ${path} (carecount checks --failed).`,
  );
}
