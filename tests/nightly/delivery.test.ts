import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { nightly, type NightlyResult } from '../../src/nightly.js';
import { plan } from '../../src/plan/plan.js';
import { reportPublished } from '../../src/report.js';
import { readPacks } from '../../src/reports/delivery/packs.js';
import { openForBuild } from '../../src/warehouse/database.js';
import { publishedManifest } from '../../src/warehouse/kept-runs.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { lastingDir, removeDir } from '../helpers/workspace.js';
import { workers, workplaces } from '../ingest/helpers/files.js';

describe('a nightly that delivers', () => {
  const dir = lastingDir();
  const shelf = join(dir, 'shelf');
  const config = join(dir, 'carecount.yaml');
  const steps: string[] = [];
  const run = (): Promise<NightlyResult> => {
    steps.length = 0;
    return nightly({
      workspace: openWorkspace(dir),
      log: silentLog,
      step: (name) => void steps.push(name),
    });
  };
  let first: NightlyResult;

  beforeAll(async () => {
    smallWorkspace(dir);
    const settings = 'delivery:\n  folders:\n    - path: shelf\n';
    writeFileSync(config, `${readFileSync(config, 'utf8')}${settings}`);
    deliver(dir, 'alder/2026-04/workers.csv', workers({}));
    deliver(dir, 'alder/2026-04/workplaces.csv', workplaces({ TOTALPERMTEMP: '1' }));
    first = await run();
  });
  afterAll(() => {
    removeDir(dir);
  });

  it('publishes and ends with 15 where a target fails', () => {
    expect(first.outcome).toBe('published');
    expect(first.exit_code).toBe(15);
    expect(first.failures.map(({ stage, code }) => [stage, code])).toEqual([
      ['deliver', 'CC-DEL-002'],
    ]);
  });

  it('delivers in the next run though nothing is new, without writing the packs anew', async () => {
    const workspace = openWorkspace(dir);
    expect(await plan({ workspace, now: new Date(), log: silentLog })).toMatchObject({
      is_nothing_to_do: false,
      would_build: false,
      would_write_packs: false,
      would_deliver: true,
    });
    mkdirSync(shelf);
    const second = await run();
    expect(second).toMatchObject({ exit_code: 0, packs_written: 0 });
    expect(steps).toEqual(['land', 'deliver']);
    expect(existsSync(join(shelf, 'X47000009', 'latest', 'briefing.html'))).toBe(true);
  });

  it('has nothing to do once everyone has theirs', async () => {
    expect((await run()).outcome).toBe('nothing_new');
    expect(steps).toEqual(['land']);
  });

  it('delivers to a folder that is new in the settings, and builds nothing for it', async () => {
    const before = publishedManifest(openWorkspace(dir))?.run_id;
    mkdirSync(join(dir, 'another'));
    writeFileSync(config, `${readFileSync(config, 'utf8')}    - path: another\n`);
    expect((await run()).exit_code).toBe(0);
    expect(steps).toEqual(['land', 'deliver']);
    expect(existsSync(join(dir, 'another', 'X47000009', 'latest', 'pack.json'))).toBe(true);
    expect(publishedManifest(openWorkspace(dir))?.run_id).toBe(before);
  });

  it('keeps what is delivered beside a format that somebody asks for', async () => {
    const workspace = openWorkspace(dir);
    const { packs } = await reportPublished(workspace, silentLog, { formats: ['csv'] });
    const files = packs.map((pack) => readdirSync(pack.dir));
    expect(files.every((names) => names.includes('briefing.html'))).toBe(true);
    expect(files.some((names) => names.some((name) => name.endsWith('.csv')))).toBe(true);
    await reportPublished(workspace, silentLog);
  });

  it('writes packs that count as the same for a list where only the run is another', async () => {
    const workspace = openWorkspace(dir);
    const audienceDir = join(workspace.packsDir, 'public');
    const contents = async (runId: string): Promise<string[]> =>
      (await readPacks(audienceDir, runId)).map(({ contentSha256 }) => contentSha256);
    const before = await contents(first.run_id);
    const database = await openForBuild(join(workspace.publishedLink, 'carecount-public.duckdb'));
    await database.run(
      `update ops.run set run_id = '20310203t040506000z', input_fingerprint = repeat('f', 64), started_at = '2031-02-03T04:05:06.000Z'`,
    );
    database.close();

    await reportPublished(workspace, silentLog);
    expect(before).toHaveLength(3);
    expect(await contents('20310203t040506000z')).toEqual(before);
  });
});
