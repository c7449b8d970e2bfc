import { z } from 'zod';

/** Why a cell that says something gives no value. */
export const MISSING_REASONS = [
  'not_known',
  'not_answered',
  'not_applicable',
  'not_available',
  'suppressed',
  'unreliable',
  'low',
] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

const columnName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _');
const expression = z.string().refine(isExpression, { message: 'a regular expression' });
const texts = z.array(z.string()).default([]);

const common = {
  /** The column's name in the warehouse. */
  as: columnName,
  type: z.enum([
    'id',
    'text',
    'code',
    'integer',
    'decimal',
    'date',
    'postcode',
    'text_list',
    'integer_list',
  ]),
  description: z.string().min(1),
  unit: z.string().optional(),
  required: z.boolean().default(false),
  /** What a fault costs: the row, or only the cell. */
  scope: z.enum(['row', 'cell']).default('cell'),
  severity: z.enum(['error', 'warning']).default('error'),
  /** Allowed values: a list, or `table.column` of `sql/reference`. */
  codes: z.union([z.array(z.string()).min(1), z.string().regex(/^\w+\.\w+$/)]).optional(),
  /** The provider's ways of saying that it does not know, for this column. */
  not_known: texts,
  /** Other texts that stand for a missing value, and why it is missing. */
  markers: z.record(z.string(), z.enum(MISSING_REASONS)).default({}),
  /** Texts that stand for a true zero. */
  zero: texts,
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(10).default(2),
  /** Reads `1,234`, `£9.50`, `12.3%` (as 0.123) and numbers with spaces. */
  lenient: z.boolean().default(false),
  /** What is taken off a cell before it is read, such as a footnote mark. */
  strip: expression.optional(),
  /** How a date may be written, in DuckDB's letters; a spreadsheet's own dates are always read. */
  formats: z.array(z.string()).min(1).default(['%d/%m/%Y']),
  upper: z.boolean().default(false),
  pattern: z.string().optional(),
  pattern_rule: z.string().optional(),
  /** The most characters that a text may have. */
  max_length: z.int().min(1).optional(),
  /** What separates the items of a list. */
  separator: z.string().length(1).default(';'),
  /** `drop` never leaves the file, `key` only as a keyed hash, `coarsen` only as age or sector. */
  privacy: z.enum(['none', 'drop', 'key', 'coarsen']).default('none'),
  key_with: texts,
  /** The list column whose length this one must have. */
  parallel_to: z.string().optional(),
  /** The code of the national service's own check for this column, where it has one. */
  national_code: z.string().optional(),
};

export const namedColumn = z.strictObject({
  name: z.string().min(1),
  aliases: texts,
  /** Matches the header where its wording changes from edition to edition. */
  name_matches: expression.optional(),
  ...common,
});

/** A numbered group: `QUALACH(\d\d)` becomes one list, each cell in the place its number says. */
export const repeatedColumn = z.strictObject({ repeat: expression, ...common });

/** Columns such as `jr08emp`, `jr08vacy`: one list of records, `code` and a number for each item. */
export const wideColumn = z.strictObject({
  wide: expression.refine(hasCodeAndItem, { message: 'groups (?<code>...) and (?<item>...)' }),
  as: columnName,
  items: z.array(columnName).min(1),
  description: z.string().min(1),
});

const rowKind = z.strictObject({
  column: z.string(),
  matches: expression,
  /** A total is kept and marked; a note is left out, and counted. */
  is: z.enum(['total', 'note']),
});

const contextItem = z.union([
  /** Part of the sheet's name. */
  z.strictObject({ name: z.string().startsWith('@'), sheet: expression }),
  /** Part of a cell above the table, found by its own words. */
  z.strictObject({ name: z.string().startsWith('@'), cell_matches: expression }),
  /** The first filled cell to the right of a label above the table, or on the sheet `on`. */
  z.strictObject({
    name: z.string().startsWith('@'),
    label: expression,
    on: z.string().optional(),
    matches: expression.optional(),
  }),
]);

