import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { nightly, type NightlyResult } from '../../src/nightly.js';
import { rollback } from '../../src/history/rollback.js';
import { takeLock } from '../../src/warehouse/lock.js';
import { publishedRunId } from '../../src/warehouse/publish.js';
import { openRuns } from '../../src/warehouse/runs.js';
import { carecount, temporaryFolder } from '../helpers/run-cli.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { keptLog, rejectionOf } from '../helpers/workspace.js';
import { workers, workplaces } from '../ingest/helpers/files.js';

let dir: string;
let workspace: Workspace;
const runs: string[] = [];
const folder = temporaryFolder();
let count = 0;

const at = (day: number): Date => new Date(`2026-05-0${day}T02:00:00.000Z`);
const night = (day: number, more: { force?: boolean; until?: 'build' } = { until: 'build' }) =>
  nightly({ workspace, log: silentLog, now: () => at(day), ...more });
const back = (run?: string, day = 5) =>
  rollback({ workspace, run, now: at(day), by: 'analyst', log: silentLog });
const published = (): string | undefined => publishedRunId(workspace.publishedLink);
const run = (...args: string[]) => carecount(['--workspace', dir, ...args]);

beforeAll(async () => {
  const made = smallWorkspace(join(folder.path, 'made'));
  workspace = openWorkspace(made);
  for (const day of [1, 2, 3]) {
    const home = { VACANCIES: `${day};0`, PERMLA: '1', TOTALPERMTEMP: '1' };
    deliver(made, `alder/2026-04/workplaces ${day}.csv`, workplaces(home));
    deliver(made, `alder/2026-04/workers ${day}.csv`, workers({}));
    const result = await night(day);
    expect(result).toMatchObject({ outcome: 'published', failures: [] });
    runs.push(result.run_id);
  }
});

beforeEach(() => {
  dir = join(folder.path, `copy-${++count}`);
  cpSync(join(folder.path, 'made'), dir, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
  });
  workspace = openWorkspace(dir);
});

afterAll(() => {
  folder.remove();
});

