import { join } from 'node:path';
import type { Workspace } from './config.js';
import { problem } from './errors.js';
import type { Log } from './log.js';
import { deliverPacks, realEffects } from './reports/delivery/index.js';
import type { DeliveryEffects, DeliveryResult } from './reports/delivery/index.js';
import { publishedRunId } from './warehouse/publish.js';
import { openRuns, rollbackInForce } from './warehouse/runs.js';
import { openSent, settlementOf } from './warehouse/sent.js';

/** What of the packs to deliver, and with what. */
export interface DeliverChoice {
  /** Only this list of e-mail, and nothing else. */
  readonly list?: string | undefined;
  /** Says what would be delivered, and delivers nothing. */
  readonly isDryRun?: boolean;
  readonly now: () => Date;
  readonly effects?: DeliveryEffects;
}

/**
 * Delivers the packs of what is published, and writes down that all is delivered once it is.
 * @throws CC-CFG-002 where no delivery is set up, CC-CFG-006 where nothing is published yet,
 * CC-DEL-004 where its packs are not written. What a target fails with is in the result.
 */
export async function deliverPublished(
  workspace: Workspace,
  log: Log,
  choice: DeliverChoice,
): Promise<DeliveryResult> {
  const { config } = workspace;
  const { isDryRun = false, list, now, effects = realEffects } = choice;
  if (config.delivery === undefined) throw notSetUp(workspace);
  const runId = publishedRunId(workspace.publishedLink);
  if (runId === undefined) throw notPublished(workspace);
  const events = openRuns(workspace, log).read();
  const settlement = settlementOf(config, runId, events);
  const rollback = rollbackInForce(events, runId);
  const ledger = openSent(workspace, log);
  const result = await deliverPacks({
    settings: config.delivery,
    audienceDir: join(workspace.packsDir, config.packs.audience),
    runId,
    workspaceDir: workspace.dir,
    ledger,
    list,
    isDryRun,
    isTurnedAway: (id) => rollback !== undefined && id > runId && id <= rollback.from_run_id,
    effects,
    log,
    now,
  });
  const isAll = list === undefined && result.targets.every(({ failed }) => failed === 0);
  if (isAll && !isDryRun && settlement !== undefined) {
    ledger.append([{ event: 'settled', at: now().toISOString(), ...settlement }]);
  }
  return result;
}

function notSetUp({ configPath }: Workspace) {
  return problem('CC-CFG-002', {
    where: configPath,
    expected: '`delivery:` with folders, email or webhook',
    got: 'nothing',
    next: 'Say under `delivery:` where packs go.',
  });
}

function notPublished({ publishedLink }: Workspace) {
  return problem('CC-CFG-006', {
    where: publishedLink,
    expected: 'a published run',
    got: 'none yet',
    next: 'Run `carecount nightly` first.',
  });
}
