import { z } from 'zod';

const text = z.string();
const number = z.number();
const count = z.int().min(0);

/** The rate as it would be had every location of the CQC register returned like those that did. */
export const weightedSchema = z.strictObject({
  value: number,
  shown: text,
  source_label: text,
  register_locations: count,
  /** Those of them that count in the rate. */
  returned_locations: count,
  strata_used: count,
  /** Strata in which no location counts, so that wider ones stand for them. */
  strata_collapsed: count,
  unrepresented_locations: count,
  /** Workplaces that count and are in no register. */
  unregistered_workplaces: count,
  /** Locations to each that stands for them, in the stratum where that is highest. */
  largest_weight: number,
});

const termsSchema = z.strictObject({
  /** Because its share changed. */
  mix_change: number,
  /** Because its own rate changed. */
  within_change: number,
});

/** What moved a rate since the same month last year; what is added up gives `change`. */
export const movementSchema = z.strictObject({
  previous_period: text,
  previous_value: number,
  value: number,
  change: number,
  dimensions: z.array(
    termsSchema.extend({
      /** care_setting or job_role */
      dimension: text,
      /** Largest first; none where the measure is about people. */
      groups: z.array(termsSchema.extend({ group_code: text, label: text })),
    }),
  ),
  /** The five largest, the others, those that have not agreed to share; none where it is about people. */
  providers: z.array(
    z.strictObject({
      provider_label: text,
      organisation_count: count,
      /** both, entered or left; null of several together */
      presence: text.nullable(),
      contribution: number,
      share_of_change: number.nullable(),
    }),
  ),
});

export type Weighted = z.infer<typeof weightedSchema>;
export type Movement = z.infer<typeof movementSchema>;
