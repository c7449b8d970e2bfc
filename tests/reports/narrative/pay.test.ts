import { describe, expect, it } from 'vitest';
import { PAY, VACANCY, fact, published } from '../helpers/facts.js';
import { givenFigure } from '../../../src/reports/facts/figure.js';
import { floorShareSentence, medianPaySentence } from '../../../src/reports/narrative/pay.js';

const FLOOR = {
  ...published(0.07),
  population: 'aged 21 and over',
  figure: givenFigure(12.71, 'gbp_hour', 2),
};

describe('medianPaySentence', () => {
  it.each([
    [12.85, 'pay.above_floor', ', 14p (1.1%) above the National Living Wage of £12.71'],
    [12.71, 'pay.at_floor', ', the same as the National Living Wage of £12.71'],
    [12.7, 'pay.below_floor', ', 1p (0.1%) below the National Living Wage of £12.71'],
  ])('sets %s beside the floor', (value, rule, part) => {
    const sentence = medianPaySentence(fact({ value, metric: PAY }), FLOOR);
    expect(sentence.rule).toBe(rule);
    expect(sentence.text).toContain(part);
  });

  it('sets neither a withheld median nor one of few workers beside the floor', () => {
    const hidden = fact({ value: 12.85, metric: PAY, status: 'suppressed' });
    expect(medianPaySentence(hidden, FLOOR).text).not.toMatch(/12|above|below/);
    const low = fact({ value: 12.85, metric: PAY, status: 'low_base' });
    expect(medianPaySentence(low, FLOOR).text).toContain('not set against the statutory floor');
  });
});

describe('floorShareSentence', () => {
  const metric = { ...VACANCY, metricId: 'share_below_floor' };

  it('says nothing of the share at the floor where that is withheld', () => {
    const at = fact({ value: 0.31, metric, status: 'suppressed' });
    const sentence = floorShareSentence(fact({ value: 0.021, metric }), at);
    expect(sentence.rule).toBe('floor_share.below');
    expect(sentence.text).not.toContain('10p above');
  });

  it('marks a share that rounds to nought and is not nought', () => {
    const at = fact({ value: 0.31, metric });
    expect(floorShareSentence(fact({ value: 0.0004, metric }), at).text).toContain('0.0% [low]');
  });
});
