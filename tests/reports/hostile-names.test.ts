import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import JSZip from 'jszip';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACK_FORMATS } from '../../src/config.js';
import { writePacks, writeProviderSheets } from '../../src/reports/index.js';
import { filesBelow, packOptions, tempFolder } from './helpers/packs.js';
import { ALDER, addProviders, sheetOptions } from './helpers/seed-providers.js';
import { SEED_AREAS, seedDatabase, seedMeasures } from './helpers/seed.js';

const TRICKS = `=cmd|' /C calc'!A0 "><img src=x onerror=x> #panic("x") {{x}} \u202egnorw\u202c `;
/** A name of 200 letters with what each format could take amiss. */
const NAME = TRICKS.padEnd(200, 'long words ').trim();
const TURNS = /\p{Bidi_Control}/u;

const dir = tempFolder();
let files: Map<string, string>;
const ending = (...types: readonly string[]): [string, string][] =>
  [...files].filter(([path]) => types.some((type) => path.endsWith(`.${type}`)));

beforeAll(async () => {
  const areas = SEED_AREAS.map((area) =>
    area.code === 'X10000001' ? { ...area, name: NAME } : area,
  );
  for (const audience of ['public', 'internal']) {
    await seedDatabase(join(dir, `${audience}.duckdb`), seedMeasures('2026-04', areas), areas);
  }
  await addProviders(join(dir, 'internal.duckdb'), [
    { ...ALDER, organisation_id: NAME, provider_label: NAME },
  ]);
  const asked = { areas: ['X10000001'], formats: PACK_FORMATS };
  expect((await writePacks(packOptions(dir, asked))).faults).toEqual([]);
  await writeProviderSheets(sheetOptions(dir, { formats: PACK_FORMATS }));
  files = filesBelow(join(dir, 'packs'));
}, 60_000);

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('an area and a provider with hostile names', () => {
  it('have all their files, each under a plain name', () => {
    const types = [...files.keys()].map((path) => path.slice(path.lastIndexOf('.') + 1));
    expect([...new Set(types)].sort()).toEqual(
      ['csv', 'docx', 'html', 'json', 'pdf', 'png', 'svg', 'xlsx'].sort(),
    );
    expect([...files.keys()].filter((path) => /[<>"|]|\.\./.test(path))).toEqual([]);
  });

  it('turn the text about them in no file', () => {
    const texts = ending('csv', 'html', 'json', 'svg');
    expect(texts.filter(([, text]) => TURNS.test(text)).map(([path]) => path)).toEqual([]);
    expect(texts.filter(([, text]) => text.includes('gnorw')).length).toBeGreaterThan(15);
  });

  it('are words on a page and in a drawing, and no markup', () => {
    const drawn = [...ending('html'), ...ending('svg')];
    for (const [path, whole] of drawn) {
      const text = whole.replace(/<style>.*?<\/style>/s, '');
      expect(text.includes('<img'), path).toBe(false);
      const contentType = path.endsWith('.svg') ? 'image/svg+xml' : 'text/html';
      const { document } = new JSDOM(text, { contentType }).window;
      expect(document.querySelectorAll('img, [onerror], parsererror')).toHaveLength(0);
    }
  });

  it('are no formula in a CSV file', () => {
    for (const [path, text] of ending('csv')) {
      const { data } = Papa.parse<string[]>(text);
      const formulas = data.flat().filter((cell) => /^[=+@]/.test(cell));
      expect(formulas, path).toEqual([]);
    }
  });

  it('are words in a Word document and in a workbook, and no formula or markup', async () => {
    const documents = ending('docx', 'xlsx');
    expect(documents).toHaveLength(5);
    for (const [path] of documents) {
      const zip = await JSZip.loadAsync(readFileSync(join(dir, 'packs', path)));
      const parts = zip.file(/\.(xml|rels)$/);
      const xml = (await Promise.all(parts.map((part) => part.async('string')))).join('');
      expect(xml, path).toContain('gnorw');
      expect(xml, path).not.toMatch(/<f>|<f |<img|<w:instrText[^>]*>[^<]*cmd/);
      expect(TURNS.test(xml), path).toBe(false);
    }
  });

  it('break no file of JSON', () => {
    for (const [path, text] of ending('json'))
      expect(() => void JSON.parse(text), path).not.toThrow();
  });
});
