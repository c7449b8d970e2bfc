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
import type { Workspace } from '../../src/config.js';
import {
  emptyTemporaryDir,
  findNew,
  land,
  openDeliveries,
  temporaryDir,
  type Delivery,
} from '../../src/ingest/index.js';
import { keptLog, rejectionOf, tempWorkspace } from '../helpers/workspace.js';

const NOW = new Date('2026-05-03T02:00:00.000Z');
const LEDGER = 'deliveries.jsonl';

function put(
  workspace: Workspace,
  path: string,
  text: string,
  time = '2026-05-01T09:00:00.000Z',
): void {
  const absolute = join(workspace.dir, 'data/inbox', path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
  utimesSync(absolute, new Date(time), new Date(time));
}

async function landNew(workspace: Workspace, log = keptLog(), now = NOW): Promise<Delivery[]> {
  const [source] = workspace.config.sources;
  if (source === undefined) throw new Error('no source');
  const ledger = openDeliveries(workspace, log);
  const known = ledger.read();
  const files = findNew(source, workspace, known);
  return land({ workspace, source, files, known, ledger, runId: 'run1', now });
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
        period: '2026-04',
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

  it('goes on where a file has gone between the listing and the reading', async () => {
    const workspace = tempWorkspace();
    put(workspace, 'alder/2026-04/a.csv', 'x');
    put(workspace, 'birch/2026-04/a.csv', 'y');
    const [source] = workspace.config.sources;
    if (source === undefined) throw new Error('no source');
    const files = findNew(source, workspace, []);
    rmSync(join(workspace.dir, 'data/inbox/alder/2026-04/a.csv'));
    const ledger = openDeliveries(workspace, keptLog());
    expect(
      await land({ workspace, source, files, known: [], ledger, runId: 'r', now: NOW }),
    ).toMatchObject([{ submitter: 'birch' }]);
  });
});

describe('findNew', () => {
  it('offers what differs in path, size or time from all that is known', async () => {
    const workspace = tempWorkspace();
    const [source] = workspace.config.sources;
    if (source === undefined) throw new Error('no source');
    put(workspace, 'alder/2026-04/a.csv', 'one');
    const known = await landNew(workspace);
    expect(findNew(source, workspace, known)).toEqual([]);
    expect(findNew({ ...source, id: 'other' }, workspace, known)).toHaveLength(1);
    put(workspace, 'alder/2026-04/a.csv', 'longer');
    expect(findNew(source, workspace, known)).toHaveLength(1);
    put(workspace, 'alder/2026-04/a.csv', 'two', '2026-05-01T09:00:00.001Z');
    expect(findNew(source, workspace, known)).toHaveLength(1);
  });
});
