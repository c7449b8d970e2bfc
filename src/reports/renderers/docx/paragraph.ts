import { Paragraph, Tab, TextRun } from 'docx';
import type { IParagraphOptions, IRunOptions, ParagraphChild } from 'docx';
import { STYLES } from './styles.js';
import type { KnownStyle, Role } from './styles.js';
import { runsOf } from './text.js';

/** The document that paragraphs are written for. */
export interface Setting {
  /** The styles that it has. */
  readonly styles: ReadonlyMap<Role, KnownStyle>;
  /** Width of a line of text, in twentieths of a point. */
  readonly textWidth: number;
  /** Width of a picture in the same measure, where it is not that of the text. */
  readonly pictureWidth?: number;
  /** Whether it is our own, in British English and with our lists; a template gets numbers as text. */
  readonly own: boolean;
  /** Whether the data of a chart stand below it and not in the appendix. */
  readonly dataBelow: boolean;
  /** The size of the words of a table in half points, where it is not that of their style. */
  readonly tableSize?: number;
}

/** A paragraph of a role: in the style of the document, or as the style would look. */
export function paragraph(
  setting: Setting,
  role: Role,
  text: string,
  more: IParagraphOptions = {},
): Paragraph {
  return paragraphOf(setting, role, runsOf(text, runOptions(setting, role)), more);
}

/** A paragraph of given runs. */
export function paragraphOf(
  setting: Setting,
  role: Role,
  children: readonly ParagraphChild[],
  more: IParagraphOptions = {},
): Paragraph {
  const style = setting.styles.get(role);
  if (style === undefined) {
    const { leftTabStop, ...look } = STYLES[role].paragraph;
    const tab = leftTabStop === undefined ? {} : { leftTabStop };
    return new Paragraph({ ...look, ...tab, ...more, children });
  }
  const uncounted = style.numbered ? { numbering: false as const } : {};
  const kept = STYLES[role].paragraph.keepNext === true ? { keepNext: true } : {};
  return new Paragraph({ style: style.id, ...uncounted, ...kept, ...more, children });
}

/** How a run of a role looks beyond its style. British English, whatever a template is in. */
export function runOptions(setting: Setting, role: Role): IRunOptions {
  const language = setting.own ? {} : { language: { value: 'en-GB' } };
  return setting.styles.has(role) ? language : { ...STYLES[role].run, ...language };
}

/** A paragraph after its number, as a minute would point to it. */
export function numberedParagraph(
  setting: Setting,
  role: Role,
  number: string,
  text: string,
): Paragraph {
  const look = runOptions(setting, role);
  return paragraphOf(setting, role, [
    new TextRun({ ...look, children: [number, new Tab()] }),
    ...runsOf(text, look),
  ]);
}

/** A list, counted by Word where the document has our lists. */
export function listOf(
  setting: Setting,
  role: 'message' | 'recommendation',
  texts: readonly string[],
): Paragraph[] {
  return texts.map((text, index) =>
    setting.own
      ? paragraph(setting, role, text, { numbering: { reference: role, level: 0 } })
      : numberedParagraph(setting, role, numberInList(role, index), text),
  );
}

function numberInList(role: 'message' | 'recommendation', index: number): string {
  return role === 'message' ? `${index + 1}.` : `(${String.fromCharCode(97 + index)})`;
}
