import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePacks } from '../../src/reports/index.js';
import { packOptions } from './helpers/packs.js';
import { seedDatabase, seedMeasures } from './helpers/seed.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
if (CHROMIUM === undefined) {
  console.log('browser.test.ts is skipped: no Chromium on this machine (package chromium)');
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 320, height: 800 };
const DESKTOP = { width: 1280, height: 900 };

/** The rules that axe sees broken. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string }[] }> };
    };
    return (await axe.run()).violations.map((violation) => violation.id);
  });
}

/** How wide the page is, what is out of sight at the side included. */
async function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number } };
    };
    return document.documentElement.scrollWidth;
  });
}

describe.skipIf(CHROMIUM === undefined)('a briefing in a browser', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carecount-browser-'));
  const requests: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await seedDatabase(join(dir, 'public.duckdb'), seedMeasures());
    await writePacks(packOptions(dir, { areas: ['X10000001'] }));
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    const path = join(dir, 'packs', 'public', 'X10000001', '2026-04', 'briefing.html');
    await page.goto(pathToFileURL(path).href);
  });

  afterAll(async () => {
    await browser.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it.each([
    ['a phone', PHONE],
    ['a desktop', DESKTOP],
  ])('has no accessibility fault that axe can see on %s', async (_name, size) => {
    await page.setViewportSize(size);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('never scrolls sideways on a phone', async () => {
    await page.setViewportSize(PHONE);
    expect(await widthOf(page)).toBe(PHONE.width);
  });

  it('sorts a table by the buttons in its heads, and keeps to the rules then', async () => {
    await page.click('#settings ~ .scroll table.sortable .sort');
    expect(await page.locator('[aria-sort=descending]').count()).toBe(1);
    expect(await page.locator('main > [role=status]').textContent()).toMatch(
      /^Sorted by .+ first$/,
    );
    expect(await faultsOf(page)).toEqual([]);
  });

  it('asks for nothing but itself', () => {
    expect(requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
  });

  it('prints on a handful of A4 pages', async () => {
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(pages).toBeLessThanOrEqual(12);
  });

  it('finds an area in the list of packs, on a phone too', async () => {
    const index = await browser.newPage({ viewport: PHONE });
    await index.goto(pathToFileURL(join(dir, 'packs', 'public', 'index.html')).href);
    await index.getByLabel('Find an area by name').fill('nowhere');
    expect(await index.getByRole('status').textContent()).toBe('0 of 1 area');
    await index.getByLabel('Find an area by name').fill('moor');
    expect(await index.locator('main li:visible').count()).toBe(1);
    expect(await faultsOf(index)).toEqual([]);
    expect(await widthOf(index)).toBe(PHONE.width);
    await index.close();
  });
});
