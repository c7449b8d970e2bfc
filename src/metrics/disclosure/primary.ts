import type { DisclosureProfile } from '../../config.js';

/** What a measure brings to the rule. */
export interface StatusInput {
  /** Workers below which a figure is of low reliability. */
  readonly minimumBase: number;
  /** Percentiles other than the median say more of one person, and need more people. */
  readonly isPercentile: boolean;
}

/**
 * The SQL of a figure's status, from `value`, `base_workers`, `base_workplaces` and
 * `base_organisations`: the rule is `reference.figure_status`, which models use too.
 * @param profile the minima, or null for counts that describe no person.
 */
export function statusSql(profile: DisclosureProfile | null, input: StatusInput): string {
  if (profile === null) return "if(value is null, 'not_available', 'ok')";
  const workers = input.isPercentile
    ? Math.max(profile.min_workers, profile.min_workers_for_percentiles)
    : profile.min_workers;
  return `reference.figure_status(
        value, base_workers, base_workplaces, base_organisations,
        ${input.minimumBase}, ${workers}, ${profile.min_workplaces}, ${profile.min_organisations}
    )`;
}
