import { join } from 'node:path';
import { problem } from '../errors.js';
import { reportPublished } from '../report.js';
import { takeLock } from '../warehouse/lock.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';

export interface ReportFlags {
  readonly area?: string[];
  readonly audience?: string;
}

/** `carecount report`: the packs of what is published. */
export async function runReport(flags: ReportFlags, globals: GlobalFlags): Promise<number> {
  const { audience } = flags;
  if (audience !== undefined && audience !== 'public' && audience !== 'internal') {
    throw problem('CC-USE-001', {
      where: '--audience',
      expected: 'public or internal',
      got: `"${audience}"`,
      next: 'Name one of them.',
    });
  }
  const workspace = await openWorkspaceFor(globals);
  const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
  const result = await reportPublished(workspace, logFor(globals), {
    ...(audience === undefined ? {} : { audience }),
    ...(flags.area === undefined ? {} : { areas: flags.area }),
  }).finally(release);
  if (globals.json === true) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else
    process.stdout.write(
      `${result.packs.length} ${result.packs.length === 1 ? 'pack' : 'packs'} written. Open ${result.indexPath}\n`,
    );
  return 0;
}
