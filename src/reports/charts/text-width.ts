import { openSync } from 'fontkit';
import type { Font } from 'fontkit';
import { fontFile } from './font.js';

interface Measure {
  readonly font: Font;
  readonly widths: Map<string, number>;
}

const measures = new Map<400 | 600, Measure>();

/** How wide a text is in the font of the reports, in pixels. */
export function textWidth(text: string, size: number, weight: 400 | 600 = 400): number {
  const measure = measureOf(weight);
  let units = measure.widths.get(text);
  if (units === undefined) {
    units = [...text].reduce((sum, letter) => sum + advance(measure.font, letter), 0);
    measure.widths.set(text, units);
  }
  return (units * size) / measure.font.unitsPerEm;
}

/** Breaks a text into lines no wider than so many pixels; a word that is wider is broken too. */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: 400 | 600 = 400,
): string[] {
  const fits = (piece: string): boolean => textWidth(piece, size, weight) <= width;
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((each) => pieces(each, fits))) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || !fits(longer)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** A word in pieces that fit, with a hyphen where it is broken. */
function pieces(word: string, fits: (piece: string) => boolean): string[] {
  if (fits(word)) return [word];
  const found: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && !fits(`${piece}${letter}-`)) {
      found.push(`${piece}-`);
      piece = '';
    }
    piece += letter;
  }
  return [...found, piece];
}

/** Breaks a text into so many lines at most; what is left out is shown by an ellipsis. */
export function fitText(
  text: string,
  room: { readonly width: number; readonly lines: number },
  size: number,
  weight: 400 | 600 = 400,
): string[] {
  const wrapped = wrapText(text, room.width, size, weight);
  if (wrapped.length <= room.lines) return wrapped;
  const kept = wrapped.slice(0, room.lines);
  let last = [...(kept.pop() ?? '')];
  while (last.length > 0 && textWidth(`${last.join('')}…`, size, weight) > room.width) {
    last = last.slice(0, -1);
  }
  return [...kept, `${last.join('').trimEnd()}…`];
}

/** The largest of some sizes at which every single word fits a width; the smallest if none does. */
export function sizeFor(
  texts: readonly string[],
  width: number,
  sizes: readonly number[],
  weight: 400 | 600 = 400,
): number {
  const words = texts.flatMap((text) => text.split(' '));
  const fits = (size: number): boolean =>
    words.every((word) => textWidth(word, size, weight) <= width);
  return sizes.find(fits) ?? Math.min(...sizes);
}

function advance(font: Font, letter: string): number {
  const point = letter.codePointAt(0) ?? 32;
  return font.glyphForCodePoint(point).advanceWidth;
}

function measureOf(weight: 400 | 600): Measure {
  const known = measures.get(weight);
  if (known !== undefined) return known;
  const opened = openSync(fontFile(weight, 'woff'));
  if (!('glyphForCodePoint' in opened)) throw new Error('the report font is a collection');
  const measure = { font: opened, widths: new Map<string, number>() };
  measures.set(weight, measure);
  return measure;
}
