import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { silentLog } from '../../../src/log.js';
import type { PackOptions } from '../../../src/reports/index.js';
import { SEED_PARTNERSHIP } from './seed.js';

/** The public disclosure profile of the tests. */
export const PROFILE = {
  min_workers: 10,
  min_workplaces: 3,
  min_organisations: 3,
  min_workers_for_percentiles: 20,
  round_counts_to: 5,
};

/** A new folder for one test. */
export function tempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'carecount-reports-'));
}

/** Options for a demonstration of a seeded file. */
export function packOptions(dir: string, changes: Partial<PackOptions> = {}): PackOptions {
  return {
    databasePath: join(dir, 'public.duckdb'),
    outDir: join(dir, 'packs'),
    audience: 'public',
    areas: 'all',
    formats: ['html'],
    pdfEngine: 'typst',
    paths: { paper: null, strategy: null, template: null, boundaries: null },
    partnership: SEED_PARTNERSHIP,
    demonstration: true,
    disclosure: PROFILE,
    log: silentLog,
    ...changes,
  };
}

/** Every file below a folder, path to text. */
export function filesBelow(dir: string): Map<string, string> {
  return new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(dir, path), readFileSync(path, 'utf8')]),
  );
}
