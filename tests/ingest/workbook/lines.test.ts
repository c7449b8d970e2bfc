import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../src/ingest/workbook/index.js';

describe('linesOf', () => {
  it.each([
    ['', 7, 1],
    ['one two', 7, 1],
    ['one two three', 7, 2],
    ['six sevenths', 7, 3],
    ['one\n\ntwo', 7, 3],
    ['abcdefgh', 4, 2],
    ['abcdefghi', 4, 3],
  ])('breaks %j at %i letters into %i', (text, room, lines) => {
    expect(linesOf(text, room)).toBe(lines);
  });
});
