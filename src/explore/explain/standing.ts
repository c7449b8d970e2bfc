import type { Database } from '../../warehouse/database.js';
import { SAME_FIGURE, sameFigure } from './figure.js';
import type { Resolved } from './request.js';
import { standingSchema, type Comparison } from './schema.js';
import { valueWords } from './words.js';

/** Where the area stands among those of its type, and among the neighbours that the workspace names. */
export async function standingOf(
  database: Database,
  resolved: Resolved,
): Promise<Pick<Comparison, 'peers' | 'neighbours'>> {
  const { metric, asked } = resolved;
  const rows = await database.rows(
    `select comparator, other_count, median::double as median, rank, sharing_rank, ranked_count
    from comparison.area as measure
    where ${SAME_FIGURE} and area_code = $area and period = $period::date`,
    { ...sameFigure(resolved), area: asked.area_code, period: asked.period },
  );
  const standing = (name: string): Comparison['peers'] => {
    const row = rows.find(({ comparator }) => comparator === name);
    if (row === undefined) return null;
    const { comparator: _, ...numbers } = row;
    const { median } = numbers;
    const shown = typeof median === 'number' ? valueWords(median, metric) : null;
    return standingSchema.parse({ ...numbers, median_shown: shown });
  };
  return { peers: standing('peers'), neighbours: standing('neighbours') };
}
