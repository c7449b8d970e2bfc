import { describe, expect, it } from 'vitest';
import { figureOf, figureText, statusOf, toSteps } from '../../../src/reports/facts/figure.js';
import type { Status } from '../../../src/reports/facts/figure.js';
import { publishedDecimals } from '../../../src/reports/facts/parsed.js';

const BASE = { workplaces: 3, organisations: 3, workers: 10 };

function figure(value: number | null, status: Status = 'ok') {
  return figureOf({ status, value, interval: { low: 0, high: 1 }, base: BASE }, 'rate', 1);
}

describe('figureOf', () => {
  it('carries nothing of a suppressed number', () => {
    expect(figure(0.77313313, 'suppressed')).toEqual({ kind: 'suppressed' });
  });

  it('shows a low base to whole per cent, without an interval', () => {
    const low = figure(0.0849, 'low_base');
    expect(figureText(low)).toBe('8% [u]');
    expect(low).toMatchObject({ steps: 8, interval: null });
  });

  it.each<[number | null, Status, string]>([
    [0.094, 'ok', '9.4%'],
    [0, 'ok', '0.0%'],
    [0.0004, 'ok', '0.0% [low]'],
    [1, 'ok', '100.0%'],
    [null, 'ok', '[x]'],
    [null, 'not_available', '[x]'],
    [0.5, 'not_applicable', '[z]'],
    [0.5, 'suppressed', '[c]'],
  ])('writes %s with status %s as %s', (value, status, text) => {
    expect(figureText(figure(value, status))).toBe(text);
  });

  it('keeps the status word', () => {
    expect(statusOf(figure(0.1, 'low_base'))).toBe('low_base');
    expect(statusOf(figure(0.1, 'suppressed'))).toBe('suppressed');
  });
});

describe('toSteps', () => {
  it('rounds halves up in spite of binary fractions', () => {
    expect(toSteps(0.0785, 'rate', 1)).toBe(79);
    expect(toSteps(0.2855, 'rate', 1)).toBe(286);
    expect(toSteps(12.125, 'gbp_hour', 2)).toBe(1213);
    expect(toSteps(1.005, 'gbp_hour', 2)).toBe(101);
  });
});

describe('publishedDecimals', () => {
  it('reads the digits a figure was printed with', () => {
    expect(publishedDecimals('1dp', 'rate')).toBe(1);
    expect(publishedDecimals('2 dp', 'gbp_hour')).toBe(2);
    expect(publishedDecimals('whole per cent', 'rate')).toBe(0);
    expect(publishedDecimals(null, 'rate')).toBeUndefined();
  });
});
