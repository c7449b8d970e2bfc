import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { appendixLine, appendixSection } from '../../../../src/reports/appendices.js';
import { renderDocx } from '../../../../src/reports/renderers/docx/render-docx.js';
import { knownPlaceholders } from '../../../../src/reports/renderers/docx/template/placeholders.js';
import { all, lines, partsOf, sampleParts, styleOf, TAMED, textOf, tree } from './sample.js';
import type { TemplateParts } from './word-template.js';
import {
  DOCM,
  DOTX,
  GERMAN_STYLES,
  HEADED,
  SECTION,
  SPLIT_TITLE,
  wordTemplate,
  written,
} from './word-template.js';

const sample = sampleParts({ demonstration: null });

async function render(template: Uint8Array, parts = sample): Promise<Uint8Array> {
  const files = await renderDocx(parts, { template, templateName: 'council.docx' });
  return files.get(`${parts.briefing.fileStem}.docx`) as Uint8Array;
}

async function fill(template: TemplateParts, parts = sample): Promise<Map<string, string>> {
  return partsOf(await render(await wordTemplate(template), parts));
}

async function filledBody(body: string, styles?: string): Promise<Document> {
  const files = await fill({ body: body + SECTION, ...(styles === undefined ? {} : { styles }) });
  return tree(files.get('word/document.xml'));
}

const paragraphs = (document: Document, text: string): Element[] =>
  all(document, 'w:p').filter((each) => textOf(each) === text);

