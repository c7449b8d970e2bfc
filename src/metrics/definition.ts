import { join } from 'node:path';
import { z } from 'zod';
import { listSql, readSqlFile, sqlDir, type SqlFile } from '../warehouse/sql-file.js';

const columnName = z.string().regex(/^[a-z][a-z0-9_]*$/);

const common = {
  id: columnName,
  title: z.string().min(1),
  unit: z.enum(['rate', 'gbp_hour', 'count']),
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

const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('ratio'),
    numerator: columnName,
    denominator: columnName,
  }),
  z.strictObject({ ...common, kind: z.literal('count'), numerator: columnName }),
  z.strictObject({
    ...common,
    kind: z.literal('quantile'),
    quantile: z.number().gt(0).lt(1),
    value: columnName,
  }),
]);

const dimension = z.enum(['care_setting', 'job_role', 'sector']);

const familySchema = z.strictObject({
  title: z.string().min(1),
  grain: z.string().min(1),
  measures: z.array(measureSchema).min(1),
  columns: z.record(z.string(), z.string().min(1)),
  /** Which dimensions are cut together, besides area and month. */
  cuts: z.array(z.array(dimension).min(1)),
  /** Whether the figure over all settings, roles and sectors is made too. */
  uncut: z.boolean().default(true),
  /** The job roles that a cut by role is made for; all when left out. */
  job_roles: z.array(z.string()).optional(),
  /** `none` for counts that describe no person. */
  disclosure: z.enum(['primary', 'none']).default('primary'),
  example: z.string().min(1),
  source: z.string().min(1),
});

export type Dimension = z.infer<typeof dimension>;
export type Measure = z.infer<typeof measureSchema>;
/** One SQL file of `sql/metrics`: measures over one body of contributions. */
export type MetricFamily = SqlFile<z.infer<typeof familySchema>>;

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

/** Reads the metric families of the package and of a workspace's own SQL. */
export function loadMetrics(dirs: readonly string[] = [sqlDir]): MetricFamily[] {
  return dirs
    .flatMap((dir) => listSql(join(dir, 'metrics')))
    .map((path) => readSqlFile(path, familySchema));
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
