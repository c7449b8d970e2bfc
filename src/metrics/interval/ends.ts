import type { Dimension, Measure } from '../definition.js';
import { keysOf, memberCtes } from '../members.js';
import { measureAlias } from '../sums.js';
import { literal } from '../../warehouse/database.js';
import { INTERVAL_RULE, LAST_DEGREE_OF_FREEDOM } from './rule.js';
import { asFigure, backFrom, onto, SCALES, scaleOf, type Scale } from './scale.js';
import { sizeAlias, valuedCte, type QuantileMeasure } from './spread.js';

/** The SELECT of the ends of the intervals of some rates and means, where one is published. */
export function rateEndsSql(
  measures: readonly Measure[],
  cut: readonly Dimension[],
  spread: string,
): string {
  const spreads = measures.map((each) => spreadStruct(each, measureAlias(each, 'place')));
  return `with ${halfCtes(spreads, cut, spread)},
ends as (
    select
        metric_id, ${keysOf(cut).join(', ')},
        ${byScale('middle - half')} as low,
        ${byScale('middle + half')} as high
    from half
)
${finalOf(cut)}`;
}

/** How many people have each value or less, where there is a spread. Reads `contribution`. */
export function rankedSql(column: string, cut: readonly Dimension[], spread: string): string {
  const keys = keysOf(cut).join(', ');
  return `with ${valuedCte(column, cut)},
${memberCtes('valued', cut, ['value', 'people'])},
counted as (
    select
        ${keysOf(cut)
          .map((name) => `member.${name}`)
          .join(', ')},
        member.value,
        sum(member.people) as people
    from member
    inner join ${spread} as spread using (${keys})
    group by all
)
select
    ${keys},
    cast(value as double) as value,
    sum(people) over (partition by ${keys} order by value) as people_to
from counted`;
}

/**
 * The SELECT of the ends of the intervals of quantiles of one column: the quantiles of the shares that
 * each may be.
 */
export function quantileEndsSql(
  measures: readonly QuantileMeasure[],
  cut: readonly Dimension[],
  spread: string,
  ranked: string,
): string {
  const keys = keysOf(cut).join(', ');
  const { minPeopleBeyondQuantile, minPeopleBeyondEnd } = INTERVAL_RULE;
  const spreads = measures.map((each) => {
    const thinner = Math.min(each.quantile, 1 - each.quantile);
    const beyond = `${sizeAlias(each, 'sizes')} * ${thinner}`;
    const isEnough = `${beyond} >= ${minPeopleBeyondQuantile} - 1e-9`;
    const place = onto(String(each.quantile), 'logit');
    return spreadStruct(each, `case when ${isEnough} then ${place} end`);
  });
  return `with ${halfCtes(spreads, cut, spread)},
place as (
    select
        metric_id, ${keys}, people,
        (people - 1) * ${backFrom('middle - half', 'logit')} as low_place,
        (people - 1) * ${backFrom('middle + half', 'logit')} as high_place
    from half
),
neighbour as (
    select
        metric_id, ${keys}, low_place, high_place,
        ${['low', 'high'].flatMap(neighbourColumns).join(',\n        ')}
    from place
    inner join ${ranked} as ranked using (${keys})
    where place.low_place >= ${minPeopleBeyondEnd} and place.high_place <= place.people - 1 - ${minPeopleBeyondEnd}
    group by all
),
ends as (
    select
        metric_id, ${keys},
        ${['low', 'high'].map(betweenNeighbours).join(',\n        ')}
    from neighbour
)
${finalOf(cut)}`;
}

function neighbourColumns(end: string): string[] {
  const above = (count: string): string =>
    `min(ranked.value) filter (where ranked.people_to > ${count})`;
  const place = `floor(place.${end}_place)`;
  return [`${above(place)} as ${end}_below`, `${above(`${place} + 1`)} as ${end}_above`];
}

function betweenNeighbours(end: string): string {
  const below = `${end}_below`;
  const share = `(${end}_place - floor(${end}_place))`;
  return `${below} + (coalesce(${end}_above, ${below}) - ${below}) * ${share} as ${end}`;
}

