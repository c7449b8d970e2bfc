import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { carecount, temporaryFolder } from '../helpers/run-cli.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { workers, workplaces } from '../ingest/helpers/files.js';

const folder = temporaryFolder();
const made = smallWorkspace(join(folder.path, 'made'));
let dir: string;
let count = 0;

interface Plan {
  is_nothing_to_do: boolean;
  would_build: boolean;
  would_write_packs: boolean;
  published_run: string | null;
  models: string[];
  model_count: number;
  metrics: string[];
  reads: { reason: string; dataset_id: string | null; files: number }[];
  reasons: { reason: string; models: string[]; metrics: string[] }[];
  sources: {
    source_id: string;
    is_looked_into: boolean;
    files: { path: string; state: string; dataset_id: string | null; would_be_read: boolean }[];
  }[];
}

/** Every file and link below a folder with its bytes, size and time. */
function treeOf(path: string): string {
  const hash = createHash('sha256');
  const visit = (each: string): void => {
    const stat = lstatSync(each);
    hash.update(`${each} ${stat.mode} ${stat.mtimeMs} `);
    if (stat.isSymbolicLink()) hash.update(readlinkSync(each));
    else if (stat.isFile()) hash.update(readFileSync(each));
    else for (const name of readdirSync(each).sort()) visit(join(each, name));
  };
  visit(path);
  return hash.digest('hex');
}

