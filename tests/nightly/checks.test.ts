import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace, packageDir } from '../../src/config.js';
import { nightly } from '../../src/nightly.js';
import { openReadOnly } from '../../src/warehouse/database.js';
import { carecount } from '../helpers/run-cli.js';
import { keptLog, lastingDir, removeDir } from '../helpers/workspace.js';

const MODEL = `/*
title: Workers by role
grain: one row per worker and month
keys: [period, workplace_id, worker_key]
columns:
  period: First day of the month
  workplace_id: The workplace
  worker_key: Keyed hash
  age_years: Age
  delivery_id: The delivery
  record_number: The record
  has_sharing_consent: Whether the row may be published
source: core.fct_worker_month
checks:
  - range: {column: age_years, max: 1}
    severity: SEVERITY
    message: A worker is older than one.
*/
with final as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        fct_worker_month.worker_key,
        fct_worker_month.age_years,
        fct_worker_month.delivery_id,
        fct_worker_month.record_number,
        fct_worker_month.has_sharing_consent,
    from core.fct_worker_month
)

select * from final
`;

const CHECK = `/*
title: No workplace has workers
severity: warning
message: A workplace has workers.
*/
select period, workplace_id, employee_count
from core.fct_workplace_month
where employee_count > 0
`;

const ID = 'core.fct_age/range(age_years)';
const dir = lastingDir();
const warehouse = join(dir, 'data', 'warehouse');
const put = (path: string, text: string) => {
  writeFileSync(join(dir, 'sql', path), text);
};
const night = () => nightly({ workspace: openWorkspace(dir), log: keptLog(), until: 'build' });
const failedFiles = () => readdirSync(join(warehouse, 'failed'));
const cli = (...args: string[]) => carecount(['--workspace', dir, ...args]);

beforeAll(async () => {
  cpSync(join(packageDir, 'tests/fixtures/three-providers/workspace'), dir, { recursive: true });
  for (const layer of ['core', 'checks']) mkdirSync(join(dir, 'sql', layer), { recursive: true });
  put('checks/check_own.sql', CHECK);
  put('core/fct_age.sql', MODEL.replace('SEVERITY', 'warning'));
  const result = await night();
  if (result.outcome !== 'published') throw new Error(JSON.stringify(result.failures));
});
afterAll(() => {
  removeDir(dir);
});

describe('a run whose checks give warnings', () => {
  it('is published with what they found, counted truly and without what is about a person', async () => {
    const database = await openReadOnly(join(warehouse, 'published', 'carecount.duckdb'));
    try {
      const [counted] = await database.rows(
        `select failure_count, stored_count,
          (select count(*) from core.fct_worker_month where age_years > 1) as shared_count
        from ops.check_result where check_id = '${ID}'`,
      );
      expect(counted?.['failure_count']).toBeGreaterThanOrEqual(Number(counted?.['shared_count']));
      expect(counted?.['stored_count']).toBe(Math.min(100, Number(counted?.['shared_count'])));
      expect(counted?.['stored_count']).toBeGreaterThan(0);
      const rows = await database.rows(
        `select failing_row from ops.check_failure where check_id = '${ID}' and not contains(failing_row, 'worker_key')`,
      );
      expect(rows).toEqual([]);
      const told = await database.rows(
        "select * from ops.check_failure where contains(failing_row, 'age_years')",
      );
      expect(told).toEqual([]);
    } finally {
      database.close();
    }
  });

  it('has no failing row in the public file', async () => {
    const database = await openReadOnly(join(warehouse, 'published', 'carecount-public.duckdb'));
    const tables = await database.rows('select table_name from duckdb_tables()');
    database.close();
    expect(
      tables.map((row) => String(row['table_name'])).filter((name) => /check/.test(name)),
    ).toEqual([]);
  });

  it('lists its checks, those that fail first, and the rows of one', () => {
    const list = cli('checks');
    expect(list.code).toBe(0);
    expect(list.stdout.split('\n')[2]).toMatch(
      /^warning +\d+ +check_own +No workplace has workers$/,
    );
    expect(list.stdout).toMatch(/ok +0 +core\.fct_workplace_month\/relationship\(area_code\)/);
    const one = cli('checks', 'check_own', '--limit', '1');
    expect(one.stdout).toMatch(
      /A workplace has workers\.\n\nperiod +workplace_id +employee_count\n/,
    );
    expect(one.stdout).toMatch(/\n1 of \d+ rows that fail\. \d+ are kept: use --limit 0\.\n/);
    const own = JSON.parse(cli('checks', 'core.fct_age', '--json').stdout) as object[];
    expect(own).toMatchObject([
      { check_id: ID, severity: 'warning', title: 'age_years is at most 1' },
    ]);
    expect(JSON.parse(cli('checks', ID, '--json', '--limit', '2').stdout)).toMatchObject({
      check_id: ID,
      rows: [{ record_number: expect.any(Number) as number }, {}],
    });
  });

  it('names the nearest check where one is asked for that is not there', () => {
    const { code, stderr } = cli('checks', 'check_onw');
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "check_own"?');
  });

  it('shows them in its status', () => {
    expect(cli('status').stdout).toMatch(
      /warning: A workplace has workers\. \d+ rows \(check_own\)\./,
    );
  });
});

