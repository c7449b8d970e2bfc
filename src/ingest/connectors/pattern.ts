import { isMonth, type Month } from '../../period.js';
import { wildcardPattern } from '../wildcards.js';

/** What a file's path says of its delivery. */
export interface PathParts {
  readonly submitter: string | undefined;
  readonly period: Month | undefined;
}

const WILDCARDS: ReadonlyMap<string, string> = new Map([
  ['{submitter}', '(?<submitter>[^/]+)'],
  ['{yyyy-mm}', String.raw`(?<period>\d{4}-\d{2})`],
  ['**/', '(?:.*/)?'],
  ['**', '.*'],
  ['*', '[^/]*'],
]);

/**
 * Compiles a path pattern of `{submitter}`, `{yyyy-mm}`, `*` (within a folder) and `**` (across
 * folders, of which there may be none).
 * @returns a function that gives what a relative path says, or nothing when it does not fit.
 * @example compilePattern('{submitter}/{yyyy-mm}/**')('alder-care/2026-04/workers.csv')
 * // { submitter: 'alder-care', period: '2026-04' }
 */
export function compilePattern(pattern: string): (path: string) => PathParts | undefined {
  const expression = wildcardPattern(pattern, WILDCARDS, 's');
  return (path) => {
    const match = expression.exec(path);
    if (match === null) return undefined;
    const period = match.groups?.['period'];
    if (period !== undefined && !isMonth(period)) return undefined;
    return { submitter: match.groups?.['submitter'], period };
  };
}
