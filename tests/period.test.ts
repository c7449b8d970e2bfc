import { describe, expect, it } from 'vitest';
import { addMonths, asAtDate, isMonth, monthLabel, monthOf } from '../src/period.js';

describe('isMonth', () => {
  it.each(['2026-01', '2026-12', '1999-09'])('takes %s', (text) => {
    expect(isMonth(text)).toBe(true);
  });

  it.each([
    '2026-00',
    '2026-13',
    '2026-1',
    '26-01',
    '2026-01-01',
    '2026/01',
    ' 2026-01',
    '2026-01\n',
    '',
  ])('refuses "%s"', (text) => {
    expect(isMonth(text)).toBe(false);
  });
});

describe('asAtDate', () => {
  it.each([
    ['2024-02', '2024-02-29'],
    ['2026-02', '2026-02-28'],
    ['2000-02', '2000-02-29'],
    ['2100-02', '2100-02-28'],
    ['2026-03', '2026-03-31'],
    ['2026-10', '2026-10-31'],
    ['2026-04', '2026-04-30'],
    ['2025-12', '2025-12-31'],
  ])('of %s is %s', (month, date) => {
    expect(asAtDate(month)).toBe(date);
  });
});

describe('addMonths', () => {
  it.each([
    ['2025-12', 1, '2026-01'],
    ['2026-01', -1, '2025-12'],
    ['2024-02', 12, '2025-02'],
    ['2026-03', -13, '2025-02'],
    ['2026-05', 0, '2026-05'],
  ])('%s and %i more is %s', (month, count, expected) => {
    expect(addMonths(month, count)).toBe(expected);
  });
});

describe('monthLabel', () => {
  it('is the month and the year in words', () => {
    expect(monthLabel('2024-02')).toBe('February 2024');
  });
});

describe('monthOf', () => {
  it.each([
    ['2025-12-31T23:59:59.999Z', '2025-12'],
    ['2026-01-01T00:00:00.000Z', '2026-01'],
    ['2026-04-01T00:30:00+01:00', '2026-03'],
  ])('takes %s, in UTC, into %s', (instant, month) => {
    expect(monthOf(new Date(instant))).toBe(month);
  });
});
