import type { Feedback, FeedbackFile } from './read-feedback.js';
import { countText, wordsOf } from './wording.js';

/** Findings that say the same thing. */
export interface FindingGroup {
  readonly rule: string;
  readonly wrong: string;
  readonly advice: string;
  readonly severity: string;
  readonly columns: readonly string[];
  readonly count: number;
}

/** Groups findings by what they say, the most frequent first; of two as frequent, the graver. */
export function groupFindings({ findings }: Feedback): FindingGroup[] {
  const groups = new Map<string, FindingGroup & { columns: string[]; count: number }>();
  for (const { rule, message, severity, column } of findings) {
    const key = `${rule}\n${severity}\n${message}`;
    const group = groups.get(key) ?? { rule, ...wordsOf(message), severity, columns: [], count: 0 };
    groups.set(key, group);
    group.count += 1;
    if (column !== '' && !group.columns.includes(column)) group.columns.push(column);
  }
  return [...groups.values()].sort(
    (one, other) =>
      other.count - one.count ||
      one.severity.localeCompare(other.severity) ||
      one.rule.localeCompare(other.rule),
  );
}

/** What became of a file, in words. */
export function outcomeWords(file: FeedbackFile): string {
  const { state, reason, isReplaced, quarantinedCount } = file;
  const replaced = isReplaced ? ' A later file has taken its place.' : '';
  switch (state) {
    case 'rejected':
      return `Not taken. ${reason ?? ''}`.trim() + replaced;
    case 'unrecognised':
      return `Not recognised. ${reason ?? ''}`.trim() + replaced;
    case 'superseded':
      return 'A later file has taken its place.';
    case 'duplicate':
      return 'The same as the file before it, so nothing changed.';
    default:
      return quarantinedCount === 0
        ? 'Taken. All its records count.'
        : `Taken. ${countText(quarantinedCount, 'record does', 'records do')} not count until mended.`;
  }
}

/** What was received and what is to be done, in a few sentences. */
export function inShort(feedback: Feedback): string[] {
  const { files, findings } = feedback;
  const taken = files.filter(({ state }) => state.startsWith('accepted'));
  const standing = files.filter(({ state }) => state !== 'superseded' && state !== 'duplicate');
  const refused = standing.filter((file) => !taken.includes(file) && !file.isReplaced);
  const sum = (pick: (file: FeedbackFile) => number): number =>
    taken.reduce((total, file) => total + pick(file), 0);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const lines = [
    `We received ${countText(files.length, 'file')} from you for this month. ${shareTaken(taken.length, files.length)}`,
  ];
  if (taken.length > 0) {
    const kept = sum(({ keptCount }) => keptCount);
    const setAside = sum(({ quarantinedCount }) => quarantinedCount);
    lines.push(
      setAside === 0
        ? `${countText(kept, 'record counts', 'records count')}, and none is set aside.`
        : `${countText(kept, 'record counts', 'records count')}; ${countText(setAside, 'is', 'are')} set aside and not counted until mended.`,
    );
  }
  if (refused.length > 0) {
    lines.push(
      `${countText(refused.length, 'file was', 'files were')} not taken: see the last table.`,
    );
  }
  const found = [
    ...(errors > 0 ? [`${countText(errors, 'thing')} that must be mended`] : []),
    ...(warnings > 0 ? [`${countText(warnings, 'thing')} to check`] : []),
  ];
  lines.push(found.length === 0 ? 'We found nothing wrong.' : `We found ${found.join(' and ')}.`);
  return lines;
}

function shareTaken(taken: number, all: number): string {
  if (taken === 0) return all === 1 ? 'It does not count.' : 'None of them counts.';
  if (taken === all) return all === 1 ? 'It counts.' : 'All of them count.';
  return `${taken} of them ${taken === 1 ? 'counts' : 'count'}.`;
}
