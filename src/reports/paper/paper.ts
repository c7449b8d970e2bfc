import { z } from 'zod';
import { parseSettings } from '../../settings-file.js';

const text = z.string().trim().min(1);
const paragraphs = z.array(text).min(1);

/** What members may ask and no figure of a pack answers: only an officer can. */
export const OFFICER_QUESTIONS = [
  'How many people are waiting for care, or had care handed back?',
  'Where do leavers go: the NHS, retail or another care provider?',
  'How do the councils’ own services compare with the rest of the market?',
  'What did last year’s money achieve, what happens next, and when will it be reported back?',
] as const;

type Answers = Record<(typeof OFFICER_QUESTIONS)[number], z.ZodOptional<typeof text>>;

const answers = z.strictObject(
  Object.fromEntries(OFFICER_QUESTIONS.map((question) => [question, text.optional()])) as Answers,
);

/** What only an officer can write. What is left out is a named placeholder in the paper. */
const words = z.strictObject({
  status: z.enum(['draft', 'final']),
  committee: text,
  meeting_date: z.iso.date(),
  agenda_item: text,
  report_of: text,
  lead_member: text,
  contact_officer: text,
  wards: text,
  key_decision: z.boolean(),
  exempt_paragraph: text,
  purpose: z.enum(['decision', 'discussion', 'noting']),
  recommendations: paragraphs,
  background: paragraphs,
  answers,
  options: paragraphs,
  consultation: paragraphs,
  implications: z
    .strictObject({
      financial: text,
      legal: text,
      equality: text,
      risk: text,
      workforce: text,
      health_and_wellbeing: text,
      climate: text,
      data_protection: text,
      procurement: text,
    })
    .partial(),
  next_steps: paragraphs,
  background_papers: paragraphs,
});

const partialWords = words.partial();

const schema = partialWords.extend({
  /** What is said otherwise in the paper of one area, by its code. */
  areas: z.record(z.string(), partialWords).prefault({}),
});

/** The words of officers in one area's paper. */
export type PaperWords = z.infer<typeof partialWords>;

/** The words of officers, for every area and for some. */
export type PaperFile = z.infer<typeof schema>;

/** The kinds of implications that a paper names, in the order they stand. */
export const IMPLICATIONS = [
  ['financial', 'Financial'],
  ['legal', 'Legal'],
  ['equality', 'Equality'],
  ['risk', 'Risk'],
  ['workforce', 'Workforce'],
  ['health_and_wellbeing', 'Health and wellbeing'],
  ['climate', 'Climate'],
  ['data_protection', 'Data protection'],
  ['procurement', 'Procurement'],
] as const;

/**
 * Reads what officers wrote.
 * @throws CC-REP-006 naming the line and the key.
 */
export function parsePaper(yaml: string, where: string): PaperFile {
  return parseSettings(yaml, { schema, where, code: 'CC-REP-006' });
}

/** The words for one area: its own where it has some, else those for all. */
export function wordsFor(paper: PaperFile | null, areaCode: string): PaperWords {
  if (paper === null) return {};
  const { areas, ...shared } = paper;
  return { ...shared, ...areas[areaCode] };
}
