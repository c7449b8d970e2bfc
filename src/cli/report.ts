import { join } from 'node:path';
import { PACK_FORMATS } from '../config.js';
import { reportPublished } from '../report.js';
import { takeLock } from '../warehouse/lock.js';
import { choiceOf } from './choice-of.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';

export interface ReportFlags {
  readonly area?: string[];
  readonly audience?: string;
  readonly format?: string[];
}

/** `carecount report`: the packs of what is published. */
export async function runReport(flags: ReportFlags, globals: GlobalFlags): Promise<number> {
  const audience = choiceOf('--audience', flags.audience, ['public', 'internal'] as const);
  const formats = flags.format?.flatMap(
    (format) => choiceOf('--format', format, PACK_FORMATS) ?? [],
  );
  const workspace = await openWorkspaceFor(globals);
  const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
  const result = await reportPublished(workspace, logFor(globals), {
    ...(audience === undefined ? {} : { audience }),
    ...(flags.area === undefined ? {} : { areas: flags.area }),
    ...(formats === undefined ? {} : { formats }),
  }).finally(release);
  const faults = result.faults.map(({ code, message }) => ({ code, message }));
  if (globals.json === true) {
    process.stdout.write(`${JSON.stringify({ ...result, faults }, null, 2)}\n`);
  } else {
    process.stdout.write(
      `${result.packs.length} ${result.packs.length === 1 ? 'pack' : 'packs'} written. Open ${result.indexPath}\n`,
    );
    for (const { code, message } of faults) process.stderr.write(`${code} ${message}\n`);
  }
  return result.faults[0]?.exitCode ?? 0;
}
