import { problem } from '../errors.js';
import { silentLog } from '../log.js';
import { openRuns, runRecords } from '../warehouse/runs.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { textTable } from './text-table.js';

/** `carecount runs`: the history of runs, newest first. */
export async function runRuns(flags: { limit: string }, globals: GlobalFlags): Promise<number> {
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 0) {
    throw problem('CC-USE-001', {
      where: '--limit',
      expected: 'a whole number, 0 for all',
      got: `"${flags.limit}"`,
      next: 'Give a number.',
    });
  }
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
  if (shown.length < all.length) {
    process.stdout.write(`${shown.length} of ${all.length} runs. Use --limit 0 for all.\n`);
  }
  return 0;
}
