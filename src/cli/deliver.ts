import { join } from 'node:path';
import { deliverPublished } from '../deliver.js';
import { messageOf } from '../errors.js';
import type { DeliveryResult, TargetResult } from '../reports/delivery/index.js';
import { takeLock } from '../warehouse/lock.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';

export interface DeliverFlags {
  readonly dryRun?: boolean;
  readonly list?: string;
}

/** `carecount deliver`: the packs of what is published, to folders, lists and webhooks. */
export async function runDeliver(flags: DeliverFlags, globals: GlobalFlags): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
  const result = await deliverPublished(workspace, logFor(globals), {
    list: flags.list,
    isDryRun: flags.dryRun === true,
    now: () => new Date(),
  }).finally(release);
  if (globals.json === true) process.stdout.write(`${JSON.stringify(shown(result), null, 2)}\n`);
  else process.stdout.write(`${deliveryLines(result).join('\n')}\n`);
  const failures = result.targets.flatMap((target) => target.failures);
  for (const { code, message } of failures) process.stderr.write(`${code} ${message}\n`);
  return failures[0]?.exitCode ?? 0;
}

/** A delivery in words, a line for each target. */
export function deliveryLines(result: DeliveryResult): string[] {
  const packs = `${result.packs} ${result.packs === 1 ? 'pack' : 'packs'}`;
  const lead = result.is_dry_run ? 'Nothing is sent: this is what would be.\n' : '';
  return [`${lead}Run ${result.run_id}: ${packs}.`, ...result.targets.map(targetLine)];
}

function targetLine({ kind, target, delivered, already, failed }: TargetResult): string {
  const [name, unit] = {
    email: ['List', 'recipients sent to'],
    folder: ['Folder', 'packs put there'],
    webhook: ['Webhook', 'packs told of'],
  }[kind];
  const parts = [
    `${unit ?? ''} ${delivered}`,
    `had it already ${already}`,
    ...(failed === 0 ? [] : [`failed ${failed}`]),
  ];
  return `${name ?? ''} ${target}: ${parts.join(', ')}.`;
}

function shown({ targets, ...rest }: DeliveryResult) {
  return {
    ...rest,
    targets: targets.map(({ failures, ...target }) => ({
      ...target,
      failures: failures.map((each) => ({ code: each.code, message: messageOf(each) })),
    })),
  };
}
