import { describe, expect, it } from 'vitest';
import { NORTHMOOR, PAY, VACANCY, fact, published } from '../helpers/facts.js';
import type { FactWords } from '../helpers/facts.js';
import {
  changeSentence,
  judgementOf,
  movementText,
} from '../../../src/reports/narrative/change.js';
import { compare } from '../../../src/reports/narrative/compare.js';
import {
  areaContrast,
  englandContrast,
  settingContrast,
} from '../../../src/reports/narrative/contrast.js';
import { differenceText, ordinal } from '../../../src/reports/narrative/words.js';

function change(before: FactWords, after: FactWords) {
  return changeSentence(fact({ period: '2025-04', ...before }), fact(after));
}

describe('changeSentence', () => {
  it.each<[string, FactWords, FactWords, string]>([
    [
      'change.rose',
      { value: 0.079 },
      { value: 0.094 },
      'The vacancy rate in Northmoor rose by 1.5 percentage points, from 7.9% in April 2025 to 9.4% in April 2026.',
    ],
    [
      'change.fell',
      { value: 0.1 },
      { value: 0.09 },
      'The vacancy rate in Northmoor fell by 1.0 percentage point, from 10.0% in April 2025 to 9.0% in April 2026.',
    ],
    [
      'change.equal',
      { value: 0.0941 },
      { value: 0.0939 },
      'The vacancy rate in Northmoor was 9.4% in both April 2025 and April 2026.',
    ],
    [
      'change.too_small',
      { value: 0.091 },
      { value: 0.094 },
      'The vacancy rate in Northmoor was 9.4% in April 2026 and 9.1% in April 2025; the difference is too small to say that it changed.',
    ],
    [
      'change.low_base',
      { value: 0.091 },
      { value: 0.094, status: 'low_base' },
      'The vacancy rate in Northmoor was about 9% [u] in April 2026; it rests on few workers, so no change is stated.',
    ],
    [
      'change.low_base',
      { value: 0.091, status: 'low_base' },
      { value: 0.094 },
      'The vacancy rate in Northmoor was 9.4% in April 2026; the figure for April 2025 rests on few workers [u], so no change is stated.',
    ],
    [
      'change.suppressed',
      { value: 0.091 },
      { value: 0.094, status: 'suppressed' },
      'The vacancy rate in Northmoor for April 2026 cannot be published [c], as it would rest on too few workers or providers.',
    ],
    [
      'change.not_available',
      { value: null, status: 'not_available' },
      { value: 0.094 },
      'The vacancy rate in Northmoor was 9.4% in April 2026; the figure for April 2025 is not available [x], so no change is stated.',
    ],
    [
      'change.rose',
      { value: 12, metric: PAY },
      { value: 12.6, metric: PAY },
      'The median hourly pay of care workers in Northmoor rose by 60p (5.0%), from £12.00 in April 2025 to £12.60 in April 2026.',
    ],
  ])('writes %s', (rule, before, after, text) => {
    expect(change(before, after)).toMatchObject({ rule, text });
  });

  it('gives nothing of a suppressed earlier figure away, not even the direction', () => {
    const { text } = change({ value: 0.5, status: 'suppressed' }, { value: 0.094 });
    expect(text).not.toMatch(/50|rose|fell|higher|lower/);
  });

  it('says a move from 10.0% to 9.0% in points and never as 10%', () => {
    const { text } = change({ value: 0.1 }, { value: 0.09 });
    expect(text).toContain('1.0 percentage point,');
    expect(text).not.toContain(' 10%');
  });
});

describe('contrasts', () => {
  const partnership = {
    code: 'X47000001',
    name: 'Marrowdale',
    type: 'partnership' as const,
    validFrom: null,
  };

  it('sets an area beside its partnership', () => {
    const sentence = areaContrast(
      fact({ value: 0.094 }),
      fact({ value: 0.081, area: partnership }),
    );
    expect(sentence).toMatchObject({
      rule: 'contrast.area.higher',
      text: 'At 9.4% in April 2026, the vacancy rate in Northmoor was 1.3 percentage points higher than the 8.1% across Marrowdale in the same month.',
    });
  });

  it('quotes England with its period, population and edition', () => {
    expect(englandContrast(fact({ value: 0.05 }), published(0.07)).text).toBe(
      'England’s published vacancy rate for 2024-25 was 7.0% (all sectors, July 2025 edition); Northmoor’s 5.0% in April 2026 was 2.0 percentage points lower.',
    );
    expect(englandContrast(fact({ value: 0.07 }), published(0.07)).text).toBe(
      'The vacancy rate in Northmoor was 7.0% in April 2026, the same as the 7.0% published for England for 2024-25 (all sectors, July 2025 edition).',
    );
  });

  it('compares with a figure published in whole per cent on the finer scale', () => {
    expect(englandContrast(fact({ value: 0.094 }), published(0.07, 0)).text).toContain(
      '2.4 percentage points higher',
    );
  });

  it('names both settings, and compares neither when one is withheld', () => {
    const homes = fact({ value: 0.061, setting: 'residential' });
    const care = fact({ value: 0.121, setting: 'domiciliary' });
    expect(settingContrast(care, homes).text).toContain(
      'the vacancy rate for home care in Northmoor was 6.0 percentage points higher than the 6.1% for care homes',
    );
    const hidden = fact({ value: 0.061, setting: 'residential', status: 'suppressed' });
    expect(settingContrast(care, hidden)).toMatchObject({ rule: 'contrast.setting.suppressed' });
    expect(settingContrast(care, hidden).text).not.toMatch(/6\.1|higher|lower/);
  });
});

describe('judgementOf', () => {
  const rise = compare(fact({ value: 0.07, period: '2025-04' }), fact({ value: 0.09 }));

  it.each([
    ['lower', 'worse'],
    ['higher', 'better'],
    ['neither', 'neutral'],
  ] as const)('judges a rise where %s is good as %s', (goodDirection, judgement) => {
    expect(judgementOf(rise, { ...VACANCY, goodDirection })).toBe(judgement);
    expect(movementText(rise, { ...VACANCY, goodDirection })).toBe(
      `rose 2.0 percentage points (${judgement})`,
    );
  });

  it('judges nothing that is withheld', () => {
    const hidden = compare(
      fact({ value: 0.07, status: 'suppressed' }),
      fact({ value: 0.09, area: NORTHMOOR }),
    );
    expect(judgementOf(hidden, VACANCY)).toBeNull();
    expect(movementText(hidden, VACANCY)).toBe('change not stated');
  });
});

describe('words', () => {
  it('writes pence under a pound and pounds from one', () => {
    expect(differenceText({ steps: 99, decimals: 2, relative: 0.08 }, 'gbp_hour')).toBe(
      '99p (8.0%)',
    );
    expect(differenceText({ steps: 100, decimals: 2, relative: null }, 'gbp_hour')).toBe('£1.00');
  });

  it('writes first to ninth in words and numerals from 10th', () => {
    expect([1, 2, 9, 10, 11, 12, 13, 21, 22, 23, 101, 111].map(ordinal)).toEqual([
      'first',
      'second',
      'ninth',
      '10th',
      '11th',
      '12th',
      '13th',
      '21st',
      '22nd',
      '23rd',
      '101st',
      '111th',
    ]);
  });
});
