import type { Block, Briefing, Section, Sentence, TitleLine } from './briefing.js';

/** What stands after the sections of a paper, by a letter that the paper can point to. */
export interface Appendix {
  readonly letter: string;
  readonly title: string;
  /** What is in it, as a sentence. */
  readonly holds: Sentence;
}

const LABEL = 'Appendices';
const SECTION_ID = 'appendices';

const FIGURE_DATA = {
  letter: 'A',
  title: 'data behind the figures',
  holds: {
    rule: 'appendix.figure_data',
    text: 'Appendix A: data behind the figures. It has the table of each figure of this paper.',
    facts: [],
  },
} as const satisfies Appendix;

const DATA_BELOW: Sentence = {
  rule: 'appendix.none',
  text: 'There is no appendix: the table of each figure stands below it.',
  facts: [],
};

/** The appendices that a paper of these sections has: the tables of its figures, where it has any. */
export function appendicesOf(sections: readonly Section[]): Appendix[] {
  const hasFigures = sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'chart'));
  return hasFigures ? [FIGURE_DATA] : [];
}

/** The heading of an appendix, the same in every format. */
export function appendixHeading({ letter, title }: Appendix): string {
  return `Appendix ${letter}: ${title}`;
}

/** The line of the title block that lists the appendices. */
export function appendixLine(sections: readonly Section[]): TitleLine {
  const listed = appendicesOf(sections).map(({ letter, title }) => `${letter}: ${title}`);
  return {
    label: LABEL,
    text: listed.length === 0 ? 'None' : listed.join('; '),
    placeholder: false,
  };
}

/** The last section of a paper: its appendices. */
export function appendixSection(sections: readonly Section[]): Section[] {
  const sentences = appendicesOf(sections).map(({ holds }) => holds);
  if (sentences.length === 0) return [];
  return [{ id: SECTION_ID, heading: LABEL, blocks: [sentencesBlock(sentences)] }];
}

/** The same paper where the table of each figure stands below it, so that there is no appendix. */
export function withoutAppendices(briefing: Briefing): Briefing {
  return {
    ...briefing,
    titleBlock: briefing.titleBlock.map((line) => (line.label === LABEL ? appendixLine([]) : line)),
    sections: briefing.sections.map((section) =>
      section.id === SECTION_ID ? { ...section, blocks: [sentencesBlock([DATA_BELOW])] } : section,
    ),
  };
}

function sentencesBlock(sentences: readonly Sentence[]): Block {
  return { kind: 'sentences', sentences };
}
