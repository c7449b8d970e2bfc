import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAsAt } from '../../src/as-at.js';
import { openWorkspace, type Workspace } from '../../src/config.js';
import { openDecisions } from '../../src/ingest/index.js';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { openReadOnly, type Row } from '../../src/warehouse/database.js';
import { readManifest } from '../../src/warehouse/manifest.js';
import { carecount, temporaryFolder } from '../helpers/run-cli.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { rejectionOf } from '../helpers/workspace.js';
import { workers, workplaces } from '../ingest/helpers/files.js';

const folder = temporaryFolder();
const dir = smallWorkspace(join(folder.path, 'workspace'));
let workspace: Workspace;

const FIRST = '2026-05-01';
const LATER = '2026-05-20';
const NOW = new Date('2026-06-01T09:00:00Z');

const landAt = async (instant: string): Promise<void> => {
  const now = (): Date => new Date(instant);
  await nightly({ workspace, log: silentLog, until: 'build', now });
};
const asAt = (date: string) => buildAsAt({ workspace, date, now: NOW, log: silentLog });
const rowsOf = async (path: string, sql: string): Promise<Row[]> => {
  const database = await openReadOnly(path);
  try {
    return await database.rows(sql);
  } finally {
    database.close();
  }
};
const RECORDS = `select path, state, kept_count from ops.delivery where path like '%workers%' order by path`;
const half = Array.from({ length: 12 }, (_, index) => ({
  UNIQUEWORKERID: `w${index}`,
  MAINJOBROLE: index < 6 ? '99' : '8',
}));

beforeAll(async () => {
  workspace = openWorkspace(dir);
  deliver(dir, 'alder/2026-04/workers.csv', workers({}, { UNIQUEWORKERID: 'w2' }));
  deliver(dir, 'alder/2026-04/workplaces.csv', workplaces({ TOTALPERMTEMP: '2' }));
  deliver(dir, 'birch/2026-04/workers.csv', workers(...half));
  await landAt(`${FIRST}T23:59:59.500Z`);
  deliver(dir, 'alder/2026-04/workers corrected.csv', workers({}));
  await landAt(`${LATER}T00:00:00.000Z`);
  const [birch] = await rowsOf(
    join(workspace.publishedLink, 'carecount.duckdb'),
    "select delivery_id, sha256 from ops.delivery where path like 'birch%'",
  );
  openDecisions(workspace, silentLog).append([
    {
      decision_id: 1,
      at: `${LATER}T10:00:00.000Z`,
      by: 'analyst',
      action: 'accept',
      delivery_id: Number(birch?.['delivery_id']),
      sha256: String(birch?.['sha256']),
      reason: 'checked',
    },
  ]);
  await landAt(`${LATER}T11:00:00.000Z`);
});

afterAll(() => {
  folder.remove();
});

describe('a build as at a day', () => {
  it('has what had arrived by its end, and no correction or decision that came later', async () => {
    const { path, deliveries } = await asAt(FIRST);
    expect(deliveries).toBe(3);
    expect(await rowsOf(path, RECORDS)).toMatchObject([
      { path: 'alder/2026-04/workers.csv', kept_count: 2 },
      { path: 'birch/2026-04/workers.csv', state: 'rejected' },
    ]);
    const later = await asAt(LATER);
    expect(await rowsOf(later.path, RECORDS)).toMatchObject([
      { path: 'alder/2026-04/workers corrected.csv', kept_count: 1 },
      { path: 'alder/2026-04/workers.csv', state: 'superseded' },
      { path: 'birch/2026-04/workers.csv', state: 'accepted_with_warnings' },
    ]);
  });

  it('has the same tables each time it is built, whatever arrives in between', async () => {
    const { dir: built } = await asAt(FIRST);
    const before = readManifest(built);
    deliver(dir, 'cedar/2026-04/workers.csv', workers({}));
    await landAt('2026-05-30T06:00:00.000Z');
    await asAt(FIRST);
    const after = readManifest(built);
    expect(before?.internal_tables.length).toBeGreaterThan(20);
    expect(after?.internal_tables).toEqual(before?.internal_tables);
    expect(after?.public_tables).toEqual(before?.public_tables);
    expect(after?.input_fingerprint).toBe(before?.input_fingerprint);
  });

  it('is what was published at the time', async () => {
    await asAt(LATER);
    const table = 'core.fct_worker_month';
    const published = readdirSync(join(workspace.warehouseDir, 'runs'))
      .sort()
      .map((run) => readManifest(join(workspace.warehouseDir, 'runs', run)))
      .find((manifest) => manifest?.started_at === `${LATER}T11:00:00.000Z`);
    const hashOf = (manifest: ReturnType<typeof readManifest>) =>
      manifest?.internal_tables.find((each) => each.table === table)?.hash;
    expect(hashOf(published)).toBeDefined();
    const built = join(workspace.warehouseDir, 'as-at', LATER);
    expect(hashOf(readManifest(built))).toBe(hashOf(published));
  });

  it('leaves what is published as it was, and nothing half made beside it', async () => {
    const before = realpathSync(workspace.publishedLink);
    await asAt(FIRST);
    expect(realpathSync(workspace.publishedLink)).toBe(before);
    const beside = readdirSync(join(workspace.warehouseDir, 'as-at')).sort();
    expect(beside).toEqual([FIRST, LATER]);
  });

  it.each([
    ['2026-02-30', /expected a day such as 2026-06-01, not later than today; got "2026-02-30"/],
    ['2026-06-02', /not later than today; got "2026-06-02"/],
    ['2026-04-30', /got a first arrival on 2026-05-01\. Name that day or a later one\./],
  ])('of %s is refused in words', async (date, words) => {
    expect(String(await rejectionOf(asAt(date)))).toMatch(words);
    expect(existsSync(join(workspace.warehouseDir, 'as-at', date))).toBe(false);
  });
});

describe('carecount sql --as-at', () => {
  const ask = (date: string) =>
    carecount([
      ...['--workspace', dir, 'sql', '--as-at', date, '--format', 'csv'],
      "select kept_count from ops.delivery where path = 'alder/2026-04/workers.csv' and state <> 'superseded'",
    ]);

  it('asks what was built for that day', async () => {
    await asAt(FIRST);
    expect(ask(FIRST).stdout.trim().split(/\s+/)).toEqual(['kept_count', '2']);
  });

  it('says which days there are where that one was not built', () => {
    const { code, stderr } = ask('2026-05-10');
    expect(code).toBe(10);
    expect(stderr).toMatch(
      /expected a day that was built; got only 2026-05-01.*build --as-at 2026-05-10/,
    );
  });
});

describe('carecount build --as-at', () => {
  it('says where it lies and how to ask it', () => {
    const { code, stdout } = carecount(['--workspace', dir, 'build', '--as-at', FIRST, '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toContain(`It lies in ${join(workspace.warehouseDir, 'as-at', FIRST)}`);
    expect(stdout).toContain(`carecount sql --as-at ${FIRST}`);
    expect(stdout).toContain('3 files had arrived');
  });
});
