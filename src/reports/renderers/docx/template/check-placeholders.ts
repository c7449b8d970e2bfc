import { nearest, problem } from '../../../../errors.js';
import type { Briefing } from '../../../briefing.js';
import type { Found } from './find-placeholders.js';
import { DOCUMENT } from './open-template.js';
import { knownPlaceholders, placeholderText } from './placeholders.js';

/** The placeholders of each part of a template, by the part's name. */
export type Placeholders = ReadonlyMap<string, readonly Found[]>;

/**
 * Sees to it that every placeholder is one that we know, in a place where it can be filled.
 * @throws CC-REP-004
 */
export function checkPlaceholders(found: Placeholders, briefing: Briefing, where: string): void {
  const known = knownPlaceholders(briefing);
  const all = [...found].flatMap(([part, each]) => each.map((one) => ({ part, ...one })));
  if (all.length === 0) {
    throw problem('CC-REP-004', {
      where,
      expected: 'a placeholder where the paper should stand',
      got: 'none',
      next: `Type {{whole_paper}} on a line of its own, or some of ${listed(known)}.`,
    });
  }
  for (const { part, name, written, alone } of all) {
    if (!known.includes(name)) throw unknown(where, name, written, known);
    const takesParagraph = placeholderText(name, briefing) === null;
    if (takesParagraph && part !== DOCUMENT)
      throw misplaced(where, written, 'a header, footer or note');
    if (takesParagraph && !alone) throw misplaced(where, written, 'other text beside it');
  }
}

function unknown(where: string, name: string, written: string, known: readonly string[]) {
  const near = nearest(name, known);
  return problem('CC-REP-004', {
    where,
    expected: 'placeholders that Carecount knows',
    got: `"${shortened(written)}"`,
    next: near === undefined ? `It knows ${listed(known)}.` : `Did you mean {{${near}}}?`,
  });
}

function misplaced(where: string, written: string, got: string) {
  return problem('CC-REP-004', {
    where,
    expected: `${written} in a paragraph of its own in the body of the document`,
    got,
    next: 'Move it to a line of its own.',
  });
}

function listed(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(', ');
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
