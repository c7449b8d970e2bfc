import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import type { Briefing } from '../../src/reports/briefing.js';
import { writePacks } from '../../src/reports/index.js';
import type { PackOptions } from '../../src/reports/index.js';
import { makePack } from '../../src/reports/make-pack.js';
import type { Make } from '../../src/reports/pack-writer.js';
import { packOptions, tempFolder } from './helpers/packs.js';
import { seedDatabase, seedMeasures } from './helpers/seed.js';
import { SECTION, wordTemplate, written } from './renderers/docx/word-template.js';

const dir = tempFolder();
const BUILT = join(packageDir, 'dist', 'src', 'reports', 'index.js');
if (!existsSync(BUILT)) console.log('failures.test.ts skips the full disk: run npm run build');

beforeAll(async () => {
  const measures = seedMeasures().filter(({ metric }) => metric === 'vacancy_rate');
  await seedDatabase(join(dir, 'public.duckdb'), measures);
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** Writes one pack into a folder of its own, and says what is in it and what went wrong. */
async function write(name: string, changes: Partial<PackOptions>, make?: Make) {
  const outDir = join(dir, name);
  const options = packOptions(dir, { outDir, areas: ['X06000001'], ...changes });
  const { packs, faults } = await writePacks(options, make);
  const has = (file: string): boolean =>
    existsSync(join(outDir, 'public', 'X06000001', '2026-04', file));
  return { packs, faults: faults.map(({ code, message }) => `${code} ${message}`), has };
}

describe('a pack of which one format fails', () => {
  it('has the others where Typst cannot set the paper', async () => {
    const undated = (briefing: Briefing): Briefing => ({ ...briefing, asAt: '2026-02-31' });
    const { packs, faults, has } = await write(
      'typst',
      { formats: ['html', 'pdf', 'csv'] },
      ({ paper }, making) => makePack({ paper: undated(paper), summary: null }, making),
    );
    expect(packs).toHaveLength(1);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^CC-REP-003 PDF: expected a paper that Typst can set; got /);
    expect(['briefing.html', 'briefing.csv-metadata.json'].map(has)).toEqual([true, true]);
    expect(has('briefing.pdf')).toBe(false);
  });

  it('has the others where there is no such Chromium', async () => {
    const { faults, has } = await write('chromium', {
      formats: ['html', 'pdf', 'docx'],
      pdfEngine: { chromium: '/nowhere/chromium' },
    });
    expect(faults).toEqual([
      expect.stringMatching(/^CC-REP-003 packs\.chromium \/nowhere\/chromium: /),
    ]);
    expect(['briefing.html', 'briefing.docx'].map(has)).toEqual([true, true]);
    expect(has('briefing.pdf')).toBe(false);
  });

  it('has the others where the template of the council has no placeholder', async () => {
    const template = join(dir, 'council.docx');
    writeFileSync(template, await wordTemplate({ body: written('Dear committee') + SECTION }));
    const { faults, has } = await write('template', {
      formats: ['html', 'docx'],
      paths: { paper: null, strategy: null, template, boundaries: null },
    });
    expect(faults).toEqual([
      expect.stringMatching(
        /^CC-REP-004 council\.docx: expected a placeholder where the paper should stand; got none\./,
      ),
    ]);
    expect(has('briefing.html')).toBe(true);
    expect(has('briefing.docx')).toBe(false);
  });
});

/** Writes packs in a process whose files may have so many kilobytes at most, as on a disk with no more room. */
function writeWithRoom(kilobytes: number, options: PackOptions): unknown {
  const program = `
    import { writePacks } from ${JSON.stringify(pathToFileURL(BUILT).href)};
    const options = { ...${JSON.stringify(options)}, log: { debug: () => undefined } };
    const said = await writePacks(options).catch(({ code, message }) => ({ code, message }));
    console.log(JSON.stringify(said));`;
  const limited = `trap '' XFSZ; ulimit -f ${kilobytes * 2}; exec "$0" "$@"`;
  const args = ['-c', limited, process.execPath, '--input-type=module', '-e', program];
  const { stdout, stderr } = spawnSync('sh', args, { encoding: 'utf8', cwd: packageDir });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

describe.skipIf(!existsSync(BUILT))('packs on a full disk', () => {
  it('end with a message of their own, and leave the pack that was there', () => {
    const outDir = join(dir, 'full');
    const place = join(outDir, 'public', 'X06000001');
    mkdirSync(join(place, '2026-04'), { recursive: true });
    writeFileSync(join(place, '2026-04', 'briefing.html'), 'made last night');
    const said = writeWithRoom(64, packOptions(dir, { outDir, areas: ['X06000001'] }));
    expect(said).toMatchObject({
      code: 'CC-WSP-002',
      message: expect.stringContaining('expected room to write; got a full disk') as string,
    });
    expect(readdirSync(join(place, '2026-04'))).toEqual(['briefing.html']);
    expect(readFileSync(join(place, '2026-04', 'briefing.html'), 'utf8')).toBe('made last night');
  });
});
