import { z } from 'zod';

/** Why a cell that says something gives no value. */
const MISSING_REASONS = [
  'not_known',
  'not_answered',
  'not_applicable',
  'not_available',
  'suppressed',
  'unreliable',
  'low',
] as const;

const columnName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _');
const expression = z.string().refine(isExpression, { message: 'a regular expression' });
const texts = z.array(z.string()).default([]);

const common = {
  as: columnName.describe("The column's name in the warehouse."),
  type: z
    .enum([
      'id',
      'text',
      'code',
      'integer',
      'decimal',
      'date',
      'postcode',
      'text_list',
      'integer_list',
    ])
    .describe('What its text is read as.'),
  description: z.string().min(1).describe('What the column holds, in a sentence.'),
  unit: z.string().optional().describe('The unit of a number.'),
  required: z.boolean().default(false).describe('Whether an empty cell is a fault.'),
  scope: z
    .enum(['row', 'cell'])
    .default('cell')
    .describe('What a fault costs: the row, or only the cell.'),
  severity: z
    .enum(['error', 'warning'])
    .default('error')
    .describe('How serious a fault of a cell is for who sent it.'),
  codes: z
    .union([z.array(z.string()).min(1), z.string().regex(/^\w+\.\w+$/)])
    .optional()
    .describe('Allowed values: a list, or `table.column` of `sql/reference`.'),
  not_known: texts.describe(
    "The provider's ways of saying that it does not know, for this column.",
  ),
  markers: z
    .record(z.string(), z.enum(MISSING_REASONS))
    .default({})
    .describe('Other texts that stand for a missing value, and why it is missing.'),
  zero: texts.describe('Texts that stand for a true zero.'),
  min: z.number().optional().describe('The least a number, or an age, may be.'),
  max: z.number().optional().describe('The most a number, or an age, may be.'),
  decimals: z.int().min(0).max(10).default(2).describe('Decimal places that are kept.'),
  lenient: z
    .boolean()
    .default(false)
    .describe('Reads `1,234`, `£9.50`, `12.3%` (as 0.123) and numbers with spaces.'),
  strip: expression
    .optional()
    .describe('What is taken off a cell before it is read, such as a footnote mark.'),
  formats: z
    .array(z.string())
    .min(1)
    .default(['%d/%m/%Y'])
    .describe(
      "How a date may be written, in DuckDB's letters; a spreadsheet's own dates are always read.",
    ),
  upper: z.boolean().default(false).describe('Whether the text is read in capitals.'),
  pattern: z
    .string()
    .optional()
    .describe('A regular expression that the text must fit, in capitals.'),
  pattern_rule: z
    .string()
    .optional()
    .describe('The id of the rule that a text breaks which does not fit.'),
  max_length: z.int().min(1).optional().describe('The most characters that a text may have.'),
  separator: z.string().length(1).default(';').describe('What separates the items of a list.'),
  privacy: z
    .enum(['none', 'drop', 'key', 'coarsen'])
    .default('none')
    .describe(
      '`drop` never leaves the file, `key` only as a keyed hash, `coarsen` only as age or sector.',
    ),
  key_with: texts.describe('Columns whose values are hashed together with this one.'),
  parallel_to: z.string().optional().describe('The list column whose length this one must have.'),
  national_code: z
    .string()
    .optional()
    .describe("The code of the national service's own check for this column, where it has one."),
};

export const namedColumn = z.strictObject({
  name: z.string().min(1).describe('The heading, in any case; `@...` for what the layout gives.'),
  aliases: texts.describe('Other headings of the same column.'),
  name_matches: expression
    .optional()
    .describe('Matches the header where its wording changes from edition to edition.'),
  ...common,
});

/** A numbered group: `QUALACH(\d\d)` becomes one list, each cell in the place its number says. */
export const repeatedColumn = z.strictObject({
  repeat: expression.describe(
    'The headings of the group; its number is the first group in brackets.',
  ),
  ...common,
});

/** Columns such as `jr08emp`, `jr08vacy`: one list of records, `code` and a number for each item. */
export const wideColumn = z.strictObject({
  wide: expression
    .refine(hasCodeAndItem, { message: 'groups (?<code>...) and (?<item>...)' })
    .describe('The headings of the block, with the groups (?<code>...) and (?<item>...).'),
  as: columnName.describe("The list's name in the warehouse."),
  items: z.array(columnName).min(1).describe('The items of a record, each a whole number.'),
  description: z.string().min(1).describe('What the list holds, in a sentence.'),
});

const rowKind = z.strictObject({
  column: z.string().describe('The column that tells.'),
  matches: expression.describe('What its cell fits.'),
  is: z
    .enum(['total', 'note'])
    .describe('A total is kept and marked; a note is left out, and counted.'),
});

const contextItem = z.union([
  z
    .strictObject({ name: z.string().startsWith('@'), sheet: expression })
    .describe("Part of the sheet's name."),
  z
    .strictObject({ name: z.string().startsWith('@'), cell_matches: expression })
    .describe('Part of a cell above the table, found by its own words.'),
  z
    .strictObject({
      name: z.string().startsWith('@'),
      label: expression,
      on: z.string().optional(),
      matches: expression.optional(),
    })
    .describe(
      'The first filled cell to the right of a label above the table, or on the sheet `on`.',
    ),
]);