/** The plan, which is never to change anything. */
function planned(): Plan {
  const before = treeOf(dir);
  const { code, stdout, stderr } = carecount(['--workspace', dir, '--json', 'plan']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(treeOf(dir)).toBe(before);
  return JSON.parse(stdout) as Plan;
}
const words = (): string => carecount(['--workspace', dir, 'plan']).stdout;
const setConfig = (from: string, to: string): void => {
  const path = join(dir, 'carecount.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};

beforeAll(() => {
  deliver(made, 'alder/2026-04/workers.csv', workers({}));
  deliver(made, 'alder/2026-04/workplaces.csv', workplaces({ TOTALPERMTEMP: '1' }));
  const { code, stderr } = carecount(['--workspace', made, 'nightly', '--quiet']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

beforeEach(() => {
  dir = join(folder.path, `copy-${++count}`);
  cpSync(made, dir, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
});

afterAll(() => {
  folder.remove();
});

describe('carecount plan', () => {
  it('says that there is nothing to do', () => {
    expect(planned()).toMatchObject({
      is_nothing_to_do: true,
      would_build: false,
      would_write_packs: false,
      reads: [],
      models: [],
      metrics: [],
    });
    expect(words()).toMatch(/Nothing to do: run 20\S+ is published and nothing is new\.\n$/);
  });

  it('says what a first run would do, in a workspace that has none', () => {
    dir = smallWorkspace(join(folder.path, 'first'));
    deliver(dir, 'alder/2026-04/workers.csv', workers({}));
    const found = planned();
    expect(found).toMatchObject({
      published_run: null,
      would_build: true,
      would_write_packs: true,
    });
    expect(found.reasons[0]?.reason).toBe('nothing is published yet');
    expect(found.models).toHaveLength(found.model_count);
  });

  it('tells a new file, a changed one and one still being written, and what they are', () => {
    setConfig('settle_seconds: 0', 'settle_seconds: 60');
    deliver(dir, 'birch/2026-04/staff.csv', workers({}, { UNIQUEWORKERID: 'w2' }));
    deliver(dir, 'alder/2026-04/workers.csv', workers({ GENDER: '1' }));
    deliver(dir, 'birch/2026-04/rota.csv', 'Shift\nnight\n');
    for (const name of [
      'birch/2026-04/staff.csv',
      'alder/2026-04/workers.csv',
      'birch/2026-04/rota.csv',
    ])
      utimesSync(join(dir, 'inbox', name), 1_700_000_000, 1_700_000_000);
    deliver(dir, 'birch/2026-04/homes.csv', workplaces({}));
    const found = planned();
    const files = found.sources[0]?.files ?? [];
    expect(
      Object.fromEntries(
        files.map((file) => [file.path, [file.state, file.dataset_id, file.would_be_read]]),
      ),
    ).toEqual({
      'alder/2026-04/workers.csv': ['changed', 'asc_wds_worker', true],
      'birch/2026-04/staff.csv': ['new', 'asc_wds_worker', true],
      'birch/2026-04/rota.csv': ['new', null, false],
      'birch/2026-04/homes.csv': ['unsettled', null, false],
    });
    expect(found.reads).toEqual([{ reason: 'new_bytes', dataset_id: 'asc_wds_worker', files: 2 }]);
    expect(found.metrics).toContain('vacancy_rate');
    expect(words()).toContain('1 changed, 1 still being written');
  });

  it('takes a file that is nothing known for news about deliveries only', () => {
    deliver(dir, 'birch/2026-04/rota.csv', 'Shift\nnight\n');
    const { reasons, metrics, models } = planned();
    expect(reasons.map((each) => each.reason)).toEqual([
      '1 file of no kind that is read would be landed',
    ]);
    expect(metrics).toEqual([]);
    expect(models).toEqual(expect.arrayContaining(['core.int_delivery', 'ops.delivery']));
    expect(models).not.toContain('core.fct_workplace_month');
  });

  it('does not read bytes again that have been read', () => {
    deliver(dir, 'alder/2026-04/sent again.csv', workers({}));
    const found = planned();
    expect(found.would_build).toBe(true);
    expect(found.reads).toEqual([]);
  });

  it('names what is downstream of a setting, and not what is not', () => {
    setConfig('stale_after_months: 1', 'stale_after_months: 2');
    const found = planned();
    expect(found.reasons.map((each) => each.reason)).toEqual([
      'setting returns.stale_after_months changed',
    ]);
    expect(found.models).toEqual(
      expect.arrayContaining(['core.int_return_month', 'core.fct_workplace_month']),
    );
    expect(found.models).not.toContain('staging.stg_cqc__location');
    expect(found.models.length).toBeLessThan(found.model_count);
  });

  it('builds for a setting that no model reads, and says that it changes none', () => {
    appendFileSync(join(dir, 'carecount.yaml'), 'retention:\n  runs: 9\n');
    const found = planned();
    expect(found).toMatchObject({ would_build: true, models: [], metrics: [] });
    expect(words()).toContain('setting retention.runs changed: changes no model.');
  });

  it('names the model of a workspace that is new, and no metric', () => {
    const own = join(dir, 'sql', 'ops');
    mkdirSync(own, { recursive: true });
    cpSync(join(packageDir, 'sql', 'ops', 'freshness.sql'), join(own, 'late.sql'));
    expect(planned().reasons).toEqual([
      { reason: 'workspace/sql/ops/late.sql new', models: ['ops.late'], metrics: [] },
    ]);
  });

  it('tells a contract that changed from bytes that are new', () => {
    const from = join(packageDir, 'src', 'ingest', 'contracts', 'asc_wds_worker.yaml');
    const text = readFileSync(from, 'utf8').replace(
      /^id: asc_wds_worker$/m,
      'id: asc_wds_worker\nreplaces: asc_wds_worker',
    );
    mkdirSync(join(dir, 'contracts'));
    writeFileSync(join(dir, 'contracts', 'asc_wds_worker.yaml'), text);
    const found = planned();
    expect(found.reads).toEqual([
      { reason: 'contract_changed', dataset_id: 'asc_wds_worker', files: 1 },
    ]);
    expect(found.metrics).toContain('hourly_pay_median');
  });

  it('reads everything again for another secret', () => {
    mkdirSync(join(dir, '.carecount'));
    writeFileSync(join(dir, '.carecount', 'secret'), 'x'.repeat(40));
    const found = planned();
    expect(found.reads.map((each) => [each.reason, each.files])).toEqual([
      ['secret_changed', 1],
      ['secret_changed', 1],
    ]);
    expect(found.models).toHaveLength(found.model_count);
  });

  it('asks no other machine', () => {
    setConfig(
      'geography:',
      '  - id: register\n    kind: https\n    urls:\n      - url: https://data.example.org/a.csv\ngeography:',
    );
    const found = planned();
    expect(found.sources[1]).toMatchObject({ source_id: 'register', is_looked_into: false });
    expect(words()).toContain('Source register (https): would be asked');
  });

  it('says that packs are due', () => {
    const packs = join(dir, 'data', 'packs', 'public', 'index.html');
    const found = () => planned().would_write_packs;
    expect(found()).toBe(false);
    rmSync(packs);
    expect(found()).toBe(true);
    expect(planned().would_build).toBe(false);
    expect(words()).toContain('Packs: written.');
  });

  it('agrees with what the nightly then does', () => {
    deliver(dir, 'birch/2026-04/staff.csv', workers({}, { UNIQUEWORKERID: 'w2' }));
    const { sources, reads } = planned();
    const { stdout } = carecount(['--workspace', dir, '--json', 'nightly', '--quiet']);
    const result = JSON.parse(stdout) as { files_landed: number; files_read: number };
    expect(result.files_landed).toBe(sources[0]?.files.length);
    expect(result.files_read).toBe(reads.reduce((sum, each) => sum + each.files, 0));
    expect(planned().is_nothing_to_do).toBe(true);
  });
});
