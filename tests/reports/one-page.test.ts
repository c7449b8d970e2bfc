import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePacks } from '../../src/reports/index.js';
import { packOptions, tempFolder } from './helpers/packs.js';
import { seedDatabase, seedMeasures } from './helpers/seed.js';

/** The part of LibreOffice that opens Word files; a machine may have the rest without it. */
const HAS_WRITER =
  existsSync('/usr/lib/libreoffice/program/libswlo.so') &&
  spawnSync('soffice', ['--version']).status === 0;
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
if (!HAS_WRITER) console.log('one-page.test.ts skips Word: no LibreOffice Writer on this machine');
if (CHROMIUM === undefined) console.log('one-page.test.ts skips printing: no Chromium here');

/** The area of the longest name. */
const AREA = 'X06000002';
const dir = tempFolder();
const pack = join(dir, 'packs', 'public', AREA, '2026-04');

beforeAll(async () => {
  await seedDatabase(join(dir, 'public.duckdb'), seedMeasures());
  await writePacks(packOptions(dir, { areas: [AREA], formats: ['html', 'pdf', 'docx'] }));
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function pagesOf(pdf: string): number {
  return readFileSync(pdf, 'latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

describe('the summary', () => {
  it('is one page as PDF', () => {
    expect(pagesOf(join(pack, 'summary.pdf'))).toBe(1);
  });

  it.skipIf(!HAS_WRITER)('is one page in Word', () => {
    const profile = `-env:UserInstallation=${pathToFileURL(join(dir, 'office')).href}`;
    const convert = ['--headless', '--convert-to', 'pdf', '--outdir', dir];
    spawnSync('soffice', [profile, ...convert, join(pack, 'summary.docx')]);
    expect(pagesOf(join(dir, 'summary.pdf'))).toBe(1);
  });

  it.skipIf(CHROMIUM === undefined)('is one page as printed from a browser', () => {
    const pdf = join(dir, 'printed.pdf');
    const page = pathToFileURL(join(pack, 'summary.html')).href;
    const print = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
    spawnSync(CHROMIUM ?? '', [...print, `--print-to-pdf=${pdf}`, page]);
    expect(pagesOf(pdf)).toBe(1);
  });
});
