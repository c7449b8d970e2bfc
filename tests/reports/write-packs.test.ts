import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEMONSTRATION, writePacks } from '../../src/reports/index.js';
import type { PackResult } from '../../src/reports/index.js';
import { makePack } from '../../src/reports/make-pack.js';
import { PROFILE, filesBelow, packOptions, tempFolder } from './helpers/packs.js';
import { SENTINEL, SENTINEL_COUNT, seedDatabase, seedMeasures } from './helpers/seed.js';

const packJson = z.object({
  run: z.object({ run_id: z.string(), input_fingerprint: z.string() }),
  demonstration: z.string().optional(),
  sentences: z.array(
    z.object({
      section: z.string(),
      rule: z.string(),
      text: z.string(),
      facts: z.array(z.string()),
    }),
  ),
  facts: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      text: z.string(),
      value: z.number().optional(),
      base: z.unknown().optional(),
    }),
  ),
});

const dir = tempFolder();
let result: PackResult;
let files: Map<string, string>;

beforeAll(async () => {
  await seedDatabase(join(dir, 'public.duckdb'), seedMeasures());
  result = await writePacks(packOptions(dir));
  files = filesBelow(join(dir, 'packs'));
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function packOf(code: string): z.infer<typeof packJson> {
  return packJson.parse(JSON.parse(file(code, 'pack.json')));
}

function file(code: string, name: string): string {
  return files.get(join('public', code, '2026-04', name)) ?? '';
}

/** The files of charts that every pack has. */
function charts(...ids: readonly string[]): string[] {
  return ids.flatMap((id) => [`${id}.csv`, `${id}.svg`, `${id}.vl.json`]);
}

describe('writePacks', () => {
  it('writes a pack for each area that has data, of the latest month in the data', () => {
    expect(result.period).toBe('2026-04');
    expect(result.packs.map(({ areaCode }) => areaCode).sort()).toHaveLength(11);
    expect(result.packs.some(({ areaCode }) => areaCode === 'E92000001')).toBe(false);
    expect(
      [...files.keys()]
        .filter((path) => path.includes('X10000001'))
        .map((path) => path.split('/').at(-1)),
    ).toEqual([
      'briefing.html',
      'pack.json',
      ...charts('pay-spread'),
      'summary.html',
      ...charts('turnover-by-setting', 'turnover-trend'),
      ...charts('vacancy-by-setting', 'vacancy-ranked', 'vacancy-trend'),
    ]);
  });

  it('lets no suppressed number into any file', () => {
    const forbidden = [
      String(SENTINEL).slice(2, 8),
      String(SENTINEL_COUNT),
      SENTINEL_COUNT.toLocaleString('en-GB'),
      `${(SENTINEL * 100).toFixed(1)}%`,
      `"value": ${(SENTINEL * 100).toFixed(1)}`,
      `,${(SENTINEL * 100).toFixed(1)},`,
      '£0.77',
    ];
    for (const [path, text] of files) {
      const own = text.replace(/base64,[^)]*/g, '');
      for (const number of forbidden) {
        expect(own.includes(number), `${number} in ${path}`).toBe(false);
      }
    }
  });

  it('gives every sentence a rule, and facts that the pack holds', () => {
    for (const { areaCode } of result.packs) {
      const pack = packOf(areaCode);
      const ids = new Set(pack.facts.map(({ id }) => id));
      expect(pack.sentences.length).toBeGreaterThan(25);
      for (const sentence of pack.sentences) {
        expect(sentence.rule).toMatch(/^[a-z_]+(\.[a-z_]+)*$/);
        expect(sentence.facts.every((id) => ids.has(id))).toBe(true);
      }
    }
  });

  it('prints every sentence of the pack in the page', () => {
    const text = file('X10000001', 'briefing.html').replace(/\s+/g, ' ');
    for (const sentence of packOf('X10000001').sentences) {
      if (sentence.text.includes('officer to complete')) continue;
      expect(text).toContain(sentence.text.replaceAll("'", '&#39;'));
    }
  });

  it('gives no value and no base to a fact that is not shown', () => {
    const hidden = packOf('X06000003').facts.filter(({ status }) => status === 'suppressed');
    expect(hidden.length).toBeGreaterThan(20);
    for (const fact of hidden) {
      expect(fact).toMatchObject({ text: '[c]' });
      expect(fact.value).toBeUndefined();
      expect(fact.base).toBeUndefined();
    }
  });

  it('holds six key messages at most, one sentence each', () => {
    for (const { areaCode } of result.packs) {
      const messages = packOf(areaCode).sentences.filter(
        ({ section }) => section === 'key-messages',
      );
      expect(messages.length).toBeGreaterThan(0);
      expect(messages.length).toBeLessThanOrEqual(6);
      for (const { text } of messages) expect(text).toMatch(/^[^%£\d].*\.$/);
    }
  });

  it('says in a wholly withheld area what is withheld, why, and what can be said', () => {
    const messages = packOf('X06000003').sentences.filter(
      ({ section }) => section === 'key-messages',
    );
    expect(messages[0]).toMatchObject({ rule: 'withheld.together' });
    expect(messages[0]?.text).toContain('cannot be published [c], as they would rest on too few');
    expect(messages.length).toBeGreaterThan(2);
    expect(file('X06000003', 'vacancy-trend.svg')).toBe('');
    expect(file('X06000003', 'vacancy-trend.csv')).toContain(',c,suppressed,,');
    expect(file('X06000003', 'briefing.html')).toContain('No chart is drawn');
    expect(file('X06000003', 'briefing.html')).not.toMatch(/highest first, with \w+.* picked out/);
    expect(file('X06000001', 'briefing.html')).toContain('highest first, with Eskerby picked out');
  });

  it('uses no word that claims more than the figures say', () => {
    for (const [path, text] of files) {
      if (!path.endsWith('pack.json')) continue;
      expect(text).not.toMatch(
        /significant|sharp|plummet|soar|because|due to|driven by|\bNaN\b|undefined|Infinity/i,
      );
    }
  });

  it('says in every file that the figures are invented', () => {
    for (const [path, text] of files) {
      if (path.endsWith('.csv')) continue;
      expect(text.includes(DEMONSTRATION), path).toBe(true);
    }
  });

  it('names no path of this machine and asks nothing of another server', () => {
    for (const [path, text] of files) {
      expect(text.includes(dir), path).toBe(false);
      expect(text).not.toMatch(
        /\/work\/|\/tmp\/|\/home\/|<script[^>]*src|<link|@import|url\((?!data:|#)/,
      );
      if (path.endsWith('.html')) expect(text).not.toMatch(/(src|href)="https?:/);
    }
  });

  it('lists every pack by type of area', () => {
    const index = files.get('public/index.html') ?? '';
    expect(result.indexPath).toBe(join(dir, 'packs', 'public', 'index.html'));
    for (const { areaCode } of result.packs) {
      expect(index).toContain(`href="${areaCode}/2026-04/briefing.html"`);
    }
    expect(index.match(/<h2/g)).toHaveLength(5);
  });
});

describe('writePacks again', () => {
  it('gives the same bytes in another folder and leaves equal packs alone', async () => {
    const other = tempFolder();
    try {
      copyFileSync(join(dir, 'public.duckdb'), join(other, 'public.duckdb'));
      const options = packOptions(other, { areas: ['X10000001', 'X47000001'] });
      await writePacks(options);
      const again = filesBelow(join(other, 'packs'));
      const packs = [...again].filter(([path]) => path !== 'public/index.html');
      expect(packs.length).toBeGreaterThan(40);
      expect(packs.filter(([path, text]) => files.get(path) !== text)).toEqual([]);
      const page = join(other, 'packs/public/X10000001/2026-04/briefing.html');
      const before = statSync(page).mtimeMs;
      await writePacks(options);
      expect(statSync(page).mtimeMs).toBe(before);
      expect(filesBelow(join(other, 'packs'))).toEqual(again);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it('replaces a pack whole and leaves no half-made folder', async () => {
    const other = tempFolder();
    try {
      copyFileSync(join(dir, 'public.duckdb'), join(other, 'public.duckdb'));
      const place = join(other, 'packs/public/X10000001');
      mkdirSync(join(place, '.2026-04.partial'), { recursive: true });
      mkdirSync(join(place, '2026-04'));
      writeFileSync(join(place, '2026-04', 'stale.txt'), 'old');
      await writePacks(packOptions(other, { areas: ['X10000001'] }));
      expect(readdirSync(place)).toEqual(['2026-04']);
      expect(existsSync(join(place, '2026-04', 'stale.txt'))).toBe(false);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it('keeps a suppressed number of an internal file out of an internal pack', async () => {
    const internal = await writePacks(
      packOptions(dir, {
        audience: 'internal',
        areas: ['X06000003'],
        demonstration: false,
        outDir: join(dir, 'other'),
        disclosure: { ...PROFILE, min_workers: 100_000, round_counts_to: 1 },
      }),
    );
    const made = filesBelow(join(dir, 'other'));
    expect(internal.packs).toHaveLength(1);
    expect([...made.values()].some((text) => /77\.3[%,]/.test(text))).toBe(false);
    const page = made.get('internal/X06000003/2026-04/briefing.html') ?? '';
    expect(page).toContain('Internal: not for publication');
    expect(page).not.toContain('Demonstration');
  });

  it('withholds in an internal pack what its own profile does not allow, though the public one does', async () => {
    const outDir = join(dir, 'stricter');
    const disclosure = { ...PROFILE, min_workers: 100_000, round_counts_to: 1 };
    await writePacks(
      packOptions(dir, { audience: 'internal', areas: ['X10000001'], outDir, disclosure }),
    );
    const pack = filesBelow(outDir).get('internal/X10000001/2026-04/pack.json') ?? '';
    const { facts } = JSON.parse(pack) as {
      facts: { id: string; area_code: string; status: string }[];
    };
    const own = facts.filter(
      ({ id, area_code }) => area_code === 'X10000001' && !/^(comparison|published)\//.test(id),
    );
    expect(own.filter(({ status }) => status === 'ok')).toEqual([]);
    expect(own.length).toBeGreaterThan(10);
  });

  it('shows in an internal pack what its own profile allows', async () => {
    const outDir = join(dir, 'allowed');
    await writePacks(packOptions(dir, { audience: 'internal', areas: ['X06000003'], outDir }));
    const made = filesBelow(outDir);
    expect(made.get('internal/X06000003/2026-04/briefing.html')).toContain('77.3%');
  });
});

describe('writePacks in trouble', () => {
  it('names the nearest area for a code it does not know', async () => {
    const { faults } = await writePacks(packOptions(dir, { areas: ['X10000002'] }));
    expect(faults.map(({ code }) => code)).toEqual(['CC-USE-001']);
    expect(faults[0]?.message).toContain('X10000001');
  });

  it('finishes the other areas, then names the one that failed', async () => {
    const other = tempFolder();
    try {
      const path = join(other, 'public.duckdb');
      copyFileSync(join(dir, 'public.duckdb'), path);
      const { faults } = await writePacks(
        packOptions(other, { areas: ['X06000001', 'X10000001'] }),
        (briefings, making) => {
          if (briefings.paper.area.code === 'X06000001') throw new Error('planted');
          return makePack(briefings, making);
        },
      );
      expect(faults.map(({ code }) => code)).toEqual(['CC-REP-001']);
      expect(faults[0]?.message).toContain('X06000001 Eskerby (planted)');
      expect(existsSync(join(other, 'packs/public/X10000001/2026-04/briefing.html'))).toBe(true);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });
});
