import { MONTHS } from './periods.js';

/** A way from a contribution to the areas that it counts in. */
export interface AreaJoin {
  readonly areaCode: string;
  readonly join: string;
}

/**
 * A contribution counts in the areas that its own lies in now, and in those that have ended since, by
 * its workplace and month. No area is in both. The second is true of figures of one month only: over several,
 * a workplace that made no return in the last of them would be missing.
 */
export const AREA_JOINS: readonly AreaJoin[] = [
  {
    areaCode: 'bridge_area.ancestor_area_code',
    join: 'inner join core.bridge_area on contribution.area_code = bridge_area.area_code',
  },
  {
    areaCode: 'bridge_area_then.area_code',
    join: `inner join core.bridge_area_then
    on contribution.period = bridge_area_then.period
    and contribution.workplace_id = bridge_area_then.workplace_id`,
  },
];

/** Every month with each present area, and with those of its own that have ended since. */
export function areasOfMonthsSql(): string {
  return `
        select month.period, area.area_code, area.area_type
        from (
            ${MONTHS}
        ) as month
        cross join (
            select distinct ancestor_area_code as area_code, ancestor_area_type as area_type
            from core.bridge_area
        ) as area
        union all
        select distinct period, area_code, area_type from core.bridge_area_then
    `;
}
