import { rmSync } from 'node:fs';
import { it } from 'vitest';
import { seedDatabase, seedMeasures } from './helpers/seed.js';
import { packOptions } from './helpers/packs.js';
import { writePacks } from '../../src/reports/index.js';
it('look', async () => {
  rmSync('/tmp/look/public.duckdb', { force: true });
  await seedDatabase('/tmp/look/public.duckdb', seedMeasures());
  const t = performance.now();
  const r = await writePacks(packOptions('/tmp/look'));
  console.log(performance.now() - t, r.packs.length);
});
