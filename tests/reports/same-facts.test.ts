import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Briefing, Cell } from '../../src/reports/briefing.js';
import { writePacks } from '../../src/reports/index.js';
import { makePack } from '../../src/reports/make-pack.js';
import { tableList } from '../../src/reports/renderers/table-list.js';
import { rowHeading } from '../../src/reports/row-heading.js';
import { packOptions } from './helpers/packs.js';
import { flat, readPage, readWord } from './helpers/read-papers.js';
import type { ShownPaper, ShownTable } from './helpers/read-papers.js';
import { readWorkbook } from './helpers/read-workbook.js';
import { STRATEGY_PATHS, seedTopics } from './helpers/seed-topics.js';
import * as wrong from './helpers/wrong-facts.js';
import { HAS_POPPLER, readText, structureOf, textsAfter } from './renderers/pdf/pdf-text.js';

if (!HAS_POPPLER)
  console.log('same-facts.test.ts skips the PDF: pdftotext (poppler-utils) is not there');

const packShape = z.object({
  sentences: z.array(z.object({ rule: z.string(), text: z.string(), facts: z.array(z.string()) })),
  facts: z.array(
    z.object({
      id: z.string(),
      metric_id: z.string(),
      unit: z.string(),
      area_code: z.string(),
      period: z.string(),
      care_setting: z.string().optional(),
      text: z.string(),
      value: z.number().optional(),
    }),
  ),
});

const dir = mkdtempSync(join(tmpdir(), 'carecount-facts-'));
let paper: Briefing;
let sentences: z.infer<typeof packShape>['sentences'];
let facts: Map<string, wrong.PackFact>;
let expected: Map<string, ShownTable>;

const bytes = (name: string): Buffer =>
  readFileSync(join(dir, 'packs/public/X10000001/2026-04', name));

