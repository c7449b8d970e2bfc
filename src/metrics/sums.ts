import { baseColumn, type Dimension, type Measure, type MetricFamily } from './definition.js';

/** How a measure's column is called on the way through the roll-up. */
export const measureAlias = (each: Measure, part: string): string => `${each.id}__${part}`;

/** How a base column's counts are called, shared by the measures that have the same base. */
export const baseAlias = (column: string, part: string): string => `${column}__${part}`;

/**
 * Whether contributors can be summed by workplace before areas are looked at. Quantiles need every
 * contributor, and the other measures of their family then go the same way.
 */
export function hasSumsOnly({ header }: Pick<MetricFamily, 'header'>): boolean {
  return header.measures.every(({ kind }) => kind !== 'quantile');
}

/**
 * The contributors of each workplace added up over what a cut does not keep apart: one row where there
 * were as many as the workplace has staff.
 */
export function byWorkplaceSql({ header }: MetricFamily, cut: readonly Dimension[]): string {
  const keys = [...['period', 'area_code', 'workplace_id', 'organisation_id'], ...cut].map(
    (column) => `contribution.${column}`,
  );
  return `select
    ${[...keys, ...header.measures.flatMap(workplaceParts), ...baseColumns(header.measures).flatMap(workplaceBases)].join(',\n    ')}
from contribution
group by all`;
}

/** The columns of `byWorkplaceSql` besides its keys. */
export function columnsByWorkplace({ header }: MetricFamily): string[] {
  return [
    ...header.measures.flatMap(partNames),
    ...baseColumns(header.measures).flatMap((column) => [
      baseAlias(column, 'present'),
      baseAlias(column, 'workers'),
    ]),
  ];
}

/** Sums and bases of the workplaces of an organisation, over the rows of `figure_member`. */
export function organisationColumns({ header }: MetricFamily): string[] {
  return [
    ...header.measures.flatMap(partNames).map(sumOf),
    ...baseColumns(header.measures).flatMap((column) => [
      `count(*) filter (where ${baseAlias(column, 'present')} > 0) as ${baseAlias(column, 'workplaces')}`,
      sumOf(baseAlias(column, 'workers')),
    ]),
  ];
}

/** The same of all organisations, over those rows. */
export function figureColumns({ header }: MetricFamily): string[] {
  return [
    ...header.measures.flatMap(partNames).map(sumOf),
    ...baseColumns(header.measures).flatMap((column) => {
      const workplaces = baseAlias(column, 'workplaces');
      return [
        sumOf(workplaces),
        `count(*) filter (where by_organisation.${workplaces} > 0) as ${baseAlias(column, 'organisations')}`,
        sumOf(baseAlias(column, 'workers')),
      ];
    }),
  ];
}

function partNames(each: Measure): string[] {
  return partsOf(each).map((part) => measureAlias(each, part));
}

/** The columns that a measure's figures are added up of. */
function partsOf(each: Measure): string[] {
  if (each.kind === 'quantile') return [];
  return hasDenominator(each) ? ['numerator', 'denominator'] : ['numerator'];
}

/** The sums that a workplace brings to a measure. */
export function workplaceParts(each: Measure): string[] {
  return partsOf(each).map((part) => {
    const sum = part === 'numerator' ? numeratorOf(each) : denominatorOf(each);
    return `${sum} as ${measureAlias(each, part)}`;
  });
}

function sumOf(name: string): string {
  return `sum(${name}) as ${name}`;
}

/** Whether a measure is one sum divided by another. */
export function hasDenominator({ kind }: Measure): boolean {
  return kind === 'ratio' || kind === 'mean';
}

/** The sum above the line, over those in the measure's base; none for a quantile. */
export function numeratorOf(each: Measure): string {
  if (each.kind === 'quantile') return 'null';
  if (each.kind === 'mean') return `sum(contribution.${each.value})`;
  return `sum(contribution.${each.numerator}) filter (where contribution.${baseColumn(each)} is not null)`;
}

/** The sum below the line: of a mean, how many there are. */
export function denominatorOf(each: Measure): string {
  if (each.kind === 'ratio') return `sum(contribution.${each.denominator})`;
  if (each.kind !== 'mean') return 'null';
  return `sum(contribution.contributor_count) filter (where contribution.${each.value} is not null)`;
}

/** The columns that decide who is in the bases of some measures. */
export function baseColumns(measures: readonly Measure[]): string[] {
  return [...new Set(measures.map(baseColumn))];
}

/** How many contributors a workplace has in a base, and the workers behind them. */
export function workplaceBases(column: string): string[] {
  const present = `filter (where contribution.${column} is not null)`;
  return [
    `count(contribution.${column}) as ${baseAlias(column, 'present')}`,
    `coalesce(sum(contribution.worker_count) ${present}, 0) as ${baseAlias(column, 'workers')}`,
  ];
}
