import { rowHeading } from '../../row-heading.js';
import type { Table } from '../../briefing.js';
import { textWidth, wrapText } from '../../charts/text-width.js';

/** The size of the words of a table and the space at the right of a cell, in points. */
export interface Fit {
  readonly size: number;
  readonly gap: number;
}

const USUAL: Fit = { size: 10, gap: 10 };

/** For a table of many columns. */
const DENSE: Fit = { size: 9, gap: 4 };

/** The width between the margins of the page, in points. */
const PAGE = 480;

/** A small table is made wider by no more than this, so that a figure stays near its name. */
const STRETCH = 2;

/** A name in the first column, and a text in another, is wrapped rather than wider than this. */
const WIDEST = { header: 200, cell: 150 };

/** A longer word is broken. */
const LONGEST_WORD = 90;

/** A text that is wrapped has at least this. */
const NARROWEST = 60;

/** How wide a column is at least, for its longest word; better; and at best. */
interface Wish {
  readonly word: number;
  readonly better: number;
  readonly best: number;
}

/** How a table is set: in smaller words, closer together, where else words would have to be broken. */
export function fitOf(table: Table): Fit {
  const words = wishesOf(table, USUAL).map(({ word }) => word);
  return sum(words) > PAGE ? DENSE : USUAL;
}

/**
 * How wide each column of a table is, the first being that of the row headers, in points:
 * every column has its longest word on one line, and what is left goes where texts are long.
 */
export function columnWidths(table: Table, fit = fitOf(table)): number[] {
  return shared(wishesOf(table, fit)).map((width) => Math.ceil(width * 10) / 10);
}

function wishesOf(table: Table, fit: Fit): Wish[] {
  const headers = table.rows.flatMap(({ header, detail = '' }) => [header, detail]);
  return [
    wishOf([rowHeading(table)], headers, WIDEST.header, fit),
    ...table.columns.map(({ label, detail = '' }, index) => {
      const cells = table.rows.flatMap(({ cells: row }) => [
        row[index]?.text ?? '',
        ...(row[index]?.detail ?? []),
      ]);
      return wishOf([label, detail], cells, WIDEST.cell, fit);
    }),
  ];
}

/** The label of a column may be on two lines. */
function wishOf(
  labels: readonly string[],
  texts: readonly string[],
  widest: number,
  { size, gap }: Fit,
): Wish {
  const words = [...labels, ...texts].flatMap((text) => text.split(/\s+/));
  const whole = gap + Math.max(greatest(labels, size) / 2, greatest(texts, size));
  const word = Math.min(LONGEST_WORD, gap + greatest(words, size));
  const better = Math.max(word, Math.min(NARROWEST, whole));
  return { word, better, best: Math.max(better, Math.min(widest, whole)) };
}

function greatest(texts: readonly string[], size: number): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, size, 600)));
}

function shared(wishes: readonly Wish[]): number[] {
  const word = wishes.map((wish) => wish.word);
  const better = wishes.map((wish) => wish.better);
  const best = wishes.map((wish) => wish.best);
  if (sum(word) >= PAGE) return scaled(word, PAGE / sum(word));
  if (sum(better) >= PAGE) return between(word, better);
  if (sum(best) >= PAGE) return between(better, best);
  return scaled(best, Math.min(STRETCH, PAGE / sum(best)));
}

/** As wide as the page, each column as far from the narrow width to the wide one. */
function between(narrow: readonly number[], wide: readonly number[]): number[] {
  const share = (PAGE - sum(narrow)) / (sum(wide) - sum(narrow));
  return narrow.map((width, index) => width + ((wide[index] ?? width) - width) * share);
}

function scaled(widths: readonly number[], factor: number): number[] {
  return widths.map((width) => width * factor);
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

/** A word that is wider than its column, with marks where it may break: zero-width spaces. */
export function breakable(text: string, column: number, { size, gap } = USUAL): string {
  const fits = (word: string): boolean => textWidth(word, size, 600) <= column - gap;
  return text
    .split(' ')
    .map((word) => (fits(word) ? word : [...word].join('\u200b')))
    .join(' ');
}

/** How many lines a text takes in its column, about. */
export function linesIn(text: string, column: number, fit = USUAL): number {
  const pieces = breakable(text, column, fit).replaceAll('\u200b', ' ');
  return wrapText(pieces, column - fit.gap, fit.size, 600).length;
}
