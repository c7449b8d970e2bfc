import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Briefing } from '../../../src/reports/briefing.js';
import { writePacks } from '../../../src/reports/index.js';
import type { PackOptions } from '../../../src/reports/index.js';
import { packOptions, tempFolder } from './packs.js';
import { seedDatabase, seedMeasures } from './seed.js';

/** The papers of some areas of the seeded file, by code. */
export async function seededBriefings(
  areas: readonly string[],
  changes: Partial<PackOptions> = {},
  seed = (path: string) => seedDatabase(path, seedMeasures()),
): Promise<Map<string, Briefing>> {
  const dir = tempFolder();
  const briefings = new Map<string, Briefing>();
  try {
    await seed(join(dir, 'public.duckdb'));
    await writePacks(packOptions(dir, { areas, ...changes }), ({ paper }) => {
      briefings.set(paper.area.code, paper);
      return Promise.resolve({ files: new Map([['pack.json', '{}']]), faults: [] });
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  return briefings;
}
