import { AREA_JOINS } from './areas.js';
import type { Dimension, MetricFamily } from './definition.js';
import type { RolledPeriod } from './periods.js';
import { byWorkplaceSql, columnsByWorkplace } from './sums.js';

/** The columns that tell the figures of one cut apart. */
export function keysOf(cut: readonly Dimension[]): string[] {
  return ['period', 'area_code', ...cut];
}

/** The columns of a contribution by which its workplace is summed. */
export function workplaceKeys(cut: readonly Dimension[]): string {
  return [...keysOf(cut), 'workplace_id'].map((name) => `contribution.${name}`).join(', ');
}

/** What tells the workplaces of a figure apart. */
const WORKPLACE = ['workplace_id', 'organisation_id'];

/**
 * The SELECT of `figure_member`: what each workplace brings to each figure of a cut, one row of them. Within
 * three months a workplace may have moved, and its rows are added up once more.
 */
export function figureMemberSql(
  family: MetricFamily,
  cut: readonly Dimension[],
  periodType: RolledPeriod,
): string {
  const sums = columnsByWorkplace(family);
  const ctes = `with by_workplace as (
${byWorkplaceSql(family, cut)}
),
${memberCtes('by_workplace', cut, [...WORKPLACE, ...sums])}`;
  if (periodType === 'month') return `${ctes}\nselect * from member`;
  const keys = [...keysOf(cut), ...WORKPLACE].join(', ');
  return `${ctes}
select
    ${[keys, ...sums.map((name) => `sum(${name}) as ${name}`)].join(',\n    ')}
from member
group by all`;
}

/**
 * The CTEs `setting_member`, and `member`: the rows of an earlier one, once for each area and setting
 * that they count in.
 * @param from the CTE, which has the columns of `workplaceKeys`
 * @param columns what else of it is kept
 */
export function memberCtes(
  from: string,
  cut: readonly Dimension[],
  columns: readonly string[],
): string {
  const dimensions = cut.map((name) =>
    name === 'care_setting' ? 'setting_member.member_of as care_setting' : `contribution.${name}`,
  );
  const kept = [...dimensions, ...columns.map((name) => `contribution.${name}`)];
  const bySetting = cut.includes('care_setting')
    ? 'inner join setting_member on contribution.care_setting = setting_member.care_setting'
    : '';
  const members = AREA_JOINS.map(
    ({ areaCode, join }) => `    select
        contribution.period,
        ${areaCode} as area_code,
        ${kept.join(',\n        ')}
    from ${from} as contribution
    ${join}
    ${bySetting}`,
  );
  return `setting_member as (
    select care_setting, care_setting as member_of from reference.care_setting
    where care_setting <> 'all'
    union all
    select care_setting, part_of_care_setting as member_of from reference.care_setting
    where part_of_care_setting <> 'all'
),
member as (
${members.join('\n    union all\n')}
)`;
}

/** The CTE `cluster`: the rows of an earlier one, each with whether the register has its workplace. */
export function clusterCte(from: string): string {
  return `cluster as (
    select
        ${from}.*,
        registered.workplace_id is not null as is_registered
    from ${from}
    left join core.int_registered_workplace as registered
        on ${from}.period = registered.period
        and ${from}.workplace_id = registered.workplace_id
)`;
}
