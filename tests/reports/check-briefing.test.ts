import { describe, expect, it } from 'vitest';
import type { Block, Sentence, Table } from '../../src/reports/briefing.js';
import { faultsOf, requireFit } from '../../src/reports/check-briefing.js';
import { fact } from './helpers/facts.js';
import { handBriefing } from './helpers/hand-briefing.js';

const say = (text: string, rule = 'a.rule', facts: Sentence['facts'] = []): Sentence => ({
  rule,
  text,
  facts,
});

const RATED: Table = {
  id: 'table-rated',
  caption: 'Progress',
  columns: [{ label: 'Rating', align: 'text' }],
  rows: [{ header: 'An action', cells: [{ text: 'Amber' }] }],
};

function paper(block: Block, isFinal = false) {
  return handBriefing({
    isFinal,
    titleBlock: [],
    sections: [{ id: 'main', heading: 'Main', blocks: [block] }],
  });
}

const sentences = (...list: Sentence[]): Block => ({ kind: 'sentences', sentences: list });

describe('faultsOf', () => {
  it('lets a placeholder stand in a draft and not in a final paper', () => {
    const block = sentences(say('Costs are [Financial implications: officer to complete].'));
    expect(faultsOf(paper(block))).toEqual([]);
    expect(faultsOf(paper(block, true))).toEqual([
      'section main: the placeholder [Financial implications: officer to complete]',
    ]);
  });

  it('finds a placeholder in the title block and among implications', () => {
    const terms: Block = {
      kind: 'terms',
      heading: 'Implications',
      terms: [{ term: 'Legal', meaning: ['[Legal implications: officer to complete]'] }],
    };
    const found = faultsOf({
      ...paper(terms, true),
      titleBlock: [{ label: 'Date', text: '[Date: officer to complete]', placeholder: true }],
    });
    expect(found).toHaveLength(2);
  });

  it('wants a word with an arrow', () => {
    expect(faultsOf(paper(sentences(say('↓ 1.6'))))).toEqual([
      'section main: an arrow without a word',
    ]);
    expect(faultsOf(paper(sentences(say('fell ↓ 1.6'))))).toEqual([]);
  });

  it('wants the change of a rate in percentage points, and takes the change of pay in per cent', () => {
    const rose = 'It rose by 1.5% to 9.4%.';
    expect(faultsOf(paper(sentences(say(rose, 'x', [fact({ value: 0.094 })]))))).toHaveLength(1);
    expect(faultsOf(paper(sentences(say(rose))))).toEqual([]);
    const points = 'It rose by 1.5 percentage points to 9.4%.';
    expect(faultsOf(paper(sentences(say(points, 'x', [fact({ value: 0.094 })]))))).toEqual([]);
  });

  it('wants the rule of a rating printed below it', () => {
    const rated = (notes: Sentence[]): Block => ({ kind: 'table', table: RATED, notes });
    expect(faultsOf(paper(rated([])))).toEqual(['table table-rated: a rating without its rule']);
    expect(faultsOf(paper(rated([say('Amber is better.', 'note.rating')])))).toEqual([]);
  });

  it('wants a table that is cut short to say so', () => {
    const cut = { ...RATED, rows: [{ header: 'a', cells: [{ text: '1' }] }], cutFrom: 9 };
    const block = (table: Table): Block => ({ kind: 'table', table, notes: [] });
    expect(faultsOf(paper(block(cut)))).toEqual([
      'table table-rated: cut short without saying "1 of 9"',
    ]);
    expect(faultsOf(paper(block({ ...cut, caption: 'The highest, 1 of 9' })))).toEqual([]);
  });

  it('wants alternative text and a table of each chart', () => {
    const chart = {
      id: 'trend',
      title: say('A finding'),
      subtitle: '',
      source: '',
      alternative: [],
      notes: [],
      data: null,
      table: { ...RATED, rows: [] },
    };
    expect(faultsOf(paper({ kind: 'chart', chart }))).toEqual([
      'chart trend: without alternative text',
      'chart trend: without a table',
    ]);
  });
});

describe('requireFit', () => {
  it('names the area, what is wrong and the file to complete', () => {
    const block = sentences(say('[Answer: officer to complete]'));
    expect(() => {
      requireFit(paper(block, true));
    }).toThrow(/^paper of X10000001 Northmoor: expected .* marked final; got .*packs\.paper/);
  });
});
