import { z } from 'zod';

const SFC_POSTS =
  'Skills for Care, DataEngineering repository, August 2026: filled posts from ASC-WDS';
const SFC_RANGE = 'Skills for Care, DataEngineering repository, August 2026: validation of staff';
const SFC_BEDS =
  'Skills for Care, DataEngineering repository, August 2026: care home posts per bed outliers';
const SFC_GROUPED = 'Skills for Care, DataEngineering repository, August 2026: grouped providers';
const SFC_PURGE =
  'Skills for Care, DataEngineering repository, August 2026: purge of stale returns';
const OURS = 'carecount: a choice of our own';

/** What `carecount.yaml` may say under `cleaning:`; a default is the published threshold where there is one. */
export const cleaningSchema = z.strictObject({
  exclusions: z
    .string()
    .min(1)
    .optional()
    .describe('CSV of workplaces that count in no measure, and why'),
  posts_from: whole(3).describe('staff totals that agree give filled posts from this many on'),
  posts_differ_below: whole(5).describe(
    'stated and recorded staff that differ by less are averaged',
  ),
  posts_differ_below_share: share(0.1).describe(
    'stated and recorded staff that differ by less of their mean are averaged',
  ),
  staff_from: whole(1).describe('a stated total of staff below this is no total'),
  staff_to: whole(3000).describe('a stated total of staff above this is no total'),
  beds_from: whole(1).describe('beds below this are not known'),
  beds_to: whole(500).describe('beds above this are not known'),
  posts_per_bed_tail: z
    .number()
    .min(0)
    .max(0.25)
    .default(0.025)
    .describe('share of care homes at each end that may be outliers in posts for their beds'),
  posts_per_bed_low: ratio(0.75).describe('posts a bed below this are raised to it, at the least'),
  posts_per_bed_high: ratio(5).describe('posts a bed above this are lowered to it, at the least'),
  fewest_homes_in_band: whole(20).describe(
    'with fewer care homes of like size, posts a bed are flagged and not changed',
  ),
  grouped_posts_care_home: whole(25).describe(
    'a care home with as many posts may stand for its whole provider',
  ),
  grouped_posts_other: whole(50).describe('so may any other service with as many'),
  grouped_times_beds: ratio(4).describe('posts that are so many times the beds of the home'),
  grouped_times_provider_beds: ratio(3).describe('or so many times all beds of its provider'),
  grouped_times_people: ratio(2.5).describe('posts that are so many times the people employed'),
  grouped_times_provider_people: ratio(1.5).describe('or so many times all people of its provider'),
  purge_after_months: whole(24).describe(
    'a workplace of the analysis extract that was last amended so many months before is labelled and left out',
  ),
  repeated_after_months: whole(6).describe(
    'an answer that no return has changed for more months is labelled',
  ),
  least_share_of_floor: share(0.7).describe(
    'hourly pay below this share of the least minimum that can apply is a slip',
  ),
  most_pay_direct_care: pay(40).describe('hourly pay above this is a slip: direct care'),
  most_pay_other: pay(60).describe('the same: roles that provide no care'),
  most_pay_regulated_professions: pay(100).describe('the same: nurses, social workers, therapists'),
  most_pay_managers: pay(100).describe('the same: managers'),
  weeks_in_year: z
    .number()
    .min(52)
    .max(53)
    .default(52.143)
    .describe('weeks of contracted hours that a salary is for'),
});

export type Cleaning = z.infer<typeof cleaningSchema>;

/** The settings that are numbers: all but files. */
export type Threshold = Exclude<keyof Cleaning, 'exclusions'>;

/**
 * Where each default comes from, as `reference.cleaning` shows it.
 * @source as each says; Skills for Care's are the thresholds of its published pipeline, in our own words.
 */
export const THRESHOLD_SOURCES: Readonly<Record<Threshold, string>> = {
  posts_from: SFC_POSTS,
  posts_differ_below: SFC_POSTS,
  posts_differ_below_share: SFC_POSTS,
  staff_from: SFC_RANGE,
  staff_to: SFC_RANGE,
  beds_from: `${SFC_BEDS} (none is not known)`,
  beds_to: OURS,
  posts_per_bed_tail: SFC_BEDS,
  posts_per_bed_low: SFC_BEDS,
  posts_per_bed_high: SFC_BEDS,
  fewest_homes_in_band: OURS,
  grouped_posts_care_home: SFC_GROUPED,
  grouped_posts_other: SFC_GROUPED,
  grouped_times_beds: SFC_GROUPED,
  grouped_times_provider_beds: SFC_GROUPED,
  grouped_times_people: SFC_GROUPED,
  grouped_times_provider_people: SFC_GROUPED,
  purge_after_months: SFC_PURGE,
  repeated_after_months: `${OURS}; Skills for Care takes an answer that is the same at the next import for none`,
  least_share_of_floor: `${OURS}; no rule for pay is published`,
  most_pay_direct_care: `${OURS}; no rule for pay is published`,
  most_pay_other: `${OURS}; no rule for pay is published`,
  most_pay_regulated_professions: `${OURS}; no rule for pay is published`,
  most_pay_managers: `${OURS}; no rule for pay is published`,
  weeks_in_year: `${OURS}: 365 / 7; the weeks that Skills for Care counts are not published`,
};

function pay(most: number) {
  return z.number().min(1).max(9999).default(most);
}

function whole(number: number) {
  return z.int().min(0).max(100_000).default(number);
}

function share(number: number) {
  return z.number().min(0).max(1).default(number);
}

function ratio(number: number) {
  return z.number().min(0).max(100).default(number);
}
