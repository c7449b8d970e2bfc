/**
 * What feeds something: columns as `schema.table.column`; `schema.table.*` for which rows a table has;
 * `?` and the words of the statement for what cannot be told.
 */
export type Inputs = ReadonlySet<string>;

/** One column and what feeds its value. */
export interface Column {
  readonly name: string;
  readonly inputs: Inputs;
}

/** A table, a CTE or a subquery, as far as its text tells. */
export interface Relation {
  readonly columns: readonly Column[];
  /** What decides which rows there are: filters, keys of joins, keys of groups. */
  readonly rows: Inputs;
  /** Whether it has columns besides these, whose names cannot be told. */
  readonly isOpen: boolean;
}

export const NOTHING: Inputs = new Set();

const UNKNOWN = '?';

/** The mark of what cannot be told. */
export function unknown(words: string): Inputs {
  return new Set([UNKNOWN + words]);
}

/** The words of what cannot be told; undefined for an input that is known. */
export function unknownWords(input: string): string | undefined {
  return input.startsWith(UNKNOWN) ? input.slice(UNKNOWN.length) : undefined;
}

/** Everything that is in one of them. */
export function union(many: readonly Inputs[]): Inputs {
  const filled = many.filter((each) => each.size > 0);
  if (filled.length <= 1) return filled[0] ?? NOTHING;
  return new Set(filled.flatMap((each) => [...each]));
}

/** What feeds any of some columns. */
export function allOf(columns: readonly Column[]): Inputs {
  return union(columns.map((column) => column.inputs));
}

/** Whether two names are the same to SQL. */
export function isNamed(name: string): (column: { readonly name: string }) => boolean {
  const lower = name.toLowerCase();
  return (column) => column.name.toLowerCase() === lower;
}

/** A relation under the names of an alias such as `t(a, b)`; the columns beyond them keep theirs. */
export function renamed(relation: Relation, names: readonly string[]): Relation {
  if (names.length === 0) return relation;
  const columns = relation.columns.map(({ name, inputs }, index) => ({
    name: names[index] ?? name,
    inputs,
  }));
  return { ...relation, columns };
}

/** A relation of which nothing can be told but what to call it. */
export function openRelation(words: string): Relation {
  return { columns: [], rows: unknown(words), isOpen: true };
}
