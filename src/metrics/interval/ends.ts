import type { Dimension, Measure } from '../definition.js';
import { keysOf, memberCtes } from '../members.js';
import { measureAlias } from '../sums.js';
import { INTERVAL_RULE, LAST_DEGREE_OF_FREEDOM } from './rule.js';
import { asFigure, backFrom, onto, scaleOf } from './scale.js';
import { valuedCte } from './spread.js';

/** The SELECT of the ends of a rate's or a mean's intervals, where one is published. */
export function rateEndsSql(each: Measure, cut: readonly Dimension[], spread: string): string {
  const scale = scaleOf(each);
  const keys = keysOf(cut).join(', ');
  return `with ${halfCtes(each, cut, spread, `spread.${measureAlias(each, 'whole')}`)},
ends as (
    select
        ${keys},
        ${backFrom('middle - half', scale)} as low,
        ${backFrom('middle + half', scale)} as high
    from half
)
${finalOf(keys)}`;
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

/** The SELECT of the ends of a quantile's intervals: the quantiles of the shares that its own may be. */
export function quantileEndsSql(
  each: Measure & { kind: 'quantile' },
  cut: readonly Dimension[],
  spread: string,
  ranked: string,
): string {
  const keys = keysOf(cut).join(', ');
  const people = measureAlias(each, 'sizes');
  const beyond = `spread.${people} * ${Math.min(each.quantile, 1 - each.quantile)}`;
  const { minPeopleBeyondQuantile, minPeopleBeyondEnd } = INTERVAL_RULE;
  const isEnough = `${beyond} >= ${minPeopleBeyondQuantile} - 1e-9`;
  return `with ${halfCtes(each, cut, spread, String(each.quantile), isEnough)},
place as (
    select
        ${keys}, people,
        (people - 1) * ${backFrom('middle - half', 'logit')} as low_place,
        (people - 1) * ${backFrom('middle + half', 'logit')} as high_place
    from half
),
neighbour as (
    select
        ${keys}, low_place, high_place,
        ${['low', 'high'].flatMap(neighbourColumns).join(',\n        ')}
    from place
    inner join ${ranked} as ranked using (${keys})
    where place.low_place >= ${minPeopleBeyondEnd} and place.high_place <= place.people - 1 - ${minPeopleBeyondEnd}
    group by all
),
ends as (
    select
        ${keys},
        ${['low', 'high'].map(betweenNeighbours).join(',\n        ')}
    from neighbour
)
${finalOf(keys)}`;
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

/**
 * The CTEs up to `half`: for each figure that may have an interval its middle on the scale, and t standard
 * errors.
 */
function halfCtes(
  each: Measure,
  cut: readonly Dimension[],
  spread: string,
  middle: string,
  alsoWhere = 'true',
): string {
  const of = (part: string): string => `spread.${measureAlias(each, part)}`;
  const keys = keysOf(cut).map((name) => `spread.${name}`);
  const { join, fraction } = registerOf(cut, of('registered'));
  const { minWorkplaces, minDegreesOfFreedom, minStandardError } = INTERVAL_RULE;
  const workplaces = of('workplaces');
  return `student as (
    select
        df, t_975,
        lead(df) over (order by df) as next_df,
        lead(t_975) over (order by df) as next_t_975
    from reference.student_t
),
sure as (
    select
        ${keys.join(', ')},
        ${of('sizes')} as people,
        ${onto(middle, scaleOf(each))} as middle,
        ${of('weights')} * ${of('weights')} / nullif(${of('squared_weights')}, 0) - 1 as degrees,
        (${workplaces} - 1) / ${workplaces}
        * (${of('squares')} - ${fraction} * ${of('registered_squares')}) as variance
    from ${spread} as spread
    ${join}
    where ${workplaces} >= ${minWorkplaces} and ${alsoWhere}
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
function registerOf(
  cut: readonly Dimension[],
  registered: string,
): { join: string; fraction: string } {
  const setting = settingOf(cut);
  if (setting === null) return { join: '', fraction: '0' };
  return {
    join: `left join core.int_register_coverage as register
        on spread.period = register.period
        and spread.area_code = register.area_code
        and ${setting === 'all' ? "register.care_setting = 'all'" : 'spread.care_setting = register.care_setting'}`,
    fraction: `coalesce(least(1, ${registered} / register.location_count), 0)`,
  };
}

/** How a cut names the settings of the register, or null where it cuts by what the register has not. */
export function settingOf(cut: readonly Dimension[]): 'all' | 'care_setting' | null {
  if (cut.length === 0) return 'all';
  return cut.length === 1 && cut[0] === 'care_setting' ? 'care_setting' : null;
}

function finalOf(keys: string): string {
  return `select
    ${keys},
    ${asFigure('low')} as ci_low,
    ${asFigure('high')} as ci_high
from ends`;
}
