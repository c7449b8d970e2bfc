import { literal, type Database } from '../warehouse/database.js';
import { baseColumn, type Measure, type MetricFamily } from './definition.js';
import { LEFT_OUT_SQL, WORKPLACE_SQL } from './left-out.js';
import {
  baseAlias,
  denominatorAlias,
  hasDenominator,
  measureAlias,
  workplaceBases,
  workplaceParts,
} from './sums.js';

/** What a run keeps of its contributions beside its published files: name of the Parquet, and its rows. */
export const CONTRIBUTION_FILES = {
  'measure.parquet': 'from contribution.measure',
  'workplace.parquet': WORKPLACE_SQL,
  'left_out.parquet': LEFT_OUT_SQL,
  'area_then.parquet': 'select period, workplace_id, area_code from core.bridge_area_then',
  'return.parquet': 'from core.int_return_content',
} as const;

/** Makes the table of what each workplace brings to each measure. It is in no published file. */
export async function createContributionTable(database: Database): Promise<void> {
  await database.run('create schema if not exists contribution');
  await database.run(`create table contribution.measure (
    metric_id varchar, period date, workplace_id varchar, area_code varchar,
    care_setting varchar, job_role varchar, sector varchar,
    numerator decimal(18, 2), denominator decimal(18, 2),
    worker_count integer, content varchar
  )`);
}

/**
 * The statement that keeps the contributions to a family's measures, summed by workplace. The sums over
 * them are a measure's own parts. A quantile has no parts: `content` tells whether the values behind it differ.
 */
export function keepSql(family: MetricFamily): string {
  const { measures } = family.header;
  const keys = ['period', 'workplace_id', 'area_code', 'care_setting', 'job_role', 'sector'];
  const quantiles = measures.filter(({ kind }) => kind === 'quantile');
  const columns = [
    ...keys.map((key) => `contribution.${key}`),
    ...workplaceParts(family),
    ...workplaceBases(family),
    ...[...new Set(quantiles.map(baseColumn))].map(
      (column) =>
        `cast(sum(hash(contribution.${column})::hugeint) filter (where contribution.${column} is not null) as varchar)
            as ${baseAlias(column, 'content')}`,
    ),
  ];
  return `insert into contribution.measure
with summed as materialized (
    select ${columns.join(',\n        ')}
    from contribution
    group by all
)
${measures.map((each) => keptSql(each, keys)).join('\nunion all\n')}`;
}

function keptSql(each: Measure, keys: readonly string[]): string {
  const base = baseColumn(each);
  const isQuantile = each.kind === 'quantile';
  return `select
    ${literal(each.id)}, ${keys.join(', ')},
    ${isQuantile ? 'null' : measureAlias(each, 'numerator')},
    ${hasDenominator(each) ? denominatorAlias(each) : 'null'},
    ${baseAlias(base, 'workers')}, ${isQuantile ? baseAlias(base, 'content') : 'null'}
from summed
where ${baseAlias(base, 'present')} > 0`;
}
