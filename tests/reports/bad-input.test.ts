import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Boundaries of some areas, each a square. */
function shapesOf(codes: readonly string[]): string {
  const square = (x: number) => [[x, 52], [x, 53], [x + 1, 53], [x + 1, 52], [x, 52]]; // prettier-ignore
  const features = codes.map((code, index) => ({
    type: 'Feature',
    properties: { area_code: code },
    geometry: { type: 'Polygon', coordinates: [square(index - 4)] },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

describe('boundaries', () => {
  it('are drawn in the overview where each area has its own', async () => {
    const councils = SEED_AREAS.filter(({ type }) => type === 'council');
    const boundaries = file('all.geojson', shapesOf(councils.map(({ code }) => code)));
    const { faults, outDir } = await write('drawn', {
      areas: ['X47000001'],
      paths: { ...NO_PATHS, boundaries },
    });
    const made = (name: string) =>
      readFileSync(join(outDir, 'public/X47000001/2026-04', name), 'utf8');
    expect(faults).toEqual([]);
    for (const { name } of councils) expect(made('vacancy-map.vl.json')).toContain(`"${name}"`);
    expect(made('vacancy-map.vl.json')).toContain('"geoshape"');
    expect(made('briefing.html')).toContain('Map: the vacancy rate of each of the councils');
    expect(made('briefing.html')).not.toContain('tile of the same size');
  });
});

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

  it('are made where officers name an area or a care setting that is not there, and it is told', async () => {
    const strategy = file(
      'codes.yaml',
      'title: t\nactions:\n  - { id: 1.1, action: a, owner: o, area: X1000001, indicator: vacancy_rate, care_setting: domicilary }\n',
    );
    const paper = file('codes-paper.yaml', 'areas: { X06000011: { committee: Board } }\n');
    const { faults, has } = await write('codes', { paths: { ...NO_PATHS, paper, strategy } });
    const area = 'the code of an area of the published file';
    expect(faults).toEqual([
      `CC-REP-006 ${paper} areas: expected ${area}; got "X06000011". Did you mean "X06000001"?`,
      `CC-REP-006 ${strategy} action 1.1 area: expected ${area}; got "X1000001". Did you mean "X10000001"?`,
      `CC-REP-006 ${strategy} action 1.1 care_setting: expected the code of a care setting; got "domicilary". Did you mean "domiciliary"?`,
    ]);
    expect(has('X10000001', 'briefing.html')).toBe(true);
  });

  it('name the areas that a file of boundaries lacks, and draw tiles', async () => {
    const boundaries = file('lacking.geojson', shapesOf(['X10000001', 'X06000001']));
    const { faults, outDir } = await write('lacking', {
      areas: ['X47000001'],
      paths: { ...NO_PATHS, boundaries },
    });
    expect(faults).toEqual([
      `CC-REP-006 ${boundaries}: expected a shape for each of the 4 councils; got none for X06000002 Great Wrendle and Tolcaster, X06000003 Saltness. Add them, each with its code as area_code: until then tiles are drawn.`,
    ]);
    expect(existsSync(join(outDir, 'public/X47000001/2026-04/briefing.html'))).toBe(true);
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

  it('are not written where officers give the change of a rate in per cent', async () => {
    const paper = file('per-cent.yaml', 'background: [The vacancy rate rose by 1.5%.]\n');
    const { faults, has } = await write('per-cent', { paths: { ...NO_PATHS, paper } });
    expect(faults).toEqual([
      'CC-REP-005 paper of X10000001 Northmoor: expected a paper fit to read; got section background: a change of a rate in %, which should be in percentage points: "The vacancy rate rose by 1.5%.". Mend it and run `carecount report` again.',
    ]);
    expect(has('X10000001', 'briefing.html')).toBe(false);
  });

  it('are not written where the strategy has a change in per cent, or leaves a placeholder in a final paper', async () => {
    const strategy = file(
      'holes.yaml',
      'title: t\nactions:\n  - id: 1.1\n    action: "[Action: officer to complete]"\n    owner: o\n    note: Turnover fell by 3% since.\n',
    );
    const paper = file('holes-paper.yaml', 'status: final\n');
    const { faults } = await write('holes', { paths: { ...NO_PATHS, paper, strategy } });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(
      'table table-progress: the placeholder [Action: officer to complete]',
    );
    expect(faults[0]).toContain('percentage points: "Turnover fell by 3% since."');
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
