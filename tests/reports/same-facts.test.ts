import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import JSZip from 'jszip';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writePacks } from '../../src/reports/index.js';
import { packOptions } from './helpers/packs.js';
import { readWorkbook } from './helpers/read-workbook.js';
import { seedDatabase, seedMeasures } from './helpers/seed.js';
import { HAS_POPPLER, readText } from './renderers/pdf/pdf-text.js';

if (!HAS_POPPLER)
  console.log('same-facts.test.ts skips the PDF: pdftotext (poppler-utils) is not there');

const packShape = z.object({
  sentences: z.array(
    z.object({
      section: z.string(),
      rule: z.string(),
      text: z.string(),
      facts: z.array(z.string()),
    }),
  ),
  facts: z.array(
    z.object({
      id: z.string(),
      metric_id: z.string(),
      unit: z.string(),
      area_code: z.string(),
      period: z.string(),
      care_setting: z.string().optional(),
      status: z.string(),
      text: z.string(),
      value: z.number().optional(),
    }),
  ),
});

const dir = mkdtempSync(join(tmpdir(), 'carecount-facts-'));
let pack: z.infer<typeof packShape>;
const bytes = (name: string): Buffer =>
  readFileSync(join(dir, 'packs/public/X10000001/2026-04', name));

beforeAll(async () => {
  await seedDatabase(join(dir, 'public.duckdb'), seedMeasures());
  const { faults } = await writePacks(
    packOptions(dir, { areas: ['X10000001'], formats: ['html', 'pdf', 'docx', 'xlsx', 'csv'] }),
  );
  expect(faults).toEqual([]);
  pack = packShape.parse(JSON.parse(bytes('pack.json').toString('utf8')));
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** Words without what a format may do to them: line breaks, spaces that hold words together, hyphens. */
const plain = (text: string): string => text.replace(/[\s\u00a0\u00ad\u200b]+/g, '');

/** The facts whose figures are printed; a rank is said without the figures of the others. */
function printed(): typeof pack.facts {
  const ranks = pack.sentences.filter(({ rule }) => /^(title\.)?rank\./.test(rule));
  const others = pack.sentences.filter((sentence) => !ranks.includes(sentence));
  const said = new Set(others.flatMap(({ facts }) => facts));
  const ranked = new Set(ranks.flatMap(({ facts }) => facts));
  const inTables = tableFacts();
  return pack.facts.filter(({ id }) => said.has(id) || inTables.has(id) || !ranked.has(id));
}

/** What of the pack a text does not have. */
function missing(text: string): string[] {
  const found = plain(text);
  return [
    ...printed()
      .filter((fact) => !found.includes(plain(fact.text)))
      .map(({ id }) => id),
    ...pack.sentences
      .filter(({ text: sentence }) => !found.includes(plain(sentence)))
      .map(({ section, text: sentence }) => `${section}: ${sentence}`),
  ];
}

describe('every figure and sentence of pack.json', () => {
  it('are many', () => {
    expect(pack.facts.length).toBeGreaterThan(60);
    expect(pack.sentences.length).toBeGreaterThan(40);
  });

  it('stand in the page', () => {
    const { body } = new JSDOM(bytes('briefing.html').toString('utf8')).window.document;
    expect(missing(body.textContent)).toEqual([]);
  });

  it('stand in the Word paper', async () => {
    const zip = await JSZip.loadAsync(bytes('briefing.docx'));
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const { document } = new JSDOM(xml, { contentType: 'text/xml' }).window;
    const words = [...document.getElementsByTagName('w:t')].map((each) => each.textContent);
    const pictures = [...document.getElementsByTagName('wp:docPr')].map(
      (each) => `${each.getAttribute('title') ?? ''} ${each.getAttribute('descr') ?? ''}`,
    );
    expect(missing([...words, ...pictures].join(''))).toEqual([]);
  });

  it.skipIf(!HAS_POPPLER)('stand in the PDF', () => {
    const text = readText(bytes('briefing.pdf')) ?? '';
    const figures = printed().filter((fact) => !plain(text).includes(plain(fact.text)));
    expect(figures.map(({ id }) => id)).toEqual([]);
  });

  it('stand in the workbook as numbers, or as the marks in their place', async () => {
    const { sheets } = await readWorkbook(bytes('briefing.xlsx'));
    const values = new Set(
      sheets.flatMap(({ rows }) =>
        rows.flatMap((row) =>
          row.flatMap((cell) =>
            cell === undefined
              ? []
              : [typeof cell.value === 'number' ? cell.value.toFixed(6) : cell.value],
          ),
        ),
      ),
    );
    const stored = ({ unit, value, text }: (typeof pack.facts)[number]): string =>
      value === undefined ? text : (unit === 'rate' ? value / 100 : value).toFixed(6);
    const inTables = pack.facts.filter(({ id }) => tableFacts().has(id));
    expect(inTables.filter((fact) => !values.has(stored(fact))).map(({ id }) => id)).toEqual([]);
  });

  it('stand in the CSV files, each by its own key', () => {
    const seen = tableFacts();
    expect(seen.size).toBeGreaterThan(60);
    for (const fact of pack.facts) {
      const value = seen.get(fact.id);
      if (value !== undefined) expect(value, fact.id).toBe(fact.value ?? null);
    }
  });
});

/** The figures of all CSV files by the id that pack.json gives them; null where none is shown. */
function tableFacts(): Map<string, number | null> {
  const found = new Map<string, number | null>();
  for (const name of readdirSync(join(dir, 'packs/public/X10000001/2026-04'))) {
    if (!name.endsWith('.csv')) continue;
    const { data } = Papa.parse<Record<string, string>>(bytes(name).toString('utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    for (const row of data) {
      const fact = pack.facts.find(
        (each) =>
          each.metric_id === row['metric_id'] &&
          each.area_code === row['area_code'] &&
          each.period === row['period'] &&
          (each.care_setting ?? 'all') === row['care_setting'] &&
          !each.id.startsWith('comparison/'),
      );
      if (fact !== undefined && row['edition'] === '') {
        found.set(fact.id, row['value'] === '' ? null : Number(row['value']));
      }
    }
  }
  return found;
}
