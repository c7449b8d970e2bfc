import { join } from 'node:path';
import { PACK_FORMATS } from '../config.js';
import { problem } from '../errors.js';
import { folderName } from '../ingest/feedback/index.js';
import { reportProviders } from '../report.js';
import { takeLock } from '../warehouse/lock.js';
import { choiceOf } from './choice-of.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';

export interface ReportProvidersFlags {
  readonly provider?: string[];
  readonly area?: string[];
  readonly audience?: string;
  readonly format?: string[];
}

/** `carecount report --providers`: benchmark sheets of providers, from what is published. */
export async function runReportProviders(
  flags: ReportProvidersFlags,
  globals: GlobalFlags,
): Promise<number> {
  requireInternal(flags);
  const formats = flags.format?.flatMap(
    (format) => choiceOf('--format', format, PACK_FORMATS) ?? [],
  );
  const workspace = await openWorkspaceFor(globals);
  const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
  const result = await reportProviders(workspace, logFor(globals), {
    providers: flags.provider ?? 'all',
    ...(formats === undefined ? {} : { formats }),
    folderOf: folderName,
  }).finally(release);
  const count = result.packs.length;
  process.stdout.write(
    globals.json === true
      ? `${JSON.stringify(result, null, 2)}\n`
      : `${count} ${count === 1 ? 'sheet' : 'sheets'} written. Open ${result.indexPath}\n`,
  );
  return 0;
}

/** A sheet names a provider, so nobody gets one by leaving a flag out. */
function requireInternal({ audience, area }: ReportProvidersFlags): void {
  if (audience !== 'internal') {
    throw problem('CC-USE-001', {
      where: '--audience',
      expected: 'internal, as the sheets of providers are not for publication',
      got: audience === undefined ? 'none' : `"${audience}"`,
      next: 'Add --audience internal.',
    });
  }
  if (area !== undefined) {
    throw problem('CC-USE-001', {
      where: '--area',
      expected: 'none, as a sheet is of a provider in all its councils',
      got: `"${area.join(' ')}"`,
      next: 'Leave --area out, or --providers and --provider.',
    });
  }
}
