import { describe, expect, it } from 'vitest';
import { rate } from '../../../src/reports/sections/progress.js';

describe('rate', () => {
  it.each([
    [7.0, 'green', 'has reached a target below'],
    [6.4, 'green', 'is past it'],
    [7.6, 'amber', 'is on the way'],
    [9.2, 'red', 'is where it was'],
    [9.9, 'red', 'went the other way'],
  ])('of %s from 9.2 to 7.0 is %s: it %s', (now, rating) => {
    expect(rate(now, 9.2, 7.0)).toBe(rating);
  });

  it('follows a target that lies above', () => {
    expect(rate(12.95, 12.55, 13.45)).toBe('amber');
    expect(rate(12.4, 12.55, 13.45)).toBe('red');
    expect(rate(13.45, 12.55, 13.45)).toBe('green');
  });

  it('of a target that is the baseline is green only at it', () => {
    expect(rate(9.2, 9.2, 9.2)).toBe('green');
    expect(rate(9.3, 9.2, 9.2)).toBe('red');
  });
});
