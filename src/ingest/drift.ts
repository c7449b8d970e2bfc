import { nearest } from '../errors.js';
import { isRepeated, namedColumns, type Contract } from './contract/index.js';
import { headingsOf } from './layout/heading.js';
import { shownHeading } from './layout/shown-heading.js';
import type { FileNote } from './ready.js';

/** How a header compares with what its contract knows. */
export interface HeaderDrift {
  /** The known layout it is, or null when it is a new one. */
  readonly variant: string | null;
  readonly notes: readonly FileNote[];
}

/** A file with fewer of its columns than this is told how many, not which. */
const MOST_NAMED = 5;

/**
 * Compares a file's headings with its contract: what is new, what is missing, and what may only
 * have been renamed.
 */
export function headerDrift(
  contract: Contract,
  headings: readonly string[],
  alsoUnknown: Iterable<string> = [],
): HeaderDrift {
  const known = headingsOf(contract);
  const unknown = [
    ...headings.flatMap((text, at) =>
      text === '' || known.isKnown(text) ? [] : [{ text, shown: shownHeading(contract, text, at) }],
    ),
    ...[...alsoUnknown].map((text) => ({ text, shown: text })),
  ];
  const there = new Set(headings.map((text) => known.columnOf(text)?.name));
  const absent = namedColumns(contract)
    .map((column) => column.name)
    .filter((name) => !name.startsWith('@') && !there.has(name));
  const { variant, missing } = missedBy(contract, absent);
  const unmatched = new Set(missing);
  const notes = unknown.map(({ text, shown }): FileNote => {
    const detail = nearest(text, [...unmatched]) ?? null;
    if (detail === null) return { rule: 'column_unknown', column: shown, detail };
    unmatched.delete(detail);
    return { rule: 'column_renamed', column: shown, detail };
  });
  if (unmatched.size > MOST_NAMED) {
    const detail = `${unmatched.size} of ${namedColumns(contract).length}`;
    notes.push({ rule: 'columns_missing', column: '', detail });
  } else {
    for (const column of unmatched) notes.push({ rule: 'column_missing', column, detail: null });
  }
  for (const column of afterGaps(contract, headings)) {
    notes.push({ rule: 'column_gap', column, detail: null });
  }
  return { variant: notes.length > 0 ? null : variant, notes };
}

/** The columns of numbered groups whose number does not follow on another of their group, save the first. */
function afterGaps(contract: Contract, headings: readonly string[]): string[] {
  const known = headingsOf(contract);
  return contract.columns.filter(isRepeated).flatMap((column) => {
    const numbers = new Map(headings.map((text) => [known.numberInGroup(column, text), text]));
    numbers.delete(undefined);
    return [...numbers].flatMap(([number = 1, text]) =>
      number === 1 || numbers.has(number - 1) ? [] : [text],
    );
  });
}

/** The variant that a header is or comes nearest to, and which of its columns are not there. */
function missedBy(
  contract: Contract,
  absent: readonly string[],
): { variant: string | null; missing: string[] } {
  const needed = namedColumns(contract)
    .filter((column) => column.required)
    .map((column) => column.name);
  if (contract.variants.length === 0) {
    return { variant: null, missing: absent.filter((name) => needed.includes(name)) };
  }
  const fits = contract.variants.map(({ id, without }) => ({
    id,
    missing: absent.filter((name) => !without.includes(name)),
    extra: without.filter((name) => !absent.includes(name)).length,
  }));
  const best = fits.reduce((a, b) =>
    b.missing.length + b.extra < a.missing.length + a.extra ? b : a,
  );
  const isExact = best.missing.length + best.extra === 0;
  return { variant: isExact ? best.id : null, missing: best.missing };
}