export const layoutSchema = z.strictObject({
  /** The sheets that may hold it, `*` allowed; any visible one without. */
  sheets: texts,
  /** Sheets known to hold something else: notes, contents. */
  ignore_sheets: texts,
  header: z
    .strictObject({
      rows: z.int().min(1).max(12).default(1),
      within: z.int().min(1).max(60).default(40),
      /** `right`: a heading over several columns stands once, over the first. */
      fill: z.enum(['none', 'right']).default('none'),
      /** What the first columns are called where they have no heading and others can be unpivoted. */
      unnamed: texts,
      join: z.string().default(' | '),
    })
    .prefault({}),
  /** Rows between the header and the first record. */
  skip_after_header: z.int().min(0).default(0),
  /** `blank_row`: what follows the first blank row after the records is notes. */
  ends_at: z.enum(['last_row', 'blank_row']).default('last_row'),
  /** Several tables beside each other, parted by columns without a heading: each is looked at. */
  side_by_side: z.boolean().default(false),
  /** Whether a text row with too few or too many cells is read as far as it goes. */
  ragged: z.enum(['quarantine', 'pad']).default('quarantine'),
  rows: z.array(rowKind).default([]),
  /** Columns that become rows; the named groups of the expression become columns `@group`. */
  unpivot: expression.optional(),
  /** Columns that the publisher is known to add and that nothing reads: they are not reported. */
  ignore_columns: expression.optional(),
  context: z.array(contextItem).default([]),
});

const ruleSchema = z.strictObject({
  id: columnName,
  /**
   * SQL over the contract's columns that is true where the rule is broken. A column's `as` is its value,
   * `<as>__raw` the text of its cell, `<as>__parsed` a date that is coarsened to an age.
   */
  when: z.string().min(1),
  /** The column that the finding is about; of a file without it, the rule says nothing. */
  column: z.string(),
  scope: z.enum(['row', 'cell', 'none']).default('none'),
  severity: z.enum(['error', 'warning']).default('warning'),
  message: z.string().min(1),
  national_code: z.string().optional(),
});

export const contractSchema = z.strictObject({
  id: columnName,
  /** The id of a contract of the package that this one stands in place of. */
  replaces: columnName.optional(),
  title: z.string().min(1),
  description: z.string().min(1),
  grain: z.string().min(1),
  source: z.string().min(1),
  /** The columns that tell a file is one of these; `a|b` (no spaces) where either does. */
  recognise: z.array(z.string()).min(1),
  layout: layoutSchema.prefault({}),
  data_rows: z.strictObject({ column: z.string(), values: z.array(z.string()).min(1) }).optional(),
  identity: texts,
  /** What a later delivery must share with an earlier one to take its place. */
  one_per: z.enum(['submitter_and_period', 'path']).default('submitter_and_period'),
  /** Where the file itself says who sent it and for which month, if its path does not. */
  delivery: z
    .strictObject({ submitter: z.string().optional(), period: z.string().optional() })
    .prefault({}),
  /** A file is rejected whole when more than this share of its records is quarantined... */
  reject_above_bad_share: z.number().min(0).max(1).default(0.5),
  /** ...and at least so many are, or nothing is left: a small file is not lost for one slip. */
  reject_from_bad_rows: z.int().min(1).default(5),
  variants: z.array(z.strictObject({ id: z.string(), without: z.array(z.string()) })).default([]),
  columns: z.array(z.union([namedColumn, repeatedColumn, wideColumn])).min(1),
  rules: z.array(ruleSchema).default([]),
});

export type NamedColumn = z.infer<typeof namedColumn>;
export type RepeatedColumn = z.infer<typeof repeatedColumn>;
export type WideColumn = z.infer<typeof wideColumn>;
export type ContractColumn = NamedColumn | RepeatedColumn | WideColumn;
export type Layout = z.infer<typeof layoutSchema>;
export type ContextItem = Layout['context'][number];
export type ContractRule = z.infer<typeof ruleSchema>;

/** What a dataset's files look like, with its code lists filled in. */
export interface Contract extends z.infer<typeof contractSchema> {
  /** The name of its YAML file. */
  readonly file: string;
  /** Changes when anything that decides how a file is read changes. */
  readonly fingerprint: string;
}

/** Whether a column is one of a numbered group, such as QUALACH01, QUALACH02. */
export function isRepeated(column: ContractColumn): column is RepeatedColumn {
  return 'repeat' in column;
}

/** Whether a column gathers a whole block of the file's columns. */
export function isWide(column: ContractColumn): column is WideColumn {
  return 'wide' in column;
}

/** The names of which any tells, `a|b`; the bar of a stacked heading has spaces around it. */
export function alternatives(names: string): string[] {
  return names.split(/(?<=\S)\|(?=\S)/);
}

/** The columns of a contract that stand under one name of their own. */
export function namedColumns(contract: Pick<Contract, 'columns'>): NamedColumn[] {
  return contract.columns.filter((column) => 'name' in column);
}

function isExpression(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

function hasCodeAndItem(text: string): boolean {
  return text.includes('(?<code>') && text.includes('(?<item>');
}
