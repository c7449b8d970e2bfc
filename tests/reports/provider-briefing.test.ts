import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReportProviders } from '../../src/cli/report-providers.js';
import { CarecountError } from '../../src/errors.js';
import { folderName } from '../../src/ingest/feedback/index.js';
import { writePacks, writeProviderSheets } from '../../src/reports/index.js';
import type { ProviderSheets } from '../../src/reports/index.js';
import { filesBelow, packOptions, tempFolder } from './helpers/packs.js';
import { MARKUP, addProviders, sheetOptions } from './helpers/seed-providers.js';
import { seedDatabase, seedMeasures } from './helpers/seed.js';

const dir = tempFolder();
let sheets: ProviderSheets;
let files: Map<string, string>;

beforeAll(async () => {
  const path = join(dir, 'internal.duckdb');
  await seedDatabase(path, seedMeasures());
  await addProviders(path);
  sheets = await writeProviderSheets(sheetOptions(dir));
  files = filesBelow(join(dir, 'packs'));
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

const sheet = (folder: string, name = 'provider.html'): string =>
  files.get(join('internal/providers', folder, '2026-04', name)) ?? '';

interface PackJson {
  readonly sentences: readonly { readonly rule: string; readonly text: string }[];
  readonly facts: readonly { readonly id: string; readonly text: string }[];
}

const packOf = (folder: string): PackJson => JSON.parse(sheet(folder, 'pack.json')) as PackJson;

describe('writeProviderSheets', () => {
  it('writes a page and the facts behind it for each provider, and a page that lists them', () => {
    expect(sheets.period).toBe('2026-04');
    expect([...files.keys()]).toEqual([
      'internal/providers/%2E.%2F%22%3E%3Cimg onerror%3Dx%3E/2026-04/pack.json',
      'internal/providers/%2E.%2F%22%3E%3Cimg onerror%3Dx%3E/2026-04/provider.html',
      'internal/providers/alder-care/2026-04/pack.json',
      'internal/providers/alder-care/2026-04/provider.html',
      'internal/providers/birch-homes/2026-04/pack.json',
      'internal/providers/birch-homes/2026-04/provider.html',
      'internal/providers/index.html',
    ]);
    const index = files.get('internal/providers/index.html') ?? '';
    expect(index).toContain('href="birch-homes/2026-04/provider.html"');
    expect(index).toContain(
      'href="%252E.%252F%2522%253E%253Cimg%20onerror%253Dx%253E/2026-04/provider.html"',
    );
  });

  it('shows a provider nothing of another', () => {
    for (const name of ['provider.html', 'pack.json']) {
      expect(sheet('alder-care', name)).toContain('11.2%');
      expect(sheet('alder-care', name)).not.toMatch(/birch|33\.3|22\.2|onerror/);
    }
  });

  it('writes the id of a provider as text', () => {
    const index = files.get('internal/providers/index.html') ?? '';
    expect(index).not.toContain('<img');
    expect(sheet(folderName(MARKUP))).not.toContain('<img');
    expect(sheet(folderName(MARKUP))).toContain('22.2%');
  });

  it('sets its figure beside its group, by the displayed figures', () => {
    const { sentences } = packOf('alder-care');
    expect(sentences.map(({ text }) => text)).toContain(
      'At 11.2% in April 2026, the vacancy rate at alder-care was 1.8 percentage points higher than the 9.4% of its group.',
    );
  });

  it('says that too few others have a figure, and shows its own', () => {
    const { sentences, facts } = packOf('alder-care');
    expect(sentences.map(({ text }) => text)).toContain(
      'Nothing to set beside the turnover rate: too few other providers in the group have a figure.',
    );
    const shown = Object.fromEntries(
      facts.map(({ id, text }) => [id.split('/').slice(0, 2).join('/'), text]),
    );
    expect(shown['provider/turnover_rate']).toBe('25.0%');
    expect(shown['group/turnover_rate']).toBe('[c]');
    expect(shown['good-or-outstanding/turnover_rate']).toBe('[c]');
  });

  it('never holds its figure about fewer workers than the internal profile asks', () => {
    expect(packOf('alder-care').sentences.map(({ text }) => text)).toContain(
      'No figure for the median hourly pay of care workers: that would be about too few workers.',
    );
    for (const text of [sheet('alder-care'), sheet('alder-care', 'pack.json')]) {
      expect(text).not.toMatch(/0\.77|£0/);
    }
  });

  it('writes the same bytes again', async () => {
    await writeProviderSheets(sheetOptions(dir));
    expect(filesBelow(join(dir, 'packs'))).toEqual(files);
  });

  it('writes the sheets asked for, and then says which provider has none', async () => {
    const outDir = join(dir, 'asked');
    const asked = writeProviderSheets(
      sheetOptions(dir, { outDir, providers: ['birch-homes', 'birch-home'] }),
    );
    await expect(asked).rejects.toThrow('got "birch-home". Did you mean "birch-homes"?');
    expect([...filesBelow(outDir).keys()]).toEqual([
      'internal/providers/birch-homes/2026-04/pack.json',
      'internal/providers/birch-homes/2026-04/provider.html',
      'internal/providers/index.html',
    ]);
    expect(readFileSync(join(outDir, 'internal/providers/index.html'), 'utf8')).not.toContain(
      'alder',
    );
  });
});

describe('writePacks', () => {
  it('links from the list of internal packs to that of the sheets', async () => {
    const { indexPath } = await writePacks(
      packOptions(dir, {
        databasePath: join(dir, 'internal.duckdb'),
        audience: 'internal',
        areas: ['X06000003'],
      }),
    );
    expect(readFileSync(indexPath, 'utf8')).toContain('<a href="providers/index.html">');
  });
});

describe('carecount report --providers', () => {
  it.each([
    [{}, 'got none. Add --audience internal.'],
    [{ audience: 'public' }, 'got "public". Add --audience internal.'],
    [{ audience: 'internal', area: ['X1'] }, 'got "X1". Leave --area out'],
  ])('refuses %j', async (flags, words) => {
    const refused = runReportProviders(flags, {});
    await expect(refused).rejects.toThrow(CarecountError);
    await expect(runReportProviders(flags, {})).rejects.toThrow(words);
  });
});
