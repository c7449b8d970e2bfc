import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import axe from 'axe-core';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePacks, writeProviderSheets } from '../../src/reports/index.js';
import { filesBelow, packOptions, tempFolder } from './helpers/packs.js';
import { addProviders, sheetOptions } from './helpers/seed-providers.js';
import { STRATEGY_PATHS, seedTopics } from './helpers/seed-topics.js';

const dir = tempFolder();
const PAGES = [
  'public/index.html',
  'public/X06000003/2026-04/briefing.html',
  'public/X47000001/2026-04/briefing.html',
  'public/X10000001/2026-04/summary.html',
  'internal/X10000001/2026-04/briefing.html',
  'internal/providers/index.html',
  'internal/providers/alder-care/2026-04/provider.html',
];
let files: Map<string, string>;

beforeAll(async () => {
  const databasePath = join(dir, 'public.duckdb');
  await seedTopics(databasePath);
  await addProviders(databasePath);
  const options = packOptions(dir, { paths: STRATEGY_PATHS });
  const areas = ['X10000001', 'X06000003', 'X47000001'];
  await writePacks({ ...options, areas });
  await writePacks({ ...options, areas: ['X10000001'], audience: 'internal' });
  const formats = ['html', 'xlsx'] as const;
  await writeProviderSheets(
    sheetOptions(dir, { databasePath, formats, providers: ['alder-care'] }),
  );
  files = filesBelow(join(dir, 'packs'));
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function open(path: string): JSDOM {
  const page = files.get(path);
  if (page === undefined) throw new Error(`no page ${path}`);
  const plain = page.replace(/<style>.*?<\/style>/s, '');
  return new JSDOM(plain, { runScripts: 'outside-only' });
}

function all(dom: JSDOM, selector: string): Element[] {
  return [...dom.window.document.querySelectorAll(selector)];
}

describe.each(PAGES)('%s', (path) => {
  it('passes axe', async () => {
    const dom = open(path);
    dom.window.eval(axe.source);
    const inside = dom.window as unknown as { axe: typeof axe };
    const { violations } = await inside.axe.run(dom.window.document.documentElement, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it('has one h1, no jump in its headings, a language, a title and a main part', () => {
    const dom = open(path);
    const levels = all(dom, 'h1,h2,h3,h4,h5,h6').map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? level)).toBeLessThan(2));
    expect(dom.window.document.documentElement.lang).toBe('en-GB');
    expect(dom.window.document.title).not.toBe('');
    expect(all(dom, 'main#main')).toHaveLength(1);
    expect(all(dom, 'a.skip[href="#main"]')).toHaveLength(1);
  });

  it('has ids that are unique and links that lead somewhere', () => {
    const dom = open(path);
    const ids = all(dom, '[id]').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = all(dom, '[aria-labelledby]').flatMap(
      (element) => element.getAttribute('aria-labelledby')?.split(' ') ?? [],
    );
    const links = all(dom, 'a[href^="#"]').map((link) => link.getAttribute('href')?.slice(1) ?? '');
    expect([...named, ...links].filter((id) => !ids.includes(id))).toEqual([]);
    const beside = all(dom, 'a:not([href^="#"])').map((link) =>
      join(dirname(path), link.getAttribute('href') ?? ''),
    );
    expect(beside).not.toEqual([]);
    expect(beside.filter((name) => !files.has(name))).toEqual([]);
  });

  it('gives each table a caption, heads with scope, and a region that takes the keyboard', () => {
    const dom = open(path);
    for (const table of all(dom, 'table')) {
      expect(table.querySelector('caption')?.textContent.trim()).not.toBe('');
      const heads = [...table.querySelectorAll('th')];
      expect(heads.every((head) => ['col', 'row'].includes(head.getAttribute('scope') ?? ''))).toBe(
        true,
      );
      const widths = [...table.querySelectorAll('tr')].map((row) => row.children.length);
      expect(new Set(widths).size).toBe(1);
      expect(
        [...table.querySelectorAll('tbody td')].every((cell) => cell.textContent.trim() !== ''),
      ).toBe(true);
      const region = table.closest('[role="region"]');
      expect(region?.getAttribute('tabindex')).toBe('0');
      expect(region?.getAttribute('aria-label')).not.toBe('');
    }
  });

  it('gives each figure a name, a description and a table of its data', () => {
    const dom = open(path);
    for (const figure of all(dom, 'figure')) {
      expect(figure.querySelector('details table')).not.toBeNull();
      expect(figure.querySelector('h3')?.textContent).toMatch(/^\s*Figure \d: /);
      for (const image of figure.querySelectorAll('svg')) {
        expect(image.getAttribute('role')).toBe('img');
        expect(image.querySelector('title')?.textContent).not.toBe('');
        expect(image.querySelector('desc')?.textContent.length).toBeGreaterThan(40);
        expect(image.querySelectorAll('[role],[aria-label]')).toHaveLength(0);
      }
      const drawn = figure.querySelectorAll('.chart-box svg[role="img"]').length;
      expect(drawn).toBe(figure.textContent.includes('No chart is drawn') ? 0 : 1);
    }
  });
});

describe('the pages', () => {
  it.each([
    ['table-progress', 'internal/X10000001/2026-04/briefing.html'],
    ['figure-vacancy-movement', 'internal/X10000001/2026-04/briefing.html'],
    ['figure-vacancy-map', 'public/X47000001/2026-04/briefing.html'],
    ['figure-vacancy-heatmap', 'public/X47000001/2026-04/briefing.html'],
  ])('have among them one with %s', (id, path) => {
    expect(all(open(path), `#${id}`)).toHaveLength(1);
  });
});
