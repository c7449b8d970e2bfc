import { describe, expect, it } from 'vitest';
import { printable } from '../../../../src/reports/renderers/pdf/printable.js';

describe('printable', () => {
  it('leaves English, pounds and quotation marks as they are', () => {
    expect(printable('Providers’ pay was £12.71 – “at” the floor, 5 ≤ 6')).toBe(
      'Providers’ pay was £12.71 – “at” the floor, 5 ≤ 6',
    );
  });

  it('drops the marks that turn the direction of a text', () => {
    expect(printable('\u202eabc\u202c \u2067def\u2069 g\ufeffh')).toBe('abc def gh');
  });

  it('joins an accent to its letter', () => {
    expect(printable('e\u0301')).toBe('é');
  });

  it('puts a box where the font has no letter', () => {
    expect(printable('a \u05d0 \u{1f600} \ud800 \u0007')).toBe('a □ □ □ □');
  });
});