/** A measure's own columns of a spread, under names that all have. */
function spreadStruct(each: Measure, middle: string): string {
  const sums = ['squares', 'registered_squares'].map(
    (part) => `'${part}': ${measureAlias(each, part)}`,
  );
  const sizes = ['workplaces', 'registered', 'weights', 'squared_weights', 'sizes'].map(
    (part) => `'${part}': ${sizeAlias(each, part)}`,
  );
  return `{${[
    `'metric_id': ${literal(each.id)}`,
    `'scale': ${literal(scaleOf(each))}`,
    `'middle': ${middle}`,
    ...sums,
    ...sizes,
  ].join(', ')}}`;
}

/**
 * The CTEs up to `half`: for each figure that may have an interval its middle on the scale, and t standard
 * errors.
 * @param spreads the struct of each measure
 */
function halfCtes(spreads: readonly string[], cut: readonly Dimension[], from: string): string {
  const keys = keysOf(cut);
  const { join, fraction } = registerOf(cut);
  const { minWorkplaces, minDegreesOfFreedom, minStandardError } = INTERVAL_RULE;
  return `spread as (
    select
        ${keys.join(', ')},
        unnest([
            ${spreads.join(',\n            ')}
        ], recursive := true)
    from ${from}
),
student as (
    select
        df, t_975,
        lead(df) over (order by df) as next_df,
        lead(t_975) over (order by df) as next_t_975
    from reference.student_t
),
sure as (
    select
        spread.metric_id, spread.scale,
        ${keys.map((name) => `spread.${name}`).join(', ')},
        spread.sizes as people,
        spread.middle,
        spread.weights * spread.weights / nullif(spread.squared_weights, 0) - 1 as degrees,
        (spread.workplaces - 1) / spread.workplaces
        * (spread.squares - ${fraction} * spread.registered_squares) as variance
    from spread
    ${join}
    where spread.workplaces >= ${minWorkplaces} and spread.middle is not null
),
half as (
    select
        sure.*,
        sqrt(sure.variance) * (
            student.t_975
            + (least(sure.degrees, student.next_df) - student.df) / (student.next_df - student.df)
            * (student.next_t_975 - student.t_975)
        ) as half
    from sure
    inner join student
        on cast(floor(least(sure.degrees, ${LAST_DEGREE_OF_FREEDOM})) as integer) = student.df
    where
        sure.degrees >= ${minDegreesOfFreedom}
        and sure.variance > ${minStandardError ** 2}
)`;
}

/** How large a share of the register is behind a figure; none of it where the register has no such total. */
function registerOf(cut: readonly Dimension[]): { join: string; fraction: string } {
  const setting = settingOf(cut);
  if (setting === null) return { join: '', fraction: '0' };
  return {
    join: `left join core.int_register_coverage as register
        on spread.period = register.period
        and spread.area_code = register.area_code
        and ${setting === 'all' ? "register.care_setting = 'all'" : 'spread.care_setting = register.care_setting'}`,
    fraction: 'coalesce(least(1, spread.registered / register.location_count), 0)',
  };
}

/** How a cut names the settings of the register, or null where it cuts by what the register has not. */
export function settingOf(cut: readonly Dimension[]): 'all' | 'care_setting' | null {
  if (cut.length === 0) return 'all';
  return cut.length === 1 && cut[0] === 'care_setting' ? 'care_setting' : null;
}

/** The SQL that takes a place back from the scale of its measure. */
function byScale(place: string): string {
  const cases = Object.values(SCALES).map(
    (scale: Scale) => `when ${literal(scale)} then ${backFrom(place, scale)}`,
  );
  return `case scale ${cases.join(' ')} end`;
}

function finalOf(cut: readonly Dimension[]): string {
  return `select
    metric_id, ${keysOf(cut).join(', ')},
    ${asFigure('low')} as ci_low,
    ${asFigure('high')} as ci_high
from ends`;
}
