import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { jobRoleOf } from '../../src/reports/facts/pack-metrics.js';
import { parseStrategy } from '../../src/reports/paper/strategy.js';
import { openReadOnly } from '../../src/warehouse/database.js';
import { demoWorkspace } from '../helpers/demo-workspace.js';
import { carecount } from '../helpers/run-cli.js';

const dir = demoWorkspace();

describe('carecount demo', () => {
  it('finds exactly what it planted, and has nothing new to do the second time', () => {
    const { code, stdout, stderr } = carecount(['demo', '--dir', dir]);
    expect(stderr).toContain('Nothing new since run');
    expect(stdout).toContain('found exactly those');
    expect(stdout).toMatch(/The CQC's register has \d{3} locations that serve somebody/);
    expect(code).toBe(0);
  });

  it('says on every page that its data are invented', () => {
    const packs = join(dir, 'data', 'packs', 'public');
    for (const page of ['index.html', 'X10000001/2026-04/briefing.html']) {
      expect(readFileSync(join(packs, page), 'utf8')).toContain(
        'Demonstration data: invented, not real figures',
      );
    }
  });

  it('keeps a strategy whose baselines are the figures of the areas it is set for', async () => {
    const yaml = readFileSync(join(dir, 'reference', 'strategy.yaml'), 'utf8');
    const followed = parseStrategy(yaml, 'strategy.yaml').actions.filter(
      ({ baseline }) => baseline,
    );
    const path = join(dir, 'data', 'warehouse', 'published', 'carecount-public.duckdb');
    const database = await openReadOnly(path);
    for (const { indicator = '', area = 'X47000001', care_setting, baseline } of followed) {
      const [row] = await database.rows(
        `select round(value::double * if(unit = 'rate', 100, 1), decimals) as value
        from metrics.measure inner join metrics.metric using (metric_id)
        where metric_id = '${indicator}' and area_code = '${area}' and period_type = 'month'
            and period = date '${baseline?.period ?? ''}-01' and sector = 'all' and cut = 'all'
            and care_setting = '${care_setting ?? 'all'}' and job_role = '${jobRoleOf(indicator)}'`,
      );
      expect([indicator, row?.['value']]).toEqual([indicator, baseline?.value]);
    }
    database.close();
    expect(followed).toHaveLength(3);
  });

  it('gives the chart of the README, whose words have its figures', () => {
    const chart = join(dir, 'data', 'packs', 'public', 'X10000001', '2026-04', 'vacancy-trend');
    const ofAnyRun = (path: string) => readFileSync(path, 'utf8').replace(/run \d\w+\./, 'run.');
    const shown = ofAnyRun(join(packageDir, 'docs', 'images', 'vacancy-trend.svg'));
    expect(shown === ofAnyRun(`${chart}.svg`)).toBe(true);

    const readme = readFileSync(join(packageDir, 'README.md'), 'utf8');
    const caption = /!\[(Line chart: [^\]]*)\]/.exec(readme)?.[1];
    const rows = readFileSync(`${chart}.csv`, 'utf8').split('\n');
    const drawn = rows.filter((row) => /,(2025-04|2026-04|2024-25),/.test(row));
    expect(drawn).toHaveLength(5);
    for (const row of drawn) expect(caption).toContain(`${row.split(',')[10]}%`);
  });
});

describe('carecount nightly with nothing new', () => {
  it('says so, touches nothing and exits 0', () => {
    const { code, stdout } = carecount(['--workspace', dir, 'nightly', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'nothing_new',
      files_landed: 0,
      files_read: 0,
      packs_written: 0,
    });
  });
});

describe('carecount status', () => {
  it('says what is published, what arrived and how fresh it is', () => {
    const { code, stdout } = carecount(['--workspace', dir, 'status']);
    expect(code).toBe(0);
    expect(stdout).toContain('Figures to April 2026.');
    expect(stdout).toMatch(/rejected +4/);
    expect(stdout).toMatch(/a return of the month itself +\d+/);
  });

  it('gives the same as JSON', () => {
    const { stdout } = carecount(['--workspace', dir, 'status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ published: { latest_period: '2026-04-01' } });
  });
});

describe('carecount runs', () => {
  it('lists the runs, newest first', () => {
    const { stdout } = carecount(['--workspace', dir, 'runs', '--json', '--limit', '0']);
    const runs = JSON.parse(stdout) as { run_id: string; outcome: string }[];
    expect(runs.at(-1)).toMatchObject({ outcome: 'published', exit_code: 11, files_landed: 4150 });
    expect(runs.map((run) => run.run_id)).toEqual(
      runs
        .map((run) => run.run_id)
        .sort()
        .reverse(),
    );
  });
});

describe('carecount report', () => {
  it('writes the packs of an audience and an area', () => {
    const args = ['--workspace', dir, 'report', '--audience', 'internal', '--area', 'X06000001'];
    const { code, stdout } = carecount(args);
    expect(stdout).toContain('1 pack written');
    expect(code).toBe(0);
    const pack = join(dir, 'data', 'packs', 'internal', 'X06000001', '2026-04', 'briefing.html');
    expect(existsSync(pack)).toBe(true);
  });

  it('names the nearest area for one that has no figures', () => {
    const { code, stderr } = carecount(['--workspace', dir, 'report', '--area', 'X0600001']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean X06000001');
  });
});
