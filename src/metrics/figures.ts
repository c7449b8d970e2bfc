import type { DisclosureProfile } from '../config.js';
import { literal } from '../warehouse/database.js';
import { baseColumn, type Dimension, type Measure, type MetricFamily } from './definition.js';
import { leastWorkers, statusSql } from './disclosure/primary.js';
import { cutTextSql } from './further-cut.js';
import { ENDS, hasIntervals, settingOf } from './interval/index.js';
import { keysOf } from './members.js';
import { wholeRollingSql, type RolledPeriod } from './periods.js';
import { baseAlias, denominatorAlias, hasDenominator, measureAlias } from './sums.js';

const DIMENSIONS = ['care_setting', 'job_role', 'sector'] as const;

/** What some figures of a family are of. */
export interface FigureScope {
  readonly family: MetricFamily;
  readonly cut: readonly Dimension[];
  readonly profile: DisclosureProfile;
  readonly periodType: RolledPeriod;
}

/**
 * The SELECT of the rows of `metrics.measure` of some measures of a cut. Reads `frame`, `rolled_up` and
 * the ends of the intervals.
 */
export function figuresSql(measures: readonly Measure[], scope: FigureScope): string {
  const { family, cut, profile, periodType } = scope;
  const { header } = family;
  const keys = keysOf(cut).join(', ');
  const hasEnds = measures.some((each) => hasIntervals(family, each));
  const setting = settingOf(cut);
  return `with figure as (
    select
        frame.*,
        unnest([
            ${measures.map((each) => figureStruct(each, profile)).join(',\n            ')}
        ], recursive := true)
    from frame
    left join rolled_up using (${keys})
),
joined as (
    select
        figure.*,
        ${hasEnds ? 'ends.ci_low, ends.ci_high' : 'null as ci_low, null as ci_high'},
        ${setting === null ? 'null' : 'register.coverage'} as coverage
    from figure
    ${hasEnds ? `left join ${ENDS} as ends using (metric_id, ${keys})` : ''}
    ${setting === null ? '' : registerJoin(setting)}
)
select
    metric_id, period, ${literal(periodType)}, area_code, area_type,
    ${DIMENSIONS.map((name) => (cut.includes(name) ? name : `'all'`)).join(', ')}, ${cutTextSql(header, cut)},
    numerator, denominator, value, ci_low, ci_high,
    base_workplaces, base_organisations, base_workers, coverage,
    ${statusSql(header.disclosure === 'none' ? null : profile)}
from joined
${periodType === 'month' ? '' : wholeRollingSql}`;
}

function registerJoin(setting: 'all' | 'care_setting'): string {
  return `left join core.int_register_coverage as register
        on figure.period = register.period
        and figure.area_code = register.area_code
        and register.care_setting = ${setting === 'all' ? "'all'" : 'figure.care_setting'}`;
}

/** A measure's own columns of `rolled_up`, under names that all have. */
function figureStruct(each: Measure, profile: DisclosureProfile): string {
  const { numerator, denominator, value } = partsOf(each);
  const base = (part: string): string =>
    `coalesce(rolled_up.${baseAlias(baseColumn(each), part)}, 0)`;
  const isPercentile = each.kind === 'quantile' && each.quantile !== 0.5;
  const fields = {
    metric_id: literal(each.id),
    numerator: `cast(${numerator} as decimal(18, 2))`,
    denominator: `cast(${denominator} as decimal(18, 2))`,
    value: `cast(${value} as decimal(18, 8))`,
    base_workplaces: base('workplaces'),
    base_organisations: base('organisations'),
    base_workers: base('workers'),
    minimum_base: String(each.minimum_base),
    least_workers: String(leastWorkers(isPercentile, profile)),
  };
  return `{${Object.entries(fields)
    .map(([name, sql]) => `'${name}': ${sql}`)
    .join(', ')}}`;
}

function partsOf(each: Measure): { numerator: string; denominator: string; value: string } {
  if (each.kind === 'quantile') {
    return {
      numerator: 'null',
      denominator: 'null',
      value: `rolled_up.${measureAlias(each, 'value')}`,
    };
  }
  const numerator = `rolled_up.${measureAlias(each, 'numerator')}`;
  if (!hasDenominator(each)) {
    const count = `coalesce(${numerator}, 0)`;
    return { numerator: count, denominator: 'null', value: count };
  }
  const denominator = `rolled_up.${denominatorAlias(each)}`;
  const value = `cast(${numerator} as double) / nullif(cast(${denominator} as double), 0)`;
  return { numerator, denominator, value };
}