describe('fillTemplate', () => {
  it('finds a placeholder that Word split over runs, and writes in the look of its first letter', async () => {
    const document = await filledBody(SPLIT_TITLE);
    expect(lines(document)).toEqual([
      'Report: Northmoor: vacancies & pay, April 2026 of Northmoor.',
    ]);
    const run = all(document, 'w:r').find((each) => each.textContent.includes('Northmoor: vac'));
    expect(all(run as Element, 'w:i')).toHaveLength(1);
    expect(all(document, 'w:jc')).toHaveLength(1);
    expect(all(document, 'w:hyperlink')[0]?.textContent).toBe('Northmoor');
  });

  it('takes a placeholder however it is spelt: capitals, spaces, hyphens', async () => {
    const document = await filledBody(written('{{ Period }}') + written('{{Key-Messages}}'));
    expect(lines(document)).toEqual(['April 2026', '1. Vacancies fell.', '2. Pay rose.']);
  });

  it('puts a section without its heading in the place of its paragraph, and keeps what is around', async () => {
    const document = await filledBody(
      written('3. Our heading') + written('{{recommendations}}') + written('Kept.'),
    );
    expect(lines(document)).toEqual([
      '3. Our heading',
      'That the [Committee name: officer to complete]:',
      '(a) notes the figures;',
      '(b) considers what they mean.',
      'Kept.',
    ]);
  });

  it('uses the styles of the template by name, and does not count a heading twice', async () => {
    const document = await filledBody(written('{{findings}}'), GERMAN_STYLES);
    const heading = paragraphs(document, '4. Main indicators')[0] as Element;
    expect(styleOf(heading)).toBe('berschrift1');
    expect(all(heading, 'w:numId')[0]?.getAttribute('w:val')).toBe('0');
    expect(all(document, 'w:p').map(styleOf)).toContain('berschrift2');
    expect(styleOf(paragraphs(document, 'Table 1: Figures by month')[0] as Element)).toBe(
      'Beschriftung',
    );
    const ids = ['berschrift1', 'berschrift2', 'Beschriftung'];
    const used = all(document, 'w:pStyle').map((each) => each.getAttribute('w:val') ?? '');
    expect(used.filter((id) => !ids.includes(id))).toEqual([]);
    expect(lines(document)).not.toContain('3. Key messages');
  });

  it('sets headings in bold at their level where the template has no style for them', async () => {
    const document = await filledBody(written('{{findings}}'));
    expect(all(document, 'w:pStyle')).toEqual([]);
    const heading = paragraphs(document, '4. Main indicators')[0] as Element;
    expect(all(heading, 'w:b')).toHaveLength(1);
    expect(all(heading, 'w:outlineLvl')[0]?.getAttribute('w:val')).toBe('0');
  });

  it('says in which language its words are, whatever the template is in', async () => {
    const document = await filledBody(written('{{findings}}'));
    const silent = all(document, 'w:r').filter(
      (run) => all(run, 'w:t').length > 0 && all(run, 'w:lang').length === 0,
    );
    expect(silent.map((run) => run.textContent)).toEqual([]);
    expect(all(document, 'w:lang')[0]?.getAttribute('w:val')).toBe('en-GB');
  });

  it('draws charts as wide as the text of the template, each with its words', async () => {
    const files = await fill({ body: written('{{charts}}') + SECTION });
    const document = tree(files.get('word/document.xml'));
    const [picture] = all(document, 'wp:docPr');
    expect(picture?.getAttribute('descr')).toBe(`What vacancy-trend shows:  ${TAMED}`);
    expect(all(document, 'wp:extent')[0]?.getAttribute('cx')).toBe(String(601 * 9525));
    const target = /Target="(media\/[^"]*\.png)"/.exec(
      files.get('word/_rels/document.xml.rels') ?? '',
    );
    expect(files.has(`word/${target?.[1] ?? ''}`)).toBe(true);
  });

  it('has the data of a chart below it, or in the appendix where the template has one', async () => {
    const below = lines(await filledBody(written('{{charts}}')));
    expect(below.indexOf('Data for figure 1: Figures by month')).toBeLessThan(
      below.indexOf('Figure 2: The finding of hidden'),
    );
    const apart = lines(await filledBody(written('{{charts}}') + written('{{appendix}}')));
    expect(apart.filter((line) => line.startsWith('Data for figure 1'))).toHaveLength(1);
    expect(apart.indexOf('Data for figure 1: Figures by month')).toBeGreaterThan(
      apart.indexOf('Figure 2: The finding of hidden'),
    );
  });

  it('lists the appendices, and none where the data of each chart stand below it', async () => {
    const { sections } = sample.briefing;
    const listing = {
      ...sample,
      briefing: {
        ...sample.briefing,
        titleBlock: [appendixLine(sections)],
        sections: [...sections, ...appendixSection(sections)],
      },
    };
    const listed = async (...names: string[]): Promise<string[]> => {
      const body = names.map((name) => written(`{{${name}}}`)).join('');
      const files = await fill({ body: body + SECTION }, listing);
      return lines(tree(files.get('word/document.xml'))).filter((line) => line !== '');
    };
    expect((await listed('title_block', 'appendices', 'appendix')).slice(0, 3)).toEqual([
      'Appendices',
      'A: data behind the figures',
      '8.1 Appendix A: data behind the figures. It has the table of each figure of this paper.',
    ]);
    expect(await listed('title_block', 'appendices')).toEqual([
      'Appendices',
      'None',
      '8.1 There is no appendix: the table of each figure stands below it.',
    ]);
  });

  it('never fills in text from data', async () => {
    const document = await filledBody(written('{{purpose}}') + written('{{key_messages}}'));
    expect(lines(document)).toEqual([
      '1.1 What it is for.',
      `1.2 ${TAMED}`,
      '1. Vacancies fell.',
      '2. Pay rose.',
    ]);
  });

  it('says so where the paper has no such section', async () => {
    expect(lines(await filledBody(written('{{progress}}')))).toEqual([
      'There is nothing under this heading for Northmoor in April 2026.',
    ]);
  });

  it('keeps a section of the template that ends with a placeholder', async () => {
    const ending = `<w:p><w:pPr>${SECTION}</w:pPr><w:r><w:t>{{key_messages}}</w:t></w:r></w:p>`;
    expect(all(await filledBody(ending), 'w:sectPr')).toHaveLength(2);
  });

  it('fills a header too, and marks it first in a demonstration', async () => {
    const template = {
      body: written('{{area}}') + HEADED,
      header: written('{{area}}, {{period}}'),
    };
    const plain = await fill(template);
    expect(lines(tree(plain.get('word/header1.xml')))).toEqual(['Northmoor, April 2026']);
    const marked = await fill(template, sampleParts());
    expect(lines(tree(marked.get('word/header1.xml')))).toEqual([
      'Demonstration data: invented, not real figures',
      'Northmoor, April 2026',
    ]);
    const kinds = all(tree(marked.get('word/document.xml')), 'w:headerReference');
    expect(kinds.map((each) => each.getAttribute('w:type')).sort()).toEqual([
      'default',
      'even',
      'first',
    ]);
  });

  it('gives a template without headers one that says what is internal', async () => {
    const files = await fill(
      { body: written('{{area}}') + SECTION },
      sampleParts({ demonstration: null, audience: 'internal' }),
    );
    expect(lines(tree(files.get('word/headerCarecount.xml')))).toEqual([
      'Internal: not for publication',
    ]);
    expect(files.get('[Content_Types].xml')).toContain('/word/headerCarecount.xml');
    expect(files.get('word/_rels/document.xml.rels')).toContain('Target="headerCarecount.xml"');
  });

  it('has the title and the day of the data in its properties, also where the template has none', async () => {
    const files = await fill({ body: written('{{area}}') + SECTION });
    const core = tree(files.get('docProps/core.xml'));
    expect(all(core, 'dc:title')[0]?.textContent).toBe('Northmoor: vacancies & pay, April 2026');
    expect(files.get('_rels/.rels')).toContain('Target="docProps/core.xml"');
  });

  it('starts a header where it can be read in a template that has no room for one', async () => {
    const body = written('{{area}}') + SECTION.replace('w:header="708"', 'w:header="0"');
    const files = await fill({ body }, sampleParts());
    const [page] = all(tree(files.get('word/document.xml')), 'w:pgMar');
    expect(page?.getAttribute('w:header')).toBe('567');
  });

  it('keeps a caption with its table, whatever the style of the template says', async () => {
    const document = await filledBody(written('{{charts}}'), GERMAN_STYLES);
    const [caption] = paragraphs(document, 'Data for figure 1: Figures by month');
    expect(all(caption as Element, 'w:keepNext')).toHaveLength(1);
  });

  it('sets a table as wide as the cell that it stands in', async () => {
    const cell = `<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${written('{{title_block}}')}</w:tc>`;
    const document = await filledBody(`<w:tbl><w:tr>${cell}</w:tr></w:tbl>`);
    const widths = all(document, 'w:tblW').map((each) => each.getAttribute('w:w'));
    expect(widths).toEqual(['3784']);
    expect(all(document, 'w:tc')[0]?.lastElementChild?.tagName).toBe('w:p');
  });

  it('leaves a summary in our own look, as it is no committee paper, and on its one page', async () => {
    const files = await fill(
      { body: written('{{area}}') + SECTION },
      sampleParts({ fileStem: 'summary' }),
    );
    const texts = lines(tree(files.get('word/document.xml')));
    expect(texts).toContain('Figure 1: The finding of vacancy-trend');
    expect(texts.filter((text) => /^(Appendix|Data for figure)/.test(text))).toEqual([]);
  });

  it('gives equal bytes for equal parts', async () => {
    const template = await wordTemplate({ body: written('{{whole_paper}}') + SECTION });
    const [first, second] = [
      await render(template),
      await render(template, sampleParts({ demonstration: null })),
    ];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it('knows what the guide lists, and the guide lists what it knows', () => {
    const guide = readFileSync(
      new URL('../../../../docs/word-template.md', import.meta.url),
      'utf8',
    );
    const listed = [...guide.matchAll(/^\| `\{\{(\w+)\}\}`/gm)].map((match) => match[1] ?? '');
    expect(listed.sort()).toEqual(knownPlaceholders(sample.briefing).sort());
  });
});

