import { literal } from '../warehouse/database.js';
import type { Dimension, MetricFamily } from './definition.js';

type Header = Pick<MetricFamily['header'], 'further_cut'>;

/** Every value of a family's further dimension, whether anyone contributed or not. */
export function furtherValuesSql({ further_cut: further }: Header): string {
  if (further === undefined) return 'select null as further_cut';
  const [schema, table, column] = further.from.split('.');
  return `select distinct ${column} as further_cut from ${schema}.${table}`;
}

/** The column `cut` of a figure. @example 'training_category=2' */
export function cutTextSql({ further_cut: further }: Header, cut: readonly Dimension[]): string {
  if (further === undefined || !cut.includes('further_cut')) return "'all'";
  return `concat(${literal(`${further.column}=`)}, further_cut)`;
}

/** Whether a family has figures that are not cut by its further dimension. */
export function hasPlainCut({ header: { uncut, cuts } }: MetricFamily): boolean {
  return uncut || cuts.some((cut) => !cut.includes('further_cut'));
}
