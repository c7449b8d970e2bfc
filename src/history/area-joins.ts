import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { literal } from '../warehouse/database.js';

/** A way from what a workplace brought in a run, `part`, to the areas that it counted in. */
export interface PartAreaJoin {
  readonly areaCode: string;
  readonly join: string;
}

/**
 * The areas of a run's own geography: the present ones, and those that have ended since. A run of an
 * older program knows none that have ended.
 */
export function partAreaJoins(run: string, dir: string): PartAreaJoin[] {
  const now = {
    areaCode: 'bridge_area.ancestor_area_code',
    join: `inner join ${run}.core.bridge_area on part.area_code = bridge_area.area_code`,
  };
  const path = join(dir, 'area_then.parquet');
  if (!existsSync(path)) return [now];
  const then = {
    areaCode: 'area_then.area_code',
    join: `inner join read_parquet(${literal(path)}) as area_then
        on part.period = area_then.period and part.workplace_id = area_then.workplace_id`,
  };
  return [now, then];
}
