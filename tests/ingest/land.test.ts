import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FolderSource, Workspace } from '../../src/config.js';
import { emptyTemporaryDir, land, openDeliveries, type Delivery } from '../../src/ingest/index.js';
import { temporaryDir, type Landing } from '../../src/ingest/land.js';
import { keptLog, rejectionOf, tempWorkspace } from '../helpers/workspace.js';

const NOW = new Date('2026-05-03T02:00:00.000Z');
const LEDGER = 'deliveries.jsonl';

function put(
  workspace: Workspace,
  path: string,
  text: string | Buffer,
  time = '2026-05-01T09:00:00.000Z',
): void {
  const absolute = join(workspace.dir, 'data/inbox', path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
  utimesSync(absolute, new Date(time), new Date(time));
}

function sourceOf(workspace: Workspace): FolderSource {
  const [source] = workspace.config.sources;
  if (source?.kind !== 'folder') throw new Error('no folder');
  return source;
}

function landing(
  workspace: Workspace,
  { log = keptLog(), now = NOW, source = sourceOf(workspace) } = {},
): Promise<Landing> {
  const ledger = openDeliveries(workspace, log);
  return land({ workspace, source, known: ledger.read(), ledger, runId: 'run1', now, log });
}

async function landNew(workspace: Workspace, log = keptLog(), now = NOW): Promise<Delivery[]> {
  const { deliveries, faults } = await landing(workspace, { log, now });
  expect(faults).toEqual([]);
  return [...deliveries];
}

const stored = (workspace: Workspace) =>
  readdirSync(workspace.rawDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(workspace.rawDir.length + 1))
    .sort();

describe('land', () => {
  it('stores the bytes under source, day and fingerprint, and writes down who sent them', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/workers.csv', 'A,B\r\n1,é\n');
    const deliveries = await landNew(workspace);
    expect(deliveries).toEqual([
      {
        delivery_id: 1,
        source_id: 'returns',
        submitter: 'alder',
        has_submitter: true,
        period: '2026-04',
        has_period: true,
        path: 'alder/2026-04/workers.csv',
        fits_pattern: true,
        size: 10,
        modified_at: '2026-05-01T09:00:00.000Z',
        arrived_at: '2026-05-03T02:00:00.000Z',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        landed_path: `returns/2026-05-03/${deliveries[0]?.sha256.slice(0, 12)}-workers.csv`,
        run_id: 'run1',
      },
    ]);
    expect(readFileSync(join(workspace.rawDir, deliveries[0]?.landed_path ?? ''), 'utf8')).toBe(
      'A,B\r\n1,é\n',
    );
    expect(openDeliveries(workspace, keptLog()).read()).toEqual(deliveries);
    expect(readFileSync(join(workspace.ledgerDir, LEDGER), 'utf8')).toBe(
      `${JSON.stringify(deliveries[0])}\n`,
    );
  });

  it('stores the same bytes once and writes down each delivery of them', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'same');
    await landNew(workspace);
    put(workspace, 'alder/2026-05/b.csv', 'same');
    put(workspace, 'birch/2026-05/c.csv', 'same');
    const later = await landNew(workspace);
    expect(later.map((each) => [each.delivery_id, each.submitter, each.period])).toEqual([
      [2, 'alder', '2026-05'],
      [3, 'birch', '2026-05'],
    ]);
    expect(stored(workspace)).toHaveLength(1);
    expect(new Set(later.map((each) => each.landed_path))).toEqual(new Set(stored(workspace)));
  });

  it('stores the same bytes once also where two names of them arrive together', async () => {
    const workspace = tempWorkspace();
    for (const name of ['a', 'b', 'c', 'd']) put(workspace, `alder/2026-04/${name}.csv`, 'same');
    await landNew(workspace);
    expect(stored(workspace)).toHaveLength(1);
  });

  it('keeps apart different bytes under one name', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/workers.csv', 'one');
    put(workspace, 'birch/2026-04/workers.csv', 'two');
    const paths = (await landNew(workspace)).map((each) => each.landed_path);
    expect(stored(workspace)).toEqual([...paths].sort());
    expect(paths.map((path) => readFileSync(join(workspace.rawDir, path), 'utf8'))).toEqual([
      'one',
      'two',
    ]);
  });

  it('lands a file again when it has changed where it lies', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'one');
    await landNew(workspace);
    expect(await landNew(workspace)).toEqual([]);
    put(workspace, 'alder/2026-04/a.csv', 'two', '2026-05-02T09:00:00.000Z');
    put(workspace, 'alder/2026-04/b.csv', 'one');
    expect((await landNew(workspace)).map((each) => [each.delivery_id, each.path])).toEqual([
      [2, 'alder/2026-04/b.csv'],
      [3, 'alder/2026-04/a.csv'],
    ]);
  });

  it('numbers deliveries in the order of arrival, however many are stored at once', async () => {
    const workspace = tempWorkspace();
    const names = Array.from(
      { length: 20 },
      (_, n) => `s${String(n).padStart(2, '0')}/2026-04/a.csv`,
    );
    for (const [index, path] of names.entries())
      put(workspace, path, 'x'.repeat(20_000 - index * 900));
    const deliveries = await landNew(workspace);
    expect(deliveries.map((each) => each.path)).toEqual(names);
    expect(deliveries.map((each) => each.delivery_id)).toEqual(names.map((_, index) => index + 1));
  });

  it('keeps a file whose path does not fit, under the source and the month of its arrival', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-13/a.csv', 'x');
    expect(await landNew(workspace)).toMatchObject([
      { fits_pattern: false, submitter: 'returns', period: '2026-05', path: 'alder/2026-13/a.csv' },
    ]);
  });

  it('stores the bytes again where the archive has lost them', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'same');
    const [first] = await landNew(workspace);
    rmSync(join(workspace.rawDir, first?.landed_path ?? ''));
    put(workspace, 'alder/2026-05/a.csv', 'same');
    const [second] = await landNew(workspace);
    expect(readFileSync(join(workspace.rawDir, second?.landed_path ?? ''), 'utf8')).toBe('same');
  });

  it('lands again what a killed run stored and did not write down', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'one');
    put(workspace, 'birch/2026-04/a.csv', 'two');
    await landNew(workspace);
    const ledger = join(workspace.ledgerDir, LEDGER);
    const [first = ''] = readFileSync(ledger, 'utf8').split('\n');
    writeFileSync(ledger, `${first}\n{"delivery_id":2,"sour`);
    const log = keptLog();
    const before = stored(workspace);
    expect(await landNew(workspace, log)).toMatchObject([{ delivery_id: 2, submitter: 'birch' }]);
    expect(log.lines.join('\n')).toContain(
      `${ledger}: the last line was torn by a stop and is left out.`,
    );
    expect(stored(workspace)).toEqual(before);
    expect(openDeliveries(workspace, keptLog()).read()).toHaveLength(2);
  });

  it('is not disturbed by half-written files of a killed run, which the next run removes', async () => {
    const workspace = tempWorkspace();
    mkdirSync(temporaryDir(workspace), { recursive: true });
    appendFileSync(join(temporaryDir(workspace), 'half'), 'ha');
    put(workspace, 'alder/2026-04/a.csv', 'whole');
    emptyTemporaryDir(workspace);
    expect(existsSync(temporaryDir(workspace))).toBe(false);
    await landNew(workspace);
    expect(stored(workspace)).toHaveLength(1);
  });

  it('says that the archive cannot be written', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'x');
    writeFileSync(workspace.rawDir, 'a file where the folder should be');
    expect(await rejectionOf(landNew(workspace))).toMatchObject({
      code: 'CC-WSP-001',
      exitCode: 16,
    });
    expect(openDeliveries(workspace, keptLog()).read()).toEqual([]);
  });

  it('stores a file whose name is as long as a name may be', async () => {
    const workspace = tempWorkspace();
    put(workspace, `alder/2026-04/${'n'.repeat(251)}.csv`, 'x');
    expect(await landNew(workspace)).toHaveLength(1);
  });

  it('counts a source, a path, a size and a time that it has seen as no news', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'one');
    await landNew(workspace);
    expect(await landNew(workspace)).toEqual([]);
    const other = { ...sourceOf(workspace), id: 'other' };
    expect((await landing(workspace, { source: other })).files).toBe(1);
    put(workspace, 'alder/2026-04/a.csv', 'longer');
    expect(await landNew(workspace)).toHaveLength(1);
    put(workspace, 'alder/2026-04/a.csv', 'longer', '2026-05-01T09:00:00.001Z');
    expect(await landNew(workspace)).toHaveLength(1);
  });

  it('says of a delivery what its path does not say', async () => {
    const workspace = tempWorkspace((config) => {
      const [source] = config.sources;
      if (source !== undefined) source.pattern = '{submitter}/**';
    });
    put(workspace, 'alder/a.csv', 'x');
    put(workspace, 'b.csv', 'y');
    expect(await landNew(workspace)).toMatchObject([
      { submitter: 'alder', has_submitter: true, period: '2026-05', has_period: false },
      { submitter: 'returns', has_submitter: false, has_period: false, fits_pattern: false },
    ]);
  });

  it('reads deliveries that were written down before they said so', () => {
    const workspace = tempWorkspace();
    const old =
      '{"delivery_id":1,"source_id":"returns","submitter":"alder","period":"2026-04","path":"a.csv","fits_pattern":true,"size":1,"modified_at":"2026-05-01T09:00:00.000Z","arrived_at":"2026-05-03T02:00:00.000Z","sha256":"ab","landed_path":"returns/2026-05-03/ab-a.csv","run_id":"r"}';
    mkdirSync(workspace.ledgerDir, { recursive: true });
    writeFileSync(join(workspace.ledgerDir, LEDGER), `${old}\n`);
    const [delivery] = openDeliveries(workspace, keptLog()).read();
    expect(delivery).toMatchObject({ has_period: true, has_submitter: true });
    expect(delivery).not.toHaveProperty('member');
  });

  it('copies a file too large to be read whole, and names it by the same bytes', async () => {
    const workspace = tempWorkspace();
    const bytes = Buffer.alloc(33 * 1024 * 1024, 'postcode,area_code\n');
    put(workspace, 'alder/2026-04/large.csv', bytes);
    const [delivery] = await landNew(workspace);
    expect(delivery?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(delivery?.size).toBe(bytes.length);
    expect(readFileSync(join(workspace.rawDir, delivery?.landed_path ?? '')).equals(bytes)).toBe(
      true,
    );
    put(workspace, 'birch/2026-04/large.csv', bytes);
    await landNew(workspace);
    expect(stored(workspace)).toEqual([delivery?.landed_path]);
  });

  it.each([
    ['younger than the time to settle', '2026-05-03T01:59:50.001Z', 0],
    ['as old as the time to settle', '2026-05-03T01:59:50.000Z', 1],
    ['a little in the future', '2026-05-03T02:10:00.000Z', 0],
    ['more than a day in the future, which is a wrong clock', '2026-05-04T02:00:00.001Z', 1],
  ])('takes a file or leaves it by its age: %s', async (_, time, expected) => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'x', time);
    const log = keptLog();
    const source = { ...sourceOf(workspace), settle_seconds: 10 };
    const { files, faults } = await landing(workspace, { log, source });
    expect([files, faults]).toEqual([expected, []]);
    expect(log.lines.filter((line) => line.includes('still being written'))).toEqual(
      expected === 1
        ? []
        : ['returns: alder/2026-04/a.csv is left for the next run: still being written.'],
    );
  });

  it('takes in the next run what it left in this one', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'x', '2026-05-03T01:59:55.000Z');
    const source = { ...sourceOf(workspace), settle_seconds: 10 };
    expect((await landing(workspace, { source })).files).toBe(0);
    const now = new Date('2026-05-03T02:00:05.000Z');
    expect((await landing(workspace, { source, now })).files).toBe(1);
  });

  it('gives a folder that is not there as a fault', async () => {
    const workspace = tempWorkspace();
    const { deliveries, files, faults } = await landing(workspace);
    expect([deliveries, files]).toEqual([[], 0]);
    expect(faults).toMatchObject([{ code: 'CC-SRC-001', exitCode: 11 }]);
  });
});
