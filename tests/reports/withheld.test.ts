import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePacks } from '../../src/reports/index.js';
import { packOptions, tempFolder } from './helpers/packs.js';
import { SENTINEL, SENTINEL_COUNT } from './helpers/seed.js';
import { STRATEGY_PATHS, seedTopics } from './helpers/seed-topics.js';
import { HAS_POPPLER, readText, structureOf } from './renderers/pdf/pdf-text.js';

if (!HAS_POPPLER) {
  console.log('withheld.test.ts reads no page of a PDF: pdftotext (poppler-utils) is not there');
}

const dir = tempFolder();
const FORMATS = ['html', 'pdf', 'docx', 'xlsx', 'csv'] as const;

beforeAll(async () => {
  await seedTopics(join(dir, 'public.duckdb'));
  const options = packOptions(dir, { formats: FORMATS, paths: STRATEGY_PATHS });
  await writePacks({ ...options, areas: ['X06000003', 'X10000001', 'X47000001'] });
  await writePacks({ ...options, areas: ['X06000003'], audience: 'internal' });
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** Every text in a file, the parts of a zip and the pages of a PDF among them. */
async function textIn(path: string): Promise<string> {
  const bytes = readFileSync(path);
  if (path.endsWith('.pdf')) return `${structureOf(bytes)}${readText(bytes) ?? ''}`;
  if (!/\.(docx|xlsx)$/.test(path)) return bytes.toString('utf8').replace(/base64,[^)]*/g, '');
  const zip = await JSZip.loadAsync(bytes);
  const parts = zip.file(/\.(xml|rels)$/).map((part) => part.async('string'));
  return (await Promise.all(parts)).join('\n');
}

const PER_CENT = (SENTINEL * 100).toFixed(1);

/** The withheld rate and count as stored, and as any file could show them. */
const FORBIDDEN = [
  String(SENTINEL).slice(2, 8),
  String(SENTINEL_COUNT),
  SENTINEL_COUNT.toLocaleString('en-GB'),
  `${PER_CENT}%`,
  '77% [u]',
  '£0.77',
  `"value": ${PER_CENT}`,
  `,${PER_CENT},`,
  '<v>0.773</v>',
];

/** The names of files of a pack that have a withheld number in them. */
async function filesWithIt(audience: string, area: string): Promise<string[]> {
  const folder = join(dir, 'packs', audience, area, '2026-04');
  const names = readdirSync(folder).sort();
  const texts = await Promise.all(names.map((name) => textIn(join(folder, name))));
  return names.filter((_, index) => FORBIDDEN.some((number) => texts[index]?.includes(number)));
}

describe('the files of a pack', () => {
  it.each(['X06000003', 'X10000001', 'X47000001'])(
    'hold no number that is withheld, in any format: %s',
    async (area) => {
      expect(await filesWithIt('public', area)).toEqual([]);
    },
  );

  it('are read such that the number is found in each kind of file that may show it', async () => {
    const kinds = new Set(
      (await filesWithIt('internal', 'X06000003')).map((name) => extname(name)),
    );
    expect([...kinds].sort()).toEqual(['.csv', '.docx', '.html', '.json', '.pdf', '.svg', '.xlsx']);
  });
});
