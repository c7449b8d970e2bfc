import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import type { Manifest } from '../warehouse/manifest.js';
import { lastReported, type RunEvent } from '../warehouse/runs.js';

/** Whether what is published has figures whose packs have not been written, or are gone. */
export function packsAreDue(
  { config, packsDir }: Pick<Workspace, 'config' | 'packsDir'>,
  published: Manifest | undefined,
  events: readonly RunEvent[],
): boolean {
  if (published === undefined || published.latest_period === null) return false;
  const { audience } = config.packs;
  const index = join(packsDir, audience, 'index.html');
  return lastReported(events, audience) !== published.run_id || !existsSync(index);
}
