import type { Workspace } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';

/**
 * Runs the pipeline on a workspace up to publication.
 * @throws where it published nothing, saying why.
 */
export async function publish(workspace: Workspace): Promise<void> {
  const { published_run: run, failures } = await nightly({
    workspace,
    log: silentLog,
    until: 'build',
  });
  if (run === null) throw new Error(failures.map(({ message }) => message).join('; '));
}
