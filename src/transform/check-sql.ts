import { identifier, literal } from '../warehouse/database.js';
import type { CheckKind, HeaderCheck } from './check-schema.js';
import type { Model } from './model.js';

/** A column, or a whole table, that a check in a header names, and the key that names it. */
export interface Use {
  readonly key: string;
  readonly table: string;
  readonly column?: string;
}

/** What a check says of its kind: what has to hold, and which rows break it. */
export interface Compiled {
  readonly kind: CheckKind;
  /** What stands in brackets in its id. */
  readonly about: string;
  readonly claim: string;
  readonly select: string;
  readonly uses: readonly Use[];
}

/** Columns that say where a failing row is, taken along where a model has them. */
const PLACES = ['submitter', 'delivery_id', 'record_number', 'has_sharing_consent'];

/** The rows of a model that break a condition, by their keys, the columns it is about and their place. */
export function rowsWhere(
  model: Model,
  said: HeaderCheck,
  columns: readonly string[],
  broken: string,
): string {
  return `select ${shown(model, columns).join(', ')}
from ${model.id} as model
where ${[broken, ...only(said)].join(' and ')}`;
}

/** The rows of a model whose columns have values that another table's have not, pair by pair. */
export function rowsWithout(
  model: Model,
  said: HeaderCheck,
  pairs: readonly (readonly [string, string])[],
  table: string,
): string {
  const columns = pairs.map(([own]) => own);
  const same = pairs.map(([own, other]) => `model.${identifier(own)} = other.${identifier(other)}`);
  const known = columns.map((name) => `model.${identifier(name)} is not null`);
  return `select ${shown(model, columns).join(', ')}
from ${model.id} as model
anti join ${table} as other on ${same.join(' and ')}
where ${[...known, ...only(said)].join(' and ')}`;
}

export function shown(model: Model, columns: readonly string[]): string[] {
  const places = PLACES.filter((name) => name in model.header.columns);
  return [...new Set([...model.header.keys, ...columns, ...places])].map(identifier);
}

export function only({ where }: HeaderCheck): string[] {
  return where === undefined ? [] : [condition(where)];
}

/** A condition in brackets, closed on its own line in case it ends with a remark. */
export function condition(where: string): string {
  return `(${where}\n)`;
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

export function valueSql(value: string | number | boolean): string {
  return typeof value === 'string' ? literal(value) : String(value);
}

export function ownColumns(model: Model, columns: readonly string[], key: string): Use[] {
  return columns.map((column) => ({ key, table: model.id, column }));
}
