import type { Table } from '../../briefing.js';

/** Room for a letter of table text and for the space beside a cell's text, in twentieths of a point. */
const LETTER = 118;
const BESIDE = 160;

/** A column of long words may take so much of the width; longer words are broken. */
const MOST = 1 / 3;

/**
 * Shares the width of the text among the columns, the one of row headers first: each has room for its
 * longest word, and what is left goes to words more than to numbers.
 */
export function columnWidths(table: Table, textWidth: number): number[] {
  const columns = [
    { texts: table.rows.flatMap(({ header, detail }) => [header, detail ?? '']), share: 3 },
    ...table.columns.map(({ label, detail, align }, index) => ({
      texts: [label, detail ?? '', ...cellTexts(table, index)],
      share: align === 'number' ? 1 : 2,
    })),
  ];
  const needs = columns.map(({ texts }) => Math.min(needOf(texts), textWidth * MOST));
  const left = textWidth - sum(needs);
  if (left <= 0)
    return rounded(
      needs.map((need) => (need * textWidth) / sum(needs)),
      textWidth,
    );
  const shares = sum(columns.map(({ share }) => share));
  const widths = columns.map(({ share }, index) => (needs[index] ?? 0) + (left * share) / shares);
  return rounded(widths, textWidth);
}

function cellTexts({ rows }: Table, index: number): string[] {
  return rows.flatMap(({ cells }) => [cells[index]?.text ?? '', ...(cells[index]?.detail ?? [])]);
}

function needOf(texts: readonly string[]): number {
  const words = texts.flatMap((text) => text.split(/\s/));
  return Math.max(...words.map((word) => word.length)) * LETTER + BESIDE;
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
