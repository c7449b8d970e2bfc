import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAUSES, FIGURE_ORDER, type DiffFilter } from '../history/diff-sql.js';
import { diffRuns, figuresOf, runPair, type RunDiff } from '../history/diff.js';
import { formatOf } from '../explore/formats.js';
import { runQuery } from '../explore/run-query.js';
import { literal, type Database, type Row } from '../warehouse/database.js';
import { cellOf } from './cell-of.js';
import { choiceOf } from './choice-of.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { cutLine, limitOf } from './limit-of.js';
import { monthOfFlag } from './month-of-flag.js';
import { requestedOutput } from './requested-output.js';
import { textTable } from './text-table.js';

export interface DiffFlags {
  readonly metric?: string;
  readonly area?: string;
  readonly period?: string;
  readonly format?: string;
  readonly out?: string;
  readonly limit?: string;
}

const FORMATS = ['table', 'csv', 'json', 'xlsx'] as const;
const SHOWN = 20;
const SHOWN_RULES = 5;

const CAUSE_WORDS = {
  new_return: 'new returns',
  correction: 'corrections',
  rule_change: 'rule changes',
} as const;

/** `carecount diff`: which figures moved between two runs, by how much, and why. */
export async function runDiff(
  [a, b]: readonly [string | undefined, string | undefined],
  flags: DiffFlags,
  globals: GlobalFlags,
): Promise<number> {
  const asked = choiceOf('--format', flags.format, FORMATS);
  const format =
    asked ?? choiceOf('--out', formatOf(undefined, flags.out, globals.json === true), FORMATS);
  const isTable = format === 'table' && flags.out === undefined;
  const limit = limitOf(flags.limit, isTable ? SHOWN : 0);
  const month = monthOfFlag('--period', flags.period);
  const workspace = await openWorkspaceFor(globals);
  const pair = runPair(workspace, a, b);
  const filter: DiffFilter = {
    metric: flags.metric,
    area: flags.area,
    period: month === undefined ? undefined : `${month}-01`,
  };
  await diffRuns(workspace, pair, filter, async (database, diff) => {
    await knownMetric(database, flags.metric);
    if (isTable || (format === 'json' && flags.out === undefined)) {
      const whole = { ...diff, ...(await figuresOf(database, limit)) };
      process.stdout.write(isTable ? diffText(whole) : `${JSON.stringify(whole, null, 2)}\n`);
      return;
    }
    const out = flags.out === undefined ? undefined : requestedOutput(flags.out, workspace);
    await writeFigures(database, { format: format ?? 'csv', out, limit });
  });
  return 0;
}

/** A diff in words: the runs, how many moved by metric, then the figures. */
export function diffText(diff: RunDiff): string {
  const parts = [`Run ${diff.run_a} to run ${diff.run_b}.\n`];
  if (diff.rule_changes.length > 0) parts.push(`Rules: ${ruleWords(diff.rule_changes)}.\n`);
  if (!diff.has_causes) {
    parts.push('Causes are not known: one of the runs is of a program that did not keep them.\n');
  }
  if (diff.figure_count === 0) return [...parts, 'No figure moved.\n'].join('');
  const columns = ['moved', 'appeared', 'disappeared', ...CAUSES.map((cause) => `by_${cause}`)];
  const rows = diff.summary.map((row) => [
    cellOf(row, 'metric_id'),
    ...columns.map((name) => cellOf(row, name)),
  ]);
  const headings = ['metric', 'moved', 'appeared', 'disappeared'];
  const causes = CAUSES.map((cause) => `by ${CAUSE_WORDS[cause]}`);
  parts.push('\n', textTable([...headings, ...causes], rows), '\n');
  parts.push(
    textTable(['figure', 'old', 'new', 'change', 'of which'], diff.figures.map(figureCells)),
  );
  parts.push(cutLine(diff.figures.length, diff.figure_count, 'figures'));
  return parts.join('');
}

function ruleWords(changes: readonly string[]): string {
  const shown = changes.slice(0, SHOWN_RULES).join('; ');
  const more = changes.length - SHOWN_RULES;
  return more > 0 ? `${shown}; and ${more} more, all with --json` : shown;
}

function figureCells(row: Row): string[] {
  const dimensions = ['care_setting', 'job_role', 'sector'].map((name) => cellOf(row, name));
  const figure = [
    cellOf(row, 'metric_id'),
    cellOf(row, 'area_code'),
    cellOf(row, 'period').slice(0, 7),
    ...dimensions.filter((each) => each !== 'all'),
  ];
  const isRate = row['unit'] === 'rate';
  return [
    figure.join(' '),
    shown(row['old_value'], isRate),
    shown(row['new_value'], isRate),
    signed(row['value_change'], isRate),
    CAUSES.flatMap((cause) => causeWords(row, cause, isRate)).join(', '),
  ];
}

function causeWords(row: Row, cause: (typeof CAUSES)[number], isRate: boolean): string[] {
  const workplaces = Number(row[`${cause}_workplaces`] ?? 0);
  if (workplaces === 0) return [];
  const value = row[`${cause}_value`];
  const by = typeof value === 'number' ? `${signed(value, isRate)} ` : '';
  return [
    `${by}${CAUSE_WORDS[cause]} of ${workplaces} ${workplaces === 1 ? 'workplace' : 'workplaces'}`,
  ];
}

function shown(value: unknown, isRate: boolean): string {
  if (typeof value !== 'number') return 'none';
  return isRate ? `${(value * 100).toFixed(2)}%` : String(Number(value.toFixed(2)));
}

function signed(value: unknown, isRate: boolean): string {
  if (typeof value !== 'number') return '';
  const text = isRate ? `${(value * 100).toFixed(2)} points` : String(Number(value.toFixed(2)));
  return value > 0 ? `+${text}` : text;
}

async function knownMetric(database: Database, metric: string | undefined): Promise<void> {
  if (metric === undefined) return;
  const rows = await database.rows(
    `select metric_id from run_a.metrics.metric union select metric_id from run_b.metrics.metric
    order by all`,
  );
  choiceOf(
    '--metric',
    metric,
    rows.map((row) => String(row['metric_id'])),
  );
}

/** Hands the figures to the writers of `carecount sql`, which read a file. */
async function writeFigures(
  database: Database,
  target: { format: (typeof FORMATS)[number]; out: string | undefined; limit: number },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'carecount-diff-'));
  try {
    const path = join(folder, 'diff.duckdb');
    await database.run(`attach ${literal(path)} as result (storage_version 'latest')`);
    await database.run('create table result.figure as from figure');
    await database.run('detach result');
    const sql = `select * from figure order by ${FIGURE_ORDER}`;
    await runQuery({ sql, path, ...target }, { stdout: process.stdout });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
