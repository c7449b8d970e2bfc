import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemo } from '../../examples/demo/generate.js';
import { packageDir } from '../../src/config.js';
import { cliPath, temporaryFolder } from '../helpers/run-cli.js';
import { makeFewMeasures } from '../helpers/small-workspace.js';

const READERS = 20;
const NIGHTS = 3;

/** One reading of what is published, by a connection that was new at `at`. */
interface Reading {
  readonly at: number;
  readonly run?: string;
  readonly measures?: number;
  readonly fault?: string;
}

const folder = temporaryFolder();
const workspace = join(folder.path, 'workspace');
const published = join(workspace, 'data', 'warehouse', 'published');

beforeAll(async () => {
  await generateDemo({ dir: workspace, scale: 0.02 });
  makeFewMeasures(workspace);
  await nightly();
});
afterAll(() => {
  folder.remove();
});

/** What a nightly came to. */
interface Night {
  readonly code: number | null;
  /** The run that is published when it has ended. */
  readonly run: string;
  readonly endedAt: number;
}

async function nightly(): Promise<Night> {
  const args = [cliPath, '--workspace', workspace, 'nightly', '--force', '--quiet'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, run: basename(realpathSync(published)), endedAt: Date.now() };
}

/** Starts a reader that reads in a loop; `stop` gives all its readings. */
function startReader(): { stop: () => Promise<Reading[]> } {
  const driver = join(packageDir, 'tests', 'helpers', 'reader.mjs');
  const child = spawn(process.execPath, [driver, published], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise((resolve) => child.on('close', resolve));
  return {
    stop: async () => {
      child.stdin.end();
      await ended;
      return said
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Reading);
    },
  };
}

describe(`${READERS} readers while ${NIGHTS} nightlies run one after another`, () => {
  it('never fail, are never in the way, and read what is new as soon as it is published', async () => {
    const readers = Array.from({ length: READERS }, startReader);
    const nights: Night[] = [];
    for (let night = 0; night < NIGHTS; night += 1) nights.push(await nightly());
    await pause(2500);
    const readings = (await Promise.all(readers.map((reader) => reader.stop()))).flat();

    expect(nights.map(({ code }) => code)).toEqual(nights.map(() => 0));
    expect(new Set(nights.map(({ run }) => run)).size).toBe(NIGHTS);
    expect(readings.filter(({ fault }) => fault !== undefined)).toEqual([]);
    expect(readings.length).toBeGreaterThan(READERS * NIGHTS);
    expect(readings.every(({ measures = 0 }) => measures > 0)).toBe(true);
    const stale = readings.filter(({ at, run = '' }) =>
      nights.some(({ run: newer, endedAt }) => endedAt < at && run < newer),
    );
    expect(stale).toEqual([]);
  }, 300_000);
});
