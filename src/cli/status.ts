import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { silentLog } from '../log.js';
import { minuteLabel, monthLabel } from '../period.js';
import { openReadOnly, type Database } from '../warehouse/database.js';
import { publishedManifest, runDirOf } from '../warehouse/kept-runs.js';
import type { Manifest } from '../warehouse/manifest.js';
import { openRuns, rollbackInForce, runRecords } from '../warehouse/runs.js';
import { failedRunLines, failedSince } from './failed-run-lines.js';
import { failureLines } from './failure-lines.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { rollbackLine } from './rollback-line.js';
import { textTable } from './text-table.js';

/** How many providers of a source are how far behind with a kind of file. */
interface Freshness {
  readonly source_id: string;
  readonly dataset_id: string;
  readonly up_to_date: number;
  readonly one_month_behind: number;
  readonly further_behind: number;
  readonly none_in_force: number;
}

interface PublishedState {
  readonly deliveries: readonly { state: string; count: number }[];
  readonly freshness: readonly { age_months: number; count: number }[];
  readonly sources: readonly Freshness[];
}

/** `carecount status`: what is published, how fresh it is, and what needs attention. */
export async function runStatus(globals: GlobalFlags): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const events = openRuns(workspace, silentLog).read();
  const [last] = runRecords(events);
  const manifest = publishedManifest(workspace);
  const rollback = rollbackInForce(events, manifest?.run_id);
  const state = manifest === undefined ? undefined : await readState(workspace, manifest);
  const failed = failedSince(workspace, manifest?.started_at);

  if (globals.json === true) {
    const { input_parts: _parts, ...published } = manifest ?? {};
    const body = {
      published: manifest === undefined ? null : published,
      rollback: rollback ?? null,
      last_run: last ?? null,
      failed_runs: failed,
      ...state,
    };
    process.stdout.write(`${JSON.stringify(body, null, 2)}\n`);
    return 0;
  }
  const lines =
    manifest === undefined || state === undefined
      ? ['Nothing is published yet. Run `carecount nightly`.']
      : publishedLines(manifest, state);
  if (rollback !== undefined) lines.push(rollbackLine(rollback));
  lines.push(...failedRunLines(failed));
  if (last !== undefined) {
    lines.push(
      `Last run: ${last.run_id}, ${last.outcome.replace('_', ' ')}, exit code ${last.exit_code ?? 'none: it was stopped, or is under way'}.`,
      ...failureLines(last.failures, 5),
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function publishedLines(manifest: Manifest, state: PublishedState): string[] {
  const to = manifest.latest_period;
  const lines = [
    `Published: run ${manifest.run_id}, started ${minuteLabel(manifest.started_at)} UTC.`,
    to === null
      ? 'No figures yet: no month has both a workplace file and a worker file of one provider.'
      : `Figures to ${monthLabel(to.slice(0, 7))}.`,
  ];
  if (state.deliveries.length > 0) {
    const rows = state.deliveries.map(({ state: name, count }) => [name, String(count)]);
    lines.push('', textTable(['deliveries', 'count'], rows));
  }
  if (state.freshness.length > 0) {
    const rows = state.freshness.map(({ age_months: age, count }) => [
      ageWords(age),
      String(count),
    ]);
    lines.push(textTable(['latest month counted from', 'workplaces'], rows));
  }
  if (state.sources.length > 0) lines.push(sourceTable(state.sources));
  const warnings = manifest.checks.filter(({ failure_count: count }) => count > 0);
  for (const check of warnings) {
    lines.push(
      `${check.severity}: ${check.message.trim()} ${check.failure_count} rows (${check.check_id}).`,
    );
  }
  if (warnings.length > 0) lines.push('See the rows of a check with `carecount checks ID`.');
  return lines;
}

function sourceTable(sources: readonly Freshness[]): string {
  const headings = ['source', 'kind', 'up to date', '1 month behind', 'more', 'none in force'];
  return textTable(
    headings,
    sources.map((each) => [
      each.source_id,
      each.dataset_id,
      String(each.up_to_date),
      String(each.one_month_behind),
      String(each.further_behind),
      String(each.none_in_force),
    ]),
  );
}

function ageWords(months: number): string {
  if (months === 0) return 'a return of the month itself';
  return `a return ${months} month${months === 1 ? '' : 's'} old`;
}

async function readState(workspace: Workspace, manifest: Manifest): Promise<PublishedState> {
  const database = await openReadOnly(
    join(runDirOf(workspace, manifest.run_id), 'carecount.duckdb'),
  );
  try {
    const deliveries = await database.rows(
      'select state, count(*) as delivery_count from ops.delivery group by all order by all',
    );
    const freshness = await database.rows(
      `select return_age_months, count(*) as workplace_count
      from core.fct_workplace_month
      where return_age_months is not null and period = (
        select max(period) from core.fct_workplace_month where return_age_months is not null
      )
      group by all order by all`,
    );
    return {
      deliveries: deliveries.map((row) => ({
        state: String(row['state']).replaceAll('_', ' '),
        count: Number(row['delivery_count']),
      })),
      freshness: freshness.map((row) => ({
        age_months: Number(row['return_age_months']),
        count: Number(row['workplace_count']),
      })),
      sources: await readSources(database, manifest),
    };
  } finally {
    database.close();
  }
}

/** A run of an older program, as after a rollback, has no table of it. */
async function readSources(database: Database, manifest: Manifest): Promise<Freshness[]> {
  if (!manifest.internal_tables.some(({ table }) => table === 'ops.freshness')) return [];
  const rows = await database.rows(
    `select
        source_id,
        dataset_id,
        count(*) filter (where months_behind = 0) as up_to_date,
        count(*) filter (where months_behind = 1) as one_month_behind,
        count(*) filter (where months_behind > 1) as further_behind,
        count(*) filter (where months_behind is null) as none_in_force
    from ops.freshness
    group by all
    order by all`,
  );
  return rows.map((row) => ({
    source_id: String(row['source_id']),
    dataset_id: String(row['dataset_id']),
    up_to_date: Number(row['up_to_date']),
    one_month_behind: Number(row['one_month_behind']),
    further_behind: Number(row['further_behind']),
    none_in_force: Number(row['none_in_force']),
  }));
}
