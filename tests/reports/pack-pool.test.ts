import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { packPool } from '../../src/reports/pack-pool.js';
import type { PackWriter } from '../../src/reports/pack-writer.js';
import { handBriefing } from './helpers/hand-briefing.js';
import { tempFolder } from './helpers/packs.js';

const WORKER = join(import.meta.dirname, 'helpers', 'worker.mjs');
const BUILT = join(packageDir, 'dist', 'src', 'reports', 'pack-pool.js');
if (!existsSync(BUILT)) console.log('pack-pool.test.ts skips the built worker: run npm run build');

let pool: PackWriter;
afterEach(() => {
  pool.close();
});

function order(dir: string): Parameters<PackWriter['write']>[0] {
  return {
    dir,
    briefings: { paper: handBriefing(), summary: null },
    making: {
      formats: ['html', 'csv'],
      pdfEngine: 'typst',
      docx: { template: null, templateName: '' },
    },
  };
}

/** The number of the process that made a pack. */
async function madeBy(dir = 'a pack'): Promise<string | undefined> {
  const { faults } = await pool.write(order(dir));
  return faults[0]?.message;
}

describe('packPool', () => {
  it('makes one pack after another in one process, and replaces it after twenty', async () => {
    pool = packPool(1, WORKER);
    const makers: (string | undefined)[] = [];
    for (let pack = 0; pack < 21; pack += 1) makers.push(await madeBy());
    expect(new Set(makers.slice(0, 20)).size).toBe(1);
    expect(makers[20]).not.toBe(makers[0]);
  });

  it('has as many processes at once as there are lanes', async () => {
    pool = packPool(2, WORKER);
    const makers = await Promise.all([madeBy(), madeBy()]);
    expect(new Set(makers).size).toBe(2);
  });

  it('fails the pack that its process died of, and makes the next in a new one', async () => {
    pool = packPool(1, WORKER);
    const first = await madeBy();
    await expect(madeBy('dies')).rejects.toThrow('the process that makes packs ended with SIGKILL');
    const next = await madeBy();
    expect(next).toMatch(/^\d+$/);
    expect(next).not.toBe(first);
  });

  it('makes the next pack in a new process where one ended after its pack', async () => {
    pool = packPool(1, WORKER);
    const first = await madeBy('ends after it');
    await setTimeout(300);
    expect(await madeBy()).not.toBe(first);
  });

  it('keeps the code of a failure, of a fault, and of neither for a bug', async () => {
    pool = packPool(1, WORKER);
    const full = { name: 'CarecountError', code: 'CC-WSP-002', message: 'the disk is full' };
    await expect(pool.write(order('fails'))).rejects.toMatchObject(full);
    await expect(pool.write(order('has a bug'))).rejects.toMatchObject({
      name: 'Error',
      message: 'planted',
    });
    const { faults } = await pool.write(order('a pack'));
    expect(faults.map(({ name, code }) => [name, code])).toEqual([
      ['CarecountError', 'CC-REP-003'],
    ]);
  });
});

describe.skipIf(!existsSync(BUILT))('the built worker', () => {
  const dir = tempFolder();
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it('writes a pack in a process of its own', async () => {
    const built = (await import(pathToFileURL(BUILT).href)) as { packPool: typeof packPool };
    pool = built.packPool(1);
    const outcome = await pool.write(order(join(dir, 'pack')));
    expect(outcome).toEqual({ outcome: 'written', faults: [] });
    expect(readFileSync(join(dir, 'pack', 'briefing.html'), 'utf8')).toContain('Northmoor');
    expect(JSON.parse(readFileSync(join(dir, 'pack', 'pack.json'), 'utf8'))).toMatchObject({
      area: { area_name: 'Northmoor' },
    });
  });
});
