import type { Sentence } from '../briefing.js';
import type { FirmFact } from '../narrative/rank.js';

/** With more areas than this a chart is too long for a page; its table has all of them. */
export const MOST_DRAWN = 24;

/**
 * The part of an order that is drawn: all of it, or those next to one area, or the first of it.
 * @param picked the code of the area they stand next to; null for the first.
 */
export function drawnPart(list: readonly FirmFact[], picked: string | null): readonly FirmFact[] {
  if (list.length <= MOST_DRAWN) return list;
  const place = list.findIndex(({ area }) => area.code === picked);
  const first = Math.max(0, Math.min(place - MOST_DRAWN / 2, list.length - MOST_DRAWN));
  return list.slice(first, first + MOST_DRAWN);
}

/** Says what part of the areas is drawn, where it is not all of them. */
export function cutNote(drawn: number, of: number, which: string): Sentence[] {
  if (drawn >= of) return [];
  return [
    {
      rule: 'note.cut',
      text: `Drawn: ${drawn} of ${of}, ${which}. The table has all of them.`,
      facts: [],
    },
  ];
}
