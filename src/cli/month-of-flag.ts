import { problem } from '../errors.js';
import { isMonth, type Month } from '../period.js';

/**
 * Reads a flag that takes a month.
 * @throws CC-USE-001 for what is none.
 */
export function monthOfFlag(flag: string, text: string | undefined): Month | undefined {
  const isGood: boolean = text === undefined || isMonth(text);
  if (isGood) return text;
  throw problem('CC-USE-001', {
    where: flag,
    expected: 'a month such as 2026-04',
    got: `"${text ?? ''}"`,
    next: 'Write it as yyyy-mm.',
  });
}
