import type { Workspace } from '../config.js';
import { silentLog } from '../log.js';
import type { Manifest } from '../warehouse/manifest.js';
import type { RunEvent } from '../warehouse/runs.js';
import { isSettled, openSent, settlementOf } from '../warehouse/sent.js';

/** Whether packs of what is published have been written and not yet been sent everywhere. */
export function deliveriesAreDue(
  workspace: Pick<Workspace, 'config' | 'ledgerDir'>,
  published: Manifest | undefined,
  events: readonly RunEvent[],
): boolean {
  const settlement = settlementOf(workspace.config, published?.run_id, events);
  return settlement !== undefined && !isSettled(settlement, openSent(workspace, silentLog).read());
}
