import { describe, expect, it } from 'vitest';
import { fact } from '../helpers/facts.js';
import type { FactWords } from '../helpers/facts.js';
import {
  rankOf,
  rankSentence,
  rankText,
  spanSentence,
} from '../../../src/reports/narrative/rank.js';

function council(name: string, value: number, more: Partial<FactWords> = {}) {
  return fact({ value, area: { code: name, name, type: 'council', validFrom: null }, ...more });
}

function words(name: string, facts: ReturnType<typeof council>[]): string | null {
  const rank = rankOf(name, facts);
  return rank === null ? null : rankText(rank);
}

describe('rankOf', () => {
  const list = [
    council('A', 0.12),
    council('B', 0.1004),
    council('C', 0.0996),
    council('D', 0.08),
    council('E', 0.07),
  ];

  it('counts figures equal as displayed as joint', () => {
    expect(words('B', list)).toBe('joint second highest');
    expect(words('C', list)).toBe('joint second highest');
  });

  it('counts from the nearer end and leaves out the number at the end itself', () => {
    expect(words('A', list)).toBe('highest');
    expect(words('D', list)).toBe('second lowest');
    expect(words('E', list)).toBe('lowest');
  });

  it('does not rank what is withheld or rests on few workers, nor count it', () => {
    const more = [
      ...list,
      council('F', 0.5, { status: 'suppressed' }),
      council('G', 0.01, { status: 'low_base' }),
    ];
    expect(rankOf('F', more)).toBeNull();
    expect(rankOf('G', more)).toBeNull();
    expect(rankOf('A', more)).toMatchObject({ fromTop: 1, of: 5 });
  });

  it('does not rank an area that stands alone', () => {
    expect(
      rankOf('A', [council('A', 0.1), council('B', 0.2, { status: 'suppressed' })]),
    ).toBeNull();
  });
});

describe('rankSentence', () => {
  it('does not call anybody highest where all are equal', () => {
    const list = [council('A', 0.1), council('B', 0.1)];
    const sentence = rankSentence(council('A', 0.1), list, 'councils');
    expect(sentence.rule).toBe('rank.all_equal');
    expect(sentence.text).not.toContain('highest');
  });

  it('says why a withheld area is not ranked and names no rank', () => {
    const own = council('A', 0.1, { status: 'suppressed' });
    const sentence = rankSentence(own, [own, council('B', 0.2), council('C', 0.3)], 'councils');
    expect(sentence.text).toBe(
      'A’s vacancy rate is not ranked: the figure for April 2026 cannot be published [c], as it would rest on too few workers or providers.',
    );
  });
});

describe('spanSentence', () => {
  it('names every area that holds an end', () => {
    const list = [council('A', 0.1), council('B', 0.1), council('C', 0.05)];
    expect(spanSentence(list, 'councils').text).toBe(
      'Of the three councils that can be ranked, the vacancy rate in April 2026 was highest in A and B (10.0%) and lowest in C (5.0%).',
    );
  });
});
