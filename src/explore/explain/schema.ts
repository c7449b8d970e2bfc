import { z } from 'zod';
import { movementSchema, weightedSchema } from './reason-schema.js';

const text = z.string();
const number = z.number();
const count = z.int().min(0);
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

/** What the catalogue says of the measure. */
export const metricSchema = z.strictObject({
  metric_id: text,
  title: text,
  unit: text,
  kind: text,
  decimals: count,
  good_direction: text,
  definition: text,
  source: text,
  caveats: text,
  minimum_base: count,
  /** Changes below it are not called changes: a fraction for rates, else a share of the value. */
  no_change_band: number,
  /** What the parts count, in words; null where the measure has no such part. */
  numerator_label: orNull(text),
  denominator_label: orNull(text),
});

/** Which figure is explained. */
const askedSchema = z.strictObject({
  period: text,
  period_type: text,
  /** The first and the last month whose contributions it is made of. */
  first_month: text,
  last_month: text,
  area_code: text,
  area_name: text,
  area_type: text,
  care_setting: text,
  care_setting_label: text,
  job_role: text,
  job_role_label: text,
  sector: text,
});

/** A value with its status. The value is null where it would tell what few people are paid. */
export const valueSchema = z.strictObject({
  value: orNull(number),
  /** As it is printed: 9.9%. */
  shown: text,
  status: text,
});

export const figureSchema = valueSchema.extend({
  status_words: text,
  numerator: orNull(number),
  denominator: orNull(number),
  ci_low: orNull(number),
  ci_high: orNull(number),
  /** Share of the CQC's locations that returned. */
  coverage: orNull(number),
  base_workplaces: count,
  base_organisations: count,
  base_workers: count,
  /** The definition with the numbers put in; null where the measure has no parts. */
  formula: orNull(text),
});

/** A measure of the same people's values at another quantile. */
const quantileSchema = valueSchema.extend({ metric_id: text, title: text, quantile: number });

/** A workplace that has agreed to share, and what it brings. */
export const contributorSchema = z.strictObject({
  workplace_id: text,
  workplace_name: orNull(text),
  organisation_id: orNull(text),
  care_setting: text,
  /** Null where the measure is made of what single people are paid or have. */
  numerator: orNull(number),
  denominator: orNull(number),
  worker_count: count,
  numerator_share: orNull(number),
  denominator_share: orNull(number),
  worker_share: orNull(number),
  /** `yyyy-mm`; null of the analysis extract, which is no return. */
  return_period: orNull(text),
  return_age_months: orNull(count),
  workplace_delivery_id: orNull(count),
  workplace_record_number: orNull(count),
  worker_delivery_id: orNull(count),
  worker_record_count: orNull(count),
});

/** Those that count and are not named, together. */
const notNamedSchema = z.strictObject({
  workplaces: count,
  without_consent: count,
  with_few_workers: count,
  /** Named nowhere among the workplaces: a row of a table that is not about workplaces. */
  without_workplace: count,
  numerator: orNull(number),
  denominator: orNull(number),
  worker_count: count,
});

const contributionsSchema = z.strictObject({
  named: z.array(contributorSchema),
  not_named: notNamedSchema,
  /** Whether those named and not named add up to the figure's own parts and base. */
  adds_up: z.boolean(),
  /** Fewest workers of a workplace whose parts are told, for measures about people; null for others. */
  least_workers: orNull(count),
});

export const leftOutSchema = z.strictObject({
  /** workplace, worker or worker_record */
  left_out: text,
  reason: text,
  reason_words: text,
  /** Workplaces concerned. */
  workplace_count: count,
  worker_count: count,
});

const areaValueSchema = valueSchema.extend({ area_code: text, area_name: text, area_type: text });
const earlierSchema = valueSchema.extend({ period: text, change_words: orNull(text) });

export const publishedSchema = z.strictObject({
  /** The measure itself, or one of another workforce that may stand beside it. */
  metric_id: text,
  title: text,
  area_code: text,
  area_name: text,
  area_type: text,
  period: text,
  population: text,
  edition: text,
  value: number,
  shown: text,
  source: text,
});

/** Where an area stands among others, as comparison.area has it. */
export const standingSchema = z.strictObject({
  median: orNull(number),
  median_shown: orNull(text),
  other_count: count,
  /** 1 is the best; null where neither more nor less is, and where the area's own figure is not shown. */
  rank: orNull(count),
  /** How many share the rank, the area included. */
  sharing_rank: orNull(count),
  ranked_count: orNull(count),
});

const comparisonSchema = z.strictObject({
  parents: z.array(areaValueSchema),
  /** The others of its type that may be shown. */
  peers: orNull(standingSchema),
  /** Those that the workspace names in geography.neighbours. */
  neighbours: orNull(standingSchema),
  month_before: orNull(earlierSchema),
  year_before: orNull(earlierSchema),
  published: z.array(publishedSchema),
});

export const fileSchema = z.strictObject({
  delivery_id: count,
  path: text,
  submitter: text,
  dataset_id: orNull(text),
  period: text,
  arrived_at: text,
});

/** What `carecount explain --json` prints. */
export const explanationSchema = z.strictObject({
  run_id: orNull(text),
  metric: metricSchema,
  asked: askedSchema,
  figure: figureSchema,
  quantiles: z.array(quantileSchema),
  contributions: contributionsSchema,
  left_out: z.array(leftOutSchema),
  comparison: comparisonSchema,
  weighted: orNull(weightedSchema),
  movement: orNull(movementSchema),
  files: z.array(fileSchema),
  headings: z.array(z.strictObject({ dataset_id: text, headings: z.array(text) })),
});

export type MetricEntry = z.infer<typeof metricSchema>;
export type Asked = z.infer<typeof askedSchema>;
export type ShownValue = z.infer<typeof valueSchema>;
export type Figure = z.infer<typeof figureSchema>;
export type Quantile = z.infer<typeof quantileSchema>;
export type Contributor = z.infer<typeof contributorSchema>;
export type Contributions = z.infer<typeof contributionsSchema>;
export type LeftOut = z.infer<typeof leftOutSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
export type Standing = z.infer<typeof standingSchema>;
export type AreaValue = z.infer<typeof areaValueSchema>;
export type EarlierValue = z.infer<typeof earlierSchema>;
export type PublishedFigure = z.infer<typeof publishedSchema>;
export type SourceFile = z.infer<typeof fileSchema>;
export type Explanation = z.infer<typeof explanationSchema>;
