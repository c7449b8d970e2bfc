import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest, writeManifest, type Manifest } from '../../src/warehouse/manifest.js';
import {
  lastReported,
  openRuns,
  runIdOf,
  runRecords,
  type RunEvent,
} from '../../src/warehouse/runs.js';
import { keptLog, tempDir, tempWorkspace } from '../helpers/workspace.js';

const started = (id: string): RunEvent => ({
  event: 'started',
  run_id: id,
  at: '2026-05-01T02:00:00.000Z',
  program_version: '0.1.0',
});
const finished = (id: string, outcome: 'published' | 'failed'): RunEvent => ({
  event: 'finished',
  run_id: id,
  at: '2026-05-01T02:00:05.250Z',
  outcome,
  exit_code: outcome === 'published' ? 0 : 12,
  milliseconds: 5250,
  files_landed: 3,
  files_read: 2,
  packs_written: 4,
  failures: [],
});
const reported = (id: string, audience: string): RunEvent => ({
  event: 'reported',
  run_id: id,
  at: '2026-05-01T02:00:09.000Z',
  audience,
  packs_written: 4,
});

describe('runIdOf', () => {
  it('is a name that sorts by time, to the millisecond', () => {
    expect(runIdOf(new Date('2026-05-01T02:03:04.005Z'))).toBe('20260501t020304005z');
    const ids = [
      '2026-05-01T02:03:04.005Z',
      '2026-05-01T02:03:04.006Z',
      '2026-10-01T00:00:00.000Z',
    ].map((each) => runIdOf(new Date(each)));
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('runRecords', () => {
  it('tells each run from its events, the newest first', () => {
    expect(runRecords([started('a'), finished('a', 'published'), started('b')])).toEqual([
      {
        run_id: 'b',
        started_at: '2026-05-01T02:00:00.000Z',
        program_version: '0.1.0',
        outcome: 'running',
        exit_code: null,
        seconds: null,
        files_landed: null,
        files_read: null,
        packs_written: null,
        failures: [],
      },
      {
        run_id: 'a',
        started_at: '2026-05-01T02:00:00.000Z',
        program_version: '0.1.0',
        outcome: 'published',
        exit_code: 0,
        seconds: 5.25,
        files_landed: 3,
        files_read: 2,
        packs_written: 4,
        failures: [],
      },
    ]);
  });
});

describe('lastReported', () => {
  it('is the run whose packs of that audience were written last', () => {
    const events = [reported('a', 'public'), reported('b', 'internal'), finished('c', 'published')];
    expect(lastReported(events, 'public')?.run_id).toBe('a');
    expect(lastReported(events, 'internal')?.run_id).toBe('b');
    expect(lastReported(events, 'press')).toBeUndefined();
  });
});

describe('openRuns', () => {
  it('keeps events of every kind in the ledger', () => {
    const workspace = tempWorkspace();
    const events = [started('a'), finished('a', 'failed'), reported('a', 'public')];
    openRuns(workspace, keptLog()).append(events);
    expect(openRuns(workspace, keptLog()).read()).toEqual(events);
  });
});

describe('readManifest', () => {
  const manifest: Manifest = {
    run_id: 'a',
    started_at: '2026-05-01T02:00:00.000Z',
    program_version: '0.1.0',
    input_fingerprint: 'f',
    latest_period: null,
    delivery_count: 0,
    checks: [{ check_id: 'check_a', severity: 'warning', message: 'm', failure_count: 2 }],
    refused: [],
    internal_tables: [{ table: 'core.a', rows: 1, hash: '12345678901234567890' }],
    public_tables: [],
  };

  it('reads what was written', () => {
    const dir = tempDir();
    writeManifest(dir, manifest);
    expect(readManifest(dir)).toEqual(manifest);
  });

  it('is nothing for a folder that has none', () => {
    expect(readManifest(tempDir())).toBeUndefined();
  });

  it('is nothing where it is not whole', () => {
    const dir = join(tempDir(), 'run');
    mkdirSync(dir);
    writeFileSync(join(dir, 'manifest.json'), '{"run_id": "a"}');
    expect(readManifest(dir)).toBeUndefined();
  });
});
