import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import { openDecisions, type Decision } from '../ingest/index.js';
import { silentLog } from '../log.js';
import { nightly } from '../nightly.js';
import { takeLock } from '../warehouse/lock.js';
import { accountName } from './account.js';
import { findDelivery, type KnownFile } from './find-delivery.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';
import { readPublished } from './open-published.js';
import { runSummary } from './run-summary.js';

export interface QuarantineReplayFlags {
  readonly accept?: boolean;
  readonly reason?: string;
  /** False with `--no-run`. */
  readonly run: boolean;
}

/** `carecount quarantine replay`: another try for files that were set aside, by decision. */
export async function runQuarantineReplay(
  files: readonly string[],
  flags: QuarantineReplayFlags,
  globals: GlobalFlags,
): Promise<number> {
  const reason = flags.reason?.trim() ?? '';
  if (flags.accept === true && reason === '') throw noReason();
  const workspace = await openWorkspaceFor(globals);
  const before = await knownFiles(workspace, files);
  if (flags.accept === true) before.forEach(requireAcceptable);
  const decisions = await record(
    workspace,
    before,
    flags.accept === true ? 'accept' : 'retry',
    reason,
  );
  if (!flags.run) {
    if (globals.json === true) process.stdout.write(`${JSON.stringify({ decisions }, null, 2)}\n`);
    else
      process.stdout.write(
        decisions.length === 1
          ? '1 decision written down. The next `carecount nightly` acts on it.\n'
          : `${decisions.length} decisions written down. The next \`carecount nightly\` acts on them.\n`,
      );
    return 0;
  }
  const result = await nightly({ workspace, log: logFor(globals) });
  const after = await knownFiles(
    workspace,
    before.map(({ deliveryId }) => String(deliveryId)),
  );
  const outcomes = after.map(({ deliveryId, path, state, reason: why }, index) => ({
    delivery_id: deliveryId,
    path,
    state_before: before[index]?.state ?? state,
    state,
    reason: why,
  }));
  if (globals.json === true) {
    process.stdout.write(
      `${JSON.stringify({ decisions, files: outcomes, run: result }, null, 2)}\n`,
    );
    return result.exit_code;
  }
  if (globals.quiet === true) return result.exit_code;
  process.stdout.write(`${runSummary(result)}\n`);
  for (const outcome of outcomes) {
    const words = (state: string): string => state.replaceAll('_', ' ');
    process.stdout.write(
      `File ${outcome.delivery_id}, ${outcome.path}: was ${words(outcome.state_before)}, is ${words(outcome.state)}.${outcome.reason === null ? '' : ` ${outcome.reason}`}\n`,
    );
  }
  return result.exit_code;
}

function noReason(): Error {
  return problem('CC-USE-001', {
    where: '--accept',
    expected: 'a reason, for whoever asks later why these records count',
    got: 'none',
    next: 'Add --reason "...", without naming a worker.',
  });
}

async function knownFiles(workspace: Workspace, files: readonly string[]): Promise<KnownFile[]> {
  return readPublished(workspace, async (database) => {
    const found = new Map<number, KnownFile>();
    for (const text of files) {
      const file = await findDelivery(database, text);
      found.set(file.deliveryId, file);
    }
    return [...found.values()];
  });
}

/** Only a file that lost too many records, and has some left, can be taken as it is. */
function requireAcceptable(file: KnownFile): void {
  if (file.state === 'rejected' && file.keptCount > 0) return;
  throw problem('CC-USE-001', {
    where: `file ${file.deliveryId}`,
    expected: 'one that was rejected because too many of its records were set aside',
    got: `one that is ${file.state.replaceAll('_', ' ')}${file.state === 'rejected' ? ', with no record that can be used' : ''}`,
    next: 'Nothing was changed. See `carecount quarantine list`.',
  });
}

async function record(
  workspace: Workspace,
  files: readonly KnownFile[],
  action: Decision['action'],
  reason: string,
): Promise<Decision[]> {
  const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
  try {
    const ledger = openDecisions(workspace, silentLog);
    const last = ledger.read().at(-1)?.decision_id ?? 0;
    const at = new Date().toISOString();
    const decisions = files.map((file, index) => ({
      decision_id: last + index + 1,
      at,
      by: accountName(),
      action,
      delivery_id: file.deliveryId,
      sha256: file.sha256,
      reason: reason === '' ? null : reason,
    }));
    ledger.append(decisions);
    return decisions;
  } finally {
    release();
  }
}
