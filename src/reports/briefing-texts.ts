import type { Block, Briefing, Chart, Sentence, Table } from './briefing.js';

/** A text of a paper with where it stands. */
export interface PlacedText {
  readonly where: string;
  readonly text: string;
  /** Whether a figure in per cent stands behind it; what officers write has none. */
  readonly ofRate: boolean;
}

/** Every text of a paper: its titles, its sentences, and all that its tables and charts say. */
export function textsOf(briefing: Briefing): PlacedText[] {
  const { title, subtitle, titleBlock, sections } = briefing;
  return [
    ...placed('title', [title, subtitle]),
    ...placed(
      'title block',
      titleBlock.flatMap(({ label, text }) => [label, text]),
    ),
    ...sections.flatMap(({ id, heading, blocks }) => [
      ...placed(`section ${id}`, [heading]),
      ...blocks.flatMap((block) => textsOfBlock(`section ${id}`, block)),
    ]),
  ];
}

function placed(where: string, texts: readonly string[]): PlacedText[] {
  return texts.map((text) => ({ where, text, ofRate: false }));
}

function said(where: string, sentences: readonly Sentence[]): PlacedText[] {
  return sentences.map(({ text, facts }) => ({
    where,
    text,
    ofRate: facts.some(({ metric }) => metric.unit === 'rate'),
  }));
}

function textsOfBlock(where: string, block: Block): PlacedText[] {
  switch (block.kind) {
    case 'sentences':
    case 'messages':
      return said(where, block.sentences);
    case 'recommendations':
      return [...placed(where, [block.lead]), ...said(where, block.sentences)];
    case 'table':
      return [...textsOfTable(block.table), ...said(where, block.notes)];
    case 'chart':
      return textsOfChart(where, block.chart);
    case 'questions':
      return block.questions.flatMap(({ question, answer }) => [
        ...placed(where, [question]),
        ...said(where, answer),
      ]);
    case 'terms':
      return placed(where, [
        block.heading,
        ...block.terms.flatMap(({ term, meaning }) => [term, ...meaning]),
      ]);
  }
}

function textsOfChart(where: string, chart: Chart): PlacedText[] {
  return [
    ...placed(`chart ${chart.id}`, [chart.subtitle, chart.source]),
    ...said(where, [chart.title, ...chart.alternative, ...chart.notes]),
    ...textsOfTable(chart.table),
  ];
}

function textsOfTable({ id, caption, rowHead = '', columns, rows }: Table): PlacedText[] {
  const where = `table ${id}`;
  return [
    ...placed(where, [
      caption,
      rowHead,
      ...columns.flatMap(({ label, detail = '' }) => [label, detail]),
      ...rows.flatMap(({ header, detail = '' }) => [header, detail]),
    ]),
    ...rows.flatMap(({ cells }) =>
      cells.flatMap(({ text, detail = [], fact }) =>
        [text, ...detail].map((each) => ({
          where,
          text: each,
          ofRate: fact?.metric.unit === 'rate',
        })),
      ),
    ),
  ];
}
