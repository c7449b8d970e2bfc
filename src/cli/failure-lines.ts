import type { RunFailure } from '../warehouse/runs.js';

/** What went wrong in a run, a line each, cut to the first few. */
export function failureLines(failures: readonly RunFailure[], most: number): string[] {
  const lines = failures.slice(0, most).map(({ code, message }) => `  ${code} ${message}`);
  const left = failures.length - lines.length;
  return left > 0 ? [...lines, `  and ${left} more: see \`carecount runs --json\`.`] : lines;
}
