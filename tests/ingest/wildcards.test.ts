import { describe, expect, it } from 'vitest';
import { wildcardPattern } from '../../src/ingest/wildcards.js';

const TREES = new Map([
  ['**', 'oak'],
  ['*', 'ash'],
  ['{any}', '.+'],
]);

describe('wildcardPattern', () => {
  it('takes the longer of two wildcards that begin alike', () => {
    expect(wildcardPattern('a **, * z', TREES, '').test('a oak, ash z')).toBe(true);
    expect(wildcardPattern('a **', TREES, '').test('a ashash')).toBe(false);
  });

  it('takes all else as it stands, whatever it means in an expression', () => {
    const odd = String.raw`(x.y)[+]?^$|\d{2}/constructor`;
    expect(wildcardPattern(odd, TREES, 'u').test(odd)).toBe(true);
    expect(wildcardPattern('x.y', TREES, '').test('x-y')).toBe(false);
  });

  it('is matched whole', () => {
    expect(wildcardPattern('{any}.csv', TREES, '').test('beds.csv')).toBe(true);
    expect(wildcardPattern('{any}.csv', TREES, '').test('beds.csv.bak')).toBe(false);
  });
});
