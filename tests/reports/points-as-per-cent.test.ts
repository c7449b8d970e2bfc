import { describe, expect, it } from 'vitest';
import { pointsAsPerCent } from '../../src/reports/points-as-per-cent.js';

describe('pointsAsPerCent', () => {
  it.each([
    'The vacancy rate rose by 1.5%.',
    'Turnover has fallen from 29.0% to 25.4%, so by 3.6 per cent.',
    'The share of workers on zero-hours contracts was 4% higher than last year.',
    'Members saw a rise of 2% in the turnover rate.',
    'Pay rose by 5%, and the vacancy rate fell by 1%.',
  ])('finds that a rate is said to move in per cent in "%s"', (text) => {
    expect(pointsAsPerCent(text, false)).toBe(text);
  });

  it.each([
    'The vacancy rate rose by 1.5 percentage points, from 7.9% to 9.4%.',
    'The vacancy rate fell to 7.2%.',
    'The vacancy rate is higher than the partnership’s rate of 7.0%.',
    'The vacancy rate fell as pay rose by 5%.',
    'The hourly rate of pay rose by 4%.',
    'Fees for home care went up by 6.1%.',
    'The number of vacancies fell by 12%.',
    'A rise of 4% in pay came with a fall of the turnover rate.',
  ])('takes "%s"', (text) => {
    expect(pointsAsPerCent(text, false)).toBeUndefined();
  });

  it('gives the sentence that is wrong', () => {
    const text = 'Pay rose by 5%. The turnover rate rose by 2%. That is all.';
    expect(pointsAsPerCent(text, false)).toBe('The turnover rate rose by 2%.');
  });

  it('needs no word for a rate where the figure is known to be one', () => {
    expect(pointsAsPerCent('rose 1.5% (worse)', true)).toBe('rose 1.5% (worse)');
    expect(pointsAsPerCent('rose 1.5% (worse)', false)).toBeUndefined();
  });
});
