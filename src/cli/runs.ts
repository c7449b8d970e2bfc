import { silentLog } from '../log.js';
import { openRuns, runRecords } from '../warehouse/runs.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { cutLine, limitOf } from './limit-of.js';
import { textTable } from './text-table.js';

/** `carecount runs`: the history of runs, newest first. */
export async function runRuns(flags: { limit: string }, globals: GlobalFlags): Promise<number> {
  const limit = limitOf(flags.limit, 0);
  const workspace = await openWorkspaceFor(globals);
  const all = runRecords(openRuns(workspace, silentLog).read());
  const shown = limit === 0 ? all : all.slice(0, limit);
  if (globals.json === true) {
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return 0;
  }
  if (all.length === 0) {
    process.stdout.write('No run yet. Start one with `carecount nightly`.\n');
    return 0;
  }
  const rows = shown.map((run) => [
    run.run_id,
    run.started_at.slice(0, 19).replace('T', ' '),
    run.outcome.replace('_', ' '),
    String(run.exit_code ?? ''),
    run.seconds?.toFixed(1) ?? '',
    String(run.files_landed ?? ''),
    String(run.packs_written ?? ''),
    String(run.failures.length),
  ]);
  process.stdout.write(
    textTable(
      ['run', 'started (UTC)', 'outcome', 'exit', 'seconds', 'landed', 'packs', 'to look at'],
      rows,
    ),
  );
  process.stdout.write(cutLine(shown.length, all.length, 'runs'));
  return 0;
}
