import { literal } from '../warehouse/database.js';
import {
  baseColumn,
  CONTRIBUTION_COLUMNS,
  measureColumns,
  type Measure,
  type MetricFamily,
} from './definition.js';
import { CONTRIBUTOR_COUNT, keptAs } from './sum-types.js';
import { hasSumsOnly } from './sums.js';

/** What tells contributors apart, besides their amounts. */
const KEYS = CONTRIBUTION_COLUMNS.filter((name) => name !== 'worker_count');

/**
 * The contributors that the body gives. Where no quantile needs each of them, those of a workplace and
 * role are one row, apart only by which of the bases they are in: so each sum over a base stays what it
 * was. `contributor_count` says how many they are.
 */
export function contributionSql(family: MetricFamily): string {
  const { header, sql } = family;
  const roles =
    header.job_roles === undefined
      ? ''
      : `where body.job_role in (${header.job_roles.map(literal).join(', ')})`;
  const columns = [...new Set(header.measures.flatMap(measureColumns))];
  const isSummed = hasSumsOnly(family);
  const keys = [
    ...KEYS.map((name) => (name === 'job_role' ? jobRoleSql(header) : `body.${name}`)),
    ...(header.further_cut === undefined
      ? []
      : [`body.${header.further_cut.column} as further_cut`]),
  ];
  const amounts = ['worker_count', ...columns].map((name) =>
    isSummed ? `${keptAs(family, name, `sum(body.${name})`)} as ${name}` : `body.${name}`,
  );
  const count = isSummed ? 'count(*)' : '1';
  const groups = isSummed
    ? `group by ${[...keysAlone(keys), ...basesOf(header.measures)].join(', ')}`
    : '';
  return `with body as (${sql}
)
select
    ${[...keys, ...amounts, `${count} as ${CONTRIBUTOR_COUNT}`].join(',\n    ')}
from body
${roles}
${groups}`;
}

/** The role of a contributor, as far as a cut shows it. */
function jobRoleSql({ cuts, cut_job_roles: shown }: MetricFamily['header']): string {
  if (!cuts.some((cut) => cut.includes('job_role'))) return `'all' as job_role`;
  if (shown === undefined) return 'body.job_role';
  const isShown = `body.job_role in (${shown.map(literal).join(', ')})`;
  return `if(${isShown}, body.job_role, 'other') as job_role`;
}

/** The keys to group by: a role that is the same for all is none. */
function keysAlone(keys: readonly string[]): string[] {
  return keys.filter((key) => !key.startsWith("'")).map((key) => key.replace(/ as \w+$/, ''));
}

function basesOf(measures: readonly Measure[]): string[] {
  return [...new Set(measures.map((each) => `body.${baseColumn(each)} is null`))];
}
