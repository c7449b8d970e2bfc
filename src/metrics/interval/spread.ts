import { baseColumn, type Dimension, type Measure } from '../definition.js';
import { clusterCte, keysOf, memberCtes, workplaceKeys } from '../members.js';
import { baseAlias, measureAlias } from '../sums.js';
import { INTERVAL_RULE } from './rule.js';
import { onto, scaleOf } from './scale.js';

/**
 * The SELECT of how much each figure of some rates and means differs where a workplace is left out. Reads
 * `figure_member` and `rolled_up`.
 */
export function rateSpreadSql(measures: readonly Measure[], cut: readonly Dimension[]): string {
  const names = measures.flatMap((each) => [
    measureAlias(each, 'numerator'),
    measureAlias(each, 'denominator'),
  ]);
  return `with ${clusterCte('figure_member')},
part as (
    select
        ${keysOf(cut)
          .map((name) => `cluster.${name}`)
          .join(', ')},
        cluster.is_registered,
        ${names.map((name) => `cluster.${name}`).join(',\n        ')},
        ${names.map((name) => `rolled_up.${name} as ${name}__all`).join(',\n        ')}
    from cluster
    inner join rolled_up using (${keysOf(cut).join(', ')})
    where ${hasEnough(measures)}
),
${spreadOf(measures, cut)}`;
}

/**
 * The same of quantiles of one column: of the share of people at or below the quantile. Reads
 * `contribution` and `rolled_up`.
 */
export function quantileSpreadSql(
  column: string,
  measures: readonly Measure[],
  cut: readonly Dimension[],
): string {
  const keys = keysOf(cut).join(', ');
  const shares = measures.map((each) => {
    const figure = `cast(rolled_up.${measureAlias(each, 'value')} as decimal(18, 8))`;
    return `coalesce(sum(member.people) filter (where member.value <= ${figure}), 0)
            as ${measureAlias(each, 'numerator')}`;
  });
  const parts = measures.flatMap((each) => {
    const numerator = measureAlias(each, 'numerator');
    const denominator = measureAlias(each, 'denominator');
    return [
      `by_workplace.people as ${denominator}`,
      `total.people as ${denominator}__all`,
      `by_workplace.${numerator}`,
      `total.${numerator} as ${numerator}__all`,
    ];
  });
  return `with ${valuedCte(column, cut)},
${clusterCte('valued')},
${memberCtes('cluster', cut, ['workplace_id', 'is_registered', 'value', 'people'])},
by_workplace as (
    select
        ${memberKeys(cut)},
        ${['sum(member.people) as people', ...shares].join(',\n        ')}
    from member
    inner join rolled_up using (${keys})
    where ${hasEnough(measures)}
    group by all
),
total as (
    select
        ${keys},
        sum(people) as people,
        ${measures
          .map((each) => measureAlias(each, 'numerator'))
          .map((name) => `sum(${name}) as ${name}`)
          .join(',\n        ')}
    from by_workplace
    group by all
),
part as (
    select
        ${keysOf(cut)
          .map((name) => `by_workplace.${name}`)
          .join(', ')},
        by_workplace.is_registered,
        ${parts.join(',\n        ')}
    from by_workplace
    inner join total using (${keys})
),
${spreadOf(measures, cut)}`;
}

/** One workplace of one figure: it may have moved within the months that the figure is of. */
function memberKeys(cut: readonly Dimension[]): string {
  const names = [...keysOf(cut), 'workplace_id', 'is_registered'];
  return names.map((name) => `member.${name}`).join(', ');
}

/** Whether enough workplaces are behind any of the figures: the others need not be looked at. */
function hasEnough(measures: readonly Measure[]): string {
  const bases = new Set(measures.map((each) => baseAlias(baseColumn(each), 'workplaces')));
  return [...bases]
    .map((base) => `rolled_up.${base} >= ${INTERVAL_RULE.minWorkplaces}`)
    .join(' or ');
}

/** The CTE `valued`: how many people of a workplace have each value. */
export function valuedCte(column: string, cut: readonly Dimension[]): string {
  return `valued as (
    select
        ${workplaceKeys(cut)},
        contribution.${column} as value,
        count(*) as people
    from contribution
    where contribution.${column} is not null
    group by all
)`;
}

/** From `part`, a workplace's sums beside those of all, to the sums that an interval is made of. */
function spreadOf(measures: readonly Measure[], cut: readonly Dimension[]): string {
  const keys = keysOf(cut).join(', ');
  return `left_out as (
    select
        ${keys}, is_registered,
        ${measures.flatMap(leftOutColumns).join(',\n        ')}
    from part
),
step as (
    select
        ${keys}, is_registered,
        ${measures.flatMap(stepColumns).join(',\n        ')}
    from left_out
)
select
    ${keys},
    ${measures.flatMap(spreadColumns).join(',\n    ')}
from step
group by all`;
}

function leftOutColumns(each: Measure): string[] {
  const of = (part: string): string => measureAlias(each, part);
  const double = (name: string): string => `cast(${name} as double)`;
  const numerator = double(of('numerator'));
  const all = double(`${of('numerator')}__all`);
  const denominator = double(of('denominator'));
  const allDenominator = double(`${of('denominator')}__all`);
  return [
    `${denominator} as ${of('size')}`,
    `${all} / nullif(${allDenominator}, 0) as ${of('whole')}`,
    `(${all} - coalesce(${numerator}, 0)) / nullif(${allDenominator} - ${denominator}, 0) as ${of('rest')}`,
  ];
}

function stepColumns(each: Measure): string[] {
  const of = (part: string): string => measureAlias(each, part);
  const scale = scaleOf(each);
  return [
    of('size'),
    of('whole'),
    `${onto(of('rest'), scale)} - ${onto(of('whole'), scale)} as ${of('step')}`,
  ];
}

/** Squares are null where the figure without one of the workplaces has no place on the scale. */
function spreadColumns(each: Measure): string[] {
  const of = (part: string): string => measureAlias(each, part);
  const size = of('size');
  const step = of('step');
  return [
    `max(${of('whole')}) as ${of('whole')}`,
    `count(${size}) as ${of('workplaces')}`,
    `case when count(${step}) = count(${size}) then sum(${step} * ${step}) end as ${of('squares')}`,
    `coalesce(sum(${step} * ${step}) filter (where is_registered), 0) as ${of('registered_squares')}`,
    `count(${size}) filter (where is_registered) as ${of('registered')}`,
    `sum(${size} * sqrt(greatest(${size}, 0))) as ${of('weights')}`,
    `sum(${size} * ${size} * ${size}) as ${of('squared_weights')}`,
    `sum(${size}) as ${of('sizes')}`,
  ];
}
