import type { Sentence } from '../briefing.js';
import type { Area } from '../facts/fact.js';
import { listText } from '../narrative/words.js';

/** Says what the figure of a region or of England is, where the paper shows one from returns. */
export function widerNote(shown: readonly Area[]): Sentence[] {
  if (shown.length === 0) return [];
  const names = listText(shown.map(({ name }) => name));
  const text =
    shown.length === 1
      ? `Every council in ${names} is in the partnership, so its figure is shown. It is of the returns held here, not of all services there.`
      : `Every council in ${names} is in the partnership, so their figures are shown. They are of the returns held here, not of all services there.`;
  return [{ rule: 'note.wider', text, facts: [] }];
}
