import { describe, expect, it } from 'vitest';
import { formulaWords } from '../../src/explore/explain/formula.js';
import { choose } from '../../src/explore/explain/choose.js';
import { wrapped } from '../../src/explore/explain/lines.js';
import { monthsOf } from '../../src/explore/explain/request.js';
import { reasonWords, statusWords, valueWords } from '../../src/explore/explain/words.js';
import { thrownBy } from '../helpers/workspace.js';

describe('a formula', () => {
  const parts = { numerator: 56, denominator: 568 };

  it('is written out where the denominator is something plus the numerator', () => {
    const labels = { numerator_label: 'Vacancies', denominator_label: 'Employees plus vacancies' };
    expect(formulaWords(parts, labels, '9.9%')).toBe(
      '56 vacancies / (512 employees + 56 vacancies) = 9.9%',
    );
  });

  it.each([
    ['Leavers', 'Employees', '56 leavers / 568 employees = 9.9%'],
    ['FTE posts; null where not known', 'CQC beds.', '56 FTE posts / 568 CQC beds = 9.9%'],
    ['One where paid less', 'The same, likewise', '56 / 568 = 9.9%'],
    [null, null, '56 / 568 = 9.9%'],
  ])('says %s over %s', (top, bottom, words) => {
    const labels = { numerator_label: top, denominator_label: bottom };
    expect(formulaWords(parts, labels, '9.9%')).toBe(words);
  });

  it('is none for a count or a quantile', () => {
    const labels = { numerator_label: 'Beds', denominator_label: null };
    expect(formulaWords({ numerator: 56, denominator: null }, labels, '56')).toBeNull();
    expect(formulaWords({ numerator: null, denominator: null }, labels, '56')).toBeNull();
  });
});

describe('a value', () => {
  it.each([
    [0.0785, 'rate', 1, '7.9%'],
    [12.5, 'gbp_hour', 2, '£12.50 an hour'],
    [31250, 'gbp_year', 0, '£31,250 a year'],
    [1234, 'count', 0, '1,234'],
    [4.25, 'days', 1, '4.3 days'],
  ])('of %s %s is printed with its unit', (value, unit, decimals, words) => {
    expect(valueWords(value, { unit, decimals })).toBe(words);
  });
});

describe('words', () => {
  it('stand in for statuses and reasons that are new here', () => {
    expect(statusWords('low_base', 50)).toBe('of low reliability: under 50 workers behind it');
    expect(statusWords('newly_made', 50)).toBe('newly made');
    expect(reasonWords('no_vacancies')).toBe('number of vacancies not given');
    expect(reasonWords('newly_made')).toBe('newly made');
  });

  it('are wrapped at 80 columns, the lines after the first deeper', () => {
    const lines = wrapped('word '.repeat(40).trim());
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    expect(lines[1]).toMatch(/^ {4}word/);
    expect(lines.join(' ').split(/\s+/).filter(Boolean)).toHaveLength(40);
  });
});

describe('a choice', () => {
  const areas = [
    { code: 'X1', name: 'Marrowdale' },
    { code: 'X2', name: 'Marrowdale North' },
    { code: 'X3', name: 'Tarn Bay' },
    { code: 'X4', name: 'Tarn' },
    { code: 'X5', name: 'Tarn' },
  ];

  it.each([
    ['x2', 'X2'],
    ['marrowdale', 'X1'],
    ['Marrowdale north', 'X2'],
    ['X4', 'X4'],
  ])('%s means %s', (text, code) => {
    expect(choose('--area', 'area', text, areas).code).toBe(code);
  });

  it('lists those that fit where there are several', () => {
    const error = thrownBy(() => choose('--area', 'area', 'tarn', areas));
    expect(error).toMatchObject({ code: 'CC-USE-001' });
    expect(String(error)).toContain('"tarn", which is X4 (Tarn) and X5 (Tarn). Give the code.');
  });

  it('takes the beginning of one name only', () => {
    const few = areas.slice(1, 3);
    expect(choose('--area', 'area', 'Marrowdale', few).code).toBe('X2');
    expect(thrownBy(() => choose('--area', 'area', 'Marr', few))).toMatchObject({
      code: 'CC-USE-001',
    });
  });
});

describe('the months of a figure', () => {
  it.each([
    ['month', '2026-04-01', '2026-04-01', '2026-04-01'],
    ['rolling_3m', '2026-01-01', '2025-11-01', '2026-01-01'],
    ['financial_year', '2025-04-01', '2026-03-01', '2026-03-01'],
  ])('of a %s that is %s are %s to %s', (type, period, first, last) => {
    expect(monthsOf(period, type)).toEqual({ first_month: first, last_month: last });
  });
});
