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
 * `base_organisations`. The first rule that fits decides: no contributors, too few of them to
 * publish, few enough to mark, or good.
 * @param profile the minima, or null for counts that describe no person.
 */
export function statusSql(profile: DisclosureProfile | null, input: StatusInput): string {
  if (profile === null) return "if(value is null, 'not_available', 'ok')";
  const workers = input.isPercentile
    ? Math.max(profile.min_workers, profile.min_workers_for_percentiles)
    : profile.min_workers;
  return `case
        when base_workplaces = 0 or value is null then 'not_available'
        when
            base_workers < ${workers}
            or base_workplaces < ${profile.min_workplaces}
            or base_organisations < ${profile.min_organisations}
            then 'suppressed'
        when base_workers < ${input.minimumBase} then 'low_base'
        else 'ok'
    end`;
}
