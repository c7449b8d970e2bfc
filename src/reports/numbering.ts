import type { Block, Section, Sentence } from './briefing.js';

/** A block with the number that is printed with it, the same in every format. */
export type NumberedBlock =
  | (Block & { readonly kind: 'sentences'; readonly paragraphs: readonly NumberedParagraph[] })
  | (Block & { readonly kind: 'table' | 'chart'; readonly number: number })
  | Exclude<Block, { readonly kind: 'sentences' | 'table' | 'chart' }>;

/** A sentence as a paragraph of the paper, that a minute can point to: "5.2". */
export interface NumberedParagraph {
  readonly number: string;
  readonly sentence: Sentence;
}

/** A section with its number and those of what stands in it. */
export interface NumberedSection extends Omit<Section, 'blocks'> {
  readonly number: number;
  readonly blocks: readonly NumberedBlock[];
}

/** Numbers sections, paragraphs within a section, and tables and figures through the paper. */
export function numbered(sections: readonly Section[]): NumberedSection[] {
  let tables = 0;
  let figures = 0;
  return sections.map((section, index) => {
    const number = index + 1;
    let paragraphs = 0;
    const blocks = section.blocks.map((block): NumberedBlock => {
      if (block.kind === 'table') return { ...block, number: (tables += 1) };
      if (block.kind === 'chart') return { ...block, number: (figures += 1) };
      if (block.kind !== 'sentences') return block;
      return {
        ...block,
        paragraphs: block.sentences.map((sentence) => ({
          number: `${number}.${(paragraphs += 1)}`,
          sentence,
        })),
      };
    });
    return { ...section, number, blocks };
  });
}
