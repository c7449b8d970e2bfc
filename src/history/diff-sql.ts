import { literal } from '../warehouse/database.js';
import { partAreaJoins, type PartAreaJoin } from './area-joins.js';

/** What makes two rows of `metrics.measure` the same figure. */
const KEY = [
  'metric_id',
  'period',
  'period_type',
  'area_code',
  'care_setting',
  'job_role',
  'sector',
  'cut',
] as const;

/** Why figures move, in the order they are told. */
export const CAUSES = ['new_return', 'correction', 'rule_change'] as const;

export type Cause = (typeof CAUSES)[number];

/** Only these figures are looked at; what is left out is not asked for. */
export interface DiffFilter {
  readonly metric?: string | undefined;
  readonly area?: string | undefined;
  /** First day of the month. */
  readonly period?: string | undefined;
}

/**
 * Makes `moved`: the figures of a month whose value differs, of the two runs that are attached as `run_a`
 * and `run_b`; those of longer periods follow from them. A figure without a contributor is no figure, also
 * where it is a count of 0.
 */
export function movedSql({ metric, area, period }: DiffFilter): string {
  const wanted = [
    ...(metric === undefined ? [] : [`metric_id = ${literal(metric)}`]),
    ...(area === undefined ? [] : [`area_code = ${literal(area)}`]),
    ...(period === undefined ? [] : [`period = date ${literal(period)}`]),
  ];
  const figures = (run: string): string => `select
        ${KEY.join(', ')}, value, numerator, denominator, status, base_workplaces
    from ${run}.metrics.measure
    where base_workplaces > 0 and value is not null and period_type = 'month'${wanted.map((each) => ` and ${each}`).join('')}`;
  return `create temp table moved as
with a as (${figures('run_a')}),
b as (${figures('run_b')}),
metric as (
    select metric_id, kind, unit from run_a.metrics.metric
    union
    select metric_id, kind, unit from run_b.metrics.metric
    where metric_id not in (select metric_id from run_a.metrics.metric)
)
select
    row_number() over (order by ${KEY.join(', ')}) as figure_number,
    ${KEY.join(', ')},
    metric.kind, metric.unit,
    case when a.value is null then 'appeared' when b.value is null then 'disappeared' else 'moved' end
        as change_type,
    a.value as old_value, b.value as new_value,
    case
        when metric.kind = 'count' then coalesce(b.value, 0) - coalesce(a.value, 0)
        else b.value - a.value
    end as value_change,
    a.numerator as old_numerator, b.numerator as new_numerator,
    a.denominator as old_denominator, b.denominator as new_denominator,
    a.status as old_status, b.status as new_status
from a
full join b using (${KEY.join(', ')})
inner join metric using (metric_id)
where a.value is distinct from b.value`;
}

/** What the causes depend on besides the two runs' own tables. */
export interface CauseInputs {
  readonly dirA: string;
  readonly dirB: string;
  readonly deliveriesA: number;
  readonly deliveriesB: number;
  /** Whether anything but providers' returns differs between the runs. */
  readonly rulesDiffer: boolean;
}

/**
 * Makes `cause`: why a submitter's month may count otherwise. A month that is counted from a return
 * the other run did not have is a new return; the same return of other bytes is a correction; the
 * same bytes are a rule change. Where no rule differs, the same bytes can only count otherwise by
 * what else the submitter sent.
 */
