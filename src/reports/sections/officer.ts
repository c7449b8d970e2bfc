import type { Block, Section, Sentence } from '../briefing.js';
import { IMPLICATIONS } from '../paper/paper.js';
import { upperFirst } from '../narrative/words.js';
import { placeholder } from '../placeholder.js';
import type { Context } from './context.js';

/** A sentence that an officer wrote, or will. */
export function officerSentence(rule: string, text: string): Sentence {
  return { rule: `officer.${rule}`, text, facts: [] };
}

/** What members are asked to do. */
export function recommendations(context: Context): Section {
  const { words } = context;
  const board = words.committee ?? placeholder('Committee name');
  const asked = words.recommendations ?? [
    `notes the figures in this report;`,
    `considers ${placeholder('what members are asked to weigh')};`,
    `asks for ${placeholder('what, from whom and by when')}.`,
  ];
  return {
    id: 'recommendations',
    heading: 'Recommendations',
    blocks: [
      {
        kind: 'recommendations',
        lead: `That the ${board}:`,
        sentences: asked.map((text) => officerSentence('recommendation', text)),
      },
    ],
  };
}

/** What members asked before, and the policy that the figures stand in. */
export function background({ words }: Context): Section {
  return own('background', 'Background', words.background, [
    'what members asked last time and when',
    'national and local policy',
  ]);
}

export function options({ words }: Context): Section[] {
  return words.options === undefined ? [] : [own('options', 'Options considered', words.options)];
}

export function consultation({ words }: Context): Section {
  return own('consultation', 'Consultation and engagement', words.consultation, [
    'whom this was discussed with',
  ]);
}

/** The implications a committee paper must name, each in an officer's words. */
export function implications({ words }: Context): Section {
  return {
    id: 'implications',
    heading: 'Implications',
    blocks: [
      {
        kind: 'terms',
        heading: 'Assessed by the officers named in the title block',
        terms: IMPLICATIONS.map(([key, label]) => ({
          rule: `officer.implications.${key}`,
          term: label,
          meaning: [words.implications?.[key] ?? placeholder(`${label} implications`)],
        })),
      },
    ],
  };
}

export function nextSteps({ words }: Context): Section {
  return own('next-steps', 'Next steps', words.next_steps, [
    'what happens next, by when, and when it is reported back',
  ]);
}

export function backgroundPapers({ words }: Context): Section {
  return own('background-papers', 'Background papers', words.background_papers, [
    'the papers this report relies on',
  ]);
}

/** A section of an officer's paragraphs, or of the placeholders for them. */
function own(
  id: string,
  heading: string,
  written: readonly string[] | undefined,
  wanted: readonly string[] = [],
): Section {
  const paragraphs = written ?? wanted.map((what) => placeholder(upperFirst(what)));
  const block: Block = {
    kind: 'sentences',
    sentences: paragraphs.map((text) => officerSentence(id.replaceAll('-', '_'), text)),
  };
  return { id, heading, blocks: [block] };
}
