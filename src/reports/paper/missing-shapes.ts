import { problem } from '../../errors.js';
import type { CarecountError } from '../../errors.js';
import type { Area } from '../facts/fact.js';
import type { Snapshot } from '../facts/snapshot.js';
import { contextOf, typeNouns } from '../sections/context.js';
import type { PackSettings } from '../sections/context.js';

/** How many areas are named in a message. */
const MOST_NAMED = 10;

/**
 * Says of which areas the file of boundaries has no shape, so that the overview has tiles and no map; none
 * where it has all, or where the overview is not among the packs of these areas.
 * @param path The file, as messages name it.
 */
export function missingShapes(
  snapshot: Snapshot,
  settings: PackSettings,
  path: string | null,
  areas: readonly Area[],
): CarecountError[] {
  const { boundaries, partnership } = settings;
  const overview = areas.find(({ code }) => code === partnership.code);
  if (path === null || boundaries === null || overview === undefined) return [];
  const { peers } = contextOf(snapshot, settings, overview);
  const missing = peers.areas.filter(({ code }) => !boundaries.has(code));
  if (missing.length === 0) return [];
  const named = missing.slice(0, MOST_NAMED).map(({ code, name }) => `${code} ${name}`);
  const others = missing.length - named.length;
  return [
    problem('CC-REP-006', {
      where: path,
      expected: `a shape for each of the ${peers.areas.length} ${typeNouns(peers.type)}`,
      got: `none for ${named.join(', ')}${others === 0 ? '' : ` and ${others} more`}`,
      next: 'Add them, each with its code as area_code: until then tiles are drawn.',
    }),
  ];
}
