import type { Dimension, MetricFamily } from './definition.js';
import { keysOf, memberCtes } from './members.js';
import { quantileColumns, quantileNames, quantileValues } from './quantiles.js';
import { figureColumns, organisationColumns } from './sums.js';

/**
 * Sums, quantiles and bases for each area, month and value of the cut's dimensions. Sums and bases are
 * made of `figure_member`, one row per workplace, organisation by organisation; quantiles need every contributor.
 */
export function rolledUpSql(family: MetricFamily, cut: readonly Dimension[]): string {
  const keys = keysOf(cut).join(', ');
  const quantiles = quantileColumns(family);
  const summed = `with by_organisation as (
    select
        ${[keys, 'organisation_id', ...organisationColumns(family)].join(',\n        ')}
    from figure_member
    group by all
),
summed as (
    select
        ${[keys, ...figureColumns(family)].join(',\n        ')}
    from by_organisation
    group by all
)`;
  if (quantiles.length === 0) return `${summed}\nselect * from summed`;
  return `${summed},
${memberCtes('contribution', cut, quantileNames(family))},
quantile_list as (
    select
        ${[keys, ...quantiles].join(',\n        ')}
    from member
    group by all
)
select
    ${['summed.*', ...quantileValues(family)].join(',\n    ')}
from summed
left join quantile_list using (${keys})`;
}