describe('a run that a check stops', () => {
  it('keeps what was published, writes its rows down and says where', async () => {
    const before = readFileSync(join(warehouse, 'published', 'manifest.json'), 'utf8');
    put('core/fct_age.sql', MODEL.replace('SEVERITY', 'error'));
    const result = await night();
    expect(result.exit_code).toBe(12);
    expect(readFileSync(join(warehouse, 'published', 'manifest.json'), 'utf8')).toBe(before);

    const message = result.failures.find(({ code }) => code === 'CC-CHK-001')?.message ?? '';
    const path = `data/warehouse/failed/${result.run_id}.json`;
    expect(message).toContain(`${ID}: expected no row that fails; got `);
    expect(message).toMatch(
      /\d+ rows \(A worker is older than one\. First: period 2026-0\d-01, workplace_id \w+\/\w+, delivery_id \d+, record_number \d+(; period [^;]+){2}\.\)/,
    );
    expect(message).toContain(path);
    expect(message).not.toMatch(/worker_key|age_years \d/);

    const text = readFileSync(join(dir, path), 'utf8');
    expect(text).not.toMatch(/"age_years":/);
    const { checks } = JSON.parse(text) as {
      checks: { check_id: string; failure_count: number; rows: object[] }[];
    };
    expect(checks.map((check) => check.check_id)).toEqual(
      expect.arrayContaining(['check_own', ID]),
    );
    const stopped = checks.find((check) => check.check_id === ID);
    expect(stopped?.rows).toHaveLength(Math.min(100, stopped?.failure_count ?? 0));
    expect(stopped?.rows.length).toBeGreaterThan(0);

    expect(cli('status').stdout).toContain(`its failing rows are in ${path}`);
    const shown = cli('checks', ID, '--failed');
    expect(shown.stdout).toMatch(/period +workplace_id +worker_key +delivery_id +record_number/);
  });

  it('is forgotten when it is old, or when a later one is published', async () => {
    const kept = openWorkspace(dir).config.retention.runs;
    const [file = ''] = failedFiles();
    const run = JSON.parse(readFileSync(join(warehouse, 'failed', file), 'utf8')) as object;
    for (let n = 0; n < kept + 2; n++) {
      const old = { ...run, run_id: `old-${n}`, started_at: `2020-01-0${n + 1}T00:00:00.000Z` };
      writeFileSync(join(warehouse, 'failed', `old-${n}.json`), JSON.stringify(old));
    }
    await night();
    expect(failedFiles()).toHaveLength(kept);
    expect(failedFiles()).toContain(file);
    expect(failedFiles()).not.toContain('old-0.json');

    rmSync(join(dir, 'sql', 'core', 'fct_age.sql'));
    expect((await night()).outcome).toBe('published');
    expect(cli('status').stdout).not.toContain('Stopped by a check');
  });
});
