import type { DisclosureProfile } from '../../config.js';

/** The workers that a figure needs: percentiles other than the median say more of one person. */
export function leastWorkers(isPercentile: boolean, profile: DisclosureProfile): number {
  if (!isPercentile) return profile.min_workers;
  return Math.max(profile.min_workers, profile.min_workers_for_percentiles);
}

/**
 * The SQL of a figure's status, from its `value`, its three bases, `minimum_base` (workers below which it is
 * of low reliability) and `least_workers`: the rule is `reference.figure_status`, which models use too.
 * @param profile the minima, or null for counts that describe no person.
 */
export function statusSql(profile: DisclosureProfile | null): string {
  if (profile === null) return "if(value is null, 'not_available', 'ok')";
  return `reference.figure_status(
        value, base_workers, base_workplaces, base_organisations,
        minimum_base, least_workers, ${profile.min_workplaces}, ${profile.min_organisations}
    )`;
}
