import { rowHeading } from '../../row-heading.js';
import type { Table } from '../../briefing.js';
import { textWidth, wrapText } from '../../charts/text-width.js';

/** The size of the words of a table, in points. */
const SIZE = 10;

/** The width between the margins of the page, in points. */
const PAGE = 480;

/** A small table is made wider by no more than this, so that a figure stays near its name. */
const STRETCH = 2;

/** The space at the right of a cell, in points. */
const GAP = 10;

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

/**
 * How wide each column of a table is, the first being that of the row headers, in points:
 * every column has its longest word on one line, and what is left goes where texts are long.
 */
export function columnWidths(table: Table): number[] {
  const headers = table.rows.flatMap(({ header, detail = '' }) => [header, detail]);
  const wishes = [
    wishOf([rowHeading(table)], headers, WIDEST.header),
    ...table.columns.map(({ label, detail = '' }, index) => {
      const cells = table.rows.flatMap(({ cells: row }) => [
        row[index]?.text ?? '',
        ...(row[index]?.detail ?? []),
      ]);
      return wishOf([label, detail], cells, WIDEST.cell);
    }),
  ];
  return shared(wishes).map((width) => Math.ceil(width * 10) / 10);
}

/** The label of a column may be on two lines. */
function wishOf(labels: readonly string[], texts: readonly string[], widest: number): Wish {
  const words = [...labels, ...texts].flatMap((text) => text.split(/\s+/));
  const whole = GAP + Math.max(greatest(labels) / 2, greatest(texts));
  const word = Math.min(LONGEST_WORD, GAP + greatest(words));
  const better = Math.max(word, Math.min(NARROWEST, whole));
  return { word, better, best: Math.max(better, Math.min(widest, whole)) };
}

function greatest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, SIZE, 600)));
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
export function breakable(text: string, column: number): string {
  const fits = (word: string): boolean => textWidth(word, SIZE, 600) <= column - GAP;
  return text
    .split(' ')
    .map((word) => (fits(word) ? word : [...word].join('\u200b')))
    .join(' ');
}

/** How many lines a text takes in its column, about. */
export function linesIn(text: string, column: number): number {
  const pieces = breakable(text, column).replaceAll('\u200b', ' ');
  return wrapText(pieces, column - GAP, SIZE, 600).length;
}
