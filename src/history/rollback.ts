import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import type { Log } from '../log.js';
import {
  findRun,
  keptRuns,
  publishedManifest,
  runBefore,
  runDirOf,
} from '../warehouse/kept-runs.js';
import { takeLock } from '../warehouse/lock.js';
import type { Manifest } from '../warehouse/manifest.js';
import { swapPublished } from '../warehouse/publish.js';
import { openRuns } from '../warehouse/runs.js';

export interface RollbackOptions {
  readonly workspace: Workspace;
  /** A kept run, by its id or the beginning of it; the one before what is published without. */
  readonly run?: string | undefined;
  readonly now: Date;
  /** The account that asked for it. */
  readonly by: string;
  readonly log: Log;
  /** Called as the link is about to be moved; tests stop the process here. */
  readonly beforeSwap?: () => void;
}

/** What is published now, and what was. */
export interface RolledBack {
  readonly published_run: string;
  readonly from_run: string;
  readonly latest_period: string | null;
  /** What a nightly does next, while nothing new arrives. */
  readonly holds: boolean;
}

/**
 * Publishes a kept run again, by the same rename as a nightly. It is written down first, so that a
 * nightly over unchanged inputs does not publish again what was turned away from.
 * @throws CC-USE-001 where there is no such run, CC-CFG-006 where nothing is published, CC-RUN-001
 * where a run holds the lock.
 */
export async function rollback(options: RollbackOptions): Promise<RolledBack> {
  const { workspace, now, by, log } = options;
  const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
  try {
    const from = publishedManifest(workspace);
    if (from === undefined) throw nothingPublished(workspace);
    const target = targetOf(workspace, from, options.run);
    openRuns(workspace, log).append([
      {
        event: 'rolled_back',
        run_id: target.run_id,
        at: now.toISOString(),
        by,
        from_run_id: from.run_id,
        from_fingerprint: from.input_fingerprint,
      },
    ]);
    options.beforeSwap?.();
    swapPublished(workspace.publishedLink, runDirOf(workspace, target.run_id));
    return {
      published_run: target.run_id,
      from_run: from.run_id,
      latest_period: target.latest_period,
      holds: target.run_id < from.run_id,
    };
  } finally {
    release();
  }
}

function targetOf(workspace: Workspace, from: Manifest, asked: string | undefined): Manifest {
  const kept = keptRuns(workspace);
  const target = asked === undefined ? runBefore(kept, from.run_id) : findRun(kept, asked);
  const isWhole =
    target !== undefined &&
    existsSync(join(runDirOf(workspace, target.run_id), 'carecount.duckdb')) &&
    existsSync(join(runDirOf(workspace, target.run_id), 'carecount-public.duckdb'));
  if (isWhole && target.run_id !== from.run_id) return target;
  const got =
    target === undefined
      ? 'none before it'
      : isWhole
        ? 'the one that is published'
        : `${target.run_id}, whose files are not all there`;
  throw problem('CC-USE-001', {
    where: 'carecount rollback',
    expected: `a kept run besides ${from.run_id}, which is published`,
    got,
    next: 'See them with `carecount runs`; `retention.runs` in carecount.yaml says how many are kept.',
  });
}

function nothingPublished({ publishedLink }: Workspace): Error {
  return problem('CC-CFG-006', {
    where: publishedLink,
    expected: 'a published warehouse',
    got: 'none yet',
    next: 'Run carecount nightly first.',
  });
}
