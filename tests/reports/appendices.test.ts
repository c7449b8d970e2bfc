import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appendicesOf,
  appendixHeading,
  appendixLine,
  appendixSection,
} from '../../src/reports/appendices.js';
import { chartsOf } from '../../src/reports/briefing.js';
import type { Briefing } from '../../src/reports/briefing.js';
import { writePacks } from '../../src/reports/index.js';
import { renderDocx } from '../../src/reports/renderers/docx/render-docx.js';
import { renderHtml } from '../../src/reports/renderers/html/render-html.js';
import { paperData } from '../../src/reports/renderers/pdf/paper-data.js';
import { coverPage } from '../../src/reports/renderers/xlsx/front-pages.js';
import { packOptions, tempFolder } from './helpers/packs.js';
import { seedDatabase, seedMeasures } from './helpers/seed.js';
import { lines, partsOf, tree } from './renderers/docx/sample.js';

const HEADING = 'Appendix A: data behind the figures';
const dir = tempFolder();
let paper: Briefing;
let summary: Briefing;

beforeAll(async () => {
  const measures = seedMeasures().filter(({ metric }) => metric === 'vacancy_rate');
  await seedDatabase(join(dir, 'public.duckdb'), measures);
  const { faults } = await writePacks(packOptions(dir, { areas: ['X10000001'] }), (briefings) => {
    paper = briefings.paper;
    summary = briefings.summary ?? briefings.paper;
    return Promise.resolve({ files: new Map([['pack.json', '{}']]), faults: [] });
  });
  expect(faults).toEqual([]);
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('the appendices of a paper', () => {
  it('are in its title block and its last section', () => {
    expect(paper.titleBlock.at(-1)).toEqual({
      label: 'Appendices',
      text: 'A: data behind the figures',
      placeholder: false,
    });
    const last = paper.sections.at(-1);
    expect([last?.id, last?.heading]).toEqual(['appendices', 'Appendices']);
  });

  it('have the same letter and title in the page, the PDF, Word and the workbook', async () => {
    const parts = { briefing: paper, charts: new Map() };
    const page = new JSDOM(renderHtml(parts)).window.document;
    const section = page.querySelector('section[aria-labelledby="appendix-a"]');
    expect(section?.querySelector('h2')?.textContent).toBe(HEADING);
    expect(page.querySelector('nav a[href="#appendix-a"]')?.textContent).toBe(HEADING);
    const leads = [...(section?.querySelectorAll('a') ?? [])].map((link) => link.hash.slice(1));
    expect(leads).toEqual(chartsOf(paper).map(({ id }) => `figure-${id}`));
    for (const id of leads) expect(page.getElementById(id)?.querySelector('table')).not.toBeNull();

    const { appendices } = paperData(parts);
    expect(appendices.map(({ heading, tables }) => [heading, tables.length])).toEqual([
      [HEADING, chartsOf(paper).length],
    ]);

    const word = await partsOf((await renderDocx(parts)).get('briefing.docx'));
    expect(lines(tree(word.get('word/document.xml')))).toContain(HEADING);

    const cover = coverPage(paper).lines.map(({ text }) => text);
    expect(cover).toContain(`${HEADING}. In the worksheets whose names begin with Figure.`);
  });

  it('are not those of the summary on one page', () => {
    const parts = { briefing: summary, charts: new Map() };
    expect(renderHtml(parts)).not.toContain('Appendi');
    expect(JSON.stringify(paperData(parts))).not.toContain('Appendi');
  });

  it('are none where there is no figure', () => {
    expect(appendicesOf([])).toEqual([]);
    expect(appendixLine([]).text).toBe('None');
    expect(appendixSection([])).toEqual([]);
  });

  it('have headings with a letter', () => {
    expect(appendicesOf(paper.sections).map(appendixHeading)).toEqual([HEADING]);
  });
});
