import { nightly, type NightlyResult, type Stage } from '../nightly.js';
import { logFor } from './log-for.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { runSummary } from './run-summary.js';

export interface NightlyFlags {
  readonly force?: boolean;
  readonly until?: Stage;
}

/** `carecount nightly`, and its parts `ingest` and `build`. */
export async function runNightly(flags: NightlyFlags, globals: GlobalFlags): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const result = await nightly({ workspace, log: logFor(globals), ...flags });
  showResult(result, globals);
  return result.exit_code;
}

/** Prints what a run did: a summary to read, or JSON. */
export function showResult(result: NightlyResult, globals: GlobalFlags): void {
  if (globals.json === true) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else if (globals.quiet !== true) process.stdout.write(`${runSummary(result)}\n`);
}
