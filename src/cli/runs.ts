import type { Workspace } from '../config.js';
import { silentLog } from '../log.js';
import { keptRuns } from '../warehouse/kept-runs.js';
import { publishedRunId } from '../warehouse/publish.js';
import { openRuns, rollbackInForce, runRecords, type RunRecord } from '../warehouse/runs.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { cutLine, limitOf } from './limit-of.js';
import { rollbackLine } from './rollback-line.js';
import { textTable } from './text-table.js';

export interface RunsFlags {
  readonly limit: string;
  readonly kept?: boolean;
}

type ShownRun = RunRecord & { readonly is_kept: boolean; readonly is_published: boolean };

/** `carecount runs`: the history of runs, newest first, and which of them are kept. */
export async function runRuns(flags: RunsFlags, globals: GlobalFlags): Promise<number> {
  const limit = limitOf(flags.limit, 0);
  const workspace = await openWorkspaceFor(globals);
  const events = openRuns(workspace, silentLog).read();
  const all = withKept(workspace, runRecords(events)).filter(
    (run) => flags.kept !== true || run.is_kept,
  );
  const shown = limit === 0 ? all : all.slice(0, limit);
  if (globals.json === true) {
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return 0;
  }
  if (all.length === 0) {
    process.stdout.write('No run yet. Start one with `carecount nightly`.\n');
    return 0;
  }
  const headings = ['run', 'started (UTC)', 'outcome', 'exit', 'seconds', 'landed', 'packs'];
  process.stdout.write(textTable([...headings, 'to look at', 'kept'], shown.map(cells)));
  process.stdout.write(cutLine(shown.length, all.length, 'runs'));
  const rollback = rollbackInForce(events, publishedRunId(workspace.publishedLink));
  if (rollback !== undefined) process.stdout.write(`${rollbackLine(rollback)}\n`);
  return 0;
}

/** A run of which the ledger knows nothing, as after the ledger was lost, is kept and not listed. */
function withKept(workspace: Workspace, runs: readonly RunRecord[]): ShownRun[] {
  const kept = new Set(keptRuns(workspace).map(({ run_id: id }) => id));
  const published = publishedRunId(workspace.publishedLink);
  return runs.map((run) => ({
    ...run,
    is_kept: kept.has(run.run_id),
    is_published: run.run_id === published,
  }));
}

function cells(run: ShownRun): string[] {
  return [
    run.run_id,
    run.started_at.slice(0, 19).replace('T', ' '),
    run.outcome.replace('_', ' '),
    String(run.exit_code ?? ''),
    run.seconds?.toFixed(1) ?? '',
    String(run.files_landed ?? ''),
    String(run.packs_written ?? ''),
    String(run.failures.length),
    run.is_published ? 'published' : run.is_kept ? 'kept' : '',
  ];
}
