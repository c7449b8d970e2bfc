import { buildAsAt } from '../as-at.js';
import { monthLabel } from '../period.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';
import { runNightly } from './nightly.js';

export interface BuildFlags {
  readonly force?: boolean;
  readonly asAt?: string;
}

/** `carecount build`: the run without packs, or the warehouse as it was at the end of a day. */
export async function runBuild(flags: BuildFlags, globals: GlobalFlags): Promise<number> {
  const { asAt, ...others } = flags;
  if (asAt === undefined) return runNightly({ ...others, until: 'build' }, globals);
  const workspace = await openWorkspaceFor(globals);
  const built = await buildAsAt({
    workspace,
    date: asAt,
    now: new Date(),
    log: logFor(globals),
  });
  if (globals.json === true) {
    process.stdout.write(`${JSON.stringify(built, null, 2)}\n`);
    return 0;
  }
  const figures =
    built.latest_period === null
      ? 'no figures yet'
      : `figures to ${monthLabel(built.latest_period.slice(0, 7))}`;
  process.stdout.write(
    [
      `Built as at the end of ${asAt} (UTC): ${built.deliveries} files had arrived, ${figures}. Nothing is published.`,
      `It lies in ${built.dir}`,
      `Ask it: carecount sql --as-at ${asAt} "show all tables"`,
      '',
    ].join('\n'),
  );
  return 0;
}
