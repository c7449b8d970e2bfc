import type { SheetTable } from './sheet-table.js';
import type { SheetValue } from './sheet-value.js';

/** The height of a line of Arial 12, in points. */
const LINE_HEIGHT = 16;
const MOST_HEIGHT = 409;

/** Characters of Arial 12 in one unit of column width, which is the width of its digits. */
const CHARACTERS = 1.05;
const BOLD_CHARACTERS = 0.95;

/** What the edges of a cell and its indent take, in units of width. */
const EDGES = 1.5;

const WIDTHS = { number: 13, mostNumber: 20, short: 15, medium: 26, text: 85 } as const;

/** A table of more columns has no room for wide ones when it is printed. */
const MOST_WITH_WIDE = 4;

/** Widths that fit what each column holds. */
export function columnWidths({ columns, rows }: SheetTable): number[] {
  return columns.map(({ align, name }, index) => {
    const word = Math.max(...name.split(' ').map(({ length }) => length + 2));
    if (align === 'number') return Math.min(WIDTHS.mostNumber, Math.max(WIDTHS.number, word));
    const longest = Math.max(...rows.map((row) => textOf(row[index]).length), word);
    if (longest <= WIDTHS.short) return WIDTHS.short;
    const wide = longest > 2 * WIDTHS.medium && columns.length <= MOST_WITH_WIDE;
    return wide ? WIDTHS.text : WIDTHS.medium;
  });
}

/** The height of a row whose cells are wrapped to their widths. */
export function rowHeight(
  texts: readonly string[],
  widths: readonly number[],
  bold = false,
): number {
  const each = bold ? BOLD_CHARACTERS : CHARACTERS;
  const lines = texts.map((text, index) =>
    linesOf(text, Math.max(4, Math.floor(((widths[index] ?? WIDTHS.number) - EDGES) * each))),
  );
  return Math.min(MOST_HEIGHT, Math.max(1, ...lines) * LINE_HEIGHT);
}

/** What a value shows, near enough to measure it. */
export function textOf(value: SheetValue | undefined): string {
  if (value === undefined) return '';
  return value.kind === 'text' ? value.text : String(value.value);
}

/** How many lines a text takes when words are kept whole where they fit. */
export function linesOf(text: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    const needed = used === 0 ? word.length : used + 1 + word.length;
    if (needed <= width) {
      used = needed;
      continue;
    }
    if (used > 0) lines += 1;
    lines += Math.ceil(word.length / width) - 1;
    used = word.length % width || Math.min(word.length, width);
  }
  return lines;
}
