import type { FileChild } from 'docx';
import type { Briefing, Question, Term } from '../../briefing.js';
import { appendicesOf, appendixHeading } from '../../appendices.js';
import { numbered } from '../../numbering.js';
import type { NumberedBlock, NumberedSection } from '../../numbering.js';
import type { PackParts } from '../pack-parts.js';
import { figure, figureData } from './figure.js';
import { listOf, numberedParagraph, paragraph, paragraphOf, runOptions } from './paragraph.js';
import type { Setting } from './paragraph.js';
import { captionedTable, titleTable } from './table.js';
import { runsOf } from './text.js';

/** The parts of the paper, each as the paragraphs and tables of a Word document. */
export interface Paper {
  whole(): FileChild[];
  titleBlock(): FileChild[];
  /** Sections under their headings. */
  sections(chosen?: (section: NumberedSection) => boolean): FileChild[];
  /** What stands in a section, without its heading; nothing where the paper has no such section. */
  section(id: string): FileChild[];
  /** Every figure. */
  charts(): FileChild[];
  /** The data behind the figures. */
  appendix(): FileChild[];
}

/** Sets a briefing for a Word document. */
export function paperOf(parts: PackParts, setting: Setting): Paper {
  const { briefing } = parts;
  const all = numbered(briefing.sections);
  const onePage = briefing.fileStem === 'summary';
  const write = (block: NumberedBlock): FileChild[] => blockContent(setting, parts, block);
  const blocks = all.flatMap((section) => section.blocks);
  const paper: Paper = {
    titleBlock: () => titleTable(setting, briefing.titleBlock),
    sections: (chosen = () => true) =>
      all
        .filter(chosen)
        .flatMap((section) => [sectionHeading(setting, section), ...section.blocks.flatMap(write)]),
    section: (id) => (all.find((section) => section.id === id)?.blocks ?? []).flatMap(write),
    charts: () => blocks.filter(({ kind }) => kind === 'chart').flatMap(write),
    appendix: () => appendixTables(setting, blocks),
    whole: () => [
      ...front(setting, briefing),
      ...paper.titleBlock(),
      ...paper.sections(),
      ...(onePage ? [] : appendicesOf(briefing.sections)).flatMap((each) => [
        paragraph(setting, 'heading1', appendixHeading(each)),
        ...paper.appendix(),
      ]),
    ],
  };
  return paper;
}

function front(setting: Setting, { title, kicker, partnership }: Briefing): FileChild[] {
  return [
    paragraph(setting, 'title', title),
    paragraph(setting, 'subtitle', `${kicker} · ${partnership.name}`),
  ];
}

function sectionHeading(setting: Setting, { number, heading }: NumberedSection): FileChild {
  return paragraph(setting, 'heading1', `${number}. ${heading}`);
}

function appendixTables(setting: Setting, blocks: readonly NumberedBlock[]): FileChild[] {
  return blocks.flatMap((block) =>
    block.kind === 'chart' ? figureData(setting, block.chart, block.number) : [],
  );
}

function blockContent(setting: Setting, parts: PackParts, block: NumberedBlock): FileChild[] {
  switch (block.kind) {
    case 'sentences':
      return block.paragraphs.map(({ number, sentence }) =>
        numberedParagraph(setting, 'paragraph', number, sentence.text),
      );
    case 'messages':
      return listOf(setting, 'message', textsOf(block.sentences));
    case 'recommendations':
      return [
        paragraphOf(setting, 'paragraph', runsOf(block.lead, runOptions(setting, 'paragraph')), {
          indent: { left: 0, hanging: 0 },
          keepNext: true,
        }),
        ...listOf(setting, 'recommendation', textsOf(block.sentences)),
      ];
    case 'table':
      return [
        ...captionedTable(setting, `Table ${block.number}: ${block.table.caption}`, block.table),
        ...block.notes.map(({ text }) => paragraph(setting, 'note', text)),
      ];
    case 'chart':
      return figure(setting, parts, block.chart, block.number);
    case 'questions':
      return block.questions.flatMap((each) => questionContent(setting, each));
    case 'terms':
      return [
        paragraph(setting, 'heading2', block.heading),
        ...block.terms.flatMap((each) => termContent(setting, each)),
      ];
  }
}

function textsOf(sentences: readonly { readonly text: string }[]): string[] {
  return sentences.map(({ text }) => text);
}

function questionContent(setting: Setting, { question, answer }: Question): FileChild[] {
  return [
    paragraph(setting, 'heading2', question),
    ...answer.map(({ text }) => paragraph(setting, 'answer', text)),
  ];
}

function termContent(setting: Setting, { term, meaning }: Term): FileChild[] {
  const look = runOptions(setting, 'answer');
  const [first = '', ...others] = meaning;
  return [
    paragraphOf(setting, 'answer', [
      ...runsOf(`${term}: `, { ...look, bold: true }),
      ...runsOf(first, look),
    ]),
    ...others.map((text) => paragraph(setting, 'answer', text)),
  ];
}
