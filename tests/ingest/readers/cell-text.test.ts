import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  durationText,
  isoText,
  numberText,
  serialText,
} from '../../../src/ingest/readers/cell-text.js';

describe('numberText', () => {
  it.each([
    [-0, '0'],
    [1e15, '1000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [-1.25e-9, '-0.00000000125'],
    [1e300, '1e+300'],
    [4.35, '4.35'],
    [1 / 3, '0.333333333333333'],
  ])('writes %d as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it('keeps fifteen digits of any number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(numberText(value))).toBe(Number(value.toPrecision(15)) + 0);
      }),
    );
  });
});

describe('serialText', () => {
  it.each([
    [1, 'date', '1900-01-01'],
    [59, 'date', '1900-02-28'],
    [61, 'date', '1900-03-01'],
    [45000.75, 'date', '2023-03-15'],
    [45000.9999999, 'date-time', '2023-03-16 00:00:00'],
    [45000.9999999, 'date', '2023-03-16'],
    [2958465, 'date', '9999-12-31'],
    [2958466, 'date', '2958466'],
    [-1, 'date', '-1'],
    [45000.25, 'time', '06:00:00'],
  ] as const)('writes %d as a %s: %s', (serial, kind, text) => {
    expect(serialText(serial, kind)).toBe(text);
  });

  it('agrees with the calendar on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        const day = new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
        expect(serialText(serial, 'date')).toBe(day);
      }),
    );
  });
});

describe('isoText and durationText', () => {
  it('leave alone what they do not know', () => {
    expect(isoText('around May')).toBe('around May');
    expect(durationText('a while')).toBe('a while');
  });

  it('count days into hours', () => {
    expect(durationText('P1DT2H')).toBe('26:00:00');
  });
});
