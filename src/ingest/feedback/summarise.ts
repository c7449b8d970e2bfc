import { isRefused } from '../ready.js';
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

/** A file that was not taken, with no other in its place. */
export interface RefusedFile {
  readonly path: string;
  readonly wrong: string;
  readonly advice: string;
}

const SEND_AGAIN = 'Mend the file and send it again for the same month.';

/** The files that were not taken and still stand, each with why and what to do. */
export function refusedFiles({ files }: Feedback): RefusedFile[] {
  return files
    .filter(({ state, isReplaced }) => isRefused(state) && !isReplaced)
    .map(({ path, state, reason }) => {
      const { wrong, advice } = wordsOf(reason ?? '', SEND_AGAIN);
      return { path, wrong: `${refusalWords(state)} ${wrong}`.trim(), advice };
    });
}

function refusalWords(state: string): string {
  return state === 'unrecognised' ? 'Not taken: not recognised.' : 'Not taken.';
}

/**
 * What kind of file it is, in words.
 * @param titles what each kind is called, by its id
 */
export function kindWords(
  { datasetId }: Pick<FeedbackFile, 'datasetId'>,
  titles: ReadonlyMap<string, string>,
): string {
  return titles.get(datasetId ?? '') ?? 'Not known';
}

/** What became of a file, in words. */
export function outcomeWords(file: FeedbackFile): string {
  const { state, reason, isReplaced } = file;
  if (isRefused(state)) {
    const replaced = isReplaced ? ' A later file has taken its place.' : '';
    return `${refusalWords(state)} ${reason ?? ''}`.trim() + replaced;
  }
  if (state === 'superseded') return 'A later file has taken its place.';
  if (state === 'duplicate') return 'The same as the file before it, so nothing changed.';
  return ['Taken.', ...takenWords(file)].join(' ');
}

/** What was received and what is to be done, in a few sentences. */
export function inShort(feedback: Feedback): string[] {
  const { files, findings } = feedback;
  const taken = files.filter(({ state }) => state.startsWith('accepted'));
  const refused = refusedFiles(feedback).length;
  const sum = (pick: (file: FeedbackFile) => number): number =>
    taken.reduce((total, file) => total + pick(file), 0);
  const lines = [
    `We received ${countText(files.length, 'file')} from you for this month. ${shareTaken(taken.length, files.length)}`,
  ];
  if (taken.length > 0) {
    lines.push(
      ...takenWords({
        keptCount: sum(({ keptCount }) => keptCount),
        quarantinedCount: sum(({ quarantinedCount }) => quarantinedCount),
        doubtfulCount: sum(({ doubtfulCount }) => doubtfulCount),
      }),
    );
  }
  if (refused > 0) {
    lines.push(`${countText(refused, 'file was', 'files were')} not taken: see what to mend.`);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const found = [
    ...(errors > 0 ? [`${countText(errors, 'thing')} that must be mended`] : []),
    ...(warnings > 0 ? [`${countText(warnings, 'thing')} to check`] : []),
  ];
  if (found.length > 0) lines.push(`We found ${found.join(' and ')}.`);
  else if (refused === 0) lines.push('We found nothing wrong.');
  return lines;
}

/** How many records were taken and set aside, and whether some of those taken may not count. */
function takenWords({
  keptCount,
  quarantinedCount,
  doubtfulCount,
}: Pick<FeedbackFile, 'keptCount' | 'quarantinedCount' | 'doubtfulCount'>): string[] {
  const kept = countText(keptCount, 'record was', 'records were');
  const setAside = quarantinedCount === 0 ? 'none was' : countText(quarantinedCount, 'was', 'were');
  const lines = [`${kept} taken, ${setAside} set aside.`];
  if (doubtfulCount > 0) {
    lines.push('Some of those taken may not count until they are mended: see the findings.');
  }
  return lines;
}

function shareTaken(taken: number, all: number): string {
  if (taken === 0) return all === 1 ? 'It was not taken.' : 'None of them was taken.';
  if (taken === all) return all === 1 ? 'It was taken.' : 'All of them were taken.';
  return `${taken} of them ${taken === 1 ? 'was' : 'were'} taken.`;
}
