import iconv from 'iconv-lite';
import type { Habits } from './habits.js';
import { lineOf, type Row } from './rows.js';
import type { Rng } from './rng.js';

/** A file as it will lie in the inbox, or in another source's folder. */
export interface InboxFile {
  /** Below that folder. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly modified: Date;
}

/** The lines of a CSV file: header first, a quoted line break staying inside its line. */
export function linesOf(
  rows: readonly Row[],
  columns: readonly string[],
  habits: Habits,
): string[] {
  return [
    columns.join(','),
    ...rows.map((row) => lineOf(row, columns, habits.writesStatusLowerCase)),
  ];
}

/** Lines as bytes, in the way an organisation's office saves its files. */
export function bytesOf(lines: readonly string[], habits: Habits): Buffer {
  const { lineEnd, hasTrailingBlankLines } = habits;
  const ends =
    lineEnd === 'mixed'
      ? lines.map((line, at) => line + (at % 3 === 1 ? '\n' : '\r\n'))
      : lines.map((line) => line + lineEnd);
  if (hasTrailingBlankLines) ends.push('\r\n', '\r\n');
  const text = (habits.hasBom ? '\uFEFF' : '') + ends.join('');
  return habits.encoding === 'windows-1252'
    ? iconv.encode(text, 'windows-1252')
    : Buffer.from(text, 'utf8');
}

/** Lines of which some have a cell too few and some one too many. */
export function raggedLines(lines: readonly string[]): string[] {
  return lines.map((line, at) => {
    if (at % 4 === 1) return line.slice(0, line.lastIndexOf(','));
    return at % 4 === 3 ? `${line},checked` : line;
  });
}

/** Lines of which one opens a quote that is never closed. */
export function openQuoteLines(lines: readonly string[]): string[] {
  const middle = Math.floor(lines.length / 2);
  const at = lines.findIndex((line, place) => place >= middle && line.includes(',Staff '));
  return lines.map((line, place) => (place === at ? line.replace(',Staff ', ',"Staff ') : line));
}

/** Lines with an empty one after the second record. */
export function gappedLines(lines: readonly string[]): string[] {
  return [...lines.slice(0, 3), '', ...lines.slice(3)];
}

/** A rota that somebody saved beside the return. */
export function rotaText(rng: Rng): string {
  const shifts = ['Early', 'Late', 'Night', 'Off'];
  const rows = Array.from({ length: 12 }, (_, at) =>
    [`Post ${at + 1}`, ...Array.from({ length: 7 }, () => rng.pick(shifts))].join(','),
  );
  return ['Post,Mon,Tue,Wed,Thu,Fri,Sat,Sun', ...rows, ''].join('\r\n');
}

/** A note that somebody put beside the return. */
export function noteText(): string {
  return [
    'Hello,',
    '',
    'The workplace and staff files for this month are in this folder.',
    'Please ring the office if anything is missing.',
    '',
  ].join('\n');
}

/** A file's name with words before its ending. @example renamed('a.csv', ' (1)') // 'a (1).csv' */
export function renamed(name: string, words: string): string {
  const dot = name.lastIndexOf('.');
  return name.slice(0, dot) + words + name.slice(dot);
}

/** The line of a row, for a file of one kind. */
export function recordNumber(rows: readonly Row[], row: Row): number {
  const at = rows.indexOf(row);
  if (at < 0) throw new Error('a planted row is not in its file');
  return at + 1;
}
