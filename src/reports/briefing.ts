import type { Month } from '../period.js';
import type { Area, Fact } from './facts/fact.js';
import type { RunInfo } from './facts/snapshot.js';
import type { ChartData } from './charts/chart-data.js';

/** Who a pack is for. */
export type Audience = 'public' | 'internal';

/** A sentence made from data: which rule wrote it, and from which facts. */
export interface Sentence {
  readonly rule: string;
  readonly text: string;
  readonly facts: readonly Fact[];
}

/** One cell: what it says, smaller lines below it, and the fact it shows. */
export interface Cell {
  readonly text: string;
  readonly detail?: readonly string[];
  readonly fact?: Fact;
  /** A line of the months before, oldest first, for the eye alone: the figures are in a table. */
  readonly spark?: readonly (number | null)[];
}

/** A table with one header row and one header cell in each row. */
export interface Table {
  readonly id: string;
  readonly caption: string;
  /** What its rows are, where their facts do not say: "Action". */
  readonly rowHead?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** How many rows there would be, where only the first are shown: the caption says so. */
  readonly cutFrom?: number;
}

export interface Column {
  readonly label: string;
  readonly detail?: string;
  readonly align: 'text' | 'number';
}

export interface TableRow {
  readonly header: string;
  readonly detail?: string;
  readonly cells: readonly Cell[];
}

/** A chart with everything that stands in for it: title, alternative text and table. */
export interface Chart {
  readonly id: string;
  /** States the finding. */
  readonly title: Sentence;
  /** Measure, area, period, unit. */
  readonly subtitle: string;
  readonly source: string;
  readonly alternative: readonly Sentence[];
  /** How to read it and what is not shown in it. */
  readonly notes: readonly Sentence[];
  /** Null where nothing in it may be shown: the table still says why. */
  readonly data: ChartData | null;
  /** How many areas there are to draw: where it draws fewer, a note says so. */
  readonly drawnFrom?: number;
  readonly table: Table;
}

/** A question members may ask, with what the figures answer. */
export interface Question {
  readonly question: string;
  readonly answer: readonly Sentence[];
}

/** A term and what it means, and which rule wrote that. */
export interface Term {
  readonly rule: string;
  readonly term: string;
  readonly meaning: readonly string[];
}

/**
 * What a section is made of. Sentences are numbered paragraphs, messages a numbered list,
 * recommendations a lettered one after words such as "That the Board:".
 */
export type Block =
  | { readonly kind: 'sentences'; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'messages'; readonly sentences: readonly Sentence[] }
  | {
      readonly kind: 'recommendations';
      readonly lead: string;
      readonly sentences: readonly Sentence[];
    }
  | { readonly kind: 'table'; readonly table: Table; readonly notes: readonly Sentence[] }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | { readonly kind: 'questions'; readonly questions: readonly Question[] }
  | { readonly kind: 'terms'; readonly heading: string; readonly terms: readonly Term[] };

/** One numbered section of the paper. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A line of the title block; a placeholder is for an officer to fill and is never invented. */
export interface TitleLine {
  readonly label: string;
  readonly text: string;
  readonly placeholder: boolean;
}

/** One area's briefing: the same for every renderer. */
export interface Briefing {
  /** What its files are called, without the ending. */
  readonly fileStem: 'briefing' | 'summary' | 'provider';
  /** Whether officers say that it is done. */
  readonly isFinal: boolean;
  readonly title: string;
  readonly subtitle: string;
  readonly kicker: string;
  readonly area: Area;
  readonly areaTypeLabel: string;
  readonly audience: Audience;
  readonly period: Month;
  readonly asAt: string;
  readonly partnership: { readonly code: string; readonly name: string };
  /** The words to print on every page, chart and file of a demonstration. */
  readonly demonstration: string | null;
  readonly titleBlock: readonly TitleLine[];
  readonly sections: readonly Section[];
  readonly run: RunInfo;
}

/** Every chart of a briefing, in order. */
export function chartsOf(briefing: Briefing): Chart[] {
  return blocksOf(briefing).flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
}

/** Every sentence of a briefing with the section it stands in, in order. */
export function sentencesOf(briefing: Briefing): { section: string; sentence: Sentence }[] {
  return briefing.sections.flatMap((section) =>
    section.blocks.flatMap((block) =>
      blockSentences(block).map((sentence) => ({ section: section.id, sentence })),
    ),
  );
}

/** Every fact that a briefing uses, once, by id. */
export function factsOf(briefing: Briefing): Fact[] {
  const facts = new Map<string, Fact>();
  const add = (fact: Fact | undefined): void => {
    if (fact !== undefined) facts.set(fact.id, fact);
  };
  for (const { sentence } of sentencesOf(briefing)) sentence.facts.forEach(add);
  for (const table of tablesOf(briefing)) {
    table.rows.forEach((row) => row.cells.forEach((cell) => add(cell.fact)));
  }
  return [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Every block of a briefing, in order. */
export function blocksOf(briefing: Briefing): Block[] {
  return briefing.sections.flatMap((section) => section.blocks);
}

function blockSentences(block: Block): readonly Sentence[] {
  if ('sentences' in block) return block.sentences;
  if (block.kind === 'table') return block.notes;
  if (block.kind === 'questions') return block.questions.flatMap((each) => each.answer);
  if (block.kind === 'terms') return block.terms.flatMap(termSentences);
  return [block.chart.title, ...block.chart.alternative, ...block.chart.notes];
}

function termSentences({ rule, meaning }: Term): Sentence[] {
  return meaning.map((text) => ({ rule, text, facts: [] }));
}

/** Every table of a briefing, those of its charts among them. */
export function tablesOf(briefing: Briefing): Table[] {
  return blocksOf(briefing).flatMap(blockTables);
}

function blockTables(block: Block): readonly Table[] {
  if (block.kind === 'table') return [block.table];
  return block.kind === 'chart' ? [block.chart.table] : [];
}
