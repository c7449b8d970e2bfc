import { join } from 'node:path';
import type { Workspace } from './config.js';
import { problem } from './errors.js';
import type { Log } from './log.js';
import { writePacks, type PackResult } from './reports/index.js';
import { publishedRunId } from './warehouse/publish.js';
import { openRuns } from './warehouse/runs.js';

/** What of the packs to write; what is left out comes from `carecount.yaml`. */
export interface ReportChoice {
  readonly audience?: 'public' | 'internal';
  readonly areas?: readonly string[];
}

/**
 * Writes the packs of what is published, for an audience, from that audience's file, and records it.
 * @throws CC-CFG-006 where nothing is published yet, CC-REP-001 where an area's pack fails.
 */
export async function reportPublished(
  workspace: Workspace,
  log: Log,
  choice: ReportChoice = {},
): Promise<PackResult> {
  const { config } = workspace;
  const audience = choice.audience ?? config.packs.audience;
  const runId = publishedRunId(workspace.publishedLink);
  if (runId === undefined) {
    throw problem('CC-CFG-006', {
      where: workspace.publishedLink,
      expected: 'a published run',
      got: 'none yet',
      next: 'Run `carecount nightly` first.',
    });
  }
  log.info(`Writing packs for the ${audience} audience.`);
  const file = audience === 'public' ? 'carecount-public.duckdb' : 'carecount.duckdb';
  const result = await writePacks({
    databasePath: join(workspace.warehouseDir, 'runs', runId, file),
    outDir: workspace.packsDir,
    audience,
    areas: choice.areas ?? config.packs.areas,
    partnership: config.partnership,
    demonstration: config.demonstration,
    disclosure: config.disclosure[audience],
    log,
  });
  if (choice.areas === undefined) {
    openRuns(workspace, log).append([
      {
        event: 'reported',
        run_id: runId,
        at: new Date().toISOString(),
        audience,
        packs_written: result.packs.length,
      },
    ]);
  }
  return result;
}
