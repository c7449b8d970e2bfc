import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import { readManifest, type Manifest } from './manifest.js';
import { publishedRunId } from './publish.js';

type Place = Pick<Workspace, 'warehouseDir' | 'publishedLink'>;

/** Where a run lies. */
export function runDirOf({ warehouseDir }: Pick<Workspace, 'warehouseDir'>, runId: string): string {
  return join(warehouseDir, 'runs', runId);
}

/** The manifest of the run that is published, or nothing. */
export function publishedManifest(place: Place): Manifest | undefined {
  const runId = publishedRunId(place.publishedLink);
  return runId === undefined ? undefined : readManifest(runDirOf(place, runId));
}

/** The manifests of the runs that are kept, newest first. */
export function keptRuns({ warehouseDir }: Place): Manifest[] {
  const dir = join(warehouseDir, 'runs');
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .sort()
    .reverse()
    .flatMap((name) => readManifest(join(dir, name)) ?? []);
}

/**
 * The kept run that a text means: its id, or so much of its beginning as no other run has.
 * @throws CC-USE-001 naming the runs there are.
 */
export function findRun(kept: readonly Manifest[], text: string): Manifest {
  const found = kept.filter(({ run_id: id }) => id === text || id.startsWith(text));
  const exact =
    found.find(({ run_id: id }) => id === text) ?? (found.length === 1 ? found[0] : undefined);
  if (exact !== undefined && text !== '') return exact;
  const ids = (runs: readonly Manifest[]): string => runs.map(({ run_id: id }) => id).join(', ');
  throw problem('CC-USE-001', {
    where: `run "${text}"`,
    expected: 'a kept run, or so much of its id as no other has',
    got: found.length === 0 ? 'none of that name' : `${found.length}: ${ids(found)}`,
    next: kept.length === 0 ? 'Run `carecount nightly` first.' : `Kept are ${ids(kept)}.`,
  });
}

/** The newest kept run before another, or nothing. */
export function runBefore(kept: readonly Manifest[], runId: string): Manifest | undefined {
  return kept.find(({ run_id: id }) => id < runId);
}
