import { describe, expect, it } from 'vitest';
import type { Comparator, Standing } from '../../../src/reports/facts/comparators.js';
import { neighbourSentence, rankIn } from '../../../src/reports/narrative/neighbours.js';
import { rankText } from '../../../src/reports/narrative/rank.js';
import { fact } from '../helpers/facts.js';

function beside(otherCount: number, standing: Standing | null): Comparator {
  const mean = fact({ value: 0.08 });
  return { otherCount, mean, median: mean, lowerQuartile: mean, upperQuartile: mean, standing };
}

describe('rankIn', () => {
  it('counts from the bottom where less is better, and from the top where more is', () => {
    const second = { rank: 2, sharing: 1, of: 9 };
    expect(rankText(rankIn(second, 'lower'))).toBe('second lowest');
    expect(rankText(rankIn(second, 'higher'))).toBe('second highest');
  });

  it('counts those that share a place once from either end', () => {
    expect(rankIn({ rank: 8, sharing: 2, of: 9 }, 'lower')).toEqual({
      fromTop: 1,
      fromBottom: 8,
      joint: true,
      of: 9,
    });
  });
});

describe('neighbourSentence', () => {
  const own = fact({ value: 0.076 });

  it('says the figure of one neighbour as its own and not as a mean', () => {
    expect(neighbourSentence(own, beside(1, { rank: 1, sharing: 1, of: 2 })).text).toBe(
      'Of Northmoor and its one neighbour with a figure that can be published, Northmoor had the lowest vacancy rate in April 2026: 7.6%. The neighbour’s was 8.0%.',
    );
  });

  it('calls nobody lowest where all are equal', () => {
    expect(neighbourSentence(own, beside(2, { rank: 1, sharing: 3, of: 3 })).text).toBe(
      'Northmoor’s vacancy rate was 7.6% in April 2026, the same as in its two neighbours with a figure that can be published.',
    );
  });

  it('gives the mean alone where the file gives no place', () => {
    expect(neighbourSentence(own, beside(2, null)).text).toBe(
      'Northmoor’s vacancy rate was 7.6% in April 2026. The mean of the neighbours was 8.0%.',
    );
  });

  it.each(['suppressed', 'low_base'] as const)(
    'gives no place to a figure that is %s',
    (status) => {
      const hidden = fact({ value: 0.076, status });
      const sentence = neighbourSentence(hidden, beside(2, { rank: 1, sharing: 1, of: 3 }));
      expect(sentence.text).toMatch(/^Northmoor’s vacancy rate is not ranked/);
      expect(sentence.facts).toEqual([hidden]);
    },
  );
});