describe('carecount rollback', () => {
  it('publishes the run before, and writes it down', () => {
    const { code, stdout } = run('rollback');
    expect(code).toBe(0);
    expect(published()).toBe(runs[1]);
    expect(stdout).toContain(
      `Published is run ${runs[1]} (figures to April 2026), in place of run ${runs[2]}.`,
    );
    const events = openRuns(workspace, silentLog).read();
    expect(events.at(-1)).toMatchObject({
      event: 'rolled_back',
      run_id: runs[1],
      from_run_id: runs[2],
    });
    expect(
      run('sql', '--format', 'csv', 'select sum(vacancy_count) as n from core.fct_workplace_month')
        .stdout,
    ).toMatch(/n\s+2\s/);
  });

  it('publishes the run that is named, by the beginning of its id', () => {
    expect(run('rollback', (runs[0] ?? '').slice(0, 8)).code).toBe(0);
    expect(published()).toBe(runs[0]);
  });

  it('holds over a nightly without news, whatever was turned away from on the way', async () => {
    await back();
    await back();
    expect(published()).toBe(runs[0]);
    const log = keptLog();
    const result = await nightly({ workspace, log, until: 'build', now: () => at(6) });
    expect(result).toMatchObject({ outcome: 'nothing_new', published_run: runs[0] });
    expect(log.lines.join('\n')).toMatch(/rollback to run .* holds.*nightly --force/);
  });

  it('has its packs written by the next nightly, and is still in force after it', async () => {
    await back();
    expect(await night(6, {})).toMatchObject({ outcome: 'published', published_run: runs[1] });
    expect(await night(7, {})).toMatchObject({ outcome: 'nothing_new', published_run: runs[1] });
    expect(run('status').stdout).toContain('A rollback is in force');
  });

  it('ends with a nightly that is forced', async () => {
    await back();
    const { run_id: id, published_run: now }: NightlyResult = await night(6, {
      force: true,
      until: 'build',
    });
    expect(now).toBe(id);
    expect(run('status').stdout).not.toContain('rollback');
  });

  it('ends when something new arrives', async () => {
    await back();
    deliver(dir, 'birch/2026-04/workers.csv', workers({}));
    const result = await night(6);
    expect(result.published_run).toBe(result.run_id);
    expect((await night(7)).outcome).toBe('nothing_new');
  });

  it('is no longer in force when it is taken back', async () => {
    await back();
    await back(runs[2], 6);
    expect(published()).toBe(runs[2]);
    expect(run('status').stdout).not.toContain('A rollback is in force');
    expect((await night(7)).outcome).toBe('nothing_new');
  });

  it('is shown by status and runs, which mark what is published and what is kept', async () => {
    await back();
    const words = `by analyst: run ${runs[1]} stands in place of ${runs[2]}`;
    expect(run('status').stdout).toContain(words);
    const { stdout } = run('runs');
    expect(stdout).toContain(words);
    expect(stdout).toMatch(new RegExp(`${runs[2]} .* kept\\n`));
    expect(stdout).toMatch(new RegExp(`${runs[1]} .* published\\n`));
    const listed = JSON.parse(run('--json', 'runs', '--kept').stdout) as {
      is_published: boolean;
    }[];
    expect(listed.map((each) => each.is_published)).toEqual([false, true, false]);
    const status = JSON.parse(run('--json', 'status').stdout) as Record<string, object>;
    expect(status['rollback']).toMatchObject({ run_id: runs[1], from_run_id: runs[2] });
  });

  it('is not in force where it was stopped before the swap', async () => {
    const stopped = rollback({
      workspace,
      now: at(5),
      by: 'analyst',
      log: silentLog,
      beforeSwap: () => {
        throw new Error('stopped');
      },
    });
    expect(String(await rejectionOf(stopped))).toContain('stopped');
    expect(published()).toBe(runs[2]);
    expect(run('status').stdout).not.toContain('A rollback is in force');
    expect((await night(6)).outcome).toBe('nothing_new');
  });

  it('never goes to a folder without a manifest', () => {
    const runsDir = join(workspace.warehouseDir, 'runs');
    mkdirSync(join(runsDir, '20260502t99'));
    rmSync(join(runsDir, runs[1] ?? '', 'manifest.json'));
    expect(run('rollback', '20260502t99').code).toBe(2);
    expect(run('rollback', runs[1] ?? '').stderr).toMatch(
      /expected a kept run.*got none of that name/,
    );
    expect(run('rollback').code).toBe(0);
    expect(published()).toBe(runs[0]);
  });

  it('says in words that there is nothing to go back to', async () => {
    expect(run('rollback', runs[2] ?? '').stderr).toMatch(
      /besides .*got the one that is published/,
    );
    await back(runs[0]);
    expect(run('rollback').stderr).toMatch(/expected a kept run besides .*; got none before it/);
    for (const each of readdirSync(join(workspace.warehouseDir, 'runs')))
      rmSync(join(workspace.warehouseDir, 'runs', each), { recursive: true });
    expect(run('rollback')).toMatchObject({ code: 10 });
  });

  it('waits for no run: it says who holds the lock', async () => {
    const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
    try {
      expect(run('rollback')).toMatchObject({ code: 75 });
    } finally {
      release();
    }
  });
});

describe('ops.run', () => {
  it('has one row per run, with inputs, counts and the time of each step', () => {
    const { stdout } = run(
      'sql',
      '--format',
      'json',
      `select run_id, outcome, exit_code, files_landed, delivery_count, measure_count > 0 as has_measures,
        length(sql_fingerprint) as sql_length, list_transform(steps, lambda item: item.step) as steps
      from ops.run order by run_id`,
    );
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    expect(rows.map((row) => row['run_id'])).toEqual(runs);
    expect(rows[0]).toMatchObject({
      outcome: 'published',
      exit_code: 0,
      files_landed: 2,
      delivery_count: 2,
      has_measures: true,
      sql_length: 16,
      steps: ['land', 'stage', 'build', 'measure', 'compare', 'check', 'write', 'publish', 'prune'],
    });
    expect(rows[2]).toMatchObject({ outcome: 'this_run', exit_code: null, delivery_count: 6 });
  });

  it('tells a run apart by what it was built from', () => {
    const { stdout } = run(
      'sql',
      '--format',
      'csv',
      `select count(distinct deliveries_fingerprint) as d, count(distinct sql_fingerprint) as s,
        count(distinct input_fingerprint) as i from ops.run`,
    );
    expect(stdout.trim().split(/\s+/)).toEqual(['d,s,i', '3,1,3']);
  });

  it('keeps what a run was built from when its folder is gone', async () => {
    rmSync(join(workspace.warehouseDir, 'runs', runs[0] ?? ''), { recursive: true });
    await night(4, { force: true, until: 'build' });
    const { stdout } = run(
      'sql',
      '--format',
      'csv',
      `select delivery_count from ops.run where run_id = '${runs[0]}'`,
    );
    expect(stdout.trim().split(/\s+/)).toEqual(['delivery_count', '2']);
  });
});
