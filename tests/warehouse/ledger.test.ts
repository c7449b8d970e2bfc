import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openLedger } from '../../src/warehouse/ledger.js';
import { keptLog, lastingDir, removeDir, tempDir, thrownBy } from '../helpers/workspace.js';

const entry = z.object({ n: z.int(), note: z.string() });

function ledger(dir = tempDir()) {
  const log = keptLog();
  return { log, ...openLedger(join(dir, 'deep/things.jsonl'), entry, log) };
}

describe('openLedger', () => {
  it('has no entries before the first is written', () => {
    expect(ledger().read()).toEqual([]);
  });

  it('gives entries back in the order they were written, one a line', () => {
    const things = ledger();
    things.append([{ n: 1, note: 'a\nb' }]);
    things.append([
      { n: 2, note: 'é€😀' },
      { n: 3, note: '' },
    ]);
    expect(things.read().map((each) => each.n)).toEqual([1, 2, 3]);
    expect(things.read()[1]?.note).toBe('é€😀');
    expect(readFileSync(things.path, 'utf8').split('\n')).toHaveLength(4);
  });

  it('makes no file for no entries', () => {
    const things = ledger();
    things.append([]);
    expect(() => readFileSync(things.path)).toThrow(/ENOENT/);
  });

  it('leaves a torn last line out, says so, and cuts it off before the next entry', () => {
    const things = ledger();
    things.append([{ n: 1, note: 'whole' }]);
    appendFileSync(things.path, '{"n":2,"note":"tor');
    expect(things.read()).toEqual([{ n: 1, note: 'whole' }]);
    expect(things.log.lines[0]).toBe(
      `${things.path}: the last line was torn by a stop and is left out.`,
    );
    things.append([{ n: 3, note: 'x' }]);
    expect(readFileSync(things.path, 'utf8')).toBe('{"n":1,"note":"whole"}\n{"n":3,"note":"x"}\n');
  });

  it('loses only the entry that was being written, at whichever byte the stop came', () => {
    const first = `${JSON.stringify({ n: 1, note: '€ one' })}\n`;
    const bytes = Buffer.from(`${first}${JSON.stringify({ n: 2, note: 'zwölf 😀' })}\n`);
    const whole = Buffer.byteLength(first);
    fc.assert(
      fc.property(fc.integer({ min: whole, max: bytes.length - 1 }), (length) => {
        const dir = lastingDir();
        try {
          const things = ledger(dir);
          mkdirSync(join(dir, 'deep'));
          writeFileSync(things.path, bytes.subarray(0, length));
          things.append([{ n: 3, note: 'next' }]);
          expect(things.read().map((each) => each.n)).toEqual([1, 3]);
        } finally {
          removeDir(dir);
        }
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('takes a whole line that only lacks its end for torn', () => {
    const things = ledger();
    things.append([{ n: 1, note: '' }]);
    appendFileSync(things.path, '{"n":2,"note":""}');
    expect(things.read().map((each) => each.n)).toEqual([1]);
  });

  it('says that its folder cannot be made', () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'deep'), 'a file');
    const things = ledger(dir);
    expect(
      thrownBy(() => {
        things.append([{ n: 1, note: '' }]);
      }),
    ).toMatchObject({
      code: 'CC-WSP-001',
      message: expect.stringContaining(things.path) as string,
    });
  });

  it('names itself and the line where a whole line is not an entry', () => {
    const things = ledger();
    things.append([{ n: 1, note: '' }]);
    appendFileSync(things.path, 'not an entry\n');
    expect((thrownBy(() => things.read()) as Error).message).toContain('things.jsonl line 2');
  });
});
