import type { Sentence } from '../briefing.js';
import type { Area } from '../facts/fact.js';
import { listText } from '../narrative/words.js';

/** Says what the figure of a region or of England is, where the paper shows one from returns. */
export function widerNote(shown: readonly Area[]): Sentence[] {
  if (shown.length === 0) return [];
  const names = listText(shown.map(({ name }) => name));
  const text =
    shown.length === 1
      ? `${names} is shown as every council in it is in the partnership; its figure is of the returns held here, not of all services in it.`
      : `${names} are shown as every council in them is in the partnership; their figures are of the returns held here, not of all services in them.`;
  return [{ rule: 'note.wider', text, facts: [] }];
}
