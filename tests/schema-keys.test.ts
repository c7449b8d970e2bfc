import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keysAt, valueAt } from '../src/schema-keys.js';

const schema = z.strictObject({
  orchard: z.strictObject({ trees: z.int().default(3), owner: z.string().optional() }).prefault({}),
  beds: z.array(z.strictObject({ herb: z.string() })).optional(),
  plots: z.record(z.string(), z.strictObject({ crop: z.string() })).optional(),
  gates: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('wood'), plank: z.int() }),
        z.strictObject({ kind: z.literal('iron'), bolt: z.int() }).refine(() => true),
      ]),
    )
    .default([]),
});

describe('keysAt', () => {
  it.each([
    [[], ['orchard', 'beds', 'plots', 'gates']],
    [['orchard'], ['trees', 'owner']],
    [['beds', 4], ['herb']],
    [['plots', 'north'], ['crop']],
    [['orchard', 'trees'], []],
    [['nowhere'], []],
  ])('finds those at %j through defaults, lists and names', (path, keys) => {
    expect(keysAt(schema, path, {})).toEqual(keys);
  });

  it('takes of several kinds the one that the value says', () => {
    const value = { gates: [{ kind: 'iron' }, { kind: 'wood' }, { kind: 'glass' }, 7] };
    expect(keysAt(schema, ['gates', 0], value)).toEqual(['kind', 'bolt']);
    expect(keysAt(schema, ['gates', 1], value)).toEqual(['kind', 'plank']);
    expect(keysAt(schema, ['gates', 2], value)).toEqual([]);
    expect(keysAt(schema, ['gates', 3], value)).toEqual([]);
  });
});

describe('valueAt', () => {
  it('is undefined where nothing stands, even below a text', () => {
    expect(valueAt({ beds: [{ herb: 'mint' }] }, ['beds', 0, 'herb'])).toBe('mint');
    expect(valueAt({ beds: 'mint' }, ['beds', 'length'])).toBeUndefined();
    expect(valueAt(null, ['beds'])).toBeUndefined();
  });
});
