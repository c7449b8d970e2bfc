import { join } from 'node:path';
import { z } from 'zod';
import { nearest, problem } from '../errors.js';
import { listSql, readSqlFile, sqlDir, type SqlFile } from '../warehouse/sql-file.js';

const columnName = z.string().regex(/^[a-z][a-z0-9_]*$/);

/** What a figure is in: a fraction, money, a number of things, or a span of time. */
export const UNITS = [
  'rate',
  'gbp_hour',
  'gbp_year',
  'count',
  'posts',
  'hours',
  'days',
  'months',
  'years',
] as const;

const common = {
  id: columnName,
  title: z.string().min(1),
  unit: z.enum(UNITS),
  good_direction: z.enum(['higher', 'lower', 'neither']),
  definition: z.string().min(1),
  source: z.string().min(1),
  /** Of the percentage, the pounds or the count, as shown. */
  decimals: z.int().min(0).max(4),
  /** Workers below which a figure is of low reliability. */
  minimum_base: z.int().min(0),
  /** Changes below it are not called changes: a fraction for rates, a share of the value for pay. */
  no_change_band: z.number().min(0),
  caveats: z.string().min(1),
  reviewed_on: z.iso.date(),
};

/**
 * Where a ratio or a mean can lie, which decides the scale of its interval: `share` from 0 to 1, `positive`
 * from 0 up, `any`. When left out a rate is a share, and anything else positive.
 */
const range = z.enum(['share', 'positive', 'any']);

const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('ratio'),
    numerator: columnName,
    denominator: columnName,
    range: range.optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('count'), numerator: columnName }),
  z.strictObject({
    ...common,
    kind: z.literal('mean'),
    value: columnName,
    range: range.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('quantile'),
    quantile: z.number().gt(0).lt(1),
    value: columnName,
  }),
]);

const dimension = z.enum(['care_setting', 'job_role', 'sector', 'further_cut']);

/** A dimension that a family has besides the ordinary three, and the reference column with all its values. */
const furtherCut = z.strictObject({
  column: columnName,
  from: z.string().regex(/^reference\.[a-z_]+\.[a-z_]+$/),
});

/** Contributors, and what the measures then are: columns left out are empty, or those of an ordinary one. */
const workedExample = z.strictObject({
  says: z.string().min(1),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))).min(1),
  gives: z.record(z.string(), z.number()),
});

const familyShape = z.strictObject({
  title: z.string().min(1),
  grain: z.string().min(1),
  measures: z.array(measureSchema).min(1),
  columns: z.record(z.string(), z.string().min(1)),
  /** Which dimensions are cut together, besides area and month. */
  cuts: z.array(z.array(dimension).min(1)),
  /** What `further_cut` stands for among the cuts. */
  further_cut: furtherCut.optional(),
  /** Whether the figure over all settings, roles and sectors is made too. */
  uncut: z.boolean().default(true),
  /** Whether figures of three months together are made too: their mean, where staff are counted on a day. */
  rolling: z.boolean().default(false),
  /** The job roles that the family is about: nobody else counts in any of its figures; all when left out. */
  job_roles: z.array(z.string()).optional(),
  /** The job roles that a cut by role shows, where everybody counts in the others; all when left out. */
  cut_job_roles: z.array(z.string()).min(1).optional(),
  /** `none` for counts that describe no person. */
  disclosure: z.enum(['primary', 'none']).default('primary'),
  example: z.string().min(1),
  /** The example in rows, run by the tests: every measure of a built-in family is in one. */
  worked_examples: z.array(workedExample).default([]),
  source: z.string().min(1),
});

const familySchema = familyShape.refine(
  ({ cuts, further_cut: further }) =>
    cuts.flat().includes('further_cut') === (further !== undefined),
  {
    path: ['further_cut'],
    error: 'expected both in cuts and with its column and list, or neither',
  },
);

export type Dimension = z.infer<typeof dimension>;
export type WorkedExample = z.infer<typeof workedExample>;
export type Measure = z.infer<typeof measureSchema>;
/** One SQL file of `sql/metrics`: measures over one body of contributions. */
export interface MetricFamily extends SqlFile<z.infer<typeof familySchema>> {
  /** What sums over its columns are kept as, where that has been looked up. */
  readonly sumTypes?: ReadonlyMap<string, string>;
}

/** The columns that every body has. */
export const CONTRIBUTION_COLUMNS = [
  'period',
  'workplace_id',
  'organisation_id',
  'area_code',
  'care_setting',
  'job_role',
  'sector',
  'worker_count',
] as const;

/**
 * Reads the metric families of the package and of a workspace's own SQL.
 * @param names the files of those that are wanted; all when left out
 * @throws CC-CFG-002 where there is no file of a name
 */
export function loadMetrics(
  dirs: readonly string[] = [sqlDir],
  names?: readonly string[],
): MetricFamily[] {
  const families = dirs
    .flatMap((dir) => listSql(join(dir, 'metrics')))
    .map((path) => readSqlFile(path, familySchema));
  if (names === undefined) return families;
  const known = families.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw problem('CC-CFG-002', {
      where: 'metrics.families',
      expected: `names of files in sql/metrics: ${known.join(', ')}`,
      got: unknown,
      next: `Write ${nearest(unknown, known) ?? 'one of these'}, or take it out.`,
    });
  }
  return families.filter(({ name }) => names.includes(name));
}

/** The columns of the body that a measure is made of. */
export function measureColumns(measure: Measure): string[] {
  if (measure.kind === 'ratio') return [measure.numerator, measure.denominator];
  return [measure.kind === 'count' ? measure.numerator : measure.value];
}

/** The column that is null where a contributor is not in the measure's base. */
export function baseColumn(measure: Measure): string {
  if (measure.kind === 'ratio') return measure.denominator;
  return measure.kind === 'count' ? measure.numerator : measure.value;
}
