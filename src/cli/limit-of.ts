import { problem } from '../errors.js';

/**
 * Reads `--limit`, or another flag that takes a number of rows.
 * @throws CC-USE-001 for what is no whole number.
 */
export function limitOf(text: string | undefined, otherwise: number, flag = '--limit'): number {
  if (text === undefined) return otherwise;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw problem('CC-USE-001', {
    where: flag,
    expected: 'a whole number, 0 for all',
    got: `"${text}"`,
    next: 'Give a number.',
  });
}

/** The line that says a list was cut, or nothing where it was not. */
export function cutLine(shown: number, all: number, what: string): string {
  return shown < all ? `${shown} of ${all} ${what}. Use --limit 0 for all.\n` : '';
}
