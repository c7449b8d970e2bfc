import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemo } from '../../examples/demo/generate.js';
import { packageDir } from '../../src/config.js';
import { openReadOnly } from '../../src/warehouse/database.js';
import { readManifest, type Manifest } from '../../src/warehouse/manifest.js';
import { contentOf } from '../../scripts/soak/integrity.js';
import { carecount, cliPath, temporaryFolder } from '../helpers/run-cli.js';
import { makeFewMeasures } from '../helpers/small-workspace.js';

/** Where a run is killed, either side of what matters; the soak kills anywhere. */
const STEPS = ['build', 'publish', 'report'];
const LAST_MONTH = '2026-04';

const folder = temporaryFolder();
const fresh = join(folder.path, 'fresh');
const old = join(folder.path, 'old');
let expected: string[];
let before: string[];

function published(workspace: string): string[] {
  return contentOf(readManifest(join(workspace, 'data', 'warehouse', 'published')));
}

/** A workspace that has published all months but the last, whose returns then arrive. */
function workspaceWithNews(name: string): string {
  const dir = join(folder.path, name);
  cpSync(old, dir, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const inbox = join(dir, 'data', 'inbox');
  for (const organisation of readdirSync(join(fresh, 'data', 'inbox'))) {
    const month = join(fresh, 'data', 'inbox', organisation, LAST_MONTH);
    if (!existsSync(month)) continue;
    mkdirSync(join(inbox, organisation), { recursive: true });
    cpSync(month, join(inbox, organisation, LAST_MONTH), {
      recursive: true,
      preserveTimestamps: true,
    });
  }
  return dir;
}

beforeAll(async () => {
  await generateDemo({ dir: fresh, scale: 0.05 });
  makeFewMeasures(fresh);
  cpSync(fresh, old, { recursive: true, preserveTimestamps: true });
  for (const organisation of readdirSync(join(old, 'data', 'inbox'))) {
    rmSync(join(old, 'data', 'inbox', organisation, LAST_MONTH), { recursive: true, force: true });
  }
  carecount(['--workspace', old, 'nightly', '--quiet']);
  before = published(old);
  const never = workspaceWithNews('never-stopped');
  carecount(['--workspace', never, 'nightly', '--quiet']);
  expected = published(never);
});

afterAll(() => {
  folder.remove();
});

/** After a stop: readers see the old file or the new one, whole, and the next run finishes the job. */
async function expectRecovery(workspace: string): Promise<void> {
  expect([before, expected]).toContainEqual(published(workspace));
  const file = join(
    realpathSync(join(workspace, 'data', 'warehouse', 'published')),
    'carecount.duckdb',
  );
  expect(existsSync(`${file}.wal`)).toBe(false);
  const database = await openReadOnly(file);
  const [row] = await database.rows('select count(*) as measure_count from metrics.measure');
  database.close();
  expect(row?.['measure_count']).toBeGreaterThan(0);

  const next = carecount(['--workspace', workspace, 'nightly', '--json', '--quiet']);
  expect(['published', 'nothing_new']).toContain(
    (JSON.parse(next.stdout) as { outcome: string }).outcome,
  );
  expect(published(workspace)).toEqual(expected);
  expect(existsSync(join(workspace, 'data', 'packs', 'public', 'index.html'))).toBe(true);
  const runs = join(workspace, 'data', 'warehouse', 'runs');
  for (const run of readdirSync(runs)) expect(readManifest(join(runs, run))).toBeDefined();
}

describe('a nightly that is killed', () => {
  it('changes what is published when it is not', () => {
    expect(before.length).toBeGreaterThan(10);
    expect(expected).not.toEqual(before);
  });

  it.each(STEPS)('as it is about to %s is finished by the next one', async (step) => {
    const workspace = workspaceWithNews(`stopped-at-${step}`);
    const driver = join(packageDir, 'tests', 'helpers', 'stopped-nightly.mjs');
    const { signal } = spawnSync(process.execPath, [driver, workspace, step]);
    expect(signal).toBe('SIGKILL');
    await expectRecovery(workspace);
    rmSync(workspace, { recursive: true });
  });

  it('while it reads what has arrived is finished by the next one', async () => {
    const workspace = workspaceWithNews('stopped-reading');
    const child = spawn(process.execPath, [
      cliPath,
      '--workspace',
      workspace,
      'nightly',
      '--quiet',
    ]);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), 700);
    await ended;
    clearTimeout(timer);
    await expectRecovery(workspace);
    rmSync(workspace, { recursive: true });
  });
});

describe('a run that is killed after it has published', () => {
  it('leaves the files it refused to be told by the next one', () => {
    const workspace = workspaceWithNews('refusal-untold');
    const month = join(workspace, 'data', 'inbox', 'sent-wrongly', LAST_MONTH);
    mkdirSync(month, { recursive: true });
    writeFileSync(join(month, 'rota.csv'), 'Monday,Tuesday\nearly,late\n');
    const driver = join(packageDir, 'tests', 'helpers', 'stopped-nightly.mjs');
    spawnSync(process.execPath, [driver, workspace, 'prune']);
    const next = carecount(['--workspace', workspace, 'nightly', '--json', '--quiet']);
    expect(next.code).toBe(11);
    expect(next.stdout).toContain('sent-wrongly/2026-04/rota.csv');
    expect(carecount(['--workspace', workspace, 'nightly', '--quiet']).code).toBe(0);
  });
});

describe('the same inputs', () => {
  it('give the same content when data/warehouse is deleted and built again', () => {
    const workspace = workspaceWithNews('rebuilt');
    carecount(['--workspace', workspace, 'nightly', '--quiet']);
    const first = readManifest(join(workspace, 'data', 'warehouse', 'published'));
    rmSync(join(workspace, 'data', 'warehouse'), { recursive: true });
    carecount(['--workspace', workspace, 'nightly', '--quiet']);
    const second = readManifest(join(workspace, 'data', 'warehouse', 'published'));
    const all = (manifest: Manifest | undefined) =>
      [...(manifest?.internal_tables ?? []), ...(manifest?.public_tables ?? [])].filter(
        ({ table }) => table !== 'ops.run',
      );
    expect(all(second)).toEqual(all(first));
    expect(second?.run_id).not.toBe(first?.run_id);
  });

  it('give the same content when the run is forced', () => {
    const workspace = workspaceWithNews('forced');
    carecount(['--workspace', workspace, 'nightly', '--quiet']);
    carecount(['--workspace', workspace, 'nightly', '--force', '--quiet']);
    expect(published(workspace)).toEqual(expected);
  });
});
