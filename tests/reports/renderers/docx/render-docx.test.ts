import { beforeAll, describe, expect, it } from 'vitest';
import { factsOf } from '../../../../src/reports/briefing.js';
import { packJson } from '../../../../src/reports/pack-json.js';
import { renderDocx } from '../../../../src/reports/renderers/docx/render-docx.js';
import {
  all,
  lines,
  LONG_NAME,
  partsOf,
  sampleParts,
  styleOf,
  TAMED,
  textOf,
  tree,
} from './sample.js';

const sample = sampleParts();
let bytes: unknown;
let parts: Map<string, string>;
let paper: Document;

beforeAll(async () => {
  bytes = (await renderDocx(sample)).get('briefing.docx');
  parts = await partsOf(bytes);
  paper = tree(parts.get('word/document.xml'));
});

const attribute = (element: Element | undefined, name: string): string | null =>
  element?.getAttribute(name) ?? null;

describe('renderDocx', () => {
  it('writes XML that is well formed in every part', () => {
    for (const [name, xml] of parts) {
      if (/\.(xml|rels)$/.test(name)) expect(tree(xml).documentElement, name).not.toBeNull();
    }
  });

  it('has a title, then headings in styles without a jump', () => {
    const styled = all(paper, 'w:p').filter((each) =>
      /^(Title|Heading\d)$/.test(styleOf(each) ?? ''),
    );
    expect(styled.map((each) => `${styleOf(each)}: ${textOf(each)}`)).toEqual([
      'Title: Northmoor: vacancies & pay, April 2026',
      'Heading1: 1. Purpose',
      'Heading1: 2. Recommendations',
      'Heading1: 3. Key messages',
      'Heading1: 4. Main indicators',
      'Heading1: 5. Vacancies',
      'Heading2: Figure 1: The finding of vacancy-trend',
      'Heading2: Figure 2: The finding of hidden',
      'Heading1: 6. Questions members may ask',
      'Heading2: How many wait?',
      'Heading1: 7. About the data',
      'Heading2: What the marks mean',
      'Heading1: Appendix A: data behind the figures',
    ]);
    const known = all(tree(parts.get('word/styles.xml')), 'w:style');
    const ids = known.map((style) => style.getAttribute('w:styleId'));
    expect(
      all(paper, 'w:pStyle').filter((each) => !ids.includes(attribute(each, 'w:val'))),
    ).toEqual([]);
  });

  it('is British English in Arial 12 on A4', () => {
    const defaults = all(tree(parts.get('word/styles.xml')), 'w:docDefaults')[0];
    if (defaults === undefined) throw new Error('no defaults');
    expect(attribute(all(defaults, 'w:lang')[0], 'w:val')).toBe('en-GB');
    expect(attribute(all(defaults, 'w:rFonts')[0], 'w:ascii')).toBe('Arial');
    expect(attribute(all(defaults, 'w:sz')[0], 'w:val')).toBe('24');
    const page = all(paper, 'w:pgSz')[0];
    expect([attribute(page, 'w:w'), attribute(page, 'w:h')]).toEqual(['11906', '16838']);
  });

  it('says its title, authors and the day of its data in its properties', () => {
    const core = tree(parts.get('docProps/core.xml'));
    const words = ['dc:title', 'dc:creator', 'cp:lastModifiedBy', 'dc:language', 'dcterms:created'];
    expect(words.map((name) => all(core, name)[0]?.textContent)).toEqual([
      'Northmoor: vacancies & pay, April 2026',
      'Invented Partnership',
      'Carecount',
      'en-GB',
      '2026-04-30T00:00:00Z',
    ]);
  });

  it('repeats the header row of each table under a caption, and keeps its rows whole', () => {
    const [titleBlock, ...tables] = all(paper, 'w:tbl');
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      expect(styleOf(table.previousElementSibling as Element)).toBe('Caption');
      const [head, ...rows] = all(table, 'w:tr');
      expect(all(head as Element, 'w:tblHeader')).toHaveLength(1);
      expect(rows.filter((row) => all(row, 'w:tblHeader').length > 0)).toEqual([]);
      expect(all(table, 'w:cantSplit')).toHaveLength(rows.length + 1);
      expect(attribute(all(table, 'w:tblLook')[0], 'w:firstRow')).toBe('1');
    }
    const look = all(titleBlock as Element, 'w:tblLook')[0];
    expect([attribute(look, 'w:firstRow'), attribute(look, 'w:firstColumn')]).toEqual(['0', '1']);
  });

  it('says what each picture shows, and draws it as wide as the text', () => {
    const [picture, ...others] = all(paper, 'wp:docPr');
    expect(others).toEqual([]);
    expect(attribute(picture, 'title')).toBe('The finding of vacancy-trend');
    expect(attribute(picture, 'descr')).toBe(`What vacancy-trend shows:  ${TAMED}`);
    expect(attribute(all(paper, 'wp:extent')[0], 'cx')).toBe(String(627 * 9525));
    expect(attribute(all(paper, 'wp:extent')[0], 'cy')).toBe(String(314 * 9525));
  });

  it('gives each picture a number of its own', async () => {
    const [drawn] = sample.charts.values();
    if (drawn === undefined) throw new Error('no chart');
    const charts = new Map([
      ['vacancy-trend', drawn],
      ['hidden', drawn],
    ]);
    const files = await partsOf((await renderDocx({ ...sample, charts })).get('briefing.docx'));
    const pictures = all(tree(files.get('word/document.xml')), 'wp:docPr');
    expect(pictures.map((each) => attribute(each, 'id'))).toEqual(['1', '2']);
  });

  it('says so where a chart may not be drawn, and has the data of each in the appendix', () => {
    const words = lines(paper);
    expect(words).toContain('No chart is drawn, as there is no figure that can be shown.');
    const appendix = words.slice(words.indexOf('Appendix A: data behind the figures'));
    expect(appendix).toContain('Data for figure 1: Figures by month');
    expect(appendix).toContain('9.1%');
    expect(appendix).toContain('Data for figure 2: Figures by month');
    expect(appendix).toContain('5.5%');
  });

  it('numbers paragraphs as text and leaves messages and recommendations to Word', () => {
    expect(lines(paper)).toContain('1.1 What it is for.');
    const listed = all(paper, 'w:p').filter((each) => all(each, 'w:numPr').length > 0);
    expect(listed.map(textOf)).toEqual([
      'notes the figures;',
      'considers what they mean.',
      'Vacancies fell.',
      'Pay rose.',
    ]);
    const levels = all(tree(parts.get('word/numbering.xml')), 'w:lvlText');
    expect(levels.map((level) => attribute(level, 'w:val'))).toEqual(
      expect.arrayContaining(['%1.', '(%1)']),
    );
  });

  it('shades what an officer has to fill in', () => {
    const shaded = all(paper, 'w:r').filter((run) => all(run, 'w:shd').length > 0);
    expect(shaded.map((run) => run.textContent)).toEqual([
      '[Committee name: officer to complete]',
      '[Committee name: officer to complete]',
      '[Answer: officer to complete]',
    ]);
  });

  it('prints text from data as it is, on its own line and in its own direction', () => {
    expect(lines(paper)).toContain(`1.2 ${TAMED}`);
    expect(lines(paper)).toContain(LONG_NAME);
    expect(parts.get('word/document.xml')).not.toMatch(/\p{Bidi_Control}|<img/u);
  });

  it('marks every page of a demonstration and counts the pages', () => {
    expect(lines(tree(parts.get('word/header1.xml')))).toEqual([
      'Demonstration data: invented, not real figures',
    ]);
    const footer = tree(parts.get('word/footer1.xml'));
    expect(textOf(all(footer, 'w:p')[0] as Element)).toBe(
      'Made by Carecount 0.1.0, run run-1Page  of  ',
    );
    expect(all(footer, 'w:instrText').map((each) => each.textContent)).toEqual([
      'PAGE',
      'NUMPAGES',
    ]);
  });

  it('has every figure of pack.json', () => {
    const { facts } = JSON.parse(packJson(sample.briefing)) as { facts: { text: string }[] };
    expect(facts).toHaveLength(factsOf(sample.briefing).length);
    expect(facts.filter(({ text }) => !lines(paper).includes(text))).toEqual([]);
  });

  it('gives equal bytes for equal parts', async () => {
    const again = (await renderDocx(sampleParts())).get('briefing.docx');
    expect(Buffer.from(again as Uint8Array).equals(Buffer.from(bytes as Uint8Array))).toBe(true);
  });

  it('marks what is internal, and nothing where there is nothing to say', async () => {
    const header = async (changes: Parameters<typeof sampleParts>[0]) => {
      const files = await renderDocx(sampleParts({ demonstration: null, ...changes }));
      const marked = (await partsOf(files.get('briefing.docx'))).get('word/header1.xml');
      return marked === undefined ? [] : lines(tree(marked));
    };
    expect(await header({ audience: 'internal' })).toEqual(['Internal: not for publication']);
    expect(await header({})).toEqual([]);
  });
});
