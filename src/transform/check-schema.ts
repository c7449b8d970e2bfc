import { z } from 'zod';

const column = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected the name of a column');
const columns = z.array(column).min(1);
const table = z
  .string()
  .regex(/^[a-z]\w*\.[a-z]\w*$/, 'expected a table with its schema, such as core.dim_area');
const tableColumn = z
  .string()
  .regex(
    /^[a-z]\w*\.[a-z]\w*\.[a-z]\w*$/,
    'expected a column with its table, such as core.dim_area.area_code',
  );
const condition = z.string().min(1);
const value = z.union([z.string(), z.number(), z.boolean()]);
const bound = z.union([z.string(), z.number()]);

const acceptedValues = z
  .strictObject({ column, values: z.array(value).min(1).optional(), from: tableColumn.optional() })
  .refine((said) => (said.values === undefined) !== (said.from === undefined), {
    error: 'expected either values or from',
  });

const relationship = z
  .strictObject({
    column: column.optional(),
    columns: columns.optional(),
    to: table,
    /** The columns of the other table; of the same names when left out. */
    to_columns: columns.optional(),
  })
  .refine((said) => (said.column === undefined) !== (said.columns === undefined), {
    error: 'expected either column or columns',
  })
  .refine(
    (said) =>
      said.to_columns === undefined || said.to_columns.length === (said.columns?.length ?? 1),
    { error: 'expected as many to_columns as columns' },
  );

const range = z
  .strictObject({ column, min: bound.optional(), max: bound.optional() })
  .refine((said) => said.min !== undefined || said.max !== undefined, {
    error: 'expected a min, a max or both',
  });

const sumOfParts = z
  .strictObject({
    whole: column,
    /** Columns of the same row. */
    parts: columns.optional(),
    /** A table whose rows are the parts. */
    over: table.optional(),
    /** The column of that table that is added up; of the same name as the whole when left out. */
    column: column.optional(),
    /** The columns by which its rows belong to a row of this one; its keys when left out. */
    by: columns.optional(),
    /** Which of its rows are parts. */
    where: condition.optional(),
  })
  .refine((said) => (said.parts === undefined) !== (said.over === undefined), {
    error: 'expected either parts or over',
  })
  .refine((said) => said.over !== undefined || !(said.column ?? said.by ?? said.where), {
    error: 'expected column, by and where only beside over',
  });

const rowCount = z
  .strictObject({
    equals: table.optional(),
    at_least: table.optional(),
    at_most: table.optional(),
    /** Which rows of that table are counted. */
    where: condition.optional(),
  })
  .refine(
    (said) => [said.equals, said.at_least, said.at_most].filter((each) => each).length === 1,
    {
      error: 'expected one of equals, at_least and at_most',
    },
  );

export const CHECK_KINDS = [
  'unique',
  'not_null',
  'accepted_values',
  'relationship',
  'range',
  'sum_of_parts',
  'row_count',
] as const;

/** One check in the header of a model: what has to hold of its rows. */
export const headerCheckSchema = z
  .strictObject({
    unique: columns.optional(),
    not_null: columns.optional(),
    accepted_values: acceptedValues.optional(),
    relationship: relationship.optional(),
    range: range.optional(),
    sum_of_parts: sumOfParts.optional(),
    row_count: rowCount.optional(),
    severity: z.enum(['error', 'warning']).default('error'),
    /** Which rows of the model it is about; all when left out. */
    where: condition.optional(),
    /** What it means when it fails; a sentence is made when left out. */
    message: z.string().min(1).optional(),
  })
  .refine((said) => CHECK_KINDS.filter((kind) => said[kind] !== undefined).length === 1, {
    error: `expected one of ${CHECK_KINDS.join(', ')}`,
  });

export type HeaderCheck = z.infer<typeof headerCheckSchema>;
export type CheckKind = (typeof CHECK_KINDS)[number];
