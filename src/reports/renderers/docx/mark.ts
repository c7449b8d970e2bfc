import type { Briefing } from '../../briefing.js';

/** The words that have to be on every page, or null where there are none. */
export function markOf({ demonstration, audience }: Briefing): string | null {
  const words = [
    ...(demonstration === null ? [] : [demonstration]),
    ...(audience === 'internal' ? ['Internal: not for publication'] : []),
  ];
  return words.length === 0 ? null : words.join(' · ');
}
