import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { packJson } from '../../../../src/reports/pack-json.js';
import { renderPdf } from '../../../../src/reports/renderers/pdf/render-pdf.js';
import { typstPdf, typstWith } from '../../../../src/reports/renderers/pdf/typst.js';
import { bars, briefing, DEMONSTRATION, long, parts, say } from './paper.js';
import { countTags, HAS_POPPLER, readText, structureOf, textsAfter } from './pdf-text.js';

if (!HAS_POPPLER) console.log('typst.test.ts skips what it reads with pdftotext (poppler-utils)');

const HOSTILE = [
  '#panic("x") *bold* _i_ $x$ @ref `y`',
  '"><img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  '{{x}}',
  '\u202eabc\u202c',
];

async function pdfOf(changes: Parameters<typeof briefing>[0] = {}): Promise<Buffer> {
  const files = await renderPdf(await parts(briefing(changes)), {
    engine: 'typst',
    html: () => '',
  });
  return Buffer.from(files.get(`${changes.fileStem ?? 'briefing'}.pdf`) ?? '');
}

function sections(...blocks: ReturnType<typeof briefing>['sections'][number]['blocks']) {
  return { sections: [{ id: 'one', heading: 'One', blocks }] };
}

describe('renderPdf with Typst', () => {
  let bytes: Buffer;
  let pdf: string;
  let words: string;

  beforeAll(async () => {
    bytes = await pdfOf();
    pdf = structureOf(bytes);
    words = readText(bytes) ?? '';
  });

  it('calls itself PDF/UA-1, with a title that is shown, a language and tags', () => {
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(pdf).toContain('>Northmoor: vacancies, April 2026</rdf:li>');
    expect(pdf).toContain('/DisplayDocTitle true');
    expect(pdf).toContain('/Lang (en-GB)');
    expect(pdf).toMatch(/\/MarkInfo <<\s*\/Marked true/);
  });

  it('has the day of the data for its date, not the clock', () => {
    expect(pdf).toContain('<xmp:CreateDate>2026-04-30T00:00:00Z</xmp:CreateDate>');
  });

  it('gives every chart its title and words as alternative text', () => {
    expect(textsAfter(pdf, '/Alt').filter((text) => text.includes('bars'))).toEqual([
      'Home care had the highest vacancy rate. Three bars, from 9.7% to 7.1%.',
    ]);
    expect(countTags(pdf, 'Figure')).toBe(1);
  });

  it('embeds Source Sans 3 in two weights and no other font', () => {
    const names = [...pdf.matchAll(/\/FontName \/[A-Z]{6}\+(\S+)/g)].map(([, name]) => name);
    expect([...new Set(names)].sort()).toEqual(['SourceSans3-Regular', 'SourceSans3-SemiBold']);
  });

  it('tags the header row of a table, and its caption within it', () => {
    expect(countTags(pdf, 'Table')).toBe(2);
    expect(countTags(pdf, 'Caption')).toBe(2);
    expect(countTags(pdf, 'TH')).toBe(4);
    expect(pdf.match(/\/Scope \/Column/g)).toHaveLength(4);
  });

  it('has one first heading, and bookmarks for it and all below', () => {
    expect(['H1', 'H2', 'H3', 'H4'].map((tag) => countTags(pdf, tag))).toEqual([1, 3, 3, 0]);
    expect(textsAfter(pdf, '/Title')).toEqual(
      expect.arrayContaining([
        'Northmoor',
        '1. Everything',
        'Who leaves?',
        `Figure 1: ${bars.title.text}`,
      ]),
    );
  });

  it('is the same bytes for the same paper', async () => {
    expect((await pdfOf()).equals(bytes)).toBe(true);
  });

  it.skipIf(!HAS_POPPLER)('says every figure of the pack', () => {
    const pack = JSON.parse(packJson(briefing())) as { facts: { text: string }[] };
    expect(pack.facts.map(({ text }) => text)).toEqual(['8.3%', '9.7%', '8.4%', '7.1%']);
    for (const { text } of pack.facts) expect(words).toContain(text);
  });

  it.skipIf(!HAS_POPPLER)('numbers paragraphs, letters recommendations and numbers pages', () => {
    for (const text of ['1.1', 'That the Board:', '(a)', '(b)', 'Table 1: ', 'Page 1 of 2']) {
      expect(words).toContain(text);
    }
    expect(words).toContain('[Committee name: officer to complete]');
  });

  it.skipIf(!HAS_POPPLER)(
    'marks every page of a demonstration and of an internal paper',
    async () => {
      const pages = (readText(await pdfOf({ audience: 'internal' })) ?? '')
        .split('\f')
        .slice(0, -1);
      expect(pages).toHaveLength(2);
      for (const page of pages) {
        expect(page).toContain(DEMONSTRATION);
        expect(page).toContain('Internal: not for publication');
      }
    },
  );

  it.skipIf(!HAS_POPPLER)('has no mark on a paper that is neither', async () => {
    const text = readText(await pdfOf({ demonstration: null })) ?? '';
    expect(text).not.toContain('Demonstration');
    expect(text).not.toContain('Internal');
  });

  it('sets on one page a summary that takes more as a paper', async () => {
    const messages = {
      kind: 'messages' as const,
      sentences: Array.from({ length: 11 }, () => say('Many words. '.repeat(16))),
    };
    const chart = { kind: 'chart' as const, chart: bars };
    const summary = await pdfOf({ fileStem: 'summary', ...sections(messages, chart) });
    const paper = await pdfOf(sections(messages, chart));
    expect(structureOf(summary)).toContain('<xmpTPg:NPages>1<');
    expect(structureOf(paper)).not.toContain('<xmpTPg:NPages>1<');
  });

  it.skipIf(!HAS_POPPLER)('repeats the header of a table on each of its pages', async () => {
    const text = readText(await pdfOf(sections({ kind: 'table', table: long, notes: [] }))) ?? '';
    const pages = text.split('\f').filter((page) => page.includes('Row '));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain('Vacancy rate');
  });

  it.skipIf(!HAS_POPPLER)('prints what would break out as the letters it is', async () => {
    const text = readText(
      await pdfOf(sections({ kind: 'sentences', sentences: HOSTILE.map(say) })),
    );
    const flat = (text ?? '').replace(/\s+/g, ' ');
    for (const each of HOSTILE) expect(flat).toContain(each.replace(/[\u202e\u202c]/g, ''));
  });

  it.skipIf(!HAS_POPPLER)(
    'keeps names of 200 letters on the page, in words and in tables',
    async () => {
      const name = 'W'.repeat(200);
      const table = {
        ...long,
        caption: name,
        columns: [{ label: name, align: 'number' as const }],
        rows: [{ header: name, detail: name, cells: [{ text: name }] }],
      };
      const boxes = readText(
        await pdfOf({
          area: { ...briefing().area, name },
          title: name,
          ...sections(
            { kind: 'sentences', sentences: [say(name)] },
            { kind: 'messages', sentences: [say(name)] },
            { kind: 'table', table, notes: [say(name)] },
            {
              kind: 'terms',
              heading: name,
              terms: [{ rule: 'test', term: name, meaning: [name] }],
            },
          ),
        }),
        '-bbox',
      );
      const rights = [...(boxes ?? '').matchAll(/<word xMin="([\d.]+)".* xMax="([\d.]+)"/g)];
      expect(rights.length).toBeGreaterThan(50);
      expect(Math.max(...rights.map(([, , right]) => Number(right)))).toBeLessThan(595.28 - 56);
      expect(Math.min(...rights.map(([, left]) => Number(left)))).toBeGreaterThan(56);
    },
  );
});

describe('typstWith', () => {
  it('says what Typst cannot set', async () => {
    const faulty = await parts(briefing({ asAt: '2026-02-31' }));
    await expect(typstPdf(faulty, () => '')).rejects.toMatchObject({
      code: 'CC-REP-003',
      message: expect.stringMatching(
        /^PDF: expected a paper that Typst can set; got .*date.*\. Report what it says/,
      ) as string,
    });
  });

  it('sets a paper after one that it could not', async () => {
    expect((await pdfOf()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('fails where its files hold another font, instead of taking what it finds', async () => {
    const other = createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3');
    await expect(typstWith(() => [other])(await parts(), () => '')).rejects.toMatchObject({
      code: 'CC-REP-002',
      message: expect.stringContaining('expected Source Sans 3; got other fonts') as string,
    });
  });
});
