import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { renderHtml } from '../../../../src/reports/renderers/html/render-html.js';
import { chromiumPdf } from '../../../../src/reports/renderers/pdf/chromium.js';
import { renderPdf } from '../../../../src/reports/renderers/pdf/render-pdf.js';
import { parts } from './paper.js';
import { countTags, HAS_POPPLER, readText, structureOf } from './pdf-text.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
if (CHROMIUM === undefined) {
  console.log('chromium.test.ts skips printing: no Chromium on this machine (package chromium)');
}

const dir = mkdtempSync(join(tmpdir(), 'carecount-chromium-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A program that stands in for a browser that goes wrong. */
function program(name: string, script: string): string {
  const path = join(dir, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(CHROMIUM === undefined)('renderPdf with Chromium', () => {
  it('prints the page as a tagged PDF, the same bytes each time', async () => {
    const pack = await parts();
    const options = { engine: { chromium: CHROMIUM ?? '' }, html: () => renderHtml(pack) };
    const [first, second] = [await renderPdf(pack, options), await renderPdf(pack, options)];
    const bytes = Buffer.from(first.get('briefing.pdf') ?? '');
    const pdf = structureOf(bytes);
    expect(pdf).toContain('/Marked true');
    expect(pdf).toContain("/CreationDate (D:20260430000000+00'00')");
    expect(countTags(pdf, 'TH')).toBeGreaterThan(0);
    expect(bytes.equals(Buffer.from(second.get('briefing.pdf') ?? ''))).toBe(true);
    // The table of the paper, and the one behind its figure, which the page keeps folded.
    expect(countTags(pdf, 'Table')).toBe(2);
  });

  it.skipIf(!HAS_POPPLER)('prints the table behind a figure', async () => {
    const pack = await parts();
    const options = { engine: { chromium: CHROMIUM ?? '' }, html: () => renderHtml(pack) };
    const pdf = (await renderPdf(pack, options)).get('briefing.pdf');
    const text = readText(Buffer.from(pdf ?? ''), '-layout') ?? '';
    const table = text.slice(text.indexOf('Data for figure 1: Figures of the bars'));
    expect(table).toMatch(/residential +7\.1%\n+ +domiciliary +8\.4%\n+ +day +9\.7%/);
  });
});

describe('chromiumPdf', () => {
  it.each([
    ['a program that is not there', '/nowhere/chromium', /got spawn \/nowhere\/chromium ENOENT/],
    ['one that fails', program('fails', 'echo no display >&2; exit 3'), /got exit 3: no display/],
    ['one that writes nothing', program('idle', 'exit 0'), /got no file/],
  ])('says what is wrong with %s', async (_what, path, message) => {
    await expect(chromiumPdf(path)(await parts(), () => '')).rejects.toMatchObject({
      code: 'CC-REP-003',
      message: expect.stringMatching(message) as string,
    });
  });

  it('ends a program that takes too long, with all that it started', async () => {
    const note = join(dir, 'late');
    const slow = program('slow', `(sleep 1; touch ${note}) & sleep 30`);
    await expect(chromiumPdf(slow, 200)(await parts(), () => '')).rejects.toThrow(
      'got none within 0.2 seconds',
    );
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(existsSync(note)).toBe(false);
  });

  it('leaves no file behind', async () => {
    const temporary = join(dir, 'temporary');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const noted = program('noted', `ls "$TMPDIR" > ${join(dir, 'seen')}`);
    await chromiumPdf(noted)(await parts(), () => '').catch(() => undefined);
    vi.unstubAllEnvs();
    expect(readFileSync(join(dir, 'seen'), 'utf8')).toMatch(/^carecount-pdf-/);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
