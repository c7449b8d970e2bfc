import { isMonth, type Month } from '../../period.js';

/** What a file's path says of its delivery. */
export interface PathParts {
  readonly submitter: string | undefined;
  readonly period: Month | undefined;
}

/**
 * Compiles a path pattern of `{submitter}`, `{yyyy-mm}`, `*` (within a folder) and `**` (across
 * folders, of which there may be none).
 * @returns a function that gives what a relative path says, or nothing when it does not fit.
 * @example compilePattern('{submitter}/{yyyy-mm}/**')('alder-care/2026-04/workers.csv')
 * // { submitter: 'alder-care', period: '2026-04' }
 */
export function compilePattern(pattern: string): (path: string) => PathParts | undefined {
  const source = pattern
    .split(/(\{submitter\}|\{yyyy-mm\}|\*\*\/|\*\*|\*)/)
    .map((part) => {
      if (part === '{submitter}') return '(?<submitter>[^/]+)';
      if (part === '{yyyy-mm}') return String.raw`(?<period>\d{4}-\d{2})`;
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join('');
  const expression = new RegExp(`^${source}$`, 's');
  return (path) => {
    const match = expression.exec(path);
    if (match === null) return undefined;
    const period = match.groups?.['period'];
    if (period !== undefined && !isMonth(period)) return undefined;
    return { submitter: match.groups?.['submitter'], period };
  };
}
