import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { paperFingerprint } from '../paper-files.js';
import type { Manifest } from '../warehouse/manifest.js';
import { lastReported, type RunEvent } from '../warehouse/runs.js';

/** Whether packs of what is published are to be written: they never were, are gone, or officers' words changed. */
export function packsAreDue(
  workspace: Pick<Workspace, 'dir' | 'config' | 'packsDir'>,
  published: Manifest | undefined,
  events: readonly RunEvent[],
): boolean {
  if (published === undefined || published.latest_period === null) return false;
  const { audience } = workspace.config.packs;
  const last = lastReported(events, audience);
  return (
    last?.run_id !== published.run_id ||
    (last.paper_fingerprint ?? '') !== paperFingerprint(workspace) ||
    !existsSync(join(workspace.packsDir, audience, 'index.html'))
  );
}
