import type { Measure, MetricFamily } from './definition.js';
import { baseAlias, measureAlias } from './sums.js';

type Quantile = Extract<Measure, { kind: 'quantile' }>;

/** Each column that quantiles are of, with those quantiles, which DuckDB takes together for one sorting. */
function columnsOf({ header }: MetricFamily): Map<string, Quantile[]> {
  const columns = new Map<string, Quantile[]>();
  for (const each of header.measures) {
    if (each.kind !== 'quantile') continue;
    columns.set(each.value, [...(columns.get(each.value) ?? []), each]);
  }
  return columns;
}

/**
 * The quantiles of each column as one list, over the contributors; none for a family without.
 * @returns quantiles interpolated between the two nearest people, as `quantile_cont` does
 */
export function quantileColumns(family: MetricFamily): string[] {
  return [...columnsOf(family)].map(([column, own]) => {
    const quantiles = own.map(({ quantile }) => quantile).join(', ');
    return `quantile_cont(cast(member.${column} as double), [${quantiles}]) as ${baseAlias(column, 'quantiles')}`;
  });
}

/** The columns that quantiles are of. */
export function quantileNames(family: MetricFamily): string[] {
  return [...columnsOf(family).keys()];
}

/** Each quantile measure, out of the lists. */
export function quantileValues(family: MetricFamily): string[] {
  return [...columnsOf(family)].flatMap(([column, own]) =>
    own.map(
      (each, index) =>
        `${baseAlias(column, 'quantiles')}[${index + 1}] as ${measureAlias(each, 'value')}`,
    ),
  );
}