export function causeSql(inputs: CauseInputs): string {
  const returns = (dir: string): string => `select
        submitter, period, max(return_period) as return_period,
        string_agg(content, ' ' order by source_id) as content,
        max(last_delivery_id) as last_delivery_id
    from read_parquet(${literal(`${dir}/return.parquet`)})
    group by all`;
  return `create temp table cause as
with a as (${returns(inputs.dirA)}),
b as (${returns(inputs.dirB)}),
joined as (
    select
        submitter, period,
        a.return_period is distinct from b.return_period as is_other_return,
        a.content is distinct from b.content as is_other_content,
        case
            when b.return_period is null or a.return_period > b.return_period
                then a.last_delivery_id <= ${inputs.deliveriesB}
            else b.last_delivery_id <= ${inputs.deliveriesA}
        end as is_known_to_both
    from a full join b using (submitter, period)
)
select
    submitter, period,
    case
        when is_other_return and ${inputs.rulesDiffer} and is_known_to_both then 'rule_change'
        when is_other_return then 'new_return'
        when is_other_content then 'correction'
        when ${inputs.rulesDiffer} then 'rule_change'
        when bool_or(is_other_content and not is_other_return) over (partition by submitter)
            then 'correction'
        else 'new_return'
    end as cause
from joined`;
}

/** A dimension of a figure: cut by it, or over all of it. */
export interface Pattern {
  readonly bySetting: boolean;
  readonly byRole: boolean;
  readonly bySector: boolean;
}

/** The patterns that occur among the moved figures. */
export const PATTERNS_SQL = `select distinct
    care_setting <> 'all' as by_setting, job_role <> 'all' as by_role, sector <> 'all' as by_sector
from moved order by all`;

/**
 * Adds to `workplace_part` what each workplace's part in each moved figure of a pattern changed by.
 * Each run's contributions are rolled up by its own areas and settings, so the parts of a figure
 * add up to its change, whatever changed.
 */
export function partsSql(inputs: CauseInputs, pattern: Pattern): string {
  return `insert into workplace_part
with signed as (
    ${sidesSql('run_a', inputs.dirA, -1, pattern)}
    union all
    ${sidesSql('run_b', inputs.dirB, 1, pattern)}
)
select
    signed.figure_number,
    coalesce(cause.cause, 'rule_change') as cause,
    signed.workplace_id,
    sum(signed.numerator), sum(signed.denominator),
    sum(signed.worker_count) as worker_change,
    sum(signed.content) as content_change
from signed
left join cause on signed.submitter = cause.submitter and signed.period = cause.period
group by all
having
    sum(signed.numerator) <> 0 or sum(signed.denominator) <> 0
    or worker_change <> 0 or content_change <> 0`;
}

export const CREATE_PARTS = `create temp table workplace_part (
    figure_number bigint, cause varchar, workplace_id varchar,
    numerator_change decimal(38, 2), denominator_change decimal(38, 2),
    worker_change hugeint, content_change hugeint
)`;

function sidesSql(run: string, dir: string, sign: 1 | -1, pattern: Pattern): string {
  return partAreaJoins(run, dir)
    .map((each) => sideSql(run, dir, sign, pattern, each))
    .join('\n    union all\n    ');
}

function sideSql(
  run: string,
  dir: string,
  sign: 1 | -1,
  pattern: Pattern,
  area: PartAreaJoin,
): string {
  const { bySetting, byRole, bySector } = pattern;
  const same = (is: boolean, column: string, from: string): string =>
    is
      ? `and moved.${column} <> 'all' and moved.${column} = ${from}.${column}`
      : `and moved.${column} = 'all'`;
  const setting = bySetting
    ? `inner join (
        select care_setting as own, care_setting from ${run}.reference.care_setting
        where care_setting <> 'all'
        union all
        select care_setting as own, part_of_care_setting as care_setting
        from ${run}.reference.care_setting where part_of_care_setting <> 'all'
    ) as member on part.care_setting = member.own`
    : '';
  return `select
        moved.figure_number, workplace.submitter, part.period, part.workplace_id,
        ${sign} * part.numerator as numerator, ${sign} * part.denominator as denominator,
        ${sign} * part.worker_count as worker_count, ${sign} * part.content::hugeint as content
    from read_parquet(${literal(`${dir}/measure.parquet`)}) as part
    ${area.join}
    ${setting}
    inner join moved
        on moved.metric_id = part.metric_id and moved.period = part.period
        and moved.area_code = ${area.areaCode}
        ${same(bySetting, 'care_setting', 'member')}
        ${same(byRole, 'job_role', 'part')}
        ${same(bySector, 'sector', 'part')}
        and moved.cut = 'all'
    left join read_parquet(${literal(`${dir}/workplace.parquet`)}) as workplace
        on part.period = workplace.period and part.workplace_id = workplace.workplace_id`;
}

