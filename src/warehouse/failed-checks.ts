import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { writeWholeFile } from './whole-file.js';

const failedRunSchema = z.object({
  run_id: z.string(),
  started_at: z.string(),
  checks: z.array(
    z.object({
      check_id: z.string(),
      file: z.string(),
      title: z.string(),
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      failure_count: z.int(),
      rows: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});

/** What the checks found of a run that was not published because one of them failed. */
export type FailedRun = z.infer<typeof failedRunSchema>;

/**
 * Writes down a run that failed, for whoever mends it, and takes away the oldest beyond so many.
 * @returns the file, `data/warehouse/failed/<run id>.json`.
 */
export function writeFailedRun(warehouseDir: string, run: FailedRun, keep: number): string {
  const dir = join(warehouseDir, 'failed');
  mkdirSync(dir, { recursive: true });
  const path = join(dir, `${run.run_id}.json`);
  writeWholeFile(path, `${JSON.stringify(run, null, 2)}\n`);
  const others = readFailedRuns(warehouseDir).filter((each) => each.run_id !== run.run_id);
  for (const each of others.slice(keep - 1)) rmSync(failedPath(warehouseDir, each.run_id));
  return path;
}

/** Runs that failed and are still written down, newest first. One that cannot be read is left out. */
export function readFailedRuns(warehouseDir: string): FailedRun[] {
  return filesOf(join(warehouseDir, 'failed'))
    .flatMap((path) => {
      const run = read(path);
      return run === undefined || run.run_id !== basename(path, '.json') ? [] : [run];
    })
    .sort((a, b) => (a.started_at < b.started_at ? 1 : -1));
}

/** Where a run that failed is written down. */
export function failedPath(warehouseDir: string, runId: string): string {
  return join(warehouseDir, 'failed', `${runId}.json`);
}

function filesOf(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(dir, name));
  } catch {
    return [];
  }
}

function read(path: string): FailedRun | undefined {
  try {
    return failedRunSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
