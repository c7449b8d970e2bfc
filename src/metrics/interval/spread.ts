import { baseColumn, type Dimension, type Measure } from '../definition.js';
import { clusterCte, keysOf, memberCtes, workplaceKeys } from '../members.js';
import { baseAlias, denominatorAlias, measureAlias, peopleAlias } from '../sums.js';
import { INTERVAL_RULE } from './rule.js';
import { onto, scaleOf } from './scale.js';

/**
 * The SELECT of how much each figure of some rates and means differs where a workplace is left out. Reads
 * `figure_member` and `rolled_up`.
 */
export function rateSpreadSql(measures: readonly Measure[], cut: readonly Dimension[]): string {
  return `with ${clusterCte('figure_member')},
${spreadOf(measures, cut, { parts: 'cluster', totals: 'rolled_up' })}`;
}

/**
 * The same of quantiles of one column: of the share of people at or below the quantile. Reads
 * `contribution` and `rolled_up`.
 */
export function quantileSpreadSql(
  column: string,
  measures: readonly QuantileMeasure[],
  cut: readonly Dimension[],
): string {
  const keys = keysOf(cut).join(', ');
  const people = peopleAlias(column);
  const numerators = measures.map((each) => measureAlias(each, 'numerator'));
  const shares = measures.map((each) => {
    const figure = asFigureType(`rolled_up.${measureAlias(each, 'value')}`);
    return `coalesce(sum(member.people) filter (where ${asFigureType('member.value')} <= ${figure}), 0)
            as ${measureAlias(each, 'numerator')}`;
  });
  const base = baseAlias(column, 'workplaces');
  return `with ${valuedCte(column, cut)},
${clusterCte('valued')},
${memberCtes('cluster', cut, ['workplace_id', 'is_registered', 'value', 'people'])},
by_workplace as (
    select
        ${memberKeys(cut)},
        max(rolled_up.${base}) as ${base},
        ${[`sum(member.people) as ${people}`, ...shares].join(',\n        ')}
    from member
    inner join rolled_up using (${keys})
    where ${hasEnough(measures)}
    group by all
),
total as (
    select
        ${keys},
        max(${base}) as ${base},
        ${[people, ...numerators].map((name) => `sum(${name}) as ${name}`).join(',\n        ')}
    from by_workplace
    group by all
),
${spreadOf(measures, cut, { parts: 'by_workplace', totals: 'total' })}`;
}

/** Both sides of a comparison to the places of a figure, which a value of repeating decimals has more than. */
function asFigureType(value: string): string {
  return `cast(${value} as decimal(18, 8))`;
}

export type QuantileMeasure = Measure & { kind: 'quantile' };

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

/**
 * From a workplace's sums and those of all to the sums that an interval is made of.
 * @param from the tables of the two
 */
function spreadOf(
  measures: readonly Measure[],
  cut: readonly Dimension[],
  from: { parts: string; totals: string },
): string {
  const keys = keysOf(cut);
  const distinct = (columns: readonly string[]): string =>
    [...new Set(columns)].join(',\n        ');
  return `whole as (
    select
        ${keys.join(', ')},
        ${distinct(measures.flatMap((each) => wholeColumns(each)))}
    from ${from.totals} as rolled_up
    where ${hasEnough(measures)}
),
step as (
    select
        ${keys.map((name) => `part.${name}`).join(', ')},
        part.is_registered,
        ${distinct(measures.flatMap(stepColumns))}
    from ${from.parts} as part
    inner join whole using (${keys.join(', ')})
)
select
    ${keys.join(', ')},
    ${distinct(measures.flatMap(spreadColumns))}
from step
group by all`;
}

/** Of all workplaces: the two sums, and the figure's place on the scale. */
function wholeColumns(each: Measure): string[] {
  const all = doubleOf(`rolled_up.${measureAlias(each, 'numerator')}`);
  const allPeople = doubleOf(`rolled_up.${denominatorAlias(each)}`);
  const figure = `${all} / nullif(${allPeople}, 0)`;
  return [
    `${all} as ${measureAlias(each, 'all')}`,
    `${allPeople} as ${sizeAlias(each, 'all')}`,
    `${onto(figure, scaleOf(each))} as ${measureAlias(each, 'place')}`,
  ];
}

/** Of one workplace: its size, and how far the figure without it lies from the whole on the scale. */
function stepColumns(each: Measure): string[] {
  const size = doubleOf(`part.${denominatorAlias(each)}`);
  const numerator = `coalesce(${doubleOf(`part.${measureAlias(each, 'numerator')}`)}, 0)`;
  const without =
    `((whole.${measureAlias(each, 'all')} - ${numerator})` +
    ` / nullif(whole.${sizeAlias(each, 'all')} - ${size}, 0))`;
  return [
    `${size} as ${sizeAlias(each, 'size')}`,
    `whole.${measureAlias(each, 'place')}`,
    `${onto(without, scaleOf(each))} - whole.${measureAlias(each, 'place')} as ${measureAlias(each, 'step')}`,
  ];
}

function doubleOf(name: string): string {
  return `cast(${name} as double)`;
}

/** Squares are null where the figure without one of the workplaces has no place on the scale. */
function spreadColumns(each: Measure): string[] {
  const size = sizeAlias(each, 'size');
  const step = measureAlias(each, 'step');
  const place = measureAlias(each, 'place');
  return [
    `max(${place}) as ${place}`,
    `case when count(${step}) = count(${size}) then sum(${step} * ${step}) end as ${measureAlias(each, 'squares')}`,
    `coalesce(sum(${step} * ${step}) filter (where is_registered), 0) as ${measureAlias(each, 'registered_squares')}`,
    `count(${size}) as ${sizeAlias(each, 'workplaces')}`,
    `count(${size}) filter (where is_registered) as ${sizeAlias(each, 'registered')}`,
    `sum(${size} * sqrt(greatest(${size}, 0))) as ${sizeAlias(each, 'weights')}`,
    `sum(${size} * ${size} * ${size}) as ${sizeAlias(each, 'squared_weights')}`,
    `sum(${size}) as ${sizeAlias(each, 'sizes')}`,
  ];
}

/** How a column of a workplace's size is called, shared by the measures that are divided by the same. */
export function sizeAlias(each: Measure, part: string): string {
  return `${denominatorAlias(each)}__${part}`;
}
