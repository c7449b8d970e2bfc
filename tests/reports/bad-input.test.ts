import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePacks } from '../../src/reports/index.js';
import type { PackOptions } from '../../src/reports/index.js';
import { filesBelow, packOptions, tempFolder } from './helpers/packs.js';
import { SEED_AREAS, seedDatabase, seedMeasures } from './helpers/seed.js';

const dir = tempFolder();
const QUIET = { code: 'X06000009', name: 'Quiet Isle', type: 'council' };

beforeAll(async () => {
  await seedDatabase(join(dir, 'public.duckdb'), seedMeasures(), [...SEED_AREAS, QUIET]);
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

const NO_PATHS: PackOptions['paths'] = {
  paper: null,
  strategy: null,
  template: null,
  boundaries: null,
};

/** Writes the packs of some areas into a folder of their own. */
async function write(name: string, changes: Partial<PackOptions>) {
  const outDir = join(dir, name);
  const options = packOptions(dir, { outDir, areas: ['X10000001'], ...changes });
  const { packs, faults } = await writePacks(options);
  const has = (area: string, file: string): boolean =>
    existsSync(join(outDir, 'public', area, '2026-04', file));
  return { packs, faults: faults.map(({ code, message }) => `${code} ${message}`), has, outDir };
}

function file(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

describe('packs with bad input', () => {
  it('are made for the areas that are known', async () => {
    const { packs, faults, has } = await write('unknown', { areas: ['X10000009', 'X10000001'] });
    expect(packs).toHaveLength(1);
    expect(has('X10000001', 'briefing.html')).toBe(true);
    expect(faults).toEqual([
      'CC-USE-001 area X10000009: expected the code of an area of the published file; got none. Did you mean X10000001?',
    ]);
  });

  it('are a paper that says so for an area with nothing to show', async () => {
    const { faults, outDir } = await write('empty', { areas: [QUIET.code] });
    expect(faults).toEqual([]);
    const page = filesBelow(outDir).get(`public/${QUIET.code}/2026-04/briefing.html`) ?? '';
    expect(page).toContain('No return of a workplace in Quiet Isle counts in April 2026');
  });

  it('leave out the Word paper where the template is no Word file', async () => {
    const template = file('council.docx', 'Dear members');
    const { faults, has } = await write('template', {
      formats: ['html', 'docx'],
      paths: { ...NO_PATHS, template },
    });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^CC-REP-004 council\.docx: /);
    expect(has('X10000001', 'briefing.html')).toBe(true);
    expect(has('X10000001', 'briefing.docx')).toBe(false);
  });

  it('are made without a strategy that has a typo', async () => {
    const strategy = file('strategy.yaml', 'title: A strategy\nacctions: []\n');
    const { faults, has } = await write('strategy', { paths: { ...NO_PATHS, strategy } });
    expect(faults).toEqual([
      `CC-REP-006 ${strategy} line 2: expected one of the keys title, actions, recommendations; got "acctions". Did you mean "actions"?`,
    ]);
    expect(has('X10000001', 'briefing.html')).toBe(true);
  });

  it('are not written for an area whose final paper has a placeholder left', async () => {
    const paper = file('paper.yaml', 'areas: { X10000001: { status: final } }\n');
    const { faults, has } = await write('final', {
      areas: ['X10000001', 'X06000001'],
      paths: { ...NO_PATHS, paper },
    });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^CC-REP-005 paper of X10000001 Northmoor: .*officer to complete\]/);
    expect(has('X10000001', 'briefing.html')).toBe(false);
    expect(has('X06000001', 'briefing.html')).toBe(true);
  });

  it('stop with a message of its own where the folder is full', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
    });
    const options = packOptions(dir, { outDir: join(dir, 'full'), areas: ['X10000001'] });
    await expect(writePacks(options, () => Promise.reject(full))).rejects.toMatchObject({
      code: 'CC-WSP-002',
    });
  });
});
