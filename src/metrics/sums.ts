import {
  baseColumn,
  measureColumns,
  type Dimension,
  type Measure,
  type MetricFamily,
} from './definition.js';
import { CONTRIBUTOR_COUNT, keptAs } from './sum-types.js';

/** How a measure's column is called on the way through the roll-up. */
export const measureAlias = (each: Measure, part: string): string => `${each.id}__${part}`;

/** How the sum below a measure's line is called, shared by the measures that are divided by the same. */
export function denominatorAlias(each: Measure): string {
  if (each.kind === 'ratio') return `${each.denominator}__whole`;
  return peopleAlias(baseColumn(each));
}

/** How the number of people with a value in a column is called. */
export const peopleAlias = (column: string): string => baseAlias(column, 'people');

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
export function byWorkplaceSql(family: MetricFamily, cut: readonly Dimension[]): string {
  const keys = [...['period', 'area_code', 'workplace_id', 'organisation_id'], ...cut].map(
    (column) => `contribution.${column}`,
  );
  return `select
    ${[...keys, ...workplaceParts(family), ...workplaceBases(family)].join(',\n    ')}
from contribution
group by all`;
}

/** The columns of `byWorkplaceSql` besides its keys. */
export function columnsByWorkplace({ header }: MetricFamily): string[] {
  return [
    ...partNames(header.measures),
    ...baseColumns(header.measures).flatMap((column) => [
      baseAlias(column, 'present'),
      baseAlias(column, 'workers'),
    ]),
  ];
}

/** Sums and bases of the workplaces of an organisation, over the rows of `figure_member`. */
export function organisationColumns({ header }: MetricFamily): string[] {
  return [
    ...partNames(header.measures).map(sumOf),
    ...baseColumns(header.measures).flatMap((column) => [
      `count(*) filter (where ${baseAlias(column, 'present')} > 0) as ${baseAlias(column, 'workplaces')}`,
      sumOf(baseAlias(column, 'workers')),
    ]),
  ];
}

/** The same of all organisations, over those rows. */
export function figureColumns({ header }: MetricFamily): string[] {
  return [
    ...partNames(header.measures).map(sumOf),
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

/** The columns that some measures' figures are added up of. */
function partNames(measures: readonly Measure[]): string[] {
  return [...new Set(measures.flatMap((each) => partsOf(each).map(({ name }) => name)))];
}

/** The sums that a workplace brings to a family's measures. */
export function workplaceParts(family: MetricFamily): string[] {
  const columns = family.header.measures
    .flatMap(partsOf)
    .map(({ name, column, sum }) => `${keptAs(family, column, sum)} as ${name}`);
  return [...new Set(columns)];
}

/** A sum over contributions, its name and the column of the body that it is over. */
interface Part {
  readonly name: string;
  readonly column: string;
  readonly sum: string;
}

/** The sums that a measure is made of: none of a quantile. */
function partsOf(each: Measure): Part[] {
  if (each.kind === 'quantile') return [];
  const [column = '', whole = CONTRIBUTOR_COUNT] = measureColumns(each);
  const numerator = { name: measureAlias(each, 'numerator'), column, sum: numeratorOf(each) };
  if (!hasDenominator(each)) return [numerator];
  return [numerator, { name: denominatorAlias(each), column: whole, sum: denominatorOf(each) }];
}

function sumOf(name: string): string {
  return `sum(${name}) as ${name}`;
}

/** Whether a measure is one sum divided by another. */
export function hasDenominator({ kind }: Measure): boolean {
  return kind === 'ratio' || kind === 'mean';
}

/** The sum above the line, over those in the measure's base; none for a quantile. */
function numeratorOf(each: Measure): string {
  if (each.kind === 'quantile') return 'null';
  if (each.kind === 'mean') return `sum(contribution.${each.value})`;
  return `sum(contribution.${each.numerator}) filter (where contribution.${baseColumn(each)} is not null)`;
}

/** The sum below the line: of a mean, how many there are. */
function denominatorOf(each: Measure): string {
  if (each.kind === 'ratio') return `sum(contribution.${each.denominator})`;
  if (each.kind !== 'mean') return 'null';
  return `sum(contribution.${CONTRIBUTOR_COUNT}) filter (where contribution.${each.value} is not null)`;
}

/** The columns that decide who is in the bases of some measures. */
export function baseColumns(measures: readonly Measure[]): string[] {
  return [...new Set(measures.map(baseColumn))];
}

/** How many contributors a workplace has in each base of a family, and the workers behind them. */
export function workplaceBases(family: MetricFamily): string[] {
  return baseColumns(family.header.measures).flatMap((column) => {
    const present = `filter (where contribution.${column} is not null)`;
    const workers = `coalesce(sum(contribution.worker_count) ${present}, 0)`;
    return [
      `count(contribution.${column}) as ${baseAlias(column, 'present')}`,
      `${keptAs(family, 'worker_count', workers)} as ${baseAlias(column, 'workers')}`,
    ];
  });
}
