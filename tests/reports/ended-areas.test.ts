import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peersOf } from '../../src/reports/facts/snapshot.js';
import type { Snapshot } from '../../src/reports/facts/snapshot.js';
import { readSnapshot } from '../../src/reports/facts/read-snapshot.js';
import { writePacks } from '../../src/reports/index.js';
import { openReadOnly } from '../../src/warehouse/database.js';
import { PROFILE, packOptions, tempFolder } from './helpers/packs.js';
import { SEED_AREAS, SEED_PARTNERSHIP, seedDatabase, type SeedMeasure } from './helpers/seed.js';

const dir = tempFolder();
let snapshot: Snapshot;

/** Saltness becomes New Saltness after the latest month; Eskerby Rural went before it. */
const areas = [
  ...SEED_AREAS.filter(({ code }) => code !== 'X06000003'),
  { code: 'X06000003', name: 'Saltness', type: 'council', to: '2026-05-01' },
  { code: 'X06000004', name: 'New Saltness', type: 'council', from: '2026-05-01' },
  { code: 'X06000005', name: 'Eskerby Rural', type: 'council', to: '2026-04-01' },
];
const STANDING = ['X06000001', 'X06000002', 'X10000001'];

const rate = (area: string, period: string): SeedMeasure => ({
  metric: 'vacancy_rate',
  area,
  period,
  value: 0.07,
  workers: 500,
  workplaces: 20,
});

beforeAll(async () => {
  const path = join(dir, 'public.duckdb');
  const now = areas.filter(({ type, code }) => type === 'council' && code !== 'X06000005');
  await seedDatabase(
    path,
    [
      ...now.map(({ code }) => rate(code, '2026-04')),
      rate('X06000005', '2026-03'),
      rate(SEED_PARTNERSHIP.code, '2026-04'),
    ],
    areas,
  );
  const database = await openReadOnly(path);
  snapshot = await readSnapshot(database, SEED_PARTNERSHIP, {
    audience: 'public',
    disclosure: PROFILE,
  });
  database.close();
});
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function peers(code: string): string[] {
  const own = snapshot.areas.get(code);
  if (own === undefined) throw new Error(`no ${code}`);
  return peersOf(snapshot, 'council', own)
    .map((area) => area.code)
    .sort();
}

describe('packs where areas end', () => {
  it('are written for an area that ended since only where it has a figure in the month', async () => {
    const { packs } = await writePacks(packOptions(dir));
    const written = packs.map(({ areaCode }) => areaCode);
    expect(written).toContain('X06000003');
    expect(written).not.toContain('X06000005');
  });

  it('compare an area that stands with those that stand', () => {
    expect(peers('X06000001')).toEqual([...STANDING, 'X06000004'].sort());
    expect(peers('X06000004')).toEqual(peers('X06000001'));
    expect(peers(SEED_PARTNERSHIP.code)).toEqual(peers('X06000001'));
  });

  it('compare an area that has ended since with those that stood in the month', () => {
    expect(peers('X06000003')).toEqual([...STANDING, 'X06000003'].sort());
  });
});
