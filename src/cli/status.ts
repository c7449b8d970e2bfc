import { join } from 'node:path';
import { silentLog } from '../log.js';
import { minuteLabel, monthLabel } from '../period.js';
import { openReadOnly } from '../warehouse/database.js';
import { readManifest } from '../warehouse/manifest.js';
import { publishedRunId } from '../warehouse/publish.js';
import { openRuns, runRecords } from '../warehouse/runs.js';
import { failureLines } from './failure-lines.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { textTable } from './text-table.js';

/** `carecount status`: what is published, how fresh it is, and what needs attention. */
export async function runStatus(globals: GlobalFlags): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const [last] = runRecords(openRuns(workspace, silentLog).read());
  const runId = publishedRunId(workspace.publishedLink);
  const runDir = runId === undefined ? undefined : join(workspace.warehouseDir, 'runs', runId);
  const manifest = runDir === undefined ? undefined : readManifest(runDir);
  const published =
    runDir === undefined ? undefined : await freshnessOf(join(runDir, 'carecount.duckdb'));
  const warnings = manifest?.checks.filter((check) => check.failure_count > 0) ?? [];

  if (globals.json === true) {
    const body = { published: manifest ?? null, last_run: last ?? null, ...published };
    process.stdout.write(`${JSON.stringify(body, null, 2)}\n`);
    return 0;
  }
  const lines: string[] = [];
  if (manifest === undefined || published === undefined) {
    lines.push('Nothing is published yet. Run `carecount nightly`.');
  } else {
    const to = manifest.latest_period;
    lines.push(
      `Published: run ${manifest.run_id}, started ${minuteLabel(manifest.started_at)} UTC.`,
      to === null
        ? 'No figures yet: no month has both a workplace file and a worker file of one provider.'
        : `Figures to ${monthLabel(to.slice(0, 7))}.`,
    );
    if (published.deliveries.length > 0) {
      const rows = published.deliveries.map(({ state, count }) => [state, String(count)]);
      lines.push('', textTable(['deliveries', 'count'], rows));
    }
    if (published.freshness.length > 0) {
      const rows = published.freshness.map(({ age_months: age, count }) => [
        ageWords(age),
        String(count),
      ]);
      lines.push(textTable(['latest month counted from', 'workplaces'], rows));
    }
    for (const check of warnings) {
      lines.push(
        `${check.severity}: ${check.message} ${check.failure_count} rows (${check.check_id}).`,
      );
    }
  }
  if (last !== undefined) {
    lines.push(
      `Last run: ${last.run_id}, ${last.outcome.replace('_', ' ')}, exit code ${last.exit_code ?? 'none: it was stopped, or is under way'}.`,
    );
    lines.push(...failureLines(last.failures, 5));
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function ageWords(months: number): string {
  if (months === 0) return 'a return of the month itself';
  return `a return ${months} month${months === 1 ? '' : 's'} old`;
}

async function freshnessOf(path: string): Promise<{
  deliveries: { state: string; count: number }[];
  freshness: { age_months: number; count: number }[];
}> {
  const database = await openReadOnly(path);
  try {
    const deliveries = await database.rows(
      'select state, count(*) as delivery_count from ops.delivery group by all order by all',
    );
    const freshness = await database.rows(
      `select return_age_months, count(*) as workplace_count
      from core.fct_workplace_month
      where period = (select max(period) from core.fct_workplace_month)
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
    };
  } finally {
    database.close();
  }
}
