import { LevelFormat, LineRuleType } from 'docx';
import type {
  ILevelsOptions,
  IParagraphStylePropertiesOptions,
  IRunStylePropertiesOptions,
  IStylesOptions,
} from 'docx';
import { colour } from './text.js';

/** What a paragraph of the paper is. */
export type Role =
  | 'title'
  | 'subtitle'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'caption'
  | 'answer'
  | 'paragraph'
  | 'message'
  | 'recommendation'
  | 'figure'
  | 'note'
  | 'tableText'
  | 'mark'
  | 'footer';

/** A style: its name in Word, and how it looks where the document has no style of that name. */
interface Style {
  readonly name: string;
  readonly paragraph: IParagraphStylePropertiesOptions;
  readonly run: IRunStylePropertiesOptions;
}

const HANGING = 709;

const apart = (before: number, after: number, line = 264) => ({
  before,
  after,
  line,
  lineRule: LineRuleType.AUTO,
});

const numberedText = {
  spacing: apart(0, 120),
  indent: { left: HANGING, hanging: HANGING },
  leftTabStop: HANGING,
};

const heading = (level: number, size: number, before: number): Omit<Style, 'name'> => ({
  paragraph: {
    spacing: apart(before, 120, 240),
    keepNext: true,
    keepLines: true,
    outlineLevel: level - 1,
  },
  run: { bold: true, size, color: colour('darkBlue') },
});

/** Names of Word's own styles are in lower case, as they are in any language of Word. */
export const STYLES: Readonly<Record<Role, Style>> = {
  title: {
    name: 'Title',
    paragraph: { spacing: apart(0, 120, 240), keepNext: true, keepLines: true },
    run: { bold: true, size: 40, color: colour('darkBlue') },
  },
  subtitle: {
    name: 'Subtitle',
    paragraph: { spacing: apart(0, 240), keepNext: true },
    run: { size: 24, color: colour('secondary') },
  },
  heading1: { name: 'heading 1', ...heading(1, 32, 360) },
  heading2: { name: 'heading 2', ...heading(2, 26, 280) },
  heading3: { name: 'heading 3', ...heading(3, 24, 240) },
  caption: {
    name: 'caption',
    paragraph: { spacing: apart(200, 80, 240), keepNext: true, keepLines: true },
    run: { bold: true, size: 22 },
  },
  answer: { name: 'Body Text', paragraph: { spacing: apart(0, 120) }, run: {} },
  paragraph: { name: 'Numbered paragraph', paragraph: numberedText, run: {} },
  message: { name: 'Key message', paragraph: numberedText, run: {} },
  recommendation: { name: 'Recommendation', paragraph: numberedText, run: {} },
  figure: {
    name: 'Figure',
    paragraph: { spacing: apart(0, 80, 240), keepNext: true },
    run: {},
  },
  note: {
    name: 'Note',
    paragraph: { spacing: apart(0, 80), keepLines: true },
    run: { size: 20, color: colour('secondary') },
  },
  tableText: { name: 'Table text', paragraph: { spacing: apart(30, 30, 240) }, run: { size: 20 } },
  mark: {
    name: 'Page mark',
    paragraph: { spacing: apart(0, 120, 240) },
    run: { bold: true, size: 20, color: colour('darkPink') },
  },
  footer: { name: 'footer', paragraph: { spacing: apart(0, 0, 240) }, run: { size: 20 } },
};

export const ROLES = Object.keys(STYLES) as Role[];

/** A paragraph style that the document has. */
export interface KnownStyle {
  readonly id: string;
  /** Whether the style counts its paragraphs itself. */
  readonly numbered: boolean;
}

const ownId = (role: Role): string => {
  const name = STYLES[role].name;
  return name.replace(/(^|\s)(\w)/g, (_, _space: string, letter: string) => letter.toUpperCase());
};

/** The styles of our own document: all of them. */
export const OWN_STYLES: ReadonlyMap<Role, KnownStyle> = new Map(
  ROLES.map((role) => [role, { id: ownId(role), numbered: false }]),
);

const NORMAL: Style = {
  name: 'Normal',
  paragraph: { spacing: apart(0, 120) },
  run: { font: 'Arial', size: 24, language: { value: 'en-GB' } },
};

/** The definitions of our own document's styles, smaller and closer where all has to be on one page. */
export function ownStyles(onePage: boolean): IStylesOptions {
  const own = ROLES.filter((role) => !/^(title|heading\d)$/.test(role));
  const styleOf = (style: Style): Style => (onePage ? smaller(style) : style);
  const { run, paragraph } = styleOf(NORMAL);
  return {
    default: {
      document: { run, paragraph },
      title: styleOf(STYLES.title),
      heading1: styleOf(STYLES.heading1),
      heading2: styleOf(STYLES.heading2),
      heading3: styleOf(STYLES.heading3),
    },
    paragraphStyles: own.map((role) => ({
      id: ownId(role),
      ...styleOf(STYLES[role]),
      basedOn: 'Normal',
      quickFormat: true,
    })),
  };
}

/** How much of the size of words, in half points, and of the space between them is left on the one page of a summary. */
const ONE_PAGE = { size: 5 / 6, smallest: 18, space: 0.4 };

function smaller({ name, paragraph, run }: Style): Style {
  const { before = 0, after = 0 } = paragraph.spacing ?? {};
  const space = (twips: unknown): number => Math.round(Number(twips) * ONE_PAGE.space);
  const size = (given: number): number =>
    Math.max(ONE_PAGE.smallest, Math.round(given * ONE_PAGE.size));
  return {
    name,
    paragraph: { ...paragraph, spacing: apart(space(before), space(after), 245) },
    run: {
      ...run,
      ...(typeof run.size === 'number' ? { size: size(run.size) } : {}),
    },
  };
}

/** The list of key messages and that of recommendations in our own document. */
export const OWN_LISTS = [
  { reference: 'message', levels: [listLevel(LevelFormat.DECIMAL, '%1.')] },
  { reference: 'recommendation', levels: [listLevel(LevelFormat.LOWER_LETTER, '(%1)')] },
];

function listLevel(format: ILevelsOptions['format'], text: string): ILevelsOptions {
  return {
    level: 0,
    ...(format === undefined ? {} : { format }),
    text,
    style: { paragraph: { indent: { left: HANGING, hanging: HANGING } } },
  };
}
