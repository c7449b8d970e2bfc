import type { Contract } from './contract/index.js';

/** What one column adds to each step of the statement. */
export interface Compiled {
  readonly cells?: string;
  readonly marked?: string;
  readonly parsed?: string;
  readonly typed?: string;
  /** The text of a code that is one of its list, for the rules: an ENUM is dear to compare. */
  readonly known?: string;
  readonly flagged?: string;
  readonly output?: string;
  /** What the faults of its cells come to. */
  readonly judgement?: Judgement;
  readonly missing?: { readonly when: string; readonly entry: string };
}

/** What the faults of a column's cells come to. */
export interface Judgement {
  /** Whether the fault costs the row, or only the cell. */
  readonly scope: 'row' | 'cell';
  /** SQL that is true where the cell breaks a rule. */
  readonly when: string;
  /** SQL of the finding, null where there is none. */
  readonly finding?: string;
  /** SQL of a list of findings, null where there is none, of a column that can have several. */
  readonly findings?: string;
}

/** What lets the statement do less. */
export interface StagingTraits {
  /** Whether some cell may have white space around it, or be empty within quotation marks. */
  readonly isPadded: boolean;
  /** Whether the result goes to Parquet, which takes codes as ENUMs and gives them back as text. */
  readonly isForParquet: boolean;
  /** Whether cells come from a laid out table, where a row can be at fault and dates may be ISO. */
  readonly isPlaced: boolean;
}

/** What compiling a column has to know. */
export interface Context {
  readonly contract: Contract;
  readonly header: readonly string[];
  readonly at: Positions;
  readonly traits: StagingTraits;
}

/** Where each column stands in the file, by the name it has in the warehouse. */
export type Positions = ReadonlyMap<string, readonly number[]>;

/** True where any of the conditions is. */
export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}

/** A list of those items that are not null. */
export function listOf(items: readonly string[]): string {
  return `list_filter([${items.join(', ')}], lambda item: item is not null)`;
}

/** The whole number that a text is, null where it is anything else: a cast would round `1.5` to 2. */
export function wholeNumber(text: string): string {
  return `case when regexp_full_match(${text}, '-?[0-9]+') then try_cast(${text} as integer) end`;
}

/** The text of a cell, null where there is none. */
export function cellAt(index: number, { traits }: Pick<Context, 'traits'>): string {
  return traits.isPadded ? `nullif(trim(c${index}), '')` : `c${index}`;
}