const SAVE = 'Open it in Word and save it as "Word Document (*.docx)", without a password.';

async function workbook(): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file('[Content_Types].xml', '<Types/>').file('xl/workbook.xml', '<workbook/>');
  return zip.generateAsync({ type: 'uint8array' });
}

const withBody = (body: string, header?: string): Promise<Uint8Array> =>
  wordTemplate({ body: body + SECTION, ...(header === undefined ? {} : { header }) });

describe('a template that cannot be filled', () => {
  it.each([
    [
      'a text',
      () => Promise.resolve(Buffer.from('not a zip')),
      `expected a Word document (.docx); got another kind of file. ${SAVE}`,
    ],
    [
      'an old document',
      () => Promise.resolve(Buffer.from('d0cf11e0a1b11ae1', 'hex')),
      `expected a Word document (.docx); got an older .doc, or a file with a password. ${SAVE}`,
    ],
    [
      'a workbook',
      workbook,
      `expected a Word document (.docx); got a file without a Word document in it. ${SAVE}`,
    ],
    [
      'a .dotx',
      () => wordTemplate({ body: written('{{title}}'), type: DOTX }),
      `expected a Word document (.docx); got a .dotx template. ${SAVE}`,
    ],
    [
      'a .docm',
      () => wordTemplate({ body: written('{{title}}'), type: DOCM }),
      `expected a Word document (.docx); got a document with macros (.docm or .dotm). ${SAVE}`,
    ],
    [
      'a misspelt placeholder',
      () => withBody(written('{{key_mesages}}')),
      'expected placeholders that Carecount knows; got "{{key_mesages}}". Did you mean {{key_messages}}?',
    ],
    [
      'an open placeholder',
      () => withBody(written('Of {{title}')),
      'expected placeholders that Carecount knows; got "{{title}". Did you mean {{title}}?',
    ],
    [
      'a section beside other text',
      () => withBody(written('See {{findings}}')),
      'expected {{findings}} in a paragraph of its own in the body of the document; got other text beside it. Move it to a line of its own.',
    ],
    [
      'a section in a header',
      () => withBody(written('{{title}}'), written('{{charts}}')),
      'expected {{charts}} in a paragraph of its own in the body of the document; got a header, footer or note. Move it to a line of its own.',
    ],
  ])('is %s, and says so in one line', async (_name, template, message) => {
    const failure = render(await template());
    await expect(failure).rejects.toMatchObject({
      code: 'CC-REP-004',
      message: `council.docx: ${message}`,
    });
  });

  it('is one without a placeholder, and lists what there is', async () => {
    const failure = render(await withBody(written('Dear committee')));
    await expect(failure).rejects.toThrow(
      /^council\.docx: expected a placeholder where the paper should stand; got none\. Type \{\{whole_paper\}\} on a line of its own, or some of .*\{\{key_messages\}\}/,
    );
  });
});
