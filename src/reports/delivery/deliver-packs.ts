import type { DeliverySettings } from '../../delivery-settings.js';
import { nearest, problem } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Ledger } from '../../warehouse/ledger.js';
import type { SentEvent } from '../../warehouse/sent.js';
import type { DeliveryEffects } from './effects.js';
import { deliverByEmail } from './email/deliver.js';
import { deliverToFolder } from './folder.js';
import { SentHistory } from './history.js';
import { readPacks, type DeliverablePack } from './packs.js';
import type { DeliveryContext, TargetResult } from './target.js';
import { deliverToWebhook } from './webhook.js';

export interface DeliverOptions {
  readonly settings: DeliverySettings;
  /** Where the packs of the audience lie: `data/packs/<audience>`. */
  readonly audienceDir: string;
  /** The run that is published: packs of no other are delivered. */
  readonly runId: string;
  readonly workspaceDir: string;
  readonly ledger: Ledger<SentEvent>;
  /** Only this list of e-mail, and nothing else. */
  readonly list?: string | undefined;
  readonly isDryRun: boolean;
  /** Whether a rollback turned away from a run: what it wrote gives way to an older one. */
  readonly isTurnedAway: (runId: string) => boolean;
  readonly effects: DeliveryEffects;
  readonly log: Log;
  readonly now: () => Date;
}

export interface DeliveryResult {
  readonly run_id: string;
  readonly is_dry_run: boolean;
  readonly packs: number;
  readonly targets: readonly TargetResult[];
}

/**
 * Sends the packs of the published run wherever the settings say, and to nobody twice what says the
 * same. A target that fails does not stop the others.
 * @throws CC-USE-001 for a list that the settings do not have, CC-DEL-004 where there are no packs.
 */
export async function deliverPacks(options: DeliverOptions): Promise<DeliveryResult> {
  const { settings, audienceDir, runId, list, isDryRun, log } = options;
  if (list !== undefined) requireList(settings, list);
  const packs = await readPacks(audienceDir, runId);
  if (packs.length === 0) throw noPacks(audienceDir, runId);
  warnOfMissing(settings, packs, log);
  const history = new SentHistory(options.ledger, options.now);
  const context: DeliveryContext = { ...options, packs, history };
  const targets: TargetResult[] = [];
  if (list === undefined) {
    for (const folder of settings.folders) targets.push(await deliverToFolder(folder, context));
  }
  targets.push(...(await emailTargets(options, context)));
  if (list === undefined) {
    for (const hook of settings.webhook) targets.push(await deliverToWebhook(hook, context));
  }
  return { run_id: runId, is_dry_run: isDryRun, packs: packs.length, targets };
}

async function emailTargets(
  { settings, list, workspaceDir, audienceDir }: DeliverOptions,
  context: DeliveryContext,
): Promise<TargetResult[]> {
  const { email, folders } = settings;
  if (email === undefined) return [];
  const lists = email.lists.filter(({ id }) => list === undefined || id === list);
  return deliverByEmail(lists, { email, folders, workspaceDir, audienceDir }, context);
}

function requireList({ email }: DeliverySettings, list: string): void {
  const known = (email?.lists ?? []).map(({ id }) => id);
  if (known.includes(list)) return;
  const near = nearest(list, known);
  throw problem('CC-USE-001', {
    where: '--list',
    expected: known.length === 0 ? 'lists under delivery.email' : `one of ${known.join(', ')}`,
    got: `"${list}"`,
    next: near === undefined ? 'Name one of the settings.' : `Did you mean "${near}"?`,
  });
}

/** An area that a target names and that has no pack is told of, as it may be a slip. */
function warnOfMissing(
  { folders, email, webhook }: DeliverySettings,
  packs: readonly DeliverablePack[],
  log: Log,
): void {
  const there = packs.map(({ areaCode }) => areaCode);
  const targets = [...folders, ...(email?.lists ?? []), ...webhook];
  const named = targets.flatMap(({ areas }) => (areas === 'all' ? [] : areas));
  for (const code of new Set(named)) {
    if (!there.includes(code)) log.warning(`Delivery: no pack of area ${code} in this run.`);
  }
}

function noPacks(audienceDir: string, runId: string) {
  return problem('CC-DEL-004', {
    where: audienceDir,
    expected: `packs of run ${runId}, which is published`,
    got: 'none',
    next: 'Run `carecount report` first.',
  });
}
