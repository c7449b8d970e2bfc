import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, Briefing, Chart, Sentence, Table } from '../../src/reports/briefing.js';
import { faultsOf, requireFit } from '../../src/reports/check-briefing.js';
import { cutNote } from '../../src/reports/sections/drawn-areas.js';
import { fact } from './helpers/facts.js';
import { handBriefing } from './helpers/hand-briefing.js';
import { seededBriefings } from './helpers/seeded-briefings.js';

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
      terms: [
        { rule: 'a.rule', term: 'Legal', meaning: ['[Legal implications: officer to complete]'] },
      ],
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
    expect(faultsOf(paper(sentences(say(rose, 'x', [fact({ value: 0.094 })]))))).toEqual([
      `section main: a change of a rate in %, which should be in percentage points: "${rose}"`,
    ]);
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

describe('faultsOf a paper as it is built', () => {
  const HOLE = '[Name: officer to complete]';
  let built: Briefing;

  beforeAll(async () => {
    const papers = await seededBriefings(['X47000001']);
    built = papers.get('X47000001') ?? handBriefing();
  });

  /** The paper with a change to each block. */
  function planted(change: (block: Block) => Block): Briefing {
    const sections = built.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map(change),
    }));
    return { ...built, sections };
  }

  const inTable = (change: (table: Table) => Table) =>
    planted((block) =>
      block.kind === 'table' && block.table.id === 'table-indicators'
        ? { ...block, table: change(block.table) }
        : block,
    );

  const inChart = (change: (chart: Chart) => Chart) =>
    planted((block) =>
      block.kind === 'chart' && block.chart.id === 'vacancy-ranked'
        ? { ...block, chart: change(block.chart) }
        : block,
    );

  it('finds none that nobody planted', () => {
    expect(faultsOf(built)).toEqual([]);
  });

  it.each<[string, () => Briefing]>([
    ['a title', () => ({ ...built, title: HOLE })],
    [
      'a heading',
      () => ({
        ...built,
        sections: built.sections.map((section) =>
          section.id === 'pay' ? { ...section, heading: HOLE } : section,
        ),
      }),
    ],
    ['a caption', () => inTable((table) => ({ ...table, caption: HOLE }))],
    [
      'the head of a row',
      () =>
        inTable((table) => ({
          ...table,
          rows: table.rows.map((row, index) => (index === 0 ? { ...row, header: HOLE } : row)),
        })),
    ],
    [
      'the small words of a column',
      () =>
        inTable((table) => ({
          ...table,
          columns: table.columns.map((column, index) =>
            index === 0 ? { ...column, detail: HOLE } : column,
          ),
        })),
    ],
    [
      'a question',
      () =>
        planted((block) =>
          block.kind === 'questions'
            ? {
                ...block,
                questions: block.questions.map((each, index) =>
                  index === 0 ? { ...each, question: HOLE } : each,
                ),
              }
            : block,
        ),
    ],
    ['what stands below a chart', () => inChart((chart) => ({ ...chart, source: HOLE }))],
  ])('finds a placeholder in %s of a final paper', (_place, plant) => {
    const left = faultsOf({ ...plant(), isFinal: true });
    expect(left.filter((fault) => fault.endsWith(`the placeholder ${HOLE}`))).toHaveLength(1);
  });

  it('finds the change of a rate in per cent below a figure of a cell', () => {
    const wrong = inTable((table) => ({
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, detail: ['rose 1.5% (worse)'] })),
      })),
    }));
    const rates = built.sections
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'table' ? [block.table] : []))
      .find(({ id }) => id === 'table-indicators')
      ?.rows.flatMap(({ cells }) => cells)
      .filter((cell) => cell.fact?.metric.unit === 'rate');
    expect(rates?.length).toBeGreaterThan(10);
    expect(faultsOf(wrong)).toHaveLength(rates?.length ?? 0);
  });

  it('wants a chart that leaves areas out to say so', () => {
    const cut = (notes: Sentence[]): Briefing =>
      inChart((chart) => ({
        ...chart,
        notes,
        data:
          chart.data?.kind === 'ranked'
            ? { ...chart.data, bars: chart.data.bars.slice(0, 2) }
            : null,
      }));
    expect(faultsOf(cut([]))).toEqual(['chart vacancy-ranked: cut short without saying "2 of 3"']);
    expect(faultsOf(cut(cutNote(2, 3, 'the highest')))).toEqual([]);
  });
});

describe('requireFit', () => {
  it('names the area, what is wrong and the file to complete', () => {
    const block = sentences(say('[Answer: officer to complete]'));
    expect(() => {
      requireFit(paper(block, true));
    }).toThrow(/^paper of X10000001 Northmoor: expected .* marked final; got .*packs\.paper/);
  });

  it('says of a summary that it is one', () => {
    const summary = { ...paper(sentences(say('↓ 1.6'))), fileStem: 'summary' as const };
    expect(() => {
      requireFit(summary);
    }).toThrow('summary of X10000001 Northmoor: expected a paper fit to read; got section main');
  });
});
