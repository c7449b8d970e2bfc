import { literal, type Database } from '../warehouse/database.js';
import { baseColumn, type Measure } from './definition.js';

/** What a run keeps of its contributions beside its published files: name of the Parquet, and its rows. */
export const CONTRIBUTION_FILES = {
  'measure.parquet': 'from contribution.measure',
  'workplace.parquet': 'select period, workplace_id, submitter from core.fct_workplace_month',
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
 * The statement that keeps a measure's contributions, summed by workplace. The sums over them are the
 * measure's own parts. A quantile has no parts: `content` tells whether the values behind it differ.
 */
export function keepSql(each: Measure): string {
  const base = `contribution.${baseColumn(each)} is not null`;
  const numerator = each.kind === 'quantile' ? 'null' : `sum(contribution.${each.numerator})`;
  const denominator = each.kind === 'ratio' ? `sum(contribution.${each.denominator})` : 'null';
  const content =
    each.kind === 'quantile'
      ? `cast(sum(hash(contribution.${each.value})::hugeint) as varchar)`
      : 'null';
  return `insert into contribution.measure
select
    ${literal(each.id)}, contribution.period, contribution.workplace_id, contribution.area_code,
    contribution.care_setting, contribution.job_role, contribution.sector,
    ${numerator}, ${denominator}, coalesce(sum(contribution.worker_count), 0), ${content}
from contribution
where ${base}
group by all`;
}
