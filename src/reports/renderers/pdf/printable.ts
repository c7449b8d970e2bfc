import { openSync } from 'fontkit';
import { trueTypeFile } from '../../charts/font.js';

/** Marks that turn the direction of what follows them, or that nobody sees; a zero-width space is where a line may break. */
const UNSEEN = /[\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const PLAIN = /^[ -~]*$/;

/** What stands for a letter that the font of the reports does not have. */
const NO_LETTER = '\u25a1';

const known = new Map<string, boolean>();

/** A text as the font of the reports can print it: no unseen marks, a box for a letter it lacks. */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  const letters = [...text.normalize('NFC').replace(UNSEEN, '')];
  return letters.map((letter) => (isKnown(letter) ? letter : NO_LETTER)).join('');
}

function isKnown(letter: string): boolean {
  if (letter === '\n' || letter === '\t') return true;
  const before = known.get(letter);
  if (before !== undefined) return before;
  const now = fontHas(letter);
  known.set(letter, now);
  return now;
}

let hasGlyph: ((point: number) => boolean) | undefined;

function fontHas(letter: string): boolean {
  hasGlyph ??= openFont();
  return hasGlyph(letter.codePointAt(0) ?? 0);
}

function openFont(): (point: number) => boolean {
  const font = openSync(trueTypeFile(400));
  if (!('hasGlyphForCodePoint' in font)) throw new Error('the report font is a collection');
  return (point) => font.hasGlyphForCodePoint(point);
}
