import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageDir } from '../../../src/config.js';
import { loadMetrics } from '../../../src/metrics/index.js';
import type { Briefing, Sentence } from '../../../src/reports/briefing.js';
import { blocksOf, sentencesOf } from '../../../src/reports/briefing.js';
import { changeSentence } from '../../../src/reports/narrative/change.js';
import { nounOf } from '../../../src/reports/narrative/words.js';
import { INDICATORS } from '../../../src/reports/sections/indicators.js';
import { fact } from '../helpers/facts.js';
import type { FactWords } from '../helpers/facts.js';
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

const SENTENCE = /(?<=[.;:])\s/;

/** The words of a text, without names, figures and what stands in brackets. */
function wordsOf(text: string): string[] {
  return text.replace(/\([^)]*\)/g, '').match(/(?<![\p{L}’])[a-z][a-z’-]*/gu) ?? [];
}

/**
 * The years of school that a text asks for. Names, figures and what stands in brackets do not count as
 * words: a reader takes them in whole.
 * @source Kincaid and others (1975), Derivation of new readability formulas
 */
function grade(sentences: readonly string[]): number {
  const words = sentences.flatMap(wordsOf);
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (spoken / words.length) - 15.59;
}

describe('the sentences of a paper', () => {
  it('ask for no more than ten years of school on average', () => {
    for (const paper of papers.values()) {
      const texts = sentencesOf(paper)
        .filter(({ sentence }) => !sentence.rule.startsWith('title.'))
        .flatMap(({ sentence }) => sentence.text.split(SENTENCE));
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
        .flatMap(({ sentence }) => sentence.text.split(SENTENCE))
        .filter((text) => text.split(/\s+/).length > 45);
      expect(long).toEqual([]);
    }
  });
});

/** Rules whose sentences are made of figures alone, so that all their words can be listed. */
const OF_FIGURES =
  /^(?:change|contrast|pay|floor_share|rank|neighbours|span|stated|highest_setting)\./;

const VERBS =
  'rose fell was were had is are be can cannot say stated ranked published paid recorded changed differ compare compared held picked rest rests set';

/** What such a sentence may hold besides its figures, its measure, its places and its months. */
const OTHER_WORDS = [
  'a about above across age aged against all and any as at below between both by cannot change difference few for from have',
  'highest higher hour in instead it its joint less lower lowest median month months more no none not of on only or other others',
  'out over p per percentage point points rate same second share small so than that the their there these third those',
  'three to too two up value with without would one four five six area areas figure figures first fourth list',
  'statutory floor worker workers providers councils districts care home homes day community nursing services setting',
  'settings edition independent sector sectors mean middle neighbours returns nearest available x u c',
];

const ALLOWED = new Set(`${VERBS} ${OTHER_WORDS.join(' ')}`.split(' '));

/** The words of a sentence that nobody allowed. */
function strangers({ text, facts }: Sentence): string[] {
  const places = facts.flatMap((each) => [nounOf(each), each.area.name]);
  const rest = places.reduce((left, each) => left.replaceAll(each, ''), text);
  return wordsOf(rest).filter((word) => !ALLOWED.has(word));
}

describe('the words of sentences made of figures', () => {
  it('are of a closed list, verbs among them', () => {
    const made = [...papers.values()]
      .flatMap(sentencesOf)
      .map(({ sentence }) => sentence)
      .filter(({ rule }) => OF_FIGURES.test(rule));
    expect(made.length).toBeGreaterThan(40);
    expect([...new Set(made.flatMap(strangers))]).toEqual([]);
  });

  it('are of that list whatever the figures are', () => {
    const then = (words: Partial<FactWords>) => fact({ value: 0.08, period: '2025-04', ...words });
    const pairs = [
      [then({}), fact({ value: 0.1 })],
      [then({}), fact({ value: 0.06 })],
      [then({}), fact({ value: 0.08 })],
      [then({}), fact({ value: 0.081 })],
      [then({ status: 'low_base' }), fact({ value: 0.1 })],
      [then({}), fact({ value: 0.1, status: 'low_base' })],
      [then({}), fact({ value: 0.1, status: 'suppressed' })],
      [then({ value: null, status: 'not_available' }), fact({ value: 0.1 })],
    ] as const;
    const made = pairs.map(([before, after]) => changeSentence(before, after));
    expect(new Set(made.map(({ rule }) => rule)).size).toBeGreaterThan(5);
    expect(made.flatMap(strangers)).toEqual([]);
  });

  it('are told from others by this list', () => {
    const now = fact({ value: 0.1 });
    const text = 'The vacancy rate in Northmoor soared, driven by pay.';
    expect(strangers({ rule: 'x', text, facts: [now] })).toEqual(['soared', 'driven', 'pay']);
  });
});

describe('the words of the program', () => {
  it('name no cause, in headings and sentences', () => {
    const causes =
      /\b(?:because|due to|owing to|thanks to|driven by|caused?|as a result|led to|why the)\b/i;
    const files = ['sections', 'narrative'].flatMap((folder) => {
      const dir = join(packageDir, 'src', 'reports', folder);
      return readdirSync(dir).map((name) => join(dir, name));
    });
    const found = files.flatMap((path) => {
      const texts = readFileSync(path, 'utf8').match(/'[^'\n]*'|`[^`]*`/g) ?? [];
      return texts.filter((text) => causes.test(text));
    });
    expect(files.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });
});

/** The seeded file has definitions of its own, and officers write the implications. */
const SAID_BY_THE_PROGRAM = [
  'Marks used instead of a figure or after it',
  'Rounding, change and disclosure',
];

describe('the terms of a paper', () => {
  it('ask for no more than ten years of school each', () => {
    const terms = [...papers.values()]
      .flatMap(blocksOf)
      .flatMap((block) =>
        block.kind === 'terms' && SAID_BY_THE_PROGRAM.includes(block.heading) ? block.terms : [],
      );
    expect(terms.length).toBeGreaterThan(20);
    expect(tooHard(terms.flatMap(({ meaning }) => meaning))).toEqual([]);
  });

  it('ask for no more in the definitions and caveats of the main indicators', () => {
    const measures = loadMetrics().flatMap(({ header }) => header.measures);
    const shown = measures.filter(({ id }) => INDICATORS.some(([metricId]) => metricId === id));
    expect(shown).toHaveLength(INDICATORS.length);
    expect(tooHard(shown.flatMap(({ definition, caveats = '' }) => [definition, caveats]))).toEqual(
      [],
    );
  });
});

/** The texts that ask for more than ten years of school; one of a few words has no grade. */
function tooHard(texts: readonly string[]): string[] {
  return texts.filter((text) => wordsOf(text).length > 4 && grade(text.split(SENTENCE)) > 10);
}
