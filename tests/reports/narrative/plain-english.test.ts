import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Briefing } from '../../../src/reports/briefing.js';
import { sentencesOf } from '../../../src/reports/briefing.js';
import { seededBriefings } from '../helpers/seeded-briefings.js';

let papers: Map<string, Briefing>;

beforeAll(async () => {
  papers = await seededBriefings(['X10000001', 'X47000001', 'X06000003']);
});

afterAll(() => {
  papers.clear();
});

/** Syllables as groups of vowels, without a silent e at the end: near enough for an average. */
function syllables(word: string): number {
  const groups = word
    .toLowerCase()
    .replace(/e$/, '')
    .match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 0);
}

/**
 * The years of school that a text asks for. Names, figures and what stands in brackets do not count as
 * words: a reader takes them in whole.
 * @source Kincaid and others (1975), Derivation of new readability formulas
 */
function grade(sentences: readonly string[]): number {
  const words = sentences.flatMap(
    (text) => text.replace(/\([^)]*\)/g, '').match(/(?<![\p{L}’])[a-z][a-z’-]*/gu) ?? [],
  );
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (spoken / words.length) - 15.59;
}

describe('the sentences of a paper', () => {
  it('ask for no more than ten years of school on average', () => {
    for (const paper of papers.values()) {
      const texts = sentencesOf(paper)
        .filter(({ sentence }) => !sentence.rule.startsWith('title.'))
        .flatMap(({ sentence }) => sentence.text.split(/(?<=[.;:])\s/));
      expect(grade(texts), paper.area.name).toBeLessThan(10);
    }
  });

  it('are told from hard ones by this measure', () => {
    const hard = 'notwithstanding organisational heterogeneity, characteristically insufficient';
    expect(grade([hard])).toBeGreaterThan(20);
    expect(grade(['the rate fell in a year'])).toBeLessThan(4);
  });

  it('have no more than 45 words each', () => {
    for (const paper of papers.values()) {
      const long = sentencesOf(paper)
        .flatMap(({ sentence }) => sentence.text.split(/(?<=[.;:])\s/))
        .filter((text) => text.split(/\s+/).length > 45);
      expect(long).toEqual([]);
    }
  });
});
