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

/** Breaks a text into lines no wider than so many pixels; a single long word keeps its line. */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: 400 | 600 = 400,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || textWidth(longer, size, weight) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
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
