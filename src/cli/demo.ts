import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateDemo } from '../../examples/demo/generate.js';
import { comparePlanted, type Planted } from '../../examples/demo/planted.js';
import { openWorkspace } from '../config.js';
import { asWorkspaceError, problem } from '../errors.js';
import { isRefused } from '../ingest/index.js';
import { nightly, type NightlyResult } from '../nightly.js';
import { readFound, type DemoFound } from './demo-found.js';
import { workspaceDirFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';
import { showResult } from './nightly.js';

/** Failures that the demo's own generator causes on purpose. */
const PLANTED_CODES = ['CC-SRC-002', 'CC-SRC-003'];

/** `carecount demo`: the invented partnership, the nightly on it, and a check of what it found. */
export async function runDemo(flags: { dir?: string }, globals: GlobalFlags): Promise<number> {
  const dir = flags.dir === undefined ? workspaceDirFor(globals) : resolve(flags.dir);
  refuseRealWorkspace(dir);
  const log = logFor(globals);
  log.info('Making the returns of an invented partnership.');
  const planted = await makeReturns(dir);

  const workspace = openWorkspace(dir);
  const result = await nightly({ workspace, log });
  const unplanted = result.failures.filter((failure) => !PLANTED_CODES.includes(failure.code));
  if (result.published_run === null || unplanted.length > 0) {
    showResult(result, globals);
    return result.exit_code;
  }
  const found = await readFound(join(workspace.publishedLink, 'carecount.duckdb'));
  const differences = comparePlanted(planted, found);
  if (differences.length > 0) {
    throw problem('CC-DEM-001', {
      where: 'demo',
      expected: 'exactly the faults that were planted',
      got: differences.join('; '),
      next: 'Run `carecount demo` in an empty folder; if it says so again, it is a fault in carecount.',
    });
  }
  showDemo(result, planted, found, dir, globals);
  return 0;
}

function refuseRealWorkspace(dir: string): void {
  if (!existsSync(join(dir, 'carecount.yaml'))) return;
  if (openWorkspace(dir).config.demonstration) return;
  throw problem('CC-USE-001', {
    where: dir,
    expected: 'an empty folder, or one that holds the demo',
    got: 'a workspace of real returns',
    next: 'Name another folder with --dir.',
  });
}

async function makeReturns(dir: string): Promise<Planted> {
  try {
    mkdirSync(dir, { recursive: true });
    return await generateDemo({ dir });
  } catch (error) {
    throw asWorkspaceError(error, dir);
  }
}

function showDemo(
  result: NightlyResult,
  planted: Planted,
  found: DemoFound,
  dir: string,
  globals: GlobalFlags,
): void {
  if (globals.json === true) {
    showResult({ ...result, failures: [], exit_code: 0 }, globals);
    return;
  }
  const refused = found.deliveries.filter(({ state }) => isRefused(state));
  const index = join(dir, 'data', 'packs', 'public', 'index.html');
  const where = dir === process.cwd() ? '' : ` --workspace ${dir}`;
  process.stdout.write(
    `${[
      '',
      `Demonstration data: invented, not real figures.`,
      `${planted.totals.organisations} organisations, ${planted.totals.workplaces} workplaces, ${planted.totals.workers_latest} workers, ${planted.totals.files} files.`,
      `Planted ${planted.findings.length} faults in the records, ${planted.grouped_providers.length} return that holds the staff of a whole provider and ${planted.deliveries.length} files that are not plain; found exactly those. ${refused.length} files were not accepted, as planned.`,
      registerSentence(found.register),
      `${result.outcome === 'nothing_new' ? 'Nothing new to do' : 'Done'} in ${result.seconds.toFixed(1)} s.`,
      '',
      `Open the packs:   ${index}`,
      `Ask a question:   npx carecount sql${where} "select * from metrics.measure where metric_id = 'vacancy_rate' limit 5"`,
      `See how it went:  npx carecount status${where}`,
    ].join('\n')}\n`,
  );
}

function registerSentence({ locations, coverage }: DemoFound['register']): string {
  const start = `The CQC's register has ${locations} locations that serve somebody`;
  if (coverage === null) return `${start}.`;
  const returned = Math.round(coverage * locations);
  return `${start}; ${returned} of them (${Math.round(100 * coverage)}%) have a current return.`;
}
