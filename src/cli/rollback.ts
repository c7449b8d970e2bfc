import { monthLabel } from '../period.js';
import { rollback } from '../history/rollback.js';
import { accountName } from './account.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';

/** `carecount rollback`: publishes the run before, or the one that is named, again. */
export async function runRollback(run: string | undefined, globals: GlobalFlags): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const result = await rollback({
    workspace,
    run,
    now: new Date(),
    by: accountName(),
    log: logFor(globals),
  });
  if (globals.json === true) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  }
  const { published_run: to, from_run: from, latest_period: latest, holds } = result;
  const figures = latest === null ? 'no figures' : `figures to ${monthLabel(latest.slice(0, 7))}`;
  const lines = [
    `Published is run ${to} (${figures}), in place of run ${from}.`,
    `The packs are still those of run ${from}: \`carecount report\`, or the next nightly, writes them from run ${to}.`,
    ...(holds
      ? [
          'It holds until something new arrives or is changed; `carecount nightly --force` publishes anew at once.',
        ]
      : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
