import { ShadingType, TextRun } from 'docx';
import type { IRunOptions } from 'docx';
import { PALETTE } from '../../charts/palette.js';
import { withPlaceholders } from '../../placeholder.js';

/** What XML cannot hold, what turns the direction of text, and the marks that filling a template uses. */
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}\p{Bidi_Control}\ue000\ue001]/gu;

/** A text as Word may show it: nothing that spoils the file or turns the words about. */
export function wordSafe(text: string): string {
  return text.replace(UNSAFE, '');
}

/** The runs of a text; what an officer has to fill in is shaded. */
export function runsOf(text: string, options: IRunOptions = {}): TextRun[] {
  return withPlaceholders(wordSafe(text)).map(
    (piece) =>
      new TextRun({ ...options, text: piece.text, ...(piece.open ? { shading: SHADED } : {}) }),
  );
}

const SHADED = { type: ShadingType.CLEAR, color: 'auto', fill: 'FFE9A8' };

/** A colour of the palette as Word has it. */
export function colour(name: keyof typeof PALETTE): string {
  return PALETTE[name].slice(1).toUpperCase();
}