beforeAll(async () => {
  await seedTopics(join(dir, 'public.duckdb'));
  const options = packOptions(dir, {
    areas: ['X10000001'],
    formats: ['html', 'pdf', 'docx', 'xlsx', 'csv'],
    paths: STRATEGY_PATHS,
  });
  const { faults } = await writePacks(options, (briefings, making) => {
    paper = briefings.paper;
    return makePack(briefings, making);
  });
  expect(faults).toEqual([]);
  const pack = packShape.parse(JSON.parse(bytes('pack.json').toString('utf8')));
  sentences = pack.sentences;
  facts = new Map(pack.facts.map((fact) => [fact.id, fact]));
  expected = expectedTables();
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function packFact({ fact }: Cell): wrong.PackFact | undefined {
  if (fact === undefined) return undefined;
  const found = facts.get(fact.id);
  if (found === undefined) throw new Error(`${fact.id} is not in pack.json`);
  return found;
}

/** The tables of the paper by caption: where a cell shows a fact, what pack.json says of it. */
function expectedTables(): Map<string, ShownTable> {
  const lines = (first: string, others: readonly (string | undefined)[] = []): string[] =>
    [first, ...others].flatMap((each) => (each === undefined ? [] : [flat(each)]));
  return new Map(
    tableList(paper).map(({ name, table }) => [
      flat(`${name.replace('Figure', 'Data for figure')}: ${table.caption}`),
      [
        [
          lines(rowHeading(table)),
          ...table.columns.map(({ label, detail }) => lines(label, [detail])),
        ],
        ...table.rows.map(({ header, detail, cells }) => [
          lines(header, [detail]),
          ...cells.map((cell) => lines(packFact(cell)?.text ?? cell.text, cell.detail)),
        ]),
      ],
    ]),
  );
}

const texts = (): string[] => sentences.map(({ text }) => text);

/** What a test does to the text of a file before it is compared; nothing where the file is right. */
type Change = (text: string) => string;

const wrongInPaper = ({ tables, paragraphs }: ShownPaper): string[] => [
  ...wrong.wrongCells(expected, tables),
  ...wrong.notSaid(texts(), paragraphs),
];

/** What is not as pack.json has it, by the kind of file. */
const WRONG_IN = {
  page: (change: Change) => wrongInPaper(readPage(change(bytes('briefing.html').toString('utf8')))),

  word: async (change: Change) => {
    const zip = await JSZip.loadAsync(bytes('briefing.docx'));
    const xml = await zip.file('word/document.xml')?.async('string');
    return wrongInPaper(readWord(change(xml ?? '')));
  },

  pdf: (change: Change) => {
    const pdf = bytes('briefing.pdf');
    const body = ['-x', '0', '-y', '50', '-W', '595', '-H', '735'];
    const layout = change(readText(pdf, '-layout', ...body) ?? '');
    const words = change(readText(pdf, ...body) ?? '').replace(/-\n/g, '-');
    const pictures = textsAfter(structureOf(pdf), '/Alt');
    return [
      ...wrong.wrongLines(expected, layout),
      ...wrong.notSaid(texts(), [words, ...pictures].map(flat)),
    ];
  },

  workbook: async (change: Change) => {
    const zip = await JSZip.loadAsync(bytes('briefing.xlsx'));
    for (const file of zip.file(/worksheets\/sheet\d+\.xml$/)) {
      zip.file(file.name, change(await file.async('string')));
    }
    const { sheets } = await readWorkbook(await zip.generateAsync({ type: 'uint8array' }));
    return tableList(paper).flatMap(({ name, table }) => {
      const sheet = sheets.find((each) => each.name === name);
      return sheet === undefined ? [`no ${name}`] : wrong.wrongInSheet(sheet, table, facts);
    });
  },

  csv: (change: Change) =>
    tableList(paper).flatMap(({ table, chartId }) => {
      const name = chartId ?? table.id;
      const { data } = Papa.parse<Record<string, string>>(
        change(bytes(`${name}.csv`).toString('utf8')),
        { header: true, skipEmptyLines: true },
      );
      return chartId === null
        ? wrong.wrongInTableCsv(data, table, facts)
        : wrong.wrongInChartCsv(data, table, facts);
    }),
};

type Kind = keyof typeof WRONG_IN;

const there = ([kind]: readonly [Kind, ...unknown[]]): boolean => kind !== 'pdf' || HAS_POPPLER;

const CLAIMS: readonly (readonly [Kind, string])[] = [
  ['page', 'each figure in its row and column'],
  ['word', 'each figure in its row and column'],
  ['pdf', 'the figures of a row in order on its line'],
  ['workbook', 'as numbers, each in its row and column'],
  ['csv', 'each figure by its place and by its key'],
];

describe('every table and sentence of a paper, by pack.json', () => {
  it('are many', () => {
    expect(facts.size).toBeGreaterThan(100);
    expect(sentences.length).toBeGreaterThan(60);
    expect(expected.size).toBeGreaterThan(15);
  });

  it('show every fact in a cell or in words of a sentence, but those that a rank is among', () => {
    const inCells = tableList(paper)
      .flatMap(({ table }) => table.rows.flatMap(({ cells }) => cells))
      .flatMap(({ fact }) => fact?.id ?? []);
    const said = sentences.flatMap((sentence) =>
      sentence.facts.filter((id) => /rank\./.test(sentence.rule) || says(sentence, facts.get(id))),
    );
    const shown = new Set([...inCells, ...said]);
    expect([...facts.keys()].filter((id) => !shown.has(id))).toEqual([]);
  });

  it.each(CLAIMS.filter(there))('stand in the %s: %s', async (kind) => {
    expect(await WRONG_IN[kind]((text) => text)).toEqual([]);
  });
});

function says({ text }: { text: string }, fact: wrong.PackFact | undefined): boolean {
  if (fact === undefined) return false;
  if (fact.value === 0 && text.startsWith('None ')) return true;
  const figure = fact.text.replace(/[[\]().]/g, '\\$&');
  return RegExp(`(?<![\\d.,£])${figure}(?![\\d%]|[.,]\\d)`).test(text);
}

const WRONG_CELL = /row 1, column 1: expected 31\.3%; got 131\.3%$/;
const WRONG_ROW = /Starters rate, 12 months: expected 31\.3%/;
const WRONG_FACT = /starters_rate\/X10000001\/2026-04\/all/;
const NOT_SAID = /^The starters rate in Northmoor rose .* to 31\.3% in April 2026\.$/;

/** The places where a figure is made wrong, such that it holds the right one, and what is found. */
const PLANTED: readonly (readonly [Kind, before: readonly RegExp[], found: readonly RegExp[]])[] = [
  ['page', [/class="value">(?=31\.3%)/, / to (?=31\.3%)/], [WRONG_CELL, NOT_SAID]],
  ['word', [/>(?=31\.3%<)/, / to (?=31\.3%)/], [WRONG_CELL, NOT_SAID]],
  ['pdf', [/12 months +(?=31\.3%)/, /\s(?=31\.3% in April)/], [WRONG_ROW, NOT_SAID]],
  ['workbook', [/<v>(?=0\.313<)/], [WRONG_FACT]],
  ['csv', [/,(?=31\.3,)/], [WRONG_FACT]],
];

describe('the comparison with pack.json', () => {
  it.each(PLANTED.filter(there))('finds a wrong figure in the %s', async (kind, before, found) => {
    const all = await WRONG_IN[kind]((text) =>
      before.reduce((changed, place) => changed.replace(place, '$&1'), text),
    );
    expect(all).toEqual(found.map((words) => expect.stringMatching(words) as string));
  });
});
