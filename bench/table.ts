import type { Sample } from './child.js';

/** One line of the table of results. */
export interface Line {
  readonly what: string;
  readonly seconds: number;
  /** Against the yardstick of its section; undefined where it has none. */
  readonly ratio?: number;
  readonly peakMb?: number;
  /** What is aimed at, in words, and whether it is met. */
  readonly target?: { readonly words: string; readonly isMet: boolean };
}

/** A table of results under a heading. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The median of each round's ratio: what is slow for one is slow for the other. */
export function ratioOf(samples: readonly Sample[], yardstick: readonly Sample[]): number {
  return median(
    samples.map((sample, round) => sample.seconds / (yardstick[round]?.seconds ?? Number.NaN)),
  );
}

/** The results of a section as Markdown, its table laid out as Prettier would. */
export function markdown({ title, lines }: Section, measured: string): string {
  return [`### ${title}`, '', measured, '', ...table(lines.map(cellsOf)), ''].join('\n');
}

const HEADER = ['what', 'median s', 'ratio', 'peak MB', 'target', 'met'];
const IS_NUMBER = [false, true, true, true, false, false];

function cellsOf({ what, seconds, ratio, peakMb, target }: Line): string[] {
  return [
    what,
    seconds.toFixed(2),
    ratio?.toFixed(2) ?? '',
    peakMb?.toFixed(0) ?? '',
    target?.words ?? '',
    target === undefined ? '' : target.isMet ? 'yes' : 'no',
  ];
}

function table(rows: readonly string[][]): string[] {
  const widths = HEADER.map((name, column) =>
    Math.max(name.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (IS_NUMBER[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    IS_NUMBER[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [line(HEADER), line(rule), ...rows.map(line)];
}