const layoutSchema = z.strictObject({
  sheets: texts.describe('The sheets that may hold it, `*` allowed; any visible one without.'),
  ignore_sheets: texts.describe('Sheets known to hold something else: notes, contents.'),
  header: z
    .strictObject({
      rows: z.int().min(1).max(12).default(1).describe('Rows that are stacked.'),
      within: z.int().min(1).max(60).default(40).describe('It is looked for in so many rows.'),
      fill: z
        .enum(['none', 'right'])
        .default('none')
        .describe('`right`: a heading over several columns stands once, over the first.'),
      unnamed: texts.describe(
        'What the first columns are called where they have no heading and others can be unpivoted.',
      ),
      join: z.string().default(' | ').describe('What stands between the parts of a heading.'),
    })
    .prefault({})
    .describe('Where the header is, and how stacked headings combine.'),
  skip_after_header: z
    .int()
    .min(0)
    .default(0)
    .describe('Rows between the header and the first record.'),
  ends_at: z
    .enum(['last_row', 'blank_row'])
    .default('last_row')
    .describe('`blank_row`: what follows the first blank row after the records is notes.'),
  side_by_side: z
    .boolean()
    .default(false)
    .describe(
      'Several tables beside each other, parted by columns without a heading: each is looked at.',
    ),
  ragged: z
    .enum(['quarantine', 'pad'])
    .default('quarantine')
    .describe('Whether a text row with too few or too many cells is read as far as it goes.'),
  rows: z.array(rowKind).default([]).describe('Rows that are no plain records.'),
  unpivot: expression
    .optional()
    .describe(
      'Columns that become rows; the named groups of the expression become columns `@group`.',
    ),
  ignore_columns: expression
    .optional()
    .describe(
      'Columns that the publisher is known to add and that nothing reads: they are not reported.',
    ),
  context: z
    .array(contextItem)
    .default([])
    .describe('What stands outside the table and belongs to each record, as a column `@name`.'),
});

const ruleSchema = z.strictObject({
  id: columnName.describe('Its name in findings.'),
  when: z
    .string()
    .min(1)
    .describe(
      "SQL over the contract's columns that is true where the rule is broken. A column's `as` is its value, `<as>__raw` the text of its cell, `<as>__parsed` a date that is coarsened to an age.",
    ),
  column: z
    .string()
    .describe('The column that the finding is about; of a file without it, the rule says nothing.'),
  scope: z
    .enum(['row', 'cell', 'none'])
    .default('none')
    .describe('What a breach costs: the row, the cell, or nothing but a word.'),
  severity: z
    .enum(['error', 'warning'])
    .default('warning')
    .describe('How serious it is for who sent the file.'),
  message: z.string().min(1).describe('What is wrong and what to do, in plain words.'),
  national_code: z
    .string()
    .optional()
    .describe("The code of the national service's own check, where it has one."),
});

export const contractSchema = z.strictObject({
  id: columnName.describe("The dataset's name: `raw.<id>` in SQL."),
  replaces: columnName
    .optional()
    .describe('The id of a contract of the package that this one stands in place of.'),
  title: z.string().min(1).describe('What people call such a file.'),
  description: z.string().min(1).describe('What it holds, in a sentence or two.'),
  grain: z.string().min(1).describe('What one record is.'),
  source: z.string().min(1).describe('Who makes it, and which editions are known.'),
  recognise: z
    .array(z.string())
    .min(1)
    .describe('The columns that tell a file is one of these; `a|b` (no spaces) where either does.'),
  layout: layoutSchema.prefault({}).describe('How the table lies in its file.'),
  data_rows: z
    .strictObject({ column: z.string(), values: z.array(z.string()).min(1) })
    .optional()
    .describe('Only records with one of these values carry fresh data.'),
  identity: texts.describe('Columns that are looked at in records without fresh data too.'),
  one_per: z
    .enum(['submitter_and_period', 'path'])
    .default('submitter_and_period')
    .describe('What a later delivery must share with an earlier one to take its place.'),
  delivery: z
    .strictObject({ submitter: z.string().optional(), period: z.string().optional() })
    .prefault({})
    .describe('Where the file itself says who sent it and for which month, if its path does not.'),
  reject_above_bad_share: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('A file is rejected whole when more than this share of its records is set aside...'),
  reject_from_bad_rows: z
    .int()
    .min(1)
    .default(5)
    .describe(
      '...and at least so many are, or nothing is left: a small file is not lost for one slip.',
    ),
  variants: z
    .array(z.strictObject({ id: z.string(), without: z.array(z.string()) }))
    .default([])
    .describe('The known headers, each by the columns it lacks.'),
  columns: z
    .array(z.union([namedColumn, repeatedColumn, wideColumn]))
    .min(1)
    .describe('Its columns.'),
  rules: z
    .array(ruleSchema)
    .default([])
    .describe('Rules over more than one cell, or of their own.'),
  wording: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe('Words of its own for a general rule, such as code_unknown.'),
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