/**
 * Makes `figure`: one row per moved figure, with what each cause brought. A rate's change is shared
 * out by its parts: of n0/d0 to n1/d1, a change of the numerator counts half by 1/d0 and half by 1/d1,
 * one of the denominator by -(n0 + n1) / 2 d0 d1, which adds up to the whole. A quantile's change has a
 * cause only where it has but one.
 */
export function figureSql(hasCauses: boolean): string {
  return `create temp table figure as
with cause_part as (
    select
        figure_number, cause,
        sum(numerator_change) as numerator_change, sum(denominator_change) as denominator_change,
        count(distinct workplace_id) as workplace_count
    from workplace_part
    group by all
),
shared as (
    select
        cause_part.*,
        count(*) over (partition by cause_part.figure_number) as cause_count,
        moved.kind, moved.value_change,
        0.5 * (1 / old_denominator::double + 1 / new_denominator::double) as by_numerator,
        -0.5 * (old_numerator + new_numerator)::double
        / (old_denominator::double * new_denominator::double) as by_denominator
    from cause_part
    inner join moved using (figure_number)
),
valued as (
    select
        shared.*,
        case
            when kind = 'count' then numerator_change::double
            when kind in ('ratio', 'mean')
                then numerator_change::double * by_numerator + denominator_change::double * by_denominator
            when cause_count = 1 then value_change::double
        end as part_value
    from shared
),
caused as (
    select
        figure_number,
        ${CAUSES.map(causeSums).join(',\n        ')}
    from valued
    group by all
)
select
    moved.* exclude (figure_number),
    ${CAUSES.map((cause) => causeColumns(cause, hasCauses)).join(',\n    ')}
from moved
left join caused using (figure_number)`;
}

function causeSums(cause: Cause): string {
  const only = `filter (where cause = '${cause}')`;
  return `sum(numerator_change) ${only} as ${cause}_numerator,
        sum(denominator_change) ${only} as ${cause}_denominator,
        sum(part_value) ${only} as ${cause}_value,
        sum(workplace_count) ${only} as ${cause}_workplaces`;
}

/** A cause that brought nothing to a part that the figure has is 0; a part it does not have is null. */
function causeColumns(cause: Cause, hasCauses: boolean): string {
  const of = (part: string, kinds: string): string =>
    hasCauses ? `if(moved.kind in (${kinds}), coalesce(caused.${cause}_${part}, 0), null)` : 'null';
  const workplaces = hasCauses ? `coalesce(caused.${cause}_workplaces, 0)` : 'null';
  return `cast(${of('numerator', "'ratio', 'mean', 'count'")} as decimal(18, 2)) as ${cause}_numerator,
    cast(${of('denominator', "'ratio', 'mean'")} as decimal(18, 2)) as ${cause}_denominator,
    round(caused.${cause}_value, 8) as ${cause}_value,
    cast(${workplaces} as integer) as ${cause}_workplaces`;
}

/** How many figures of each metric moved, and by which causes. */
export const SUMMARY_SQL = `select
    metric_id,
    count(*) filter (where change_type = 'moved') as moved,
    count(*) filter (where change_type = 'appeared') as appeared,
    count(*) filter (where change_type = 'disappeared') as disappeared,
    ${CAUSES.map((cause) => `count(*) filter (where ${cause}_workplaces > 0) as by_${cause}`).join(',\n    ')}
from figure group by all order by metric_id`;

/** Largest change of a metric first, what moved before what appeared and disappeared. */
export const FIGURE_ORDER = `metric_id, change_type desc, abs(value_change) desc nulls last, period desc,
    area_code, care_setting, job_role, sector`;
