import { describe, expect, it } from 'vitest';
import type { FactWords } from '../helpers/facts.js';
import { NORTHMOOR, PAY, VACANCY, fact } from '../helpers/facts.js';
import { compare, differenceInterval } from '../../../src/reports/narrative/compare.js';
import type { MethodBreak } from '../../../src/reports/narrative/compare.js';

const BREAK: MethodBreak = {
  metricId: 'vacancy_rate',
  from: '2026-01-01',
  reason: 'the method changed in January 2026',
};

function outcome(before: FactWords, after: FactWords, breaks: MethodBreak[] = []): string {
  return compare(fact({ period: '2025-04', ...before }), fact(after), breaks).outcome;
}

describe('compare', () => {
  it.each<[string, FactWords, FactWords, MethodBreak[], string]>([
    [
      'a suppressed later figure',
      { value: 0.07 },
      { value: 0.09, status: 'suppressed' },
      [],
      'suppressed',
    ],
    [
      'a suppressed earlier figure',
      { value: 0.07, status: 'suppressed' },
      { value: 0.09 },
      [],
      'suppressed',
    ],
    [
      'suppression before low base',
      { value: 0.07, status: 'suppressed' },
      { value: 0.09, status: 'low_base' },
      [],
      'suppressed',
    ],
    [
      'suppression before a missing figure',
      { value: null, status: 'not_available' },
      { value: 0.09, status: 'suppressed' },
      [],
      'suppressed',
    ],
    [
      'a missing figure',
      { value: null, status: 'not_available' },
      { value: 0.09 },
      [],
      'not_available',
    ],
    ['an ok row without a value', { value: null }, { value: 0.09 }, [], 'not_available'],
    ['a value that is no number', { value: Number.NaN }, { value: 0.09 }, [], 'not_available'],
    [
      'a low base, before a method break',
      { value: 0.07, status: 'low_base' },
      { value: 0.09 },
      [BREAK],
      'low_base',
    ],
    ['a method break, before equality', { value: 0.07 }, { value: 0.07 }, [BREAK], 'method_break'],
    [
      'a break of another metric',
      { value: 0.07 },
      { value: 0.09 },
      [{ ...BREAK, metricId: 'turnover_rate' }],
      'up',
    ],
    [
      'a break before both months',
      { value: 0.07 },
      { value: 0.09 },
      [{ ...BREAK, from: '2025-04-01' }],
      'up',
    ],
    [
      'a break in the later month',
      { value: 0.07 },
      { value: 0.09 },
      [{ ...BREAK, from: '2026-04-01' }],
      'method_break',
    ],
    ['figures equal as displayed', { value: 0.0751 }, { value: 0.0849 - 0.0099 }, [], 'equal'],
    [
      'figures equal as displayed with intervals',
      { value: 0.0751, ci: [0.07, 0.08] },
      { value: 0.0749, ci: [0.07, 0.08] },
      [],
      'equal',
    ],
    ['a rise just under the band', { value: 0.075 }, { value: 0.079 }, [], 'too_small'],
    ['a rise of exactly the band', { value: 0.075 }, { value: 0.08 }, [], 'up'],
    ['a fall of exactly the band', { value: 0.08 }, { value: 0.075 }, [], 'down'],
    [
      'a rise inside wide intervals',
      { value: 0.075, ci: [0.06, 0.09] },
      { value: 0.09, ci: [0.075, 0.105] },
      [],
      'too_small',
    ],
    [
      'a rise outside narrow intervals',
      { value: 0.075, ci: [0.073, 0.077] },
      { value: 0.09, ci: [0.088, 0.092] },
      [],
      'up',
    ],
    [
      'one interval that reaches the other figure',
      { value: 0.075 },
      { value: 0.09, ci: [0.075, 0.105] },
      [],
      'too_small',
    ],
    [
      'one interval that stops short of it',
      { value: 0.075 },
      { value: 0.09, ci: [0.0751, 0.105] },
      [],
      'up',
    ],
  ])('sees %s', (_, before, after, breaks, expected) => {
    expect(outcome(before, after, breaks)).toBe(expected);
  });

  it('measures the band of pay against the earlier figure', () => {
    expect(outcome({ value: 12, metric: PAY }, { value: 12.11, metric: PAY })).toBe('too_small');
    expect(outcome({ value: 12, metric: PAY }, { value: 12.12, metric: PAY })).toBe('up');
  });

  it('does not compare an area with itself across a change of its boundary', () => {
    const moved = { ...NORTHMOOR, validFrom: '2025-10-01' };
    expect(outcome({ value: 0.07, area: moved }, { value: 0.09, area: moved })).toBe(
      'method_break',
    );
    const before = { ...NORTHMOOR, validFrom: '2025-04-01' };
    expect(outcome({ value: 0.07, area: before }, { value: 0.09, area: before })).toBe('up');
  });

  it('states the difference of the displayed figures, not of the stored ones', () => {
    const change = compare(fact({ value: 0.0749, period: '2025-04' }), fact({ value: 0.0951 }));
    expect(change).toMatchObject({ outcome: 'up', difference: { steps: 20, decimals: 1 } });
  });

  it('holds no more than the figures said, when nought is compared', () => {
    const change = compare(fact({ value: 0, period: '2025-04' }), fact({ value: 0.02 }));
    expect(change).toMatchObject({ outcome: 'up', difference: { relative: null } });
  });
});

describe('differenceInterval', () => {
  it('adds the intervals of both figures by squares', () => {
    const before = fact({ value: 0.1, ci: [0.07, 0.13] }).figure;
    const after = fact({ value: 0.2, ci: [0.16, 0.24], metric: VACANCY }).figure;
    if (before.kind !== 'publishable' || after.kind !== 'publishable') throw new Error('shown');
    const { low, high } = differenceInterval(before, after);
    expect(low).toBeCloseTo(0.05, 12);
    expect(high).toBeCloseTo(0.15, 12);
  });
});
