import { describe, expect, it } from 'vitest';
import { ranked } from '../../../src/reports/narrative/rank.js';
import { MOST_DRAWN, cutNote, drawnPart } from '../../../src/reports/sections/drawn-areas.js';
import { fact, NORTHMOOR } from '../helpers/facts.js';

const list = ranked(
  Array.from({ length: 40 }, (_, index) =>
    fact({ value: 0.5 - index / 100, area: { ...NORTHMOOR, code: `X${100 + index}` } }),
  ),
);
const codes = (picked: string | null) => drawnPart(list, picked).map(({ area }) => area.code);

describe('drawnPart', () => {
  it('is the whole of a short list', () => {
    expect(drawnPart(list.slice(0, MOST_DRAWN), null)).toHaveLength(MOST_DRAWN);
  });

  it('is the highest where no area is picked out', () => {
    expect(codes(null)).toHaveLength(24);
    expect(codes(null)[0]).toBe('X100');
  });

  it('lies about the area that is picked out, and within the list at its ends', () => {
    expect(codes('X120').slice(0, 1)).toEqual(['X108']);
    expect(codes('X139').at(-1)).toBe('X139');
    expect(codes('X101')[0]).toBe('X100');
  });
});

describe('cutNote', () => {
  it('says how many of how many, and nothing where all are drawn', () => {
    expect(cutNote(24, 40, 'the highest').map(({ text }) => text)).toEqual([
      'Drawn: 24 of 40, the highest. The table has all of them.',
    ]);
    expect(cutNote(40, 40, 'the highest')).toEqual([]);
  });
});
