import type { Table } from '../../briefing.js';

/** How the words of a table are set; measures in twentieths of a point. */
export interface Fit {
  /** Room for a letter, and for the space beside the text of a cell. */
  readonly letter: number;
  readonly beside: number;
  /** The margin of a cell at its left and right. */
  readonly margin: number;
  /** The size of the words in half points; null where their style says it. */
  readonly size: number | null;
}

const USUAL: Fit = { letter: 118, beside: 160, margin: 60, size: null };

/** For a table of many columns: smaller words, closer together. */
const DENSE: Fit = { letter: 102, beside: 50, margin: 20, size: 18 };

/** A column of long words may take so much of the width; longer words are broken. */
const MOST = 1 / 3;

/** How a table is set: more closely where else words would have to be broken. */
export function fitOf(table: Table, textWidth: number): Fit {
  return sum(needsOf(table, textWidth, USUAL)) > textWidth ? DENSE : USUAL;
}

/**
 * Shares the width of the text among the columns, the one of row headers first: each has room for its
 * longest word, and what is left goes to words more than to numbers.
 */
export function columnWidths(
  table: Table,
  textWidth: number,
  fit = fitOf(table, textWidth),
): number[] {
  const needs = needsOf(table, textWidth, fit);
  const left = textWidth - sum(needs);
  if (left <= 0)
    return rounded(
      needs.map((need) => (need * textWidth) / sum(needs)),
      textWidth,
    );
  const shares = [3, ...table.columns.map(({ align }) => (align === 'number' ? 1 : 2))];
  const widths = needs.map((need, index) => need + (left * (shares[index] ?? 0)) / sum(shares));
  return rounded(widths, textWidth);
}

/** The room that the longest word of each column needs. */
function needsOf(table: Table, textWidth: number, { letter, beside }: Fit): number[] {
  const columns = [
    table.rows.flatMap(({ header, detail }) => [header, detail ?? '']),
    ...table.columns.map(({ label, detail }, index) => [
      label,
      detail ?? '',
      ...cellTexts(table, index),
    ]),
  ];
  return columns.map((texts) => Math.min(longestWord(texts) * letter + beside, textWidth * MOST));
}

function cellTexts({ rows }: Table, index: number): string[] {
  return rows.flatMap(({ cells }) => [cells[index]?.text ?? '', ...(cells[index]?.detail ?? [])]);
}

function longestWord(texts: readonly string[]): number {
  const words = texts.flatMap((text) => text.split(/\s/));
  return Math.max(...words.map((word) => word.length));
}

/** Whole numbers that come to the width together. */
function rounded(widths: readonly number[], textWidth: number): number[] {
  const whole = widths.map(Math.floor);
  const [first = 0, ...others] = whole;
  return [first + textWidth - sum(whole), ...others];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
